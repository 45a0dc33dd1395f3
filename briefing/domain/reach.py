"""How far a run may reach into the web, and what it takes from feeds."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    store: Path
    """Folder of what outlives a run: the answers that make a later question conditional lie there."""
    allowed: Set[str] = frozenset()
    """Names of hosts that may have addresses that are not public, in lower case."""
    limit: int = 50
    """Entries taken of each feed, the newest first."""
    since: datetime | None = None
    """Entries that a feed dates before this moment (with a time zone) are left out."""
    unread: Mapping[str, datetime] = field(default_factory=dict)
    """Addresses that failed before, each with the moment from which on its entries are taken if it is a feed; an entry
    that leads to one of them is taken whatever its age.
    """

    def oldest(self, *addresses: str) -> datetime | None:
        """From when on entries are taken of a feed that is known by these addresses."""
        if self.since is None:
            return None
        return min([self.since, *(self.unread[each] for each in addresses if each in self.unread)])
