"""Puts a file in its place in one step: nobody ever sees a part of it, not even after a kill."""

import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PREFIX = ".briefing-"
"""How the name of a file begins that was written and not put in its place."""
_BYTES = 6
"""Of chance in such a name: a short one, as the target's may be as long as can be."""


def place(target: Path, content: bytes) -> None:
    """Write `target`, or replace it.

    Raises:
        OSError: it cannot be; what stood there still stands.
    """
    part = beside(target, [content])
    try:
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def beside(target: Path, content: Iterable[bytes]) -> Path:
    """A file with the content and with the mode of the target, in the same folder; safe on disk.

    Where the system can, it has no name before it is whole.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    part = target.parent / f"{PREFIX}{secrets.token_hex(_BYTES)}"
    descriptor = _unnamed(target.parent)
    named = descriptor is None
    if descriptor is None:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if target.exists() and hasattr(os, "fchmod"):
                os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
            file.writelines(content)
            file.flush()
            os.fsync(descriptor)
            if not named:
                # With a folder given, this is the call that follows the link to the file that has no name.
                os.link(_link(descriptor), part, src_dir_fd=descriptor, follow_symlinks=True)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def sweep(folder: Path, *, before: float) -> None:
    """Remove what killed runs have left in a folder; younger ones may belong to one that is under way.

    Args:
        before: when it was written at the latest, in seconds since the epoch.
    """
    with suppress(OSError):
        for each in folder.iterdir():
            if each.name.startswith(PREFIX) and len(each.name) == len(PREFIX) + 2 * _BYTES:
                with suppress(OSError):
                    if each.stat().st_mtime < before:
                        each.unlink()


def _link(descriptor: int) -> str:
    return f"/proc/self/fd/{descriptor}"


def _unnamed(folder: Path) -> int | None:
    """A file without a name in the folder; None where the system or its disk knows no such thing."""
    flag = getattr(os, "O_TMPFILE", 0)
    if not flag:
        return None
    try:
        descriptor = os.open(folder, flag | os.O_WRONLY, 0o666)
    except OSError:
        return None
    if not Path(_link(descriptor)).exists():
        os.close(descriptor)
        return None
    return descriptor
