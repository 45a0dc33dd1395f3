"""`briefing doctor`: what of a configuration does not work yet, and what mends it."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from briefing.cli.configuration import ConfigOption, configuration, store_of
from briefing.cli.screen import write, write_lines
from briefing.errors import UsageError
from briefing.rendering.plain import one_line

EXAMPLES = """\
Examples:

briefing doctor

briefing doctor --config /srv/briefs/briefing.toml --json | jq '.findings[] | select(.health != "ok")'

Exit codes: 0 a run can be made; 1 something must be mended first.
"""


def doctor(
    config: ConfigOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Examine configuration, key, endpoint, cluster, sources, fonts, folders, clock and store; nothing is paid."""
    from briefing.unattended.doctor import examine
    from briefing.unattended.finding import Finding, Health, failed

    found: Sequence[Finding]
    try:
        read = configuration(config)
    except UsageError as error:
        found = [failed("configuration", str(error), error.help)]
    else:
        now = datetime.now().astimezone()
        found = list(examine(read, store=store_of(read), environment=os.environ, now=now))
    bad = any(each.health is Health.FAILED for each in found)
    if as_json:
        document = {"ok": not bad, "findings": [asdict(each) for each in found]}
        write(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode())
    else:
        lines = (
            f"{each.health:7}  {one_line(f'{each.about}: {each.said}. {each.help}').rstrip('. ')}" for each in found
        )
        write_lines("\n".join(lines))
    return int(bad)
