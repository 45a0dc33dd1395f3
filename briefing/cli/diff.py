"""`briefing diff`: what one brief tells that another did not."""

from typing import Annotated

import typer

from briefing.cli.screen import encoding, write

EXAMPLES = """\
Examples:

briefing diff monday.json tuesday.json

briefing diff monday.md tuesday.md --json | jq '.judgements'

briefing diff a.json b.json --exit-code > /dev/null || echo "something changed"

Exit codes: 0 compared; 1 with --exit-code: they differ; 2 usage; 3 one of them cannot be read or is no brief of ours.
"""
DIFFER = 1


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="The earlier brief: .md or .json.")],
    now: Annotated[str, typer.Argument(metavar="B", help="The later brief: .md or .json.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where they differ, as diff does.")
    ] = False,
) -> int:
    """Compare two briefs: claims new, changed or withdrawn, judgements that turned, sources, disagreements."""
    from briefing.comparing.changes import since
    from briefing.drafts.editions import read_edition
    from briefing.rendering.json_text import dumped
    from briefing.rendering.news import as_dict, as_lines
    from briefing.rendering.plain import day

    earlier, later = read_edition(before), read_edition(now)
    changes = since(earlier, later)
    if as_json:
        write(dumped({"later": later.name, "date": later.date.isoformat(), **as_dict(changes)}).encode())
    else:
        lines = as_lines(changes, f"{later.name} of {day(later.date)}")
        write("".join(f"{line}\n" for line in lines).encode(encoding(), "replace"))
    return DIFFER if exit_code and changes.differ else 0
