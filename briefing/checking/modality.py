"""Modality: likely is not certain, alleged not established, wanted not done, agreed in principle not agreed."""

from collections.abc import Sequence
from functools import lru_cache

from briefing.checking.alignment import Alignment
from briefing.checking.finding import Finding, Outcome
from briefing.checking.marks import (
    ALLEGED,
    CERTAIN,
    DENIED,
    FUTURE,
    IF,
    IN_PRINCIPLE,
    LIKELY,
    POSSIBLE,
    UNLIKELY,
    WANTED,
)
from briefing.checking.matching import Pair
from briefing.domain.yardstick import ICD203, PHIA
from briefing.language.estimative import estimates

CHECK = "modality"
_HEDGES = (UNLIKELY, POSSIBLE, LIKELY, ALLEGED, DENIED, WANTED, IN_PRINCIPLE, IF)
_EXCLUDED = {
    frozenset((CERTAIN, LIKELY)), frozenset((CERTAIN, POSSIBLE)), frozenset((CERTAIN, UNLIKELY)),
    frozenset((LIKELY, UNLIKELY)),
}  # fmt: skip
_ONLY_ICD203 = frozenset(wording for term in ICD203.terms for wording in (term.name, *term.synonyms)) - frozenset(
    wording for term in PHIA.terms for wording in (term.name, *term.synonyms)
)
_ENOUGH = 0.5
"""Share of the met words that must stand under the hedge: it is then about the claim."""


def compare(alignment: Alignment) -> list[Finding]:
    """A finding where the passage hedges what the claim does not, or hedges it otherwise."""
    if finding := _other_term(alignment):
        return [finding]
    pairs = [
        pair
        for pair in alignment.pairs.values()
        if pair.claim.kind == "word" and not pair.opposed and pair.claim.weight >= 1
    ]
    if not pairs:
        return []
    somewhere = frozenset().union(*(token.modes for token in alignment.tokens))
    said, given = _modes([pair.claim.modes for pair in pairs]), _modes([pair.passage.modes for pair in pairs])
    for mine in said:
        for theirs in given:
            if frozenset((mine, theirs)) in _EXCLUDED and theirs not in said:
                return [Finding(CHECK, Outcome.CONTRADICTS, _detail(alignment, mine, theirs, pairs))]
    if alignment.claim.attributions:  # who says so is for the check of attribution
        said |= {ALLEGED}
    if any(token.denied for token in alignment.tokens):  # `was not so`, for `denied that it was so`
        said |= {DENIED}
    for theirs in _HEDGES:
        if theirs in given and not _covered(theirs, said | somewhere):
            return [Finding(CHECK, Outcome.LACKS, _detail(alignment, "a fact", theirs, pairs))]
    return []


def _other_term(alignment: Alignment) -> Finding | None:
    """`Highly likely` for `likely`: one term on each side, and their bands do not meet."""
    mine, theirs = _terms(alignment.claim.text[alignment.start : alignment.end]), _terms(alignment.passage.text)
    if len(mine) != 1 or len(theirs) != 1:
        return None
    (said, low, high), (given, least, most) = mine[0], theirs[0]
    if low <= most and least <= high:
        return None
    return Finding(
        CHECK, Outcome.CONTRADICTS, _detail(alignment, f'"{said}"', f'"{given}"', [*alignment.pairs.values()])
    )


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[tuple[str, int, int], ...]:
    """The terms of likelihood that a yardstick has, each with its band in per cent."""
    return tuple(
        dict.fromkeys(
            (found.term, *found.band)
            for yardstick in (PHIA, ICD203)
            for found in estimates(text, yardstick)
            if found.band is not None and (yardstick is PHIA or found.term in _ONLY_ICD203)
        )
    )


def _modes(each: Sequence[frozenset[str]]) -> frozenset[str]:
    """The modes that govern enough of the words."""
    return frozenset(
        mode for mode in sorted(frozenset().union(*each)) if sum(mode in modes for modes in each) >= _ENOUGH * len(each)
    )


def _covered(hedge: str, said: frozenset[str]) -> bool:
    """Whether the claim is at least as careful."""
    if hedge == IF:
        return bool(said & {IF, POSSIBLE, LIKELY, UNLIKELY, FUTURE, WANTED})
    if hedge == WANTED:
        return bool(said & {WANTED, IF, POSSIBLE, FUTURE})
    if hedge == LIKELY:
        return bool(said & {LIKELY, POSSIBLE})
    return hedge in said


def _detail(alignment: Alignment, mine: str, theirs: str, pairs: Sequence[Pair]) -> str:
    first = min(pair.passage.start for pair in pairs)
    last = max(pair.passage.end for pair in pairs)
    return f"the claim gives it as {mine}, {alignment.passage.label} as {theirs} {alignment.passage.place(first, last)}"
