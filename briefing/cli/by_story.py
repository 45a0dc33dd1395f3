"""`generate --by-story`: a brief for each event, and the page that lists them."""

import os
import sys
from pathlib import Path

from briefing import sourcing
from briefing.cli.progress import Progress
from briefing.cli.sources import SOURCE_SKIPPED, report, standard_input
from briefing.domain.collection import Collection
from briefing.engine import Engine, Here, Processes
from briefing.errors import UsageError
from briefing.rendering.plain import counted
from briefing.settings import Settings

_NAMED = 5
"""Stories without a brief that standard error names."""


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
        BriefingError: see `make_collection`, `Places.of` and `engine`.
    """
    from briefing.collection import Places, make_collection

    places = Places.of(outputs, template=template, annex=annex, paper=paper)
    piped = standard_input() if "-" in settings.sources else None
    given = sourcing.given(settings.sources, reach=settings.reach, stdin=piped)
    with engine(settings, workers=workers, dask=dask) as found, say:
        collection = make_collection(settings, places, given=given, engine=found, watch=say)
    announce(collection, places.pages, say)
    failed = next((entry.exit_code for entry in collection.entries if entry.failed), 0)
    skipped = collection.skipped or any(entry.skipped for entry in collection.entries)
    return failed or (SOURCE_SKIPPED if skipped else 0)


def engine(settings: Settings, *, workers: int | None, dask: str | None) -> Engine:
    """Where the work is done: with the embedded writer on all processors, else here, unless something is asked for.

    Raises:
        UsageError: what is asked for contradicts itself.
        EngineError: there is no such cluster.
    """
    if workers is not None and dask:
        raise UsageError("--workers with --dask", help="The cluster knows its workers: leave --workers out.")
    if workers is None and not dask:
        workers = 1 if settings.endpoint else os.cpu_count() or 1
    if workers == 1:
        return Here()
    if settings.endpoint and settings.endpoint.terms.is_limited:
        raise UsageError(
            f"{'--dask' if dask else '--workers'} with a limit on spending or on the pace of calls",
            help="Each worker would have the limit to itself: leave one of the two out.",
        )
    if dask:
        from briefing.engine.dask import Dask

        return Dask(dask)
    return Processes(workers or 1)


def announce(collection: Collection, pages: tuple[Path, ...], say: Progress) -> None:
    """What went wrong on standard error whatever the verbosity; what went well only where it is wanted."""
    report(collection.skipped)
    for entry in collection.entries:
        report(entry.skipped)
        for warning in entry.warnings:
            print(f"briefing: story {entry.number}: {warning}", file=sys.stderr)
    failed = [entry for entry in collection.entries if entry.failed]
    for entry in failed[:_NAMED]:
        print(f"briefing: story {entry.number} has no brief: {entry.failed}", file=sys.stderr)
    if len(failed) > _NAMED:
        print(f"briefing: {len(failed) - _NAMED} more stories have no brief", file=sys.stderr)
    for page in pages:
        say(f"wrote {page}")
    claims = sum(entry.claims for entry in collection.entries)
    unproven = sum(entry.unproven for entry in collection.entries)
    made = len(collection.entries) - len(failed)
    articles = counted(len(collection.sources), "article")
    say(f"{counted(made, 'brief')} of {articles}: {counted(claims, 'claim')}, {unproven:,} of them failed")
    if asked := say.asked():
        say(f"{asked} now")
