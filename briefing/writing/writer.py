"""What every writer is handed, and what it must return."""

import datetime
from dataclasses import dataclass
from typing import Protocol

from briefing.domain.brief import Disagreement, Draft, Grade
from briefing.domain.source import Source
from briefing.domain.yardstick import Yardstick


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    sources: tuple[Source, ...]
    """All that was read, copies included: a writer passes over those with `duplicate_of`."""
    grades: tuple[Grade, ...]
    disagreements: tuple[Disagreement, ...]
    date: datetime.date
    """Date of the brief: horizons start here unless a source's own date is known."""
    title: str | None = None
    """The user's title; None lets the writer choose."""
    focus: str | None = None
    """The question the reader asks; None for the event as a whole."""
    words: int = 400
    """Length of summary and body together."""
    yardstick: Yardstick


class Writer(Protocol):
    def write(self, material: Material) -> Draft: ...
