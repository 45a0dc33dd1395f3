"""The work on parts of a pile of articles, as it can be done anywhere: what goes in and comes out can be sent."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from briefing import pipeline
from briefing.comparing.changes import with_news
from briefing.domain.brief import Cost
from briefing.domain.claim import Verdict
from briefing.domain.collection import Entry, Lead
from briefing.domain.edition import Edition
from briefing.domain.estimate import Estimate
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
    ends_all: bool = False
    """What ailed this brief ails the next one too."""


def write(order: Order, *, allowance: "Allowance | None" = None) -> Done:
    """Make and render the brief of one story. Whatever fails costs this brief, and is told on the page."""
    spent = _Spent()
    try:
        return _written(order, allowance, spent)
    except BriefingError as error:
        return _failed(order, spent, error)
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        told = BriefingError(f"internal error: {type(error).__name__}: {error}", help="Please report it.")
        return _failed(order, spent, told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What is asked before a brief is made: what it would cost."""

    sources: tuple[Source, ...]
    """Of the story, with ids of their own."""
    settings: Settings


def price(inquiry: Inquiry) -> Estimate | ModelError | None:
    """What the brief of one story would ask of the model and cost; the error where it could not be made, and others
    could. None without a model.

    Raises:
        BriefingError: what ails every brief.
    """
    try:
        return pipeline.expected(inquiry.settings, Reading(sources=inquiry.sources), Unwatched())
    except ModelError as error:
        if error.ends_run:
            raise
        return error


def _failed(order: Order, spent: "_Spent", error: BriefingError, *, own: bool = False) -> Done:
    """`own`: it cannot befall another brief."""
    ends_run = isinstance(error, ModelError) and error.ends_run
    entry = Entry(number=order.number, story=order.story, cost=spent.paid + spent.stored, error=error)
    return Done(
        entry=entry,
        paid=spent.paid,
        stored=spent.stored,
        ends_all=not own and (ends_run or isinstance(error, BudgetError | OutputError | TemplateError)),
    )


def _written(order: Order, allowance: "Allowance | None", spent: "_Spent") -> Done:
    """
    Raises:
        BriefingError: see `make_brief`.
    """
    brief = pipeline.make_brief(
        order.settings, stdin=bytes, watch=spent, reading=Reading(sources=order.sources), allowance=allowance
    )
    edition = None
    if order.day is not None:
        brief, edition = with_news(brief, "", order.day, order.previous)
    try:
        rendered = order.plan.rendered(brief)
    except BriefingError as error:
        return _failed(order, spent, error, own=True)
    page = lay_out(brief, annex=order.plan.annex)
    lead = next(iter(page.summary), None)
    entry = Entry(
        number=order.number,
        story=order.story,
        title=brief.draft.title,
        lead=Lead(text=lead.text, mark=lead.mark) if lead else None,
        files=tuple(path.name for path in rendered.briefs),
        counts={verdict: page.counts[verdict] for verdict in Verdict},
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


class _Spent(Unwatched):
    def __init__(self) -> None:
        self.paid = Cost()
        self.stored = Cost()

    def spent(self, cost: Cost, *, stored: bool) -> None:
        if stored:
            self.stored += cost
        else:
            self.paid += cost
