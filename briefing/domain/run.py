"""One run of a brief, as it is remembered."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    brief: str
    """Its name in the configuration."""
    date: datetime.date
    """Of the brief."""
    started: str
    """UTC, `2025-05-17T06:00:02Z`."""
    ended: str
    status: str
    """What came of it, in a word or two: `written`, `nothing new`, `failed`."""
    sha256: str = ""
    """Of the brief; empty: of what is kept of it."""
