"""Forecasts as they are kept until it is known what became of them."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.forecast import Forecast
from briefing.domain.text import Span


class Outcome(StrEnum):
    """What became of a forecast."""

    YES = "yes"
    NO = "no"
    VOID = "void"
    """Nobody will ever know, or the question has lost its sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A forecast in the ledger."""

    id: str
    """`istanbul-2025-05-17-3fa9c2`: brief, day, and the hash of the sentence; `a` and `b` behind it where it says two
    things. It never changes."""
    brief: str
    date: datetime.date
    """Of the brief in which it first stood."""
    text: str
    forecast: Forecast
    unscorable: str | None
    """Why it cannot be scored; None where it can."""
    outcome: Outcome | None = None
    resolved: datetime.date | None = None
    note: str = ""
    key: str = ""
    """Of the brief and its configuration; empty for one that was added by hand."""
    sentence: str | None = None
    """The whole of it where it says two things, and this forecast is one of them."""
    own: Span | None = None
    """The words of `sentence` that are this forecast's own; in code points."""
    question: str | None = None
    """What is to be answered by yes or no; None where the program cannot put it."""

    @property
    def made(self) -> datetime.date:
        """The day on which it was judged; no later than that of its brief."""
        return min(self.date, self.forecast.starts)

    def due(self, today: datetime.date) -> bool:
        """Its last day is over, and nobody has said what became of it."""
        until = self.forecast.until
        return self.outcome is None and until is not None and until < today
