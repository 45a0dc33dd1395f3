"""Several briefs out of one pile of articles: one for each event, and the page that lists them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.domain.brief import Cost
from briefing.domain.claim import FAILED, Verdict
from briefing.domain.source import Skipped, Source
from briefing.domain.story import Story
from briefing.errors import BriefingError

STORY = "{story}"
"""In the name of an output: the number and the words of a story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first key judgement of a brief."""

    text: str
    mark: str
    """What the brief says behind it where it is not supported: a verdict. Else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story, and what became of its brief."""

    number: int
    """From 1, the story with most articles first."""
    story: Story
    title: str | None = None
    """None where there is no brief."""
    lead: Lead | None = None
    """None where there is no brief, or one that judges nothing."""
    files: tuple[str, ...] = ()
    """Names of the files of its brief, which stand beside the page; none where there is no brief."""
    counts: Mapping[Verdict, int] = field(default_factory=dict)
    """Sentences that its reader sees, by verdict, in the order of `Verdict`."""
    cost: Cost = field(default_factory=Cost)
    """Of the brief, or of what was done of it; stored replies included."""
    skipped: tuple[Skipped, ...] = ()
    """Sources that were read and that the writer could not use."""
    warnings: tuple[str, ...] = ()
    """What the reader must know of the rendering."""
    error: BriefingError | None = None
    """Why there is no brief; None where there is one."""

    @property
    def failed(self) -> str | None:
        """Why there is no brief, and what to do about it."""
        return self.error.told if self.error else None

    @property
    def claims(self) -> int:
        return sum(self.counts.values())

    @property
    def unproven(self) -> int:
        """Claims that failed their check."""
        return sum(self.counts.get(verdict, 0) for verdict in FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    title: str | None
    """As the user wants it; None for one that says what it is."""
    date: datetime.date
    sources: Mapping[str, Source]
    """By id, as the stories name them; copies included."""
    entries: tuple[Entry, ...]
    """In the order of their numbers; every source is in exactly one."""
    skipped: tuple[Skipped, ...] = ()
    """What could not be read."""

    @property
    def cost(self) -> Cost:
        return sum((entry.cost for entry in self.entries), Cost())
