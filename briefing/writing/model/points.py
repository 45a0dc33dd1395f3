"""Points: what a model noted of a source, each bound to the words in the source that it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.claim import Evidence


class PointKind(StrEnum):
    FACT = "fact"
    CLAIM = "claim"
    OPINION = "opinion"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A point as the model gave it: its quote is not yet found."""

    text: str
    quote: str
    speaker: str | None
    kind: PointKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    id: str
    """Source id and number: `003.7`."""
    source: str
    text: str
    speaker: str | None
    kind: PointKind
    places: tuple[Evidence, ...]
    """Where its quote stands; at least one."""

    @property
    def quote(self) -> str:
        """The words of all its places, on one line."""
        return " … ".join(" ".join(place.quote.split()) for place in self.places)


def basis(points: Sequence[Point]) -> tuple[Evidence, ...]:
    """All places of the points, each once, in the order of the points."""
    return tuple(dict.fromkeys(place for point in points for place in point.places))
