"""Finds for each article those that it may tell a story with, without comparing all with all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import repeat
from operator import mul

from briefing.comparing.stories.weights import Vector

_LOOKED_UP = 80
"""The heaviest terms of an article, by which its neighbours are looked up."""
_REMEMBERED = 100
"""Articles that an entry of the index holds, the last ones: a word that more have finds enough of them."""
_COMPARED = 60
"""Neighbours of an article that are compared in full."""
_LEAST = 0.08
"""Likeness below which two articles are strangers."""


def neighbours(vectors: Sequence[Vector]) -> Iterator[tuple[int, int, float]]:
    """Pairs of positions, the later one first, and their likeness; each pair once.

    Time and memory are linear in the number of articles: what each is compared with is bounded.
    """
    # lists, as most are short: a deque takes the room of 64 entries for its first one
    index: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
    for position, vector in enumerate(vectors):
        shared: defaultdict[int, float] = defaultdict(float)
        for term, value in zip(vector.terms[:_LOOKED_UP], vector.values, strict=False):
            entries = index[term]
            for other, others in entries:
                shared[other] += value * others
            if len(entries) == _REMEMBERED:
                del entries[0]
            entries.append((position, value))
        values = dict(zip(vector.terms, vector.values, strict=True))
        least = _LEAST * _looked_up(vector)
        promising = [other for other, likeness in shared.items() if likeness >= least]
        for other in nlargest(_COMPARED, promising, key=lambda each: (shared[each], each)):
            likeness = product(values, vectors[other])
            if likeness >= _LEAST:
                yield position, other, likeness


def _looked_up(vector: Vector) -> float:
    """What part of its likeness to others the heaviest terms of an article bring on average: what they have not brought
    the others will not make up for.
    """
    whole = sum(map(mul, vector.values, vector.values))
    heaviest = vector.values[:_LOOKED_UP]
    return sum(map(mul, heaviest, heaviest)) / whole if whole else 1.0


def product(values: dict[int, float], vector: Vector) -> float:
    """Scalar product with a vector that is looked up; no loop of our own, as most of the time is spent here."""
    likeness: float = sum(map(mul, map(values.get, vector.terms, repeat(0.0)), vector.values))
    return likeness
