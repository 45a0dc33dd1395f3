"""Joins what belongs together into groups (union-find)."""

from collections import defaultdict
from collections.abc import Iterator


class Groups:
    """Members `0 .. size - 1`, each alone at first."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def group(self, member: int) -> int:
        """The first member of its group."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.group(one), self.group(other)))
        self._parent[second] = first

    def __iter__(self) -> Iterator[list[int]]:
        """Groups of two or more, each in order, by their first member."""
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for member in range(len(self._parent)):
            groups[self.group(member)].append(member)
        return (group for group in groups.values() if len(group) > 1)

    def count(self) -> int:
        """How many groups there are, those of one member included."""
        return len({self.group(member) for member in range(len(self._parent))})
