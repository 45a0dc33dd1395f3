"""`briefing schedule`: the line for cron, or the units for systemd."""

import os
import re
import shutil
import sys
from datetime import time
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.configuration import ConfigOption, configuration, store_of
from briefing.cli.run import chosen
from briefing.errors import UsageError
from briefing.unattended import schedule as schedules

EXAMPLES = """\
Examples:

briefing schedule morning --at 06:00

(crontab -l; briefing schedule morning --at 06:00) | crontab -

briefing schedule morning --at 06:00 --systemd

Secrets never stand in it: it reads them from --environment-file, lines of NAME=value that you alone can read.

Exit codes: 0 printed; 2 usage or configuration.
"""

_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def schedule(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A brief of the configuration.")],
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When it is to run, each day.")],
    systemd: Annotated[bool, typer.Option("--systemd", help="Print a service and a timer of systemd.")] = False,
    cron: Annotated[bool, typer.Option("--cron", help="Print a line of a crontab: the default.")] = False,
    config: ConfigOption = None,
    environment_file: Annotated[
        Path | None,
        typer.Option(
            "--environment-file",
            metavar="FILE",
            readable=False,
            help="Where secrets are set. Default: briefing.env beside the configuration.",
        ),
    ] = None,
) -> None:
    """Print what starts a brief each day, with absolute paths and the environment it needs."""
    if systemd and cron:
        raise UsageError("--systemd with --cron", help="Leave one of the two out.")
    hour = _HOUR.fullmatch(at.strip())
    if not hour:
        raise UsageError(f"--at {at!r} is no hour", help="Write it as HH:MM, such as 06:00.")
    found = configuration(config)
    (commission,) = chosen(found, [name])
    call = schedules.Call(
        program=program(),
        brief=name,
        config=found.path,
        store=store_of(found),
        secrets=commission.secrets,
        environment_file=(environment_file or found.path.with_name("briefing.env")).absolute(),
    )
    if commission.model and commission.base_url is None and os.environ.get("OPENAI_BASE_URL"):
        print(f"# OPENAI_BASE_URL is set here alone: write base_url into {found.path}, or the vendor will be asked")
    moment = time(int(hour[1]), int(hour[2]))
    if call.secrets:
        print(f"# {call.environment_file} sets {', '.join(call.secrets)} (chmod 600)")
    if not systemd:
        print(schedules.cron(call, moment))
        return
    print(f"# ~/.config/systemd/user/briefing-{name}.service\n{schedules.service(call)}\n")
    print(f"# ~/.config/systemd/user/briefing-{name}.timer\n{schedules.timer(call, moment)}\n")
    print(f"# then: systemctl --user daemon-reload && systemctl --user enable --now briefing-{name}.timer")
    print("# and, so that it runs while you are logged out: loginctl enable-linger")


def program() -> tuple[str, ...]:
    """The command as an absolute path; by way of the interpreter where it was not installed as one."""
    beside = Path(sys.executable).with_name("briefing")
    if beside.is_file():
        return (str(beside.absolute()),)
    if found := shutil.which("briefing"):
        return (str(Path(found).absolute()),)
    return (sys.executable, "-c", "from briefing.cli.main import run; run()")
