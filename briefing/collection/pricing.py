"""What the briefs of a pile of articles would ask of a model and cost, before one of them is made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.collection import tasks
from briefing.collection.places import name_of
from briefing.comparing import stories
from briefing.domain.estimate import Estimate
from briefing.domain.progress import Watch
from briefing.domain.source import Reading
from briefing.domain.story import Story
from briefing.engine import Engine, Lost
from briefing.errors import BriefingError, EngineError, ModelError
from briefing.reading import with_ids
from briefing.rendering.plain import counted
from briefing.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """One story, and what its brief would cost."""

    number: int
    story: Story
    name: str
    """What `{story}` stands for."""
    estimate: Estimate | None = None
    """None where no model is asked, or there would be no brief."""
    error: BriefingError | None = None
    """Why there would be no brief."""

    @property
    def failed(self) -> str | None:
        """That, and what to do about it."""
        return self.error.told if self.error else None


def priced(settings: Settings, reading: Reading, engine: Engine, watch: Watch) -> tuple[Priced, ...]:
    """Of all stories, in their order. Nobody is asked, no key is needed, nothing is written.

    Args:
        reading: with copies marked.

    Raises:
        BriefingError: what ails every brief, or the first reason where none could be made.
        EngineError: the engine is not there any more.
    """
    watch.stage(f"grouping {counted(len(reading.sources), 'article')}")
    found = stories.find(reading.sources)
    watch.stage(f"counting tokens of {counted(len(found), 'brief')}", steps=len(found))
    sources = {source.id: source for source in reading.sources}
    alone = replace(settings, title=None, one_story=False)

    def inquiries() -> Iterator[tasks.Inquiry]:
        for story in found:
            yield tasks.Inquiry(sources=with_ids([sources[id] for id in story.sources]), settings=alone)

    told = []
    for number, (story, each) in enumerate(zip(found, engine.each(tasks.price, inquiries()), strict=True), start=1):
        watch.step()
        name = name_of(number, story.terms, stories=len(found))
        estimate = each if isinstance(each, Estimate) else None
        error = EngineError(each.reason) if isinstance(each, Lost) else each if isinstance(each, ModelError) else None
        told.append(Priced(number=number, story=story, name=name, estimate=estimate, error=error))
    if all(each.error for each in told) and told[0].error:
        raise told[0].error
    return tuple(told)
