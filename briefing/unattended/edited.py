"""What somebody has edited since a run wrote it: no run overwrites it or takes it away."""

import hashlib
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from briefing.errors import OutputError
from briefing.placing import place
from briefing.store.runbook import Runbook
from briefing.unattended.log import Log


def set_aside(outputs: Mapping[Path, bytes], book: Runbook, log: Log) -> None:
    """Keep a copy of each file that is about to be replaced and is not as a run left it: `NAME.edited.md`.

    To do it twice makes no second copy.

    Raises:
        OutputError: a file cannot be read, or the copy cannot be written.
    """
    for path, new in outputs.items():
        try:
            there = path.read_bytes() if path.is_file() else new
        except OSError as error:
            raise _unkept(path, error) from error
        if there != new and sha256(there) != book.sha256_of(path):
            keep(path, there, log)


def keep(path: Path, there: bytes, log: Log) -> None:
    """A copy of one file, beside it, and a warning that says so.

    Raises:
        OutputError: the copy cannot be written.
    """
    try:
        aside = _free(path, there)
        if not aside.exists():
            place(aside, there)
    except OSError as error:
        raise _unkept(path, error) from error
    log.warning(f"{str(path)!r} is not as a run left it: it is kept as {aside.name!r}")


def is_as_made(path: Path, written: str | None) -> bool:
    """Whether a file is known to be as a run wrote it. One that is gone is.

    Args:
        written: SHA-256 of what was written; None where that is not known.

    Raises:
        OSError: the file cannot be read.
    """
    return not path.is_file() or sha256(path.read_bytes()) == written


def _unkept(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot keep what was edited in {str(path)!r}: {error.strerror or error}",
        help="Move the file away, or make it and its folder readable and writable.",
    )


def _free(path: Path, content: bytes) -> Path:
    """The first name that is free, or that has this content already."""
    names = (f"{path.stem}.edited{f'-{number}' if number > 1 else ''}{path.suffix}" for number in count(1))
    places = (path.with_name(name) for name in names)
    return next(aside for aside in places if not aside.exists() or _has(aside, content))


def _has(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
