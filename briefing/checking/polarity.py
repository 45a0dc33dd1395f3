"""Polarity: what the source denies the claim does not affirm, and `rejected` is not `accepted`."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.denials import denied
from briefing.checking.finding import Finding, Outcome
from briefing.checking.marks import TARGET, is_negator
from briefing.checking.matching import NARROWER, SAME, Pair

CHECK = "polarity"
_PRONOUNS, _PRONOUN_REACH = frozenset({"he", "she", "they"}), 3
_NO = re.compile(r"\b(?:no|without(?: an?| any)?)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_NOT_THIS = re.compile(r",\s+(?:and\s+|but\s+)?not\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_NO_SUCH_THING = 0.75
"""Share of the claim that a passage must meet to speak of the thing whose existence is denied."""


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each word of the claim that the passage turns round."""
    found: list[Finding] = []
    for token in alignment.tokens:
        pair = alignment.pairs.get(token)
        if pair is None or token in alignment.granted or token.kind != "word" or not _turned(alignment, pair):
            continue
        if _contrasted(alignment):
            continue
        if not _both_verbs(alignment, pair) and (_said_nearby(alignment, pair) or _is_loose(pair)):
            continue
        if not alignment.anchored(token, pair.passage.start) and not _names_near(alignment, pair):
            continue
        if not _is_noun(alignment, pair) and not _same_actor(alignment, pair):
            continue
        said = alignment.claim.text[token.start : token.end]
        given = alignment.passage.text[pair.passage.start : pair.passage.end]
        place = alignment.passage.place(pair.passage.start, pair.passage.end)
        detail = (
            f"the claim says {_denied(pair.claim.denied)}{said!r}, "
            f"{alignment.passage.label} says {_denied(pair.passage.denied)}{given!r} {place}"
        )
        if not pair.opposed and not _exists(alignment, pair):
            continue
        found.append(Finding(CHECK, Outcome.CONTRADICTS, detail, (token,), firm=pair.opposed))
    return found


def _denied(denied: int) -> str:
    return "not " if denied else ""


def _turned(alignment: Alignment, pair: Pair) -> bool:
    said, given = pair.claim.denied, pair.passage.denied
    if pair.likeness <= NARROWER:
        return False
    if pair.opposed:
        return (not said and not given) or said == given == TARGET
    if said == TARGET:
        return not given and denied(alignment.passage, pair.passage) is None
    return given == TARGET and not said and denied(alignment.claim, pair.claim) is None


def _contrasted(alignment: Alignment) -> bool:
    """Whether the passage denies it of the very one of whom the claim denies it: `by the bank, not by the fund`."""
    return any(
        _NOT_THIS.search(alignment.passage.text, max(0, pair.passage.start - 24), pair.passage.start)
        for token, pair in alignment.pairs.items()
        if pair.passage.denied == TARGET and not token.denied and not alignment.claim.is_verb(token)
    )


def _exists(alignment: Alignment, pair: Pair) -> bool:
    """Where one side says "no such thing", whether the other says that there is one: not each word about it does."""
    sides = ((alignment.claim, pair.claim, pair.passage), (alignment.passage, pair.passage, pair.claim))
    for facts, token, other in sides:
        if token.denied and _NO.search(facts.text, max(0, token.start - 40), token.start):
            said = alignment.passage if facts is alignment.claim else alignment.claim
            denied = any(is_negator(word.norm) for word in said.words)
            return not (denied or other.modes) and alignment.coverage_without((pair.claim,)) >= _NO_SUCH_THING
    return True


def _is_noun(alignment: Alignment, pair: Pair) -> bool:
    """Whether a thing is denied (`no handshakes`) and nobody's doing."""
    sides = ((alignment.claim.text, pair.claim), (alignment.passage.text, pair.passage))
    return any(token.denied and _NO.search(text, max(0, token.start - 40), token.start) for text, token in sides)


def _both_verbs(alignment: Alignment, pair: Pair) -> bool:
    return alignment.claim.may_be_verb(pair.claim) and alignment.passage.may_be_verb(pair.passage)


def _is_loose(pair: Pair) -> bool:
    return not pair.opposed and pair.likeness < SAME


def _said_nearby(alignment: Alignment, pair: Pair) -> bool:
    """Whether a sentence close by has the claim's own word, and this one only a noun that excludes it."""
    return pair.opposed and any(
        not other.denied
        for step in (-1, 1)
        if (near := alignment.index.neighbour(alignment.passage, step))
        for other in near.lookup.by_root.get(pair.claim.root, ())
    )


def _names_near(alignment: Alignment, pair: Pair) -> bool:
    """Whether a name of the claim stands in the same clause."""
    return any(
        other.passage.clause == pair.passage.clause
        for other in alignment.pairs.values()
        if other.claim.kind == "name" and other is not pair
    )


def _same_actor(alignment: Alignment, pair: Pair) -> bool:
    """They contradict only if the same one does both: the nearest name before each."""
    mine = [token for token in alignment.tokens if token.kind == "name" and token.start < pair.claim.start]
    theirs = [token for token in alignment.passage.tokens if token.kind == "name" and token.start < pair.passage.start]
    if not mine or not theirs:
        return True
    near = [word.norm for word in alignment.passage.words if word.end <= pair.passage.start][-_PRONOUN_REACH:]
    if _PRONOUNS & set(near):
        theirs = theirs[:2]
    met = alignment.pairs.get(mine[-1])
    first = alignment.pairs.get(mine[0])
    if mine[-1] in alignment.borrowed:
        return not theirs
    return bool(theirs) and any(pair and pair.passage in theirs[-2:] for pair in (met, first))
