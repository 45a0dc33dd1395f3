"""Lays the words of a claim on places of the document so that neighbours stay neighbours, at least cost."""

from collections.abc import Sequence, Set
from math import log1p
from operator import itemgetter
from typing import NamedTuple

from briefing.checking.scoring.document import Document
from briefing.checking.scoring.tokens import Token

_BEAM = 12
_PLACES = 10
_OUTSIDE, _OUTSIDE_RELATED = 0.5, 0.7
"""For a place outside the sentences taken as evidence."""
_FIRST, _SAME, _BACKWARD, _FARTHEST = 0.4, 1.5, 0.3, 1.5
_PER_LOG = 0.3
_FAR = 160
"""Tokens; from here on every jump costs the most."""
_JUMPS = [min(_FARTHEST, _PER_LOG * log1p(gap)) for gap in range(_FAR)]
_NEVER = float("inf")


_Path = tuple[int, int | None, object]
_State = tuple[float, int, int, _Path | None]
"""Cost; place of the last word that has one, -1 before the first; that word; the way there. Plain, since many."""


_by_cost = itemgetter(0, 1)


class Fragment(NamedTuple):
    """A run of words that the claim shares with the document."""

    start: int
    length: int


def lay(document: Document, claim: Sequence[Token], region: Set[int]) -> tuple[dict[int, int | None], float]:
    """Place of each content word of the claim, None where it has none, and the cost; beam search.

    `region`: numbers of the sentences taken as evidence.
    """
    beam: list[_State] = [(0.0, -1, -1, None)]
    for at, token in enumerate(claim):
        if token.is_content:
            beam = _step(beam, at, token, _candidates(document, token, region))
    path: dict[int, int | None] = {}
    back: object = beam[0][3]
    while isinstance(back, tuple):
        path[back[0]] = back[1]
        back = back[2]
    return path, beam[0][0]


def _candidates(document: Document, token: Token, region: Set[int]) -> list[tuple[int, float]]:
    sentence_of = document.sentence_of
    places: Sequence[int] = document.places.get(token.root, ())
    inside = [place for place in places if sentence_of[place] in region]
    if len(places) > _PLACES:
        places = inside[:_PLACES] or places[:_PLACES]
    found = [(place, 0.0 if sentence_of[place] in region else _OUTSIDE) for place in places]
    if not inside:
        for cost, other in document.related(token.root):
            found += [
                (place, cost if sentence_of[place] in region else cost + _OUTSIDE_RELATED)
                for place in document.places[other][:6]
            ]
    return found


def _step(beam: list[_State], at: int, token: Token, candidates: list[tuple[int, float]]) -> list[_State]:
    left_out = 0.6 + 1.4 * min(token.weight, 1.2)
    new: dict[int, _State] = {}
    for state in beam:
        cost, last, word, path = state[0] + left_out, *state[1:]
        if last not in new or new[last][0] > cost:
            new[last] = (cost, last, word, (at, None, path))
    for place, extra in candidates:
        cost, best = _nearest(beam, at, place)
        if place not in new or new[place][0] > cost + extra:
            new[place] = (cost + extra, place, at, (at, place, best[3]))
    return sorted(new.values(), key=_by_cost)[:_BEAM]


def _nearest(beam: list[_State], at: int, place: int) -> tuple[float, _State]:
    """The state from which the place is reached at least cost, and that cost; the innermost loop of all."""
    least, best = _NEVER, beam[0]
    for state in beam:
        cost, before, word, _ = state
        if before < 0:
            cost += _FIRST
        elif before == place:
            cost += _SAME
        else:
            gap = place - before - at + word
            jump = _JUMPS[abs(gap)] if -_FAR < gap < _FAR else _FARTHEST
            if place < before:
                jump = min(_FARTHEST, jump + _BACKWARD)
            cost += jump
        if cost < least:
            least, best = cost, state
    return least, best


def fragments(document: Document, roots: Sequence[str]) -> list[Fragment]:
    """The claim cut, from left to right, into the longest runs that the document has too."""
    found: list[Fragment] = []
    all_roots = document.roots
    at = 0
    while at < len(roots):
        longest = 0
        for place in document.places.get(roots[at], ())[:50]:
            length = 1
            while (
                at + length < len(roots)
                and place + length < len(all_roots)
                and all_roots[place + length] == roots[at + length]
            ):
                length += 1
            longest = max(longest, length)
        if longest:
            found.append(Fragment(at, longest))
        at += longest or 1
    return found
