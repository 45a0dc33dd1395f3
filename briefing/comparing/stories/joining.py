"""Joins articles to stories: the two most alike first, until what is left tells of different things."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heapify, heappop, heappush

from briefing.comparing.stories.breadth import ENOUGH, Breadth
from briefing.comparing.stories.neighbours import product
from briefing.comparing.stories.weights import Vector

ALIKE = 0.195
"""Mean likeness of the articles of two groups from which they may be one story."""
_COHESION = 0.8
"""What this mean must be of the mean within the looser group: two events of one kind are told in the same words, and
still each of them in more of its own."""
_DOUBT = 10
"""Pairs inside a group, imagined with the likeness to the other group: a mean of few pairs proves little."""
_DOUBT_OF_FEW = 4
"""The same among few articles, where groups are small and their breadth is looked at too."""
_DAYS = 90
"""Days between two groups that are no sign that they tell of different events: affairs last."""
_AGED = 120
"""Days beyond these that halve their likeness, as far as days can do that."""
_FARTHEST = 0.7
"""What is left of it however far apart they lie."""


@dataclass(slots=True)
class _Group:
    members: list[int]
    first: date | None
    last: date | None
    inside: float = 0.0
    """Sum of the likeness of all pairs of members."""
    links: dict[int, tuple[float, int]] = field(default_factory=dict)
    """Sum of the known likenesses to the members of another group, and how many there are."""
    version: int = 0
    total: dict[int, float] | None = None
    """Sum of the vectors; None for a single article."""

    @property
    def pairs(self) -> int:
        return len(self.members) * (len(self.members) - 1) // 2


class Joining:
    """Average linkage (Sokal and Michener 1958) over the pairs that are candidates, with a look at what it joins."""

    def __init__(
        self,
        vectors: Sequence[Vector],
        days: Sequence[date | None],
        pairs: Iterable[tuple[int, int, float]],
        *,
        alike: float = ALIKE,
        breadth: Breadth | None = None,
    ) -> None:
        self._vectors = vectors
        self._alike = alike
        self._breadth = breadth
        self._doubt = _DOUBT if breadth is None else _DOUBT_OF_FEW
        self._groups = {at: _Group([at], day, day) for at, day in enumerate(days)}
        self._heap: list[tuple[float, int, int, int, int, bool]] = []
        for one, other, likeness in pairs:
            self._groups[one].links[other] = self._groups[other].links[one] = (likeness, 1)
            if likeness >= self._alike:
                self._heap.append((-likeness, min(one, other), max(one, other), 0, 0, False))
        heapify(self._heap)

    def run(self) -> list[list[int]]:
        """Positions of the articles of each story, in order."""
        while self._heap:
            negative, left, right, *versions, exact = heappop(self._heap)
            one, other = self._groups.get(left), self._groups.get(right)
            if one is None or other is None or [one.version, other.version] != versions:
                continue
            if not exact:
                # what is known are mostly the likest pairs: the mean of all is looked at when its turn comes
                likeness = self._between(one, other) * _closeness(one, other)
                if likeness >= self._alike:
                    heappush(self._heap, (-likeness, left, right, one.version, other.version, True))
            elif self._broad(one, other) and (self._coheres(-negative, one) or self._coheres(-negative, other)):
                self._join(left, right)
        return sorted(sorted(group.members) for group in self._groups.values())

    def _broad(self, one: _Group, other: _Group) -> bool:
        return self._breadth is None or self._breadth.between(one.members, other.members) >= ENOUGH

    def _coheres(self, likeness: float, group: _Group) -> bool:
        inside = (group.inside + self._doubt * likeness) / (group.pairs + self._doubt)
        return likeness >= _COHESION * inside

    def _between(self, one: _Group, other: _Group) -> float:
        """Mean likeness of all pairs with a member in each."""
        return self._sum(one, other) / (len(one.members) * len(other.members))

    def _sum(self, one: _Group, other: _Group) -> float:
        if one.total is None and other.total is None:
            return one.links[other.members[0]][0]
        if one.total is None or (other.total is not None and len(other.total) > len(one.total)):
            one, other = other, one
        values = one.total or {}
        if other.total is None:
            return product(values, self._vectors[other.members[0]])
        look_up = values.get
        return sum(look_up(term, 0.0) * value for term, value in other.total.items())

    def _join(self, left: int, right: int) -> None:
        one, other = self._groups[left], self._groups[right]
        if len(one.links) < len(other.links):
            left, right, one, other = right, left, other, one
        one.inside += other.inside + self._sum(one, other)
        one.total = self._added(one, other)
        one.members += other.members
        one.first = min((day for day in (one.first, other.first) if day), default=None)
        one.last = max((day for day in (one.last, other.last) if day), default=None)
        one.version += 1
        del self._groups[right], one.links[right]
        for third, (likeness, known) in other.links.items():
            if third != left:
                before, already = one.links.get(third, (0.0, 0))
                one.links[third] = (before + likeness, already + known)
                del self._groups[third].links[right]
        for third, link in one.links.items():
            group = self._groups[third]
            group.links[left] = link
            if link[0] >= self._alike * link[1]:
                first, second = sorted(((left, one.version), (third, group.version)))
                heappush(self._heap, (-link[0] / link[1], first[0], second[0], first[1], second[1], False))

    def _added(self, one: _Group, other: _Group) -> dict[int, float]:
        large, small = one, other
        if large.total is None or (small.total is not None and len(small.total) > len(large.total)):
            large, small = small, large
        total = large.total
        if total is None:
            vector = self._vectors[large.members[0]]
            total = dict(zip(vector.terms, vector.values, strict=True))
        if small.total is None:
            vector = self._vectors[small.members[0]]
            added: Iterable[tuple[int, float]] = zip(vector.terms, vector.values, strict=True)
        else:
            added = small.total.items()
        for term, value in added:
            total[term] = total.get(term, 0.0) + value
        other.total = None
        return total


def _closeness(one: _Group, other: _Group) -> float:
    """1 for groups of the same days, less for groups that lie far apart."""
    if not (one.first and one.last and other.first and other.last):
        return 1.0
    days = max((other.first - one.last).days, (one.first - other.last).days) - _DAYS
    return 1.0 if days <= 0 else max(_FARTHEST, _AGED / (_AGED + days))
