"""`generate --by-story`: a brief for each event, and the page that lists them."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import sourcing
from briefing.cli.progress import Progress
from briefing.cli.sources import SOURCE_SKIPPED, report, standard_input
from briefing.domain.collection import Collection, Entry
from briefing.engine import chosen
from briefing.errors import InterruptedRunError, OutputError
from briefing.rendering import files, index
from briefing.rendering.output import Rendered
from briefing.rendering.plain import counted
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.collection import Priced


def generate(
    settings: Settings,
    outputs: tuple[Path, ...],
    *,
    template: Path | None,
    annex: bool,
    paper: str,
    workers: int | None,
    dask: str | None,
    say: Progress,
) -> int:
    """The exit code: that of the first brief that could not be made, if there is one.

    Raises:
        InterruptedRunError: it was; what was written stands.
        BriefingError: see `Maker.make`, `read_pile`, `Places.of` and `chosen`.
    """
    from briefing.collection import Maker, Places, read_pile

    places = Places.of(outputs, template=template, annex=annex, paper=paper)
    piped = standard_input() if "-" in settings.sources else None
    given = sourcing.given(settings.sources, reach=settings.reach, stdin=piped, watch=say)
    written: list[Path] = []

    def put(rendered: Rendered) -> None:
        try:
            files.write_all({**rendered.kept, **rendered.briefs})
        except OutputError as error:
            stands = f"{counted(len(written), 'file')} written before, and no page that leads to them"
            raise OutputError(f"{error}; {stands}", help="Make room, or choose another folder.") from error
        written.extend(rendered.briefs)

    try:
        with chosen(settings.endpoint.terms if settings.endpoint else None, workers=workers, dask=dask) as engine, say:
            reading = read_pile(given, engine, say)
            collection = Maker(settings=settings, places=places, engine=engine, watch=say, put=put).make(reading)
    except KeyboardInterrupt as error:
        raise InterruptedRunError(
            f"interrupted; {counted(len(written), 'file')} written, and no page that leads to them",
            help="run the same command again",
        ) from error
    announce(collection, places.pages, say)
    skipped = collection.skipped or any(entry.skipped for entry in collection.entries)
    return _first_failure(collection.entries) or (SOURCE_SKIPPED if skipped else 0)


def estimate(
    settings: Settings,
    outputs: tuple[Path, ...],
    *,
    template: Path | None,
    annex: bool,
    paper: str,
    workers: int | None,
    dask: str | None,
    as_json: bool,
    say: Progress,
) -> int:
    """What the briefs would cost, on standard output; the exit code: that of the first that could not be made.

    Raises:
        BriefingError: see `priced`, `read_pile`, `Places.of` and `chosen`.
    """
    from briefing.cli import estimate as estimating
    from briefing.collection import Places, priced, read_pile

    if outputs:
        Places.of(outputs, template=template, annex=annex, paper=paper)
    piped = standard_input() if "-" in settings.sources else None
    given = sourcing.given(settings.sources, reach=settings.reach, stdin=piped, watch=say)
    with chosen(settings.endpoint.terms if settings.endpoint else None, workers=workers, dask=dask) as engine, say:
        reading = read_pile(given, engine, say)
        told = priced(settings, reading, engine, say)
    code = estimating.show_stories(told, reading.skipped, as_json=as_json)
    _report_failed(told)
    return _first_failure(told) or code


def _first_failure(entries: "Iterable[Entry | Priced]") -> int:
    """The exit code of the first error; 0 where there is none."""
    return next((entry.error.exit_code for entry in entries if entry.error), 0)


def _report_failed(entries: "Iterable[Entry | Priced]") -> None:
    """One line for each reason, on standard error."""
    failed: dict[str, list[int]] = {}
    for entry in entries:
        if entry.failed:
            failed.setdefault(entry.failed, []).append(entry.number)
    for reason, numbers in failed.items():
        more = f" and {counted(len(numbers) - 1, 'other')}" if len(numbers) > 1 else ""
        have = "have" if more else "has"
        print(f"briefing: story {numbers[0]}{more} {have} no brief: {reason}", file=sys.stderr)


def announce(collection: Collection, pages: tuple[Path, ...], say: Progress) -> None:
    """What went wrong on standard error whatever the verbosity; what went well only where it is wanted."""
    report(collection.skipped)
    for entry in collection.entries:
        report(entry.skipped)
        for warning in entry.warnings:
            print(f"briefing: story {entry.number}: {warning}", file=sys.stderr)
    _report_failed(collection.entries)
    for page in pages:
        say(f"wrote {page}")
    say(index.tally(collection))
    if asked := say.asked():
        say(f"{asked} now")
