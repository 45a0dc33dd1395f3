"""`briefing cache`: replies that were paid for and are kept so that nobody pays twice, and what lies beside them."""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing.cli.configuration import ConfigOption, store_by
from briefing.cli.screen import encoding, stream, write
from briefing.domain.reply import Tally
from briefing.errors import DamagedStoreError, OutputError, UsageError
from briefing.rendering.plain import counted, one_line

EXAMPLES_INFO = """\
Examples:

briefing cache info

briefing cache info --json | jq '.replies'

Exit codes: 0 shown, also where nothing is stored; 2 usage; 4 the store cannot be used.
"""
EXAMPLES_CLEAR = """\
Examples:

briefing cache clear

briefing cache clear --older-than 30d --yes

briefing cache clear --model gpt-6-luna

briefing cache clear pages

Without a name, replies alone: what is deleted must be paid for again when it is asked for again. Those whose age nobody
noted (of an early version of briefing) stay where --older-than is given. "pages" is what was fetched from the web, and
is fetched again. "runs" is what unattended runs are remembered by, with the ledger of forecasts and the deliveries that
are owed: nothing brings it back, and nothing but its name clears it.

Exit codes: 0 done, also where there was nothing to delete or the answer was no; 2 usage; 4 the store cannot be used,
or an unattended run is under way and "runs" are to go.
"""
EXAMPLES_EXPORT = """\
Examples:

briefing cache export -o replies.jsonl

briefing cache export | jq -r 'select(.stage == "summarize") | .reply.choices[0].message.content'

Each line is a JSON object: key, created (UTC), stage, model, endpoint, prompt (fingerprint), batch (paid at the price
of a batch), request, reply; body too, where the reply is not given back by its object to the character.

Exit codes: 0 written; 2 usage; 4 the store or the output cannot be used.
"""
_AGE = re.compile(r"(\d{1,5})\s*([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}

app = typer.Typer(help="Look after the stored replies of models.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Look after the stored replies of models, in the store of the configuration or of the environment."""


class What(StrEnum):
    """What may be cleared: replies, or what `store.holdings` knows beside them."""

    REPLIES = "replies"
    PAGES = "pages"
    RUNS = "runs"


@app.command("info", epilog=EXAMPLES_INFO)
def info(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    config: ConfigOption = None,
) -> int:
    """Show what is stored where: replies and what they took, fetched pages, runs and forecasts."""
    from briefing.cli import holdings
    from briefing.store import inventory

    path = place(config)
    store = inventory.Inventory.existing(path)
    tallies = store.tallies() if store else ()
    size = inventory.size(path)
    if store:
        store.close()
    if as_json:
        from briefing.rendering.json_text import dumped

        write(dumped(as_dict(path, size, tallies) | {"beside": holdings.as_dicts(path.parent)}).encode())
    else:
        lines = (*as_lines(path, size, tallies), *holdings.as_lines(path.parent, megabytes))
        write("".join(f"{line}\n" for line in lines).encode(encoding(), "replace"))
    return 0


@app.command("clear", epilog=EXAMPLES_CLEAR)
def clear(
    what: Annotated[
        list[What] | None, typer.Argument(help="What to delete. Default: replies.", show_default=False)
    ] = None,
    older_than: Annotated[
        str | None, typer.Option(metavar="AGE", help="Only replies stored before: 12h, 30d or 8w ago.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Only replies of this model.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    config: ConfigOption = None,
) -> int:
    """Delete stored replies, and nothing else unless it is named."""
    from briefing.cli import holdings
    from briefing.store.holdings import Kind

    path = place(config)
    named = dict.fromkeys(what or [What.REPLIES])
    if (older_than or model) and list(named) != [What.REPLIES]:
        option = "--older-than" if older_than else "--model"
        raise UsageError(f"{option} chooses among replies alone", help="Leave it out, or name nothing but replies.")
    if What.REPLIES in named:
        clear_replies(path, older_than, model, yes=yes)
    for kind in (kind for kind in Kind if What(kind) in named):
        found = holdings.of_kind(path.parent, kind)
        if not found:
            print(f"nothing to delete ({kind})")
        elif yes or agreed(holdings.question(kind, found)):
            for line in holdings.clear(found):
                print(line)
    return 0


def clear_replies(path: Path, older_than: str | None, model: str | None, *, yes: bool) -> None:
    from briefing.store.inventory import Inventory, Selection, discard

    chosen = Selection(before=parse_age(older_than), model=model)
    try:
        store = Inventory.existing(path, to_read=False)
        count = store.count(chosen) if store else 0
    except DamagedStoreError as error:
        if older_than or model:
            raise OutputError(str(error), help="Leave out the conditions: it can only be deleted as a whole.") from None
        if yes or agreed(f"{str(path)!r} is no store any more. Delete the file?"):
            discard(path)
            print(f"deleted {one_line(str(path))}: it was no store any more")
        return
    if store is None or not count:
        print("nothing to delete")
        return
    try:
        if yes or agreed(f"Delete {counted(count, 'reply', 'replies')} of {path}? To ask for them again costs again."):
            print(f"deleted {counted(store.remove(chosen), 'reply', 'replies')}")
    finally:
        store.close()


@app.command("export", epilog=EXAMPLES_EXPORT)
def export(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write. Default: standard output.")
    ] = None,
    config: ConfigOption = None,
) -> int:
    """Write all stored replies as JSON Lines, by time."""
    from briefing.rendering import files
    from briefing.store.inventory import Inventory
    from briefing.store.lines import line

    target = None if output is None or str(output) == "-" else output
    if target:
        files.check(target)
    store = Inventory.existing(place(config))
    kept = store.every() if store else iter(())
    lines = (line(reply).encode("utf-8", "surrogatepass") for reply in kept)
    try:
        if target:
            files.write_all({target: lines})
        else:
            stream(lines)
    finally:
        if store:
            store.close()
    return 0


def place(config: Path | None) -> Path:
    """Of the replies; what else there is lies beside them."""
    from briefing.store.replies import FILE

    return store_by(config) / FILE


def parse_age(value: str | None) -> datetime | None:
    """The moment that lies so long ago.

    Raises:
        UsageError: this is no age.
    """
    if value is None:
        return None
    found = _AGE.fullmatch(value.strip().casefold())
    if not found:
        raise UsageError(f"--older-than {value!r} is no age", help="Write hours, days or weeks: 12h, 30d, 8w.")
    try:
        return datetime.now(UTC) - timedelta(hours=int(found[1]) * _HOURS[found[2]])
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def agreed(question: str) -> bool:
    """
    Raises:
        UsageError: there is nobody to ask.
    """
    if not at_terminal():
        raise UsageError("no terminal to ask at, and nothing was deleted", help="Add --yes.")
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() in ("y", "yes"):
        return True
    print("nothing was deleted", file=sys.stderr)
    return False


def at_terminal() -> bool:
    return bool(sys.stdin) and sys.stdin.isatty()


def as_dict(path: Path, size: int, tallies: tuple[Tally, ...]) -> dict[str, Any]:
    times = [time for each in tallies for time in (each.oldest, each.newest) if time]
    return {
        "path": str(path),
        "bytes": size,
        "replies": sum(each.replies for each in tallies),
        "tokens_in": sum(each.tokens_in for each in tallies),
        "tokens_out": sum(each.tokens_out for each in tallies),
        "oldest": min(times, default=None),
        "newest": max(times, default=None),
        "by_stage_and_model": [
            {
                "stage": each.stage,
                "model": each.model,
                "replies": each.replies,
                "tokens_in": each.tokens_in,
                "tokens_out": each.tokens_out,
                "oldest": each.oldest,
                "newest": each.newest,
            }
            for each in tallies
        ],
    }


def as_lines(path: Path, size: int, tallies: tuple[Tally, ...]) -> Iterator[str]:
    whole = as_dict(path, size, tallies)
    yield one_line(str(path))
    if not tallies:
        yield "nothing is stored"
        return
    since = f", stored from {spoken(whole['oldest'])} to {spoken(whole['newest'])}" if whole["oldest"] else ""
    yield f"{counted(whole['replies'], 'reply', 'replies')}, {megabytes(size)}{since}"
    yield ""
    rows: list[tuple[str, ...]] = [("stage", "model", "replies", "tokens in", "tokens out")]
    for each in tallies:
        figures = (each.replies, each.tokens_in, each.tokens_out)
        rows.append((one_line(each.stage), one_line(each.model), *(f"{number:,}" for number in figures)))
    rows.append(("all", "", *(f"{whole[name]:,}" for name in ("replies", "tokens_in", "tokens_out"))))
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
        yield "  ".join([*words, *numbers])


def megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{size / 1000:.0f} kB"


def spoken(time: str) -> str:
    """`2025-05-16 09:30 UTC`."""
    return f"{time[:10]} {time[11:16]} UTC"
