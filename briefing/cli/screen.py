"""What standard output is: a terminal, how wide, in colour or not."""

import os
import shutil
import sys

from briefing.rendering.terminal import Screen

_PIPED = 100
"""Columns where there is no terminal to ask."""
_SIGNS = "✓≠✗○·“”…"


def screen() -> Screen:
    """Colour only at a terminal that has it, and not where NO_COLOR is set (no-color.org)."""
    stream = sys.stdout
    terminal = stream is not None and stream.isatty()
    return Screen(
        width=shutil.get_terminal_size((_PIPED, 24)).columns if terminal else _PIPED,
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        unicode=_shows(_SIGNS),
    )


def encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _shows(signs: str) -> bool:
    try:
        signs.encode(encoding())
    except (UnicodeError, LookupError):
        return False
    return True
