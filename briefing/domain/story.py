"""Articles that tell of the same event."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    sources: tuple[str, ...]
    """Ids, in the order in which the sources were given, copies included."""
    terms: tuple[str, ...]
    """What it is about, the most telling words first, as they are mostly written."""
    first: date | None = None
    """Of the days its sources state for themselves; None where none does."""
    last: date | None = None
