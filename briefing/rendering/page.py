"""The brief as a reader meets it, before any form: sentences with their marks, footnotes numbered, tables filled.

Every string is plain text, one line, of the article or the writer: escaping it is the business of each form.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefing.domain.brief import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """One place in a source. The same place cited twice is one footnote."""

    number: int
    """From 1, in the order of first appearance."""
    source: str
    """Source id."""
    file: str
    """File name; the whole path where two sources have the same name."""
    kept: str | None
    """Where the text that `start` and `end` count in is kept; None where it is the file itself or is not kept."""
    extracted: bool
    start: int
    end: int
    quote: str
    """The characters `[start, end)`, white space folded to single blanks."""
    says: tuple[str, ...]
    """Verdicts of the sentences that rest on it, `contradicts` where it speaks against one, `stated` in a
    disagreement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of an explanation; a blank stands between it and the next."""

    text: str
    change: str
    """`struck`: only the claim has these words; `added`: only the source has them; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why a verdict is what it is."""

    check: str
    detail: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the brief."""

    id: str
    text: str
    verdict: str
    mark: str
    """What stands in brackets after it, such as `contradicted; altered quotation`; empty where all is well."""
    notes: tuple[int, ...]
    """Footnotes that support it."""
    against: tuple[int, ...]
    """Footnotes that contradict it."""
    seal: str
    """Fingerprint of `text`: a later check sees by it whether somebody edited the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLine:
    line: Line
    band: str | None
    """`55-75 %`; None where the yardstick does not have the term."""
    term: str | None
    attributed_to: str | None
    until: date | None
    lapsed: bool
    """The last day of the horizon lies before the brief's own date."""
    resolution: str | None
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One horizon of the forecast."""

    name: str
    """`Short-term`, `Medium-term`, `Long-term`."""
    period: str
    """`now to 26 August 2025`, reckoned from the brief's date."""
    lines: tuple[ForecastLine, ...]
    silence: str
    """What is said where there are no lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One side of a disagreement."""

    text: str
    notes: tuple[int, ...]
    more: int
    """Places that say the same and have no footnote of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    topic: str
    kind: str
    strength: str
    sides: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A sentence that is not fully verified."""

    line: Line
    findings: tuple[Finding, ...]
    dropped: bool
    """It was taken out of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    id: str
    file: str
    path: str
    sha256: str
    kept: str | None
    kept_sha256: str | None
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    """Only http and https; anything else a source claims as its address is left out. None for a source that addresses
    a machine."""
    grade: str
    note: str
    """All that a reader should know of it, where else its report stands included."""
    graded: str
    """Of that, what its grade says."""
    duplicate_of: str | None
    quoted: bool
    """At least one footnote leads there."""
    relied_on: bool
    """False where the others contradict it so often that nothing rests on it alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedRow:
    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The annex's summary of one source."""

    source: SourceRow
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPlace:
    """A place in a source of the earlier brief, which need not be among the sources of this one."""

    file: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One thing that is not as the earlier brief told it."""

    kind: str
    """new, changed, judgement, withdrawn, new disagreement, settled disagreement"""
    said: str
    """What changed in a few words, such as `was likely, now realistic possibility`, or what a disagreement is about;
    may be empty."""
    line: Line | None
    """The sentence of this brief; None where there is none."""
    before: str
    """The sentence of the earlier brief; may be empty."""
    places: tuple[EarlierPlace, ...]
    """What that rested on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new since the brief before."""

    since: date
    """Its day."""
    items: tuple[NewsItem, ...]
    nothing: str
    """What is said where there are no items."""
    read: str
    """Of how many sources this brief was written, and which of them were read before, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    form: str
    """Name and version of the form: what reads a brief back knows by it what it reads."""
    title: str
    date: date
    writer: str
    checker: str
    yardstick: str
    yardstick_title: str
    made: str
    """One or two sentences that say how the brief was made."""
    counts: Mapping[str, int]
    """Sentences of this page by verdict, zeros included."""
    news: News | None
    """None where no earlier brief is known."""
    summary: tuple[Line, ...]
    paragraphs: tuple[tuple[Line, ...], ...]
    forecast: tuple[Outlook, ...]
    disputes: tuple[Dispute, ...]
    doubts: tuple[Doubt, ...]
    sources: tuple[SourceRow, ...]
    skipped: tuple[SkippedRow, ...]
    annex: tuple[Digest, ...]
    """Empty unless it was asked for."""
    footnotes: tuple[Footnote, ...]
    lines: tuple[Line, ...]
    """Every sentence of the page once, in reading order, dropped ones left out."""
    prompts: Mapping[str, str]
    cost: Cost
    """Of all stages together; no calls where no model was used."""
    costs: Mapping[str, Cost]
    """By stage."""
    priced: datetime.date | None
    """The day of the list prices; None where the price is not known."""
    spent: str
    """The cost in words; empty where no model was used."""
