"""A draft that somebody wrote, its claims each at its place, and what the check found of them."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.domain.brief import Cost
from briefing.domain.claim import CheckedClaim, Claim, QuoteVerdict, Verdict
from briefing.domain.source import Skipped, Source
from briefing.domain.yardstick import Yardstick


class Form(StrEnum):
    """How a draft is written down."""

    MARKDOWN = "markdown"
    TEXT = "text"
    JSONL = "jsonl"
    """One JSON object with `id` and `claim` a line."""
    BRIEF = "brief"
    """Markdown of this program: its sources, footnotes and seals stand in it."""


class Touch(StrEnum):
    """What became of a sentence of a brief since it was written."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedClaim:
    """A claim and where it stands: `draft.text[start:end]` is the sentence as written, markup inside."""

    claim: Claim
    start: int
    end: int
    after: int
    """Behind the footnote marks and verdict marks that follow it: where an annotation goes."""
    line: int
    """Line of the draft on which it begins, from 1."""
    notes: tuple[str, ...] = ()
    """Labels of the footnotes inside it and right behind it."""
    mark: str = ""
    """The verdict mark behind it, without brackets: `contradicted; altered quotation`."""
    touch: Touch | None = None
    """None where there is nothing to compare with."""
    written: Verdict | None = None
    """The verdict with which an untouched sentence was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A stretch of a draft that has words and is no claim."""

    start: int
    end: int
    why: str
    """heading, question, greeting, label, link, code, own, resolution (how a forecast will be decided)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a footnote of a brief says it leads to."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A source as the front matter of a brief records it."""

    id: str
    path: str
    """As it was given when the brief was written."""
    sha256: str
    text: str | None = None
    """Where the extracted text is kept, as seen from the brief."""
    text_sha256: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenDraft:
    """A draft as it was read: nothing in it has been checked."""

    path: str
    """As the user gave it; `-` for standard input."""
    sha256: str
    text: str
    form: Form
    claims: tuple[PlacedClaim, ...]
    """In reading order, never overlapping."""
    passed_over: tuple[PassedOver, ...] = ()
    labels: frozenset[str] = frozenset()
    """Footnote labels it uses."""
    date: datetime.date | None = None
    """The day the draft itself states."""
    yardstick: str | None = None
    recorded: tuple[Recorded, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)
    """Footnotes by label."""
    removed: tuple[Verdict, ...] = ()
    """Verdicts of the sentences that the brief was written with and that are gone."""
    sealed: bool = False
    """The brief's own list of its sentences is there to compare with."""
    byte_order_mark: bool = False
    """The file begins with one, in UTF-8; it is no character of `text`."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedDraft:
    draft: GivenDraft
    claims: Mapping[str, CheckedClaim]
    """By claim id; one for every claim of the draft."""
    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]
    checker: str
    """Name and version of the checker."""
    yardstick: Yardstick
    notices: tuple[str, ...] = ()
    """What was done that the user may not expect: a source left out, a footnote that says something else."""
    cost: Cost = field(default_factory=Cost)
    """What the second judge was paid; no calls where there was none."""
    priced: datetime.date | None = None
    """The day of the list prices by which that is reckoned in dollars; None where they are not known."""
    unjudged: int = 0
    """Claims about which the second judge was asked for and gave no usable answer."""

    def __post_init__(self) -> None:
        unchecked = [each.claim.id for each in self.draft.claims if each.claim.id not in self.claims]
        if unchecked:
            raise ValueError(f"claims without a verdict: {unchecked}")

    @property
    def ordered(self) -> tuple[tuple[PlacedClaim, CheckedClaim], ...]:
        """Each claim with what was found of it, in reading order."""
        return tuple((each, self.claims[each.claim.id]) for each in self.draft.claims)

    @property
    def counts(self) -> Counter[Verdict]:
        """Claims by verdict, in the order of `Verdict`; zeros included."""
        counts = Counter(dict.fromkeys(Verdict, 0))
        counts.update(checked.verdict for _, checked in self.ordered)
        return counts

    @property
    def quote_counts(self) -> Counter[QuoteVerdict]:
        """Quotations by verdict; zeros included."""
        counts = Counter(dict.fromkeys(QuoteVerdict, 0))
        counts.update(quote.verdict for _, checked in self.ordered for quote in checked.quotes)
        return counts
