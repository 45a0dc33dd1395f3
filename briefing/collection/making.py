"""Parts a pile of articles into stories, and has the brief of each made where the engine is."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from briefing import pipeline
from briefing.collection import tasks
from briefing.collection.places import Places
from briefing.collection.tasks import Done, Order
from briefing.comparing import stories
from briefing.comparing.yesterday import Yesterday
from briefing.domain.brief import Cost
from briefing.domain.collection import Collection, Entry
from briefing.domain.edition import Edition
from briefing.domain.endpoint import Endpoint
from briefing.domain.progress import Watch
from briefing.domain.source import Reading
from briefing.domain.story import Story
from briefing.engine import Engine, Here, Lost
from briefing.errors import EngineError
from briefing.reading import with_ids
from briefing.rendering import index, output
from briefing.rendering.output import Rendered
from briefing.rendering.plain import counted
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.llm.allowance import Allowance


@dataclass(slots=True, kw_only=True)
class Memory:
    """What is remembered of a collection from one day to another."""

    day: datetime.date
    """Of the run."""
    previous: Yesterday | None
    """All briefs of an earlier day; None where there was none."""
    editions: dict[int, Edition] = field(default_factory=dict)
    """Of today's briefs, by number: filled as they are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes a brief of every story; the bytes do not depend on the engine.

    A brief that cannot be made costs that brief: the page says so. Limits on spending and pace are kept, and what is
    known of the endpoint, by all briefs together if the engine is `Here`.
    """

    settings: Settings
    places: Places
    engine: Engine
    watch: Watch
    put: Callable[[Rendered], object]
    """Takes what is finished: each brief when it is made, and at last the page."""
    memory: Memory | None = None
    """Given if each brief shall say what is new in it, and be remembered."""

    def make(self, reading: Reading) -> Collection:
        """
        Args:
            reading: with copies marked.

        Raises:
            BriefingError: not one brief could be made, for this reason first; there is no page then.
            OutputError: something cannot be written, or is an article; what was written before stands.
            EngineError: the engine is not there any more.
        """
        self.watch.stage(f"grouping {counted(len(reading.sources), 'article')}")
        found = stories.find(reading.sources)
        plans = [
            self.places.of_story(number, story.terms, stories=len(found)) for number, story in enumerate(found, start=1)
        ]
        output.spare(reading.sources, [*self.places.pages, *(path for plan in plans for path in plan.paths)])
        self.watch.stage(f"writing {counted(len(found), 'brief')}", steps=len(found))
        entries = tuple(self._entries(found, reading))
        if all(entry.error for entry in entries) and entries[0].error:
            raise entries[0].error
        collection = Collection(
            title=self.settings.title,
            date=self.settings.date or pipeline.newest(reading.sources) or datetime.date.today(),
            sources={source.id: source for source in reading.sources},
            entries=entries,
            skipped=reading.skipped,
        )
        pages = {path: index.render(collection, path.suffix) for path in self.places.pages}
        self.put(Rendered(briefs=pages, kept={}, warnings=()))
        return collection

    def _entries(self, found: Sequence[Story], reading: Reading) -> Iterator[Entry]:
        """One for each story, in their order. What ails all briefs is met once: the others are not begun."""
        ended: list[Entry] = []
        orders = (order for order in self._orders(found, reading) if not ended)
        begun = 0
        allowance = _allowance(self.settings.endpoint, self.engine)
        for done in self.engine.each(partial(tasks.write, allowance=allowance), orders):
            begun += 1
            self.watch.step()
            if isinstance(done, Lost):
                yield Entry(number=begun, story=found[begun - 1], error=EngineError(done.reason))
                continue
            self._take(done)
            if done.ends_all:
                ended.append(done.entry)
            yield done.entry
        if allowance and not ended:
            allowance.finished()
        for number, story in enumerate(found[begun:], start=begun + 1):
            yield replace(ended[0], number=number, story=story, cost=Cost())

    def _orders(self, found: Sequence[Story], reading: Reading) -> Iterator[Order]:
        sources = {source.id: source for source in reading.sources}
        settings = replace(self.settings, title=None, one_story=False)
        yesterday = self.memory.previous if self.memory else None
        for number, story in enumerate(found, start=1):
            yield Order(
                number=number,
                story=story,
                sources=with_ids(members := [sources[id] for id in story.sources]),
                settings=settings,
                plan=self.places.of_story(number, story.terms, stories=len(found)),
                previous=yesterday.of(members) if yesterday else None,
                day=self.memory.day if self.memory else None,
            )

    def _take(self, done: Done) -> None:
        for cost, stored in ((done.paid, False), (done.stored, True)):
            if cost.calls:
                self.watch.spent(cost, stored=stored)
        if done.rendered:
            self.put(done.rendered)
        if self.memory and done.edition:
            self.memory.editions[done.entry.number] = done.edition


def _allowance(endpoint: Endpoint | None, engine: Engine) -> "Allowance | None":
    """What all briefs share that are made in this process; a worker elsewhere has none but its own, one a brief."""
    if endpoint is None or not isinstance(engine, Here):
        return None
    from briefing.llm.allowance import Allowance

    return Allowance.of(endpoint)
