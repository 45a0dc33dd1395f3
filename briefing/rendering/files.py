"""Writes files so that all of them are there or none is, and none is ever half there."""

import errno
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from briefing.errors import OutputError
from briefing.placing import beside


def check(path: Path) -> None:
    """That `path` can be written, as far as it can be told without writing.

    Raises:
        OutputError: its folder is missing or closed to us, or it is no file that can be replaced.
    """
    name = repr(str(path))
    if name == "'-'":
        raise OutputError("an output named '-' would be a file of that name", help="Give a file name.")
    try:
        folder = _target(path).parent
        _expect_replaceable(path)
        if _is_standard_output(path):
            raise OutputError(f"cannot write {name}: standard output goes there already", help="Choose another path.")
        if not folder.exists():
            raise OutputError(
                f"cannot write {name}: there is no folder {str(folder)!r}", help="Create the folder first."
            )
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise OutputError(f"cannot write {name}: {_fault(error)}", help=_remedy(error)) from error


def write_all(contents: Mapping[Path, bytes | Iterable[bytes]]) -> None:
    """Write each file beside its place, then put all of them there. Folders one level deep are made.

    What is too much for the memory comes in pieces.

    A file that stood there is replaced in one step and keeps its mode; a link is followed.

    Raises:
        OutputError: one of them cannot be written; then none was, and what stood there still stands.
    """
    made: list[Path] = []
    parts: dict[Path, Path] = {}
    current = Path()
    try:
        for path, content in contents.items():
            current = path
            target = _target(path)
            if not target.parent.exists():
                target.parent.mkdir()
                made.append(target.parent)
            _expect_replaceable(target)
            parts[target] = beside(target, [content] if isinstance(content, bytes) else content)
        for target, part in list(parts.items()):
            current = target
            part.replace(target)
            del parts[target]
    except OSError as error:
        raise OutputError(f"cannot write {str(current)!r}: {_fault(error)}", help=_remedy(error)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):  # it is empty only if nothing came of it
                folder.rmdir()


def _target(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike Path.resolve() it bears a link that leads to itself


def _expect_replaceable(path: Path) -> None:
    """Not a folder, and no device or pipe either: to put a file in the place of `/dev/null` breaks the system."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))


def _is_standard_output(path: Path) -> bool:
    """As after `> path`, and as `/dev/stdout` is: what is printed would be lost with the file that is replaced."""
    try:
        return path.exists() and os.path.samestat(path.stat(), os.fstat(1))
    except OSError:  # it is closed
        return False


def _fault(error: OSError) -> str:
    faults = {
        errno.ENOENT: "its folder does not exist",
        errno.ENOTDIR: "its folder is a file",
        errno.EISDIR: "it is a folder",
        errno.ENODEV: "it is a device or a pipe, and only files are written",
        errno.EACCES: "the folder is not writable",
        errno.EPERM: "the folder is not writable",
        errno.EROFS: "the disk is read-only",
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
    }
    return faults.get(error.errno or 0, error.strerror or str(error))


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Free some space; nothing was written."
    return "Choose another path; nothing was written."
