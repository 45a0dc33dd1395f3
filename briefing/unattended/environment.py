"""The file from which a scheduler takes secrets: lines of NAME=value that cron's shell and systemd read alike."""

import os
import re
import shlex
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefing.unattended.finding import Finding, failed, ok, warning

FILE = "briefing.env"
"""Beside the configuration."""
_LINE = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)")


def values(path: Path) -> Mapping[str, str]:
    """
    Raises:
        OSError: it cannot be read.
    """
    found = {}
    for line in path.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines():
        if match := _LINE.fullmatch(line):
            try:
                found[match[1]] = "".join(shlex.split(match[2], comments=True)[:1])
            except ValueError:  # a quotation mark that nothing closes
                found[match[1]] = match[2]
    return found


def examined(path: Path, secrets: Mapping[str, str]) -> Iterator[Finding]:
    """What is to be said of it where it is there.

    Args:
        secrets: what it sets.
    """
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield warning(str(path), "others than you can read the secrets in it", f"chmod 600 {shlex.quote(str(path))}")
    elif not secrets:
        yield warning(str(path), "it sets nothing", "Write lines of NAME=value.")
    else:
        yield ok(str(path), f"it sets {', '.join(sorted(secrets))}")


def unreadable(path: Path, error: OSError) -> Finding:
    return failed(
        str(path), f"it cannot be read: {(error.strerror or str(error)).lower()}", "Make it readable for you."
    )
