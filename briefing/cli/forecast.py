"""`briefing forecast`: the ledger of forecasts, what became of them, and how good they were."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.cli.configuration import ConfigOption, store_by
from briefing.cli.screen import encoding, write
from briefing.domain.ledger import Entry, Outcome
from briefing.errors import UsageError
from briefing.rendering.plain import counted, day, one_line

if TYPE_CHECKING:
    from briefing.store.ledger import Ledger

EXAMPLES_ADD = """\
Examples:

briefing forecast add brief.json --name istanbul

Nothing is added twice: the same sentence in the same brief is one forecast as long as it runs. JSON says more than
Markdown: on which day each source judged.

Exit codes: 0 done, also where there was nothing to add; 2 usage; 3 the brief cannot be read; 4 the store
cannot be used.
"""
EXAMPLES_LIST = """\
Examples:

briefing forecast list --due

briefing forecast list --json | jq '.[] | select(.scorable)'

Exit codes: 0 shown, also where there is none; 2 usage; 4 the store cannot be used.
"""
EXAMPLES_RESOLVE = """\
Examples:

briefing forecast resolve istanbul-2025-05-17-3fa9c2 yes --note "Tass, 24 May 2025"

briefing forecast resolve 3fa9c2 void

The end of an id is enough where no other ends so. Who resolves again corrects what was said before.

Exit codes: 0 done; 2 usage, no such forecast among it; 4 the store cannot be used.
"""
EXAMPLES_SCORE = """\
Examples:

briefing forecast score

briefing forecast score --json --plot calibration.png

A band's probability is its middle. Brier score: 0 is best, 0.25 is a coin's. Only scorable forecasts that came true or
did not are scored; open, void, overdue and unscorable ones are counted.

Exit codes: 0 shown; 2 usage; 4 the store or the picture cannot be written.
"""

app = typer.Typer(help="Keep and score forecasts.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Keep and score forecasts, in the store of the configuration or of the environment."""


@app.command("add", epilog=EXAMPLES_ADD)
def add(
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="A brief of ours: .json or .md.")],
    name: Annotated[str | None, typer.Option(help="Name of the brief. Default: that of its file.")] = None,
    config: ConfigOption = None,
) -> int:
    """Take the forecasts of a brief into the ledger."""
    from briefing.drafts.editions import read_edition
    from briefing.forecasting.entries import entries

    found = entries(read_edition(brief, name or Path(brief).stem))
    store = ledger(config)
    try:
        new = store.add(found)
    finally:
        store.close()
    left = sum(each.unscorable is not None for each in found)
    tail = f"; {left} of {len(found)} cannot be scored" if left else ""
    halves = sum(each.sentence is not None for each in found)
    tail += f"; {halves} are halves of sentences that say two things" if halves else ""
    show([f"{counted(new, 'forecast')} added, {len(found) - new} known before{tail}"])
    return 0


@app.command("list", epilog=EXAMPLES_LIST)
def show_all(
    due: Annotated[bool, typer.Option("--due", help="Only those whose last day is over and that are open.")] = False,
    today: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day to reckon from. Default: today.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    config: ConfigOption = None,
) -> int:
    """Show the forecasts that are kept."""
    on = parse_day(today)
    store = ledger(config)
    try:
        found = [each for each in store.entries() if not due or each.due(on)]
    finally:
        store.close()
    if as_json:
        from briefing.rendering.json_text import dumped

        write(dumped([as_dict(each, on) for each in found]).encode())
    else:
        show(as_lines(found, on, due=due))
    return 0


@app.command("resolve", epilog=EXAMPLES_RESOLVE)
def resolve(
    id: Annotated[str, typer.Argument(metavar="ID", help="Of the forecast.")],
    outcome: Annotated[Outcome, typer.Argument(help="What became of it.")],
    note: Annotated[str, typer.Option(help="How that is known.")] = "",
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of the resolution. Default: today.")] = None,
    config: ConfigOption = None,
) -> int:
    """Say whether a forecast came true."""
    resolved, today = parse_day(on), parse_day(None)
    if resolved > today:
        raise UsageError(f"--on {resolved} is still to come: today is {today}", help="Give a day that has been.")
    store = ledger(config)
    try:
        before, after = store.resolve(id, outcome, on=resolved, note=note)
    finally:
        store.close()
    was = f" (was {before.outcome.value})" if before.outcome and before.outcome is not outcome else ""
    show([f"{after.id}: {outcome.value}{was}", f"  {one_line(after.text)}", *asked(after)])
    return 0


