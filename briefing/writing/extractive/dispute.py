"""Which sentences are in dispute or out of date, and so no ground for a brief's own text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefing.domain.brief import LATER_FIGURE, Disagreement, Side, Strength
from briefing.writing.extractive.coverage import Entry

_FIGURES = frozenset({"number", LATER_FIGURE})
"""Kinds of which the newest source knows more than the older ones."""


class Disputed:
    """The places on the losing or undecided side of a hard disagreement, and those of figures that a newer replaced.

    A side that more of the quotable sources take than any other is not in dispute: one garbled article does not
    silence four sound ones. Between as many sources on either side the newest has the say where it is about a figure.
    The table of disagreements shows both sides either way.
    """

    def __init__(self, disagreements: Iterable[Disagreement], quotable: Mapping[str, date | None]) -> None:
        """`quotable`: ids of the sources to quote from, with their days."""
        self._places: dict[str, list[tuple[int, int]]] = {}
        for disagreement in disagreements:
            for side in _silenced(disagreement, quotable):
                for place in side.evidence:
                    self._places.setdefault(place.source, []).append((place.start, place.end))

    def touches(self, entry: Entry) -> bool:
        return any(
            start < entry.sentence.end and entry.sentence.start < end
            for start, end in self._places.get(entry.source.id, ())
        )


def _silenced(disagreement: Disagreement, quotable: Mapping[str, date | None]) -> Sequence[Side]:
    sides = disagreement.sides
    newest = _newest(sides, quotable) if disagreement.kind in _FIGURES else None
    if disagreement.strength is not Strength.HARD:
        return [side for side in sides if newest is not None and side is not newest]
    backing = [_backing(side, quotable) for side in sides]
    leading = [side for side, backed in zip(sides, backing, strict=True) if backed == max(backing)]
    sound = leading[0] if len(leading) == 1 else next((side for side in leading if side is newest), None)
    return [side for side in sides if side is not sound]


def _backing(side: Side, quotable: Mapping[str, date | None]) -> int:
    return len({place.source for place in side.evidence} & quotable.keys())


def _newest(sides: Sequence[Side], quotable: Mapping[str, date | None]) -> Side | None:
    """The side that a newer source takes than any other side; None where no day tells."""
    days: list[tuple[date, Side]] = []
    for side in sides:
        dated = [day for place in side.evidence if (day := quotable.get(place.source))]
        if not dated:
            return None
        days.append((max(dated), side))
    last = max(day for day, _ in days)
    found = [side for day, side in days if day == last]
    return found[0] if len(found) == 1 else None
