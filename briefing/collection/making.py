"""Reads a pile of articles, parts it into stories, and has the brief of each made where the engine is."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from briefing import pipeline
from briefing.collection import tasks
from briefing.collection.places import Places
from briefing.collection.tasks import Done, Order
from briefing.comparing import duplicates, stories
from briefing.domain.brief import Cost
from briefing.domain.collection import Collection, Entry
from briefing.domain.endpoint import Endpoint
from briefing.domain.given import Given
from briefing.domain.progress import Watch
from briefing.domain.source import Reading, Skipped, Source
from briefing.domain.story import Story
from briefing.engine import Engine, Lost
from briefing.errors import EngineError
from briefing.reading import is_foreign, numbered, read_each, with_ids
from briefing.rendering import files, index
from briefing.rendering.plain import counted
from briefing.settings import Settings

_TOGETHER = 32
"""Articles that are read as one piece of work."""


def make_collection(
    settings: Settings, places: Places, *, given: Iterable[Given | Skipped], engine: Engine, watch: Watch
) -> Collection:
    """A brief of every story, each written when it is made, and at last the page that lists them.

    A brief that cannot be made costs that brief: the page says so. The bytes do not depend on the engine; limits on
    spending and pace are kept by all briefs together if it is `Here`.

    Raises:
        NoSourcesError: nothing can be read.
        OutputError: something cannot be written; what was written before stands.
        EngineError: the engine is not there any more.
    """
    reading = _read(given, engine, watch)
    watch.stage(f"grouping {counted(len(reading.sources), 'article')}")
    sources = {source.id: source for source in duplicates.mark(reading.sources)}
    found = stories.find(tuple(sources.values()))
    watch.stage(f"writing {counted(len(found), 'brief')}", steps=len(found))
    entries = tuple(_entries(found, sources, settings, places, engine, watch))
    collection = Collection(
        title=settings.title,
        date=settings.date or pipeline.newest(tuple(sources.values())) or datetime.date.today(),
        sources=sources,
        entries=entries,
        skipped=reading.skipped,
    )
    files.write_all({path: index.render(collection, path.suffix) for path in places.pages})
    return collection


def _read(given: Iterable[Given | Skipped], engine: Engine, watch: Watch) -> Reading:
    """In the order given. What came from outside is read here, in the process apart that this program keeps for it."""
    watch.stage("reading")
    outside: dict[int, Source | Skipped] = {}
    sent: list[int] = []

    def inside() -> Iterator[Given]:
        for position, each in enumerate(given):
            if isinstance(each, Given) and not is_foreign(each):
                sent.append(position)
                yield each
            else:
                (outside[position],) = read_each([each])
                watch.step()

    read: list[Source | Skipped] = []
    for part in engine.each(tasks.read, _pieces(inside())):
        if isinstance(part, Lost):
            raise EngineError(f"the articles cannot be read: {part.reason}", help="Give them in smaller files.")
        read += part
        for _ in part:
            watch.step()
    found = outside | dict(zip(sent, read, strict=True))
    return numbered(found[position] for position in sorted(found))


def _pieces(items: Iterator[Given]) -> Iterator[Sequence[Given]]:
    while piece := tuple(islice(items, _TOGETHER)):
        yield piece


def _entries(
    found: Sequence[Story],
    sources: dict[str, Source],
    settings: Settings,
    places: Places,
    engine: Engine,
    watch: Watch,
) -> Iterator[Entry]:
    """One for each story, in their order. What ails all briefs is met once: the others are not begun."""
    ended: Entry | None = None
    number = 0

    def orders() -> Iterator[Order]:
        for number, story in enumerate(found, start=1):
            if ended is not None:
                return
            yield Order(
                number=number,
                story=story,
                sources=with_ids([sources[id] for id in story.sources]),
                settings=replace(settings, title=None, one_story=False),
                plan=places.of_story(number, story.terms, stories=len(found)),
            )

    for number, done in enumerate(engine.each(_writing(settings.endpoint), orders()), start=1):
        watch.step()
        if isinstance(done, Lost):
            yield Entry(number=number, story=found[number - 1], failed=done.reason, exit_code=EngineError.exit_code)
            continue
        for cost, stored in ((done.paid, False), (done.stored, True)):
            if cost.calls:
                watch.spent(cost, stored=stored)
        if done.files:
            files.write_all(done.files)
        if done.ends_all:
            ended = done.entry
        yield done.entry
    if ended is not None:
        for later in range(number + 1, len(found) + 1):
            yield replace(ended, number=later, story=found[later - 1], cost=Cost())


def _writing(endpoint: Endpoint | None) -> "partial[Done]":
    """Where there are limits, all briefs are made within one allowance."""
    if endpoint is None or not endpoint.terms.is_limited:
        return partial(tasks.write)
    from briefing.llm.allowance import Allowance

    return partial(tasks.write, allowance=Allowance.of(endpoint.terms))
