"""What a brief says, sentence by sentence, and what a check found about it."""

from dataclasses import dataclass
from enum import StrEnum


class Section(StrEnum):
    """Where in the brief a claim stands."""

    SUMMARY = "summary"
    BODY = "body"
    FORECAST = "forecast"
    ANNEX = "annex"
    """Per-source summaries."""


class ClaimKind(StrEnum):
    STATEMENT = "statement"
    FORECAST = "forecast"
    """A source's judgement of what will happen, reported as that source's."""
    ASSESSMENT = "assessment"
    """The writer's own judgement: its basis is checked, the judgement itself cannot be."""


class Stance(StrEnum):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    NEAREST = "nearest"
    """What comes closest in a source and neither bears the claim out nor speaks against it."""


class Verdict(StrEnum):
    SUPPORTED = "supported"
    DISPUTED = "disputed"
    """One source supports it, another contradicts it."""
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    """No source says so."""
    UNCHECKED = "unchecked"
    """A check failed to run: fail closed."""
    ASSESSMENT = "assessment"
    """A judgement of the writer's whose basis passed every check."""


FAILED = frozenset({Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.UNCHECKED})
"""Verdicts of claims that nothing bears out."""


OLDER_FIGURE = "older figure"
"""Check that says of a supported claim that a newer source counts anew what it tells; its mark too."""


class QuoteVerdict(StrEnum):
    EXACT = "exact"
    ALTERED = "altered"
    WRONG_SPEAKER = "wrong-speaker"
    NOT_FOUND = "not-found"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in a source. Always `source.text[start:end] == quote`."""

    source: str
    """Source id."""
    start: int
    end: int
    quote: str
    stance: Stance = Stance.SUPPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of a draft."""

    id: str
    text: str
    """Plain text, one line, no markup."""
    section: Section
    kind: ClaimKind = ClaimKind.STATEMENT
    basis: tuple[Evidence, ...] = ()
    """The places its writer says it rests on; the checker looks there first and everywhere else too."""
    unknown_references: tuple[str, ...] = ()
    """Ids that the writer named as basis and that do not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a verdict is what it is, in words a reader understands."""

    check: str
    """Name of the check: quote, number, date, name, role, place, polarity, modality, attribution, evidence,
    reference, yardstick, crosscheck, ..."""
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuote:
    """Text in quotation marks inside a claim."""

    text: str
    """Without the marks."""
    verdict: QuoteVerdict
    detail: str = ""
    """For an altered quotation the difference, for a wrong speaker both names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedClaim:
    claim: Claim
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[CheckedQuote, ...] = ()
    reasons: tuple[Reason, ...] = ()
    score: float | None = None
    """Calibrated probability, 0 to 1, that the sources support the claim; None where it was not estimated. It stands
    beside the verdict and never lifts it.
    """

    def __post_init__(self) -> None:
        needs_evidence = (Verdict.SUPPORTED, Verdict.DISPUTED, Verdict.CONTRADICTED)
        if self.verdict in needs_evidence and not any(each.stance is not Stance.NEAREST for each in self.evidence):
            raise ValueError(f"{self.verdict} without evidence: {self.claim.id}")
