"""How far a run may reach into the web, and what it takes from feeds."""

from collections.abc import Set
from dataclasses import dataclass
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
