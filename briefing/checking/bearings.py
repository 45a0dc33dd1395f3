"""Bearings: from or to, before or after, for or against; and which of two numbers comes first."""

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import CLOSE
from briefing.checking.syntax import pieces

CHECK = "bearing"
_ENOUGH = 0.5
"""Share of the claim that a passage must have for its bearings to be looked at."""
_LONGEST = 600
_OPPOSED = (
    ({"from"}, {"to", "into", "onto", "towards", "toward"}),
    ({"before", "until", "till"}, {"after", "since"}),
    ({"above", "over"}, {"below", "under"}),
    ({"with"}, {"without"}),
    ({"inside", "within"}, {"outside"}),
    ({"against"}, {"for"}),
)
_FAVOUR = re.compile(r"\b(?:in\s+(?:favou?r|support)\s+of)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_AGAINST = re.compile(r"\bagainst\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_JOINT = re.compile(r"\s+(?:[\w-]+\s+){0,2}?(?P<joint>to|of|out of|in every)\s+(?:the\s+)?", re.IGNORECASE)


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each word that the passage ties the other way, and for two numbers exchanged."""
    if alignment.coverage < _ENOUGH or len(alignment.passage.text) > _LONGEST:
        return []
    return [*_turned(alignment), *_exchanged(alignment)]


def _turned(alignment: Alignment) -> Iterator[Finding]:
    mine, theirs = dict(_prepositions(alignment.claim)), dict(_prepositions(alignment.passage))
    for token, pair in alignment.pairs.items():
        said, given = mine.get(token, ""), theirs.get(pair.passage, "")
        if pair.likeness < CLOSE or pair.opposed:
            continue
        if not _opposed(said, given) and not _sides(alignment, token, pair.passage):
            continue
        others = [t for t in theirs if t != pair.passage and t.kind == token.kind and t.root == pair.passage.root]
        if any(theirs[other] == said for other in others):
            continue
        words = alignment.claim.text[token.start : token.end]
        place = alignment.passage.place(pair.passage.start, pair.passage.end)
        detail = f"the claim says {said or 'for'} {words!r}, {alignment.passage.label} says {given} {place}"
        yield Finding(CHECK, Outcome.LACKS, detail)


def _prepositions(facts: Facts) -> Iterator[tuple[Token, str]]:
    """Each word with the preposition right before it, articles and other words of its phrase between."""
    preposition = ""
    for piece in pieces(facts):
        if piece.gap or piece.kind in ("verb", "auxiliary", "subordinator", "pronoun"):
            preposition = ""
        if piece.kind == "preposition":
            preposition = piece.norm
        if piece.token is not None and piece.kind != "verb":
            yield piece.token, preposition


def _opposed(said: str, given: str) -> bool:
    return any((said in one and given in other) or (said in other and given in one) for one, other in _OPPOSED)


def _sides(alignment: Alignment, said: Token, given: Token) -> bool:
    """Whether one side has it `in favour of`, the other `against`."""
    mine, theirs = alignment.claim.text[: said.start][-40:], alignment.passage.text[: given.start][-40:]
    return bool(
        (_FAVOUR.search(mine) and _AGAINST.search(theirs)) or (_AGAINST.search(mine) and _FAVOUR.search(theirs))
    )


def _exchanged(alignment: Alignment) -> Iterator[Finding]:
    """`Two votes to nine` for `nine votes to two`."""
    given = {(first, joint, second) for first, joint, second in _couples(alignment.passage)}
    for first, joint, second in _couples(alignment.claim):
        if first != second and (second, joint, first) in given and (first, joint, second) not in given:
            detail = (
                f"the claim says {first:g} {joint} {second:g}, {alignment.passage.label} says it the other way round"
            )
            yield Finding(CHECK, Outcome.CONTRADICTS, detail)


def _couples(facts: Facts) -> Iterator[tuple[float, str, float]]:
    numbers = facts.quantities
    for first, second in pairwise(numbers):
        if joint := _JOINT.fullmatch(facts.text, first.end, second.start):
            yield first.low, joint["joint"].lower(), second.low
