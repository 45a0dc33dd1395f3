"""A brief as it is remembered: what a later one of the same name is compared with."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.domain.brief import Forecast
from briefing.domain.claim import ClaimKind, Evidence, Section, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence of a brief."""

    id: str
    text: str
    section: Section
    kind: ClaimKind
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A source that a brief was written from."""

    id: str
    path: str
    sha256: str
    """Of the file's bytes."""
    text_sha256: str | None = None
    """Of the text in which offsets count; None where it is not known."""
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    sentences: frozenset[str] = frozenset()
    """Fingerprints of its sentences; empty where they are not known, as in a brief that was read back from a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something that the sources of a brief disagree on."""

    topic: str
    kind: str
    sides: tuple[str, ...]
    """What each of them says."""
    sources: tuple[str, ...] = ()
    """Ids of the sources of all sides; empty where they are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    name: str
    """Of the brief in the configuration, or the path it was read from."""
    date: datetime.date
    title: str
    writer: str
    claims: tuple[Told, ...]
    forecasts: tuple[Forecast, ...]
    sources: tuple[Seen, ...]
    matters: tuple[Matter, ...] = ()
    sentences: frozenset[str] = frozenset()
    """Fingerprints of what was known as well, in whichever source it stood: not kept, as the sources are."""

    @property
    def by_id(self) -> Mapping[str, Told]:
        return {claim.id: claim for claim in self.claims}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a brief, as it is remembered."""

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
    key: str = ""
    """Tells the brief from one of the same name in another configuration; empty where nobody knows which it is of."""
