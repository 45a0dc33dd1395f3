"""Standard output: what it is, a terminal, how wide, in colour or not; and what is written to it."""

import os
import shutil
import sys
from collections.abc import Iterable

from briefing.errors import OutputError
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


def write(data: bytes) -> None:
    """
    Raises:
        OutputError: standard output is closed.
    """
    stream([data])


def write_lines(text: str) -> None:
    """Lines for people, as standard output has letters for them.

    Raises:
        OutputError: standard output is closed.
    """
    write(f"{text}\n".encode(encoding(), "replace"))


def stream(pieces: Iterable[bytes]) -> None:
    """
    Raises:
        OutputError: standard output is closed.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed", help="Open it, or see --help for where else to write.")
    sys.stdout.flush()
    sys.stdout.buffer.writelines(pieces)
    sys.stdout.buffer.flush()


def _shows(signs: str) -> bool:
    try:
        signs.encode(encoding())
    except (UnicodeError, LookupError):
        return False
    return True
