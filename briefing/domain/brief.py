"""The brief: as a writer drafted it, and as it left the checks."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.domain.claim import CheckedClaim, Claim, Evidence, Verdict
from briefing.domain.forecast import Forecast as Forecast
from briefing.domain.forecast import Horizon as Horizon
from briefing.domain.source import Skipped, Source
from briefing.domain.yardstick import Yardstick

if TYPE_CHECKING:
    from briefing.domain.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The points of one source."""

    source: str
    claims: tuple[str, ...]


class Strength(StrEnum):
    HARD = "hard"
    """Both cannot be true."""
    SOFT = "soft"
    """They pull apart, and could both be true."""


LATER_FIGURE = "figure, later"
"""Kind of a disagreement that is none: the newest article counts anew. Its last side is the newest figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    statement: str
    """A few words: what this side says."""
    evidence: tuple[Evidence, ...]
    """All the places that say it; at least one."""
    figure: float | None = None
    """The number that a side of later figures stands for; its sentence may tell others besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    topic: str
    """What it is about, in a few words: `German Chancellor`."""
    kind: str
    """office-holder, attribution, number, date, quotation, ..."""
    strength: Strength
    sides: tuple[Side, ...]
    """Two or more; the better attested first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How far one source can be relied on, and why: Admiralty letter for the source."""

    source: str
    letter: str
    """A to F; `-` where nothing speaks for or against it."""
    note: str
    """For the sources table: own report, relayed from whom, contradicted where."""
    quotable: bool = True
    """False for a source that the others contradict so often that nothing should rest on it alone."""
    relays: tuple[str, ...] = ()
    """Outlets whose reports it passes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the writing cost at the endpoint; all zero for the embedded writer."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    usd: float | None = None
    """US dollars; None where the price is not known."""

    def __add__(self, other: "Cost") -> "Cost":
        """Of both together: of unknown price where a part with calls is; a cost without calls changes nothing.

        Rounded to a millionth of a millionth of a dollar, so that the order in which replies came does not show.
        """
        if not (self.calls and other.calls):
            return self if self.calls else other
        return Cost(
            calls=self.calls + other.calls,
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            tokens_cached=self.tokens_cached + other.tokens_cached,
            usd=None if self.usd is None or other.usd is None else round(self.usd + other.usd, 12),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a writer hands over: nothing in it has been checked."""

    title: str
    date: date
    writer: str
    """Who wrote it: `extractive 1`, or model, prompts and their fingerprints."""
    claims: tuple[Claim, ...]
    summary: tuple[str, ...]
    """Claim ids of the key judgements."""
    paragraphs: tuple[tuple[str, ...], ...]
    """Claim ids of the body, paragraph by paragraph."""
    forecasts: tuple[Forecast, ...] = ()
    summaries: tuple[Summary, ...] = ()
    costs: Mapping[str, Cost] = field(default_factory=dict)
    """What a model was paid for, by stage; empty for the embedded writer."""
    priced: datetime.date | None = None
    """The day of the list prices by which that is reckoned in dollars; None where they are not known."""
    notes: tuple[str, ...] = ()
    """What the reader must know of the writing: no model was used, a source's points are missing, ..."""
    skipped: tuple[Skipped, ...] = ()
    """Sources that were read and that the writer could not use."""
    unrevised: int = 0
    """Exit code of the error that ended all asking when this was written and not yet revised; 0 where none did."""
    prompts: Mapping[str, str] = field(default_factory=dict)
    """Prompt file name to fingerprint (first 12 hexadecimal digits of its SHA-256)."""

    @property
    def cost(self) -> Cost:
        """Of all stages together."""
        return sum(self.costs.values(), Cost())


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedBrief:
    """The only thing that can be rendered."""

    draft: Draft
    claims: Mapping[str, CheckedClaim]
    """By claim id; one for every claim of the draft."""
    sources: tuple[Source, ...]
    checker: str
    """Name and version of the checker."""
    yardstick: Yardstick
    skipped: tuple[Skipped, ...] = ()
    aside: tuple[Source, ...] = ()
    """Sources that were left out because they tell of something else; the draft's notes say so."""
    disagreements: tuple[Disagreement, ...] = ()
    grades: tuple[Grade, ...] = ()
    dropped: tuple[CheckedClaim, ...] = ()
    """Claims taken out of the text because they failed: listed all the same, never hidden."""
    changes: "Changes | None" = None
    """What is new since the brief before; None where none is known."""

    def __post_init__(self) -> None:
        unchecked = [claim.id for claim in self.draft.claims if claim.id not in self.claims]
        if unchecked:
            raise ValueError(f"claims without a verdict: {unchecked}")

    @property
    def counts(self) -> Counter[Verdict]:
        """Claims of the brief by verdict, in the order of `Verdict`; zeros included."""
        counts = Counter(dict.fromkeys(Verdict, 0))
        counts.update(checked.verdict for checked in self.claims.values())
        return counts
