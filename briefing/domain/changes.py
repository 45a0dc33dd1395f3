"""What is new, changed or withdrawn between two briefs."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.edition import Matter, Seen, Told


class ChangeKind(StrEnum):
    NEW = "new"
    """Neither the earlier brief nor what it was written from says so."""
    CHANGED = "changed"
    """The same matter, with another number, name, day or denial."""
    WITHDRAWN = "withdrawn"
    """Where it stood the source no longer says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that changed within a claim."""

    kind: str
    """number, name, date, negation, likelihood, or the kind of a disagreement"""
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    kind: ChangeKind
    before: Told | None
    """None for a new claim."""
    now: Told | None
    """None for a withdrawn one."""
    differences: tuple[Difference, ...] = ()
    why: str = ""
    """Of a withdrawn claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A judgement of what will happen that is as likely as it was no more."""

    before: Told
    now: Told
    was: str
    """The estimative word, `likely`; `no term` where there was none."""
    became: str
    judge: str | None = None
    """Who judges; None for the writer, or where only one of the two says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    name: str
    """Of the earlier brief."""
    since: datetime.date
    """Its day."""
    changes: tuple[Change, ...]
    """New ones first, then changed, then withdrawn, each in reading order."""
    turns: tuple[Turn, ...] = ()
    retold: tuple[Told, ...] = ()
    """Only the later brief says it, from articles that the earlier one was written from too: no news."""
    left_out: tuple[Told, ...] = ()
    """Only the earlier brief says it, and nothing speaks against it."""
    new_sources: tuple[Seen, ...] = ()
    updated_sources: tuple[Seen, ...] = ()
    """Under a path or an address that was read before, with another text."""
    seen_sources: tuple[Seen, ...] = ()
    """Read before, and unchanged."""
    new_matters: tuple[Matter, ...] = ()
    settled_matters: tuple[Matter, ...] = ()
    earlier_sources: tuple[Seen, ...] = ()
    """All of the earlier brief: what evidence of its claims points to."""

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def is_news(self) -> bool:
        """Whether a reader of the earlier brief has anything to learn."""
        return bool(self.changes or self.turns or self.new_matters or self.settled_matters)

    @property
    def differ(self) -> bool:
        """Whether the two say or rest on anything different at all."""
        return self.is_news or bool(self.retold or self.left_out or self.new_sources or self.updated_sources)
