"""A brief for each event, unattended: they are made, told of and carried together, as one brief is."""

from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from briefing.collection import Maker, Memory, Places
from briefing.comparing.editions import merged
from briefing.comparing.yesterday import Yesterday
from briefing.config import Commission
from briefing.domain.collection import Collection
from briefing.domain.unattended import Finished
from briefing.engine import chosen
from briefing.errors import BriefingError, PendingError
from briefing.rendering import index
from briefing.rendering.output import Rendered
from briefing.rendering.plain import counted
from briefing.settings import Settings
from briefing.store import edition_json
from briefing.store.runs import FILE, RunStore
from briefing.unattended import carrying
from briefing.unattended.ending import Ending
from briefing.unattended.log import Log
from briefing.unattended.news import Found


@dataclass(slots=True)
class _Gathered:
    briefs: dict[Path, bytes] = field(default_factory=dict)
    kept: dict[Path, bytes] = field(default_factory=dict)

    def take(self, rendered: Rendered) -> None:
        self.briefs |= rendered.briefs
        self.kept |= rendered.kept


def collect(
    commission: Commission,
    settings: Settings,
    found: Found,
    places: Places,
    *,
    key: str,
    run: str,
    day: date,
    wanted: str,
    log: Log,
) -> Finished:
    """What is to be written, carried and remembered; each brief says what is new in it since an earlier day.

    Args:
        found: with something to read.
        key: by which the briefs are remembered.
        run: names the run among all runs of all machines.
        wanted: fingerprint of the commission.

    Raises:
        PendingError: some of what was asked is with the vendor's batch service.
        BriefingError: not one brief could be made.
    """
    assert found.reading is not None
    with closing(RunStore(settings.store / FILE)) as runs:
        previous = runs.previous(commission.name, day, key=key)
    memory = Memory(day=day, previous=Yesterday(previous) if previous else None)
    gathered = _Gathered()
    terms = settings.endpoint.terms if settings.endpoint else None
    with chosen(terms, workers=commission.workers, dask=commission.dask, config=commission.file) as engine:
        maker = Maker(settings=settings, places=places, engine=engine, watch=log, put=gathered.take, memory=memory)
        collection = maker.make(found.reading)
    if error := _fatal(collection):
        raise error
    _tell(collection, log)
    claims = index.tally(collection)
    pages = {path: gathered.briefs.pop(path) for path in places.pages}
    more = {path: index.render(collection, path.suffix) for path in _more_pages(commission, places, day)}
    rendered = Rendered(briefs={**pages, **more, **gathered.briefs}, kept=gathered.kept, warnings=())
    return Finished(
        code=_code(collection, found),
        claims=claims,
        commission=wanted,
        sources=found.without(_failed(collection)),
        outputs={**gathered.kept, **pages, **gathered.briefs},
        parcels=carrying.parcels(
            commission, run=run, day=day, title=index.title(collection), claims=claims, rendered=rendered
        ),
        remembered=edition_json.encoded(merged(memory.editions, commission.name, day)),
    )


def _fatal(collection: Collection) -> BriefingError | None:
    """What ends the run: replies are awaited, or no brief could be made."""
    errors = [entry.error for entry in collection.entries if entry.error]
    pending = [error for error in errors if isinstance(error, PendingError)]
    if pending:
        return pending[0]
    return errors[0] if len(errors) == len(collection.entries) else None


def _failed(collection: Collection) -> frozenset[str]:
    """Paths of the sources that are in no brief, though they could be read."""
    without = [id for entry in collection.entries if entry.error for id in entry.story.sources]
    skipped = [each.path for entry in collection.entries for each in entry.skipped]
    return frozenset([*skipped, *(collection.sources[id].path for id in without)])


def _tell(collection: Collection, log: Log) -> None:
    """What the next run is to make up for is an error: a budget or a model wants somebody to see to it."""
    failed: dict[str, list[int]] = {}
    for entry in collection.entries:
        if entry.failed:
            failed.setdefault(entry.failed, []).append(entry.number)
        for each in entry.skipped:
            log.error(f"skipped {each.path!r}: {each.reason}. {each.help}".rstrip())
        for warning in entry.warnings:
            log.warning(f"story {entry.number}: {warning}")
    for reason, (first, *others) in failed.items():
        stories = f"story {first} and {counted(len(others), 'other')} have" if others else f"story {first} has"
        log.error(f"{stories} no brief: {reason}")


def _code(collection: Collection, found: Found) -> Ending:
    if found.failed or any(entry.error or entry.skipped for entry in collection.entries):
        return Ending.IN_PART
    return Ending.FLAGGED if any(entry.unproven for entry in collection.entries) else Ending.WRITTEN


def _more_pages(commission: Commission, places: Places, day: date) -> tuple[Path, ...]:
    """Names for forms of the page that only a delivery wants."""
    made = {path.suffix.lower() for path in places.pages}
    wanted = [form for form in carrying.forms(commission) if form in index.FORMS and form not in made]
    return tuple(Path(f"{commission.name}-{day.isoformat()}{form}") for form in wanted)