@app.command("score", epilog=EXAMPLES_SCORE)
def score(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Calibration diagram: .png, .svg or .pdf.")] = None,
    today: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day to reckon from. Default: today.")] = None,
    config: ConfigOption = None,
) -> int:
    """Show how good the forecasts were."""
    from briefing.forecasting import report, scores

    on = parse_day(today)
    form = None
    if plot:
        from briefing.rendering import diagram, files

        form = diagram.form_of(plot)
        files.check(plot)
    store = ledger(config)
    try:
        record = scores.score(store.entries(), on)
    finally:
        store.close()
    if plot and form:
        if record.whole is None:
            raise UsageError("there is nothing to draw: no forecast counts yet", help="Resolve some first.")
        files.write_all({plot: diagram.draw(report.diagram(record), form)})
    if as_json:
        from briefing.rendering.json_text import dumped

        write(dumped(report.as_dict(record)).encode())
    else:
        show(report.as_lines(record))
    return 0


def ledger(config: Path | None) -> "Ledger":
    from briefing.store.ledger import FILE, Ledger

    return Ledger(store_by(config) / FILE)


def parse_day(value: str | None) -> datetime.date:
    """
    Raises:
        UsageError: this is no day.
    """
    if value is None:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{value!r} is no day", help="Write it as 2025-05-17.") from None


def show(lines: Iterable[str]) -> None:
    write("".join(f"{line}\n" for line in lines).encode(encoding(), "replace"))


def state(entry: Entry, today: datetime.date) -> str:
    """yes, no, void, overdue, open"""
    if entry.outcome:
        return entry.outcome.value
    return "overdue" if entry.due(today) else "open"


def as_lines(entries: list[Entry], today: datetime.date, *, due: bool) -> Iterator[str]:
    if not entries:
        yield "no forecast is due" if due else "no forecast is kept: `briefing forecast add BRIEF.json` takes some in"
    for each in entries:
        forecast = each.forecast
        band = f"{forecast.term}: {forecast.band[0]}-{forecast.band[1]} %" if forecast.band else forecast.term or "-"
        until = f"until {day(forecast.until)}" if forecast.until else "no last day"
        yield f"{each.id}  {state(each, today)}  ({one_line(band)}; {until})"
        yield f"  {one_line(each.text)}"
        if each.sentence:
            yield f"  one of two things in: {one_line(each.sentence)}"
        yield from asked(each)
        if forecast.attributed_to:
            yield f"  judged by {one_line(forecast.attributed_to)}"
        if forecast.resolution:
            yield f"  decided by: {one_line(forecast.resolution)}"
        if each.unscorable:
            yield f"  not scored: {each.unscorable}"
        if each.outcome and each.resolved:
            yield f"  resolved {day(each.resolved)}{f': {one_line(each.note)}' if each.note else ''}"


def asked(entry: Entry) -> Iterator[str]:
    """What yes or no answers."""
    if entry.question:
        yield f"  question: {one_line(entry.question)}"


def as_dict(entry: Entry, today: datetime.date) -> dict[str, Any]:
    forecast = entry.forecast
    return {
        "id": entry.id,
        "brief": entry.brief,
        "config": entry.key.rpartition("#")[0] or None,
        "date": entry.date.isoformat(),
        "text": entry.text,
        "sentence": entry.sentence,
        "own": [entry.own.start, entry.own.end] if entry.own else None,
        "horizon": forecast.horizon.value,
        "from": forecast.starts.isoformat(),
        "until": forecast.until.isoformat() if forecast.until else None,
        "term": forecast.term,
        "band": list(forecast.band) if forecast.band else None,
        "attributed_to": forecast.attributed_to,
        "question": entry.question,
        "resolution": forecast.resolution,
        "notes": list(forecast.notes),
        "scorable": entry.unscorable is None,
        "unscorable": entry.unscorable,
        "state": state(entry, today),
        "resolved": entry.resolved.isoformat() if entry.resolved else None,
        "note": entry.note,
    }
