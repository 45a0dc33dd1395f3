"""Where what outlives a run is kept."""

from collections.abc import Mapping
from pathlib import Path


def store_folder(environment: Mapping[str, str]) -> Path:
    """`$BRIEFING_HOME`, else `briefing` in the user's cache folder (XDG Base Directory Specification)."""
    if home := environment.get("BRIEFING_HOME"):
        return Path(home)
    if cache := environment.get("XDG_CACHE_HOME"):
        return Path(cache) / "briefing"
    return Path(environment.get("HOME") or Path.home()) / ".cache" / "briefing"
