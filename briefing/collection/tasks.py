"""The work on parts of a pile of articles, as it can be done anywhere: what goes in and comes out can be sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from briefing import pipeline
from briefing.comparing.changes import with_news
from briefing.domain.brief import CheckedBrief, Cost
from briefing.domain.collection import Entry, Lead
from briefing.domain.edition import Edition
from briefing.domain.given import Given
from briefing.domain.progress import Unwatched
from briefing.domain.source import Reading, Skipped, Source
from briefing.domain.story import Story
from briefing.errors import BriefingError, BudgetError, ModelError, OutputError, TemplateError
from briefing.reading import read_each
from briefing.rendering.layout import lay_out
from briefing.rendering.output import Plan, Rendered
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.llm.allowance import Allowance


def read(given: Sequence[Given | Skipped]) -> tuple[Source | Skipped, ...]:
    """Without ids."""
    return tuple(read_each(given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A brief that is wanted."""

    number: int
    story: Story
    sources: tuple[Source, ...]
    """Of the story, with ids of their own."""
    settings: Settings
    plan: Plan
    previous: Edition | None = None
    """What was told before: the brief says what is new since."""
    day: date | None = None
    """The day as which it is remembered; None where it is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of an order."""

    entry: Entry
    rendered: Rendered | None = None
    """None where there is no brief."""
    paid: Cost = field(default_factory=Cost)
    edition: Edition | None = None
    """What is remembered of the brief."""
    stored: Cost = field(default_factory=Cost)
    """Of replies that were there before."""

    @property
    def ends_all(self) -> bool:
        """Whether what ailed this brief ails the next one too."""
        error = self.entry.error
        return isinstance(error, BudgetError | OutputError | TemplateError) or (
            isinstance(error, ModelError) and error.ends_run
        )


def write(order: Order, *, allowance: "Allowance | None" = None) -> Done:
    """Make and render the brief of one story."""
    spent = _Spent()
    try:
        brief = pipeline.make_brief(
            order.settings,
            stdin=bytes,
            watch=spent,
            reading=Reading(sources=order.sources),
            allowance=allowance,
        )
        edition = None
        if order.day is not None:
            brief, edition = with_news(brief, "", order.day, order.previous)
        rendered = order.plan.rendered(brief)
    except BriefingError as error:
        entry = Entry(
            number=order.number,
            story=order.story,
            cost=spent.paid + spent.stored,
            error=error,
        )
        return Done(entry=entry, paid=spent.paid, stored=spent.stored)
    entry = Entry(
        number=order.number,
        story=order.story,
        title=brief.draft.title,
        lead=_lead(brief),
        files=tuple(path.name for path in rendered.briefs),
        counts=dict(brief.counts),
        cost=brief.draft.cost,
        skipped=brief.skipped,
        warnings=rendered.warnings,
    )
    return Done(
        entry=entry,
        rendered=rendered,
        edition=edition,
        paid=spent.paid,
        stored=spent.stored,
    )


def _lead(brief: CheckedBrief) -> Lead | None:
    summary = lay_out(brief).summary
    return Lead(text=summary[0].text, mark=summary[0].mark) if summary else None


class _Spent(Unwatched):
    def __init__(self) -> None:
        self.paid = Cost()
        self.stored = Cost()

    def spent(self, cost: Cost, *, stored: bool) -> None:
        if stored:
            self.stored += cost
        else:
            self.paid += cost
