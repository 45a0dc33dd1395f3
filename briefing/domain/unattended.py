"""What is known of an unattended run, and what it owes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from briefing.domain.delivery import Parcel

FILE = "briefing.toml"
"""Name of the configuration where none is given."""


class RunState(StrEnum):
    BEGUN = "begun"
    """It is under way, or was cut off."""
    MADE = "made"
    """The brief is in the store, and owed to the folder it goes to."""
    WRITTEN = "written"
    NOTHING = "nothing"
    """No source had changed."""
    WAITING = "waiting"
    """The vendor's batch service has its requests."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A run that was."""

    id: int
    started: datetime
    day: date
    """By the clock on the wall where it ran."""
    state: RunState
    code: int | None
    """Exit code; None while it is under way."""
    said: str
    """What came of it, on one line."""
    commission: str | None
    """Fingerprint of what was wanted."""
    sources: frozenset[str]
    """What it was made of, each with its kind before it: `file:SHA-256`, `web:SHA-256 of its text`."""
    unread: Mapping[str, datetime] = field(default_factory=dict)
    """Addresses that could not be read, each with the moment from which on its entries are still wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a run has made, before anybody has seen any of it."""

    code: int
    claims: str
    """One line: how many, with which verdicts."""
    commission: str
    sources: frozenset[str]
    outputs: Mapping[Path, bytes]
    parcels: tuple[tuple[Parcel, str], ...]
    """With the name of the target of each."""
    remembered: bytes
    """For the run after it."""
    patterns: tuple[str, ...] = ()
    """Of the outputs, as the configuration has them."""
    unread: Mapping[str, datetime] = field(default_factory=dict)
    """As `Past.unread`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwritten:
    """A brief that was made and is owed to the folder it goes to."""

    run: Past
    outputs: Mapping[Path, bytes]
    remembered: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that a run has written."""

    path: Path
    brief: str
    """Key of the brief."""
    run: int
    day: date
    sha256: str | None
    """As it was written; None where that is not known."""
    patterns: tuple[str, ...] | None
    """Of the outputs of that run; None where they are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A delivery that has not arrived, as far as is known."""

    parcel: Parcel
    target: str
    attempts: int
    fault: str
    """Why the last attempt failed; empty where none did."""
