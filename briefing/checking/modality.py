"""Modality: likely is not certain, alleged not established, wanted not done, agreed in principle not agreed."""

from collections.abc import Sequence

from briefing.checking.alignment import Alignment, Pair
from briefing.checking.finding import Finding, Outcome
from briefing.checking.marks import ALLEGED, CERTAIN, FUTURE, IF, IN_PRINCIPLE, LIKELY, POSSIBLE, UNLIKELY, WANTED

CHECK = "modality"
_HEDGES = (UNLIKELY, POSSIBLE, LIKELY, ALLEGED, WANTED, IN_PRINCIPLE, IF)
_EXCLUDED = {
    frozenset((CERTAIN, LIKELY)), frozenset((CERTAIN, POSSIBLE)), frozenset((CERTAIN, UNLIKELY)),
    frozenset((LIKELY, UNLIKELY)),
}  # fmt: skip
_ENOUGH = 0.5
"""Share of the met words that must stand under the hedge: it is then about the claim."""


def compare(alignment: Alignment) -> list[Finding]:
    """A finding where the passage hedges what the claim does not, or hedges it the other way."""
    pairs = [
        pair
        for pair in alignment.pairs.values()
        if pair.claim.kind == "word" and not pair.opposed and pair.claim.weight >= 1
    ]
    if not pairs:
        return []
    said, given = _modes([pair.claim.modes for pair in pairs]), _modes([pair.passage.modes for pair in pairs])
    tokens = tuple(pair.claim for pair in pairs[:0])
    for mine in said:
        for theirs in given:
            if frozenset((mine, theirs)) in _EXCLUDED and theirs not in said:
                return [Finding(CHECK, Outcome.CONTRADICTS, _detail(alignment, mine, theirs, pairs), tokens)]
    for theirs in _HEDGES:
        if theirs in given and not _covered(theirs, said):
            return [Finding(CHECK, Outcome.LACKS, _detail(alignment, "a fact", theirs, pairs), tokens)]
    return []


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
