"""Where what outlives a run is kept."""

from collections.abc import Mapping
from pathlib import Path

from briefing.errors import OutputError


def store_folder(environment: Mapping[str, str]) -> Path:
    """`$BRIEFING_HOME`, else `briefing` in the user's cache folder (XDG Base Directory Specification).

    Raises:
        OutputError: the user has no home.
    """
    if home := environment.get("BRIEFING_HOME"):
        return Path(home)
    if cache := environment.get("XDG_CACHE_HOME"):
        return Path(cache) / "briefing"
    try:
        home = environment.get("HOME") or str(Path.home())
    except RuntimeError as error:
        raise OutputError("nobody says where your home folder is", help="Set BRIEFING_HOME to a folder.") from error
    return Path(home) / ".cache" / "briefing"
