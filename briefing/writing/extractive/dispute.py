"""Which sentences are in dispute, and so no ground for a brief's own text."""

from collections.abc import Collection, Iterable

from briefing.domain.brief import Disagreement, Side, Strength
from briefing.writing.extractive.coverage import Entry


class Disputed:
    """The places on the losing or undecided side of a hard disagreement.

    A side that more of the quotable sources take than any other is not in dispute: one garbled article does not
    silence four sound ones. The table of disagreements shows both sides either way.
    """

    def __init__(self, disagreements: Iterable[Disagreement], quotable: Collection[str]) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}
        for disagreement in disagreements:
            if disagreement.strength is not Strength.HARD:
                continue
            backing = [_backing(side, quotable) for side in disagreement.sides]
            for side, backed in zip(disagreement.sides, backing, strict=True):
                if backed < max(backing) or backing.count(backed) > 1:
                    for place in side.evidence:
                        self._places.setdefault(place.source, []).append((place.start, place.end))

    def touches(self, entry: Entry) -> bool:
        return any(
            start < entry.sentence.end and entry.sentence.start < end
            for start, end in self._places.get(entry.source.id, ())
        )


def _backing(side: Side, quotable: Collection[str]) -> int:
    return len({place.source for place in side.evidence} & set(quotable))
