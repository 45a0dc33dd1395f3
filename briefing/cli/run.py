"""`briefing run`: what a scheduler calls."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from briefing.cli.configuration import ConfigOption, configuration, store_of
from briefing.config import Commission, Config
from briefing.config.values import nearest
from briefing.errors import BriefingError, UsageError
from briefing.unattended.ending import worst
from briefing.unattended.log import Log, LogFormat

EXAMPLES = """\
Examples:

briefing run

briefing run morning --config /srv/briefs/briefing.toml --quiet

briefing run --log-format json 2>> briefing.log

briefing run morning --anew

Exit codes: 0 written; 12 the vendor's batch service has the requests, and a later run collects the replies;
20 written, with claims that failed their check; 21 nothing new, nothing written; 22 some sources or stories failed;
23 another run of the brief is under way; 24 a delivery failed, and is kept for the next run;
all others: the run failed, as in `briefing generate` (2 configuration; 3 no readable source; 4 output;
5 template or prompt; 6 model or endpoint; 7 a claim failed under on_unsupported = "fail"; 9 a limit on spending is
used up). Of several briefs: the worst. 130 interrupted (143 by SIGTERM): the next run goes on.
"""


def run(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME...]", help="Briefs of the configuration. Default: all.")
    ] = None,
    config: ConfigOption = None,
    log_format: Annotated[LogFormat, typer.Option(help="How it is told on standard error.")] = LogFormat.LINES,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell errors only.")] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Make the brief although nothing is new. Stored replies cost nothing.")
    ] = False,
) -> int:
    """Make the briefs of a configuration: what has changed since the last run, once, and wherever it is wanted."""
    found = configuration(config)
    commissions = chosen(found, names or ())
    log = Log(sys.stderr, form=log_format, quiet=quiet, secrets=_secrets(commissions))
    return worst([_run(each, found, log, anew=anew) for each in commissions])


def chosen(config: Config, names: Sequence[str]) -> list[Commission]:
    """
    Raises:
        UsageError: the configuration has no brief of such a name.
    """
    for name in names:
        if name not in config.briefs:
            raise UsageError(
                f"{str(config.path)!r} has no brief {name!r}",
                help=nearest(name, config.briefs) or f"It has {', '.join(config.briefs)}.",
            )
    return [config.briefs[name] for name in dict.fromkeys(names)] or list(config.briefs.values())


def _run(commission: Commission, config: Config, log: Log, *, anew: bool) -> int:
    """The exit code; one brief that cannot be made does not keep another from being made."""
    from briefing.unattended.run import run

    log.brief = commission.name
    try:
        return int(
            run(
                commission,
                config=config.origin,
                store=store_of(config),
                environment=os.environ,
                log=log,
                now=datetime.now().astimezone(),
                anew=anew,
            )
        )
    except BriefingError as error:
        log.error(error.told)
        return error.exit_code
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        log.error(f"internal error: {type(error).__name__}: {error}. Set BRIEFING_DEBUG=1 to see where")
        return 1


def _secrets(commissions: Sequence[Commission]) -> list[str]:
    names = {"OPENAI_API_KEY", *(name for each in commissions for name in each.secrets)}
    return [os.environ[name] for name in names if os.environ.get(name)]
