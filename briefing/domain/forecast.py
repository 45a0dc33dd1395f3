"""What is said to come: within which horizon, how likely, and who says so."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Horizon(StrEnum):
    SHORT = "short-term"
    """From now to 3 months."""
    MEDIUM = "medium-term"
    """From 3 to 12 months."""
    LONG = "long-term"
    """Beyond one year: open-ended."""

    def last_day(self, start: date) -> date | None:
        """The last day of this horizon as seen from `start`; None where it is open-ended."""
        if self is Horizon.LONG:
            return None
        months = start.year * 12 + start.month - 1 + (3 if self is Horizon.SHORT else 12)
        year, month = divmod(months, 12)
        if year > date.max.year:
            return date.max
        day = min(start.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One forecast line: a claim plus what is needed to score it later."""

    claim: str
    """Claim id."""
    horizon: Horizon
    starts: date
    until: date | None
    """Last day of the horizon; None where it is open-ended."""
    term: str | None = None
    """The estimative word as the line uses it; None where the source uses none."""
    band: tuple[int, int] | None = None
    """Per cent, both inclusive; None where the yardstick does not have the term."""
    attributed_to: str | None = None
    """Who judges; None for the writer's own assessment."""
    resolution: str | None = None
    """How it will be known whether it came true."""
    notes: tuple[str, ...] = ()
    """What a scorer must know: two outcomes, conditional, no end date."""
