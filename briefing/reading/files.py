"""From what the user named to bytes: files, folders, globs and standard input, each file once."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from briefing.domain.addresses import shown
from briefing.domain.given import Beyond, Given
from briefing.domain.progress import Unwatched, Watch
from briefing.domain.source import Skipped
from briefing.errors import SourceError
from briefing.reading.own import is_ours

__all__ = ["MAX_BYTES", "SUFFIXES", "Given", "gather", "too_large"]

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".eml", ".mbox")
"""What is taken from a folder. A file that is named is read whatever its suffix."""

FEEDS = (".opml", ".xml", ".rss", ".atom", ".json")
"""Of files that may lead to web pages; never taken from a folder."""

MAX_BYTES = 50_000_000
"""A larger file is refused unread: no article is that long, and reading it would take minutes."""

_BY_NAME = "Give the files by name."
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://|(file):/", re.IGNORECASE)
"""A drive of Windows is one letter."""


def gather(
    paths: Sequence[str], *, stdin: bytes | None = None, beyond: Beyond | None = None, watch: Watch | None = None
) -> Iterator[Given | Skipped]:
    """The files behind `paths`, in the order given; a file that is named twice comes once. Mail is opened.

    What is no file, `beyond` leads to; where that is None nothing is fetched. All files are looked up before the first
    is read, so that `watch` knows how many there are; each is read when it is asked for. A folder may be where briefs
    are written as well: those of ours in it are passed over, and so are the texts kept beside them.
    """
    watch = watch or Unwatched()
    seen: set[str] = set()
    found = [None if beyond and _is_address(path) else list(_files(path, seen)) for path in paths]
    watch.more(sum(map(len, filter(None, found))))
    for path, files in zip(paths, found, strict=True):
        if files is None:
            yield from beyond.fetch(path) if beyond else ()
        walked, ours = os.path.isdir(path), 0  # noqa: PTH112 - of a path that no system has it says no
        for each in files or ():
            loaded = each if isinstance(each, Skipped) else _load(each, stdin)
            if walked and isinstance(loaded, Given) and is_ours(loaded.data):
                ours += 1
                watch.step()
                continue
            yield from (loaded,) if isinstance(each, Skipped) else _opened(loaded, beyond, watch)
            del loaded  # its bytes are not held while the next ones come
        if files and ours == len(files):
            yield Skipped(path=path, reason="a folder without any file to read but briefs of ours", help=_BY_NAME)


def _files(path: str, seen: set[str]) -> Iterator[str | Skipped]:
    """The files that one argument stands for and that are not in `seen`, which takes them up."""
    closed: list[OSError] = []
    try:
        found = _expand(path, closed)
        real = [each if each == "-" else os.path.realpath(each) for each in found]
    except SourceError as error:
        yield Skipped(path=shown(path) if "//" in path else path, reason=str(error), help=error.help)
        return
    except (OSError, ValueError) as fault:
        told = _fault(fault)
        yield Skipped(path=path, reason=str(told), help=told.help)
        return
    for folder in closed:
        told = _fault(folder)
        yield Skipped(path=str(folder.filename), reason=str(told), help=told.help)
    for each, place in zip(found, real, strict=True):
        if place not in seen:
            seen.add(place)
            yield each


def _opened(given: Given | Skipped, beyond: Beyond | None, watch: Watch) -> Iterator[Given | Skipped]:
    """A file by itself, or what is in it: the messages of a mailbox, what the entries of a feed lead to."""
    suffix = PurePath(given.path).suffix.casefold()
    if isinstance(given, Given) and suffix in (".eml", ".mbox"):
        from briefing.reading.mail import messages

        for number, each in enumerate(messages(given)):
            watch.more(int(number > 0))
            yield each
        return
    if isinstance(given, Given) and beyond is not None and suffix in FEEDS:
        found = beyond.opened(given)
        if found is not None:
            watch.step()  # the feed itself
            yield from found
            return
    yield given


def _is_address(path: str) -> bool:
    return path[:8].casefold().startswith(("http://", "https://"))


def _expand(path: str, closed: list[OSError]) -> list[str]:
    """The files that one argument stands for; `closed` takes the faults of folders in it that cannot be entered.

    Raises:
        SourceError: there are none.
    """
    if path == "-":
        return [path]
    if _is_address(path):
        raise SourceError("a web address, not a file", help="Save the page, and give the file.")
    if (scheme := _SCHEME.match(path)) and not os.path.lexists(path):
        raise SourceError(
            f"an address of {scheme[1] or scheme[2]!r}: only http and https addresses are fetched",
            help="Save what is there, and give the file.",
        )
    if Path(path).is_dir():
        return _in_folder(path, closed)
    if os.path.lexists(path) or not glob.has_magic(path):
        return [path]
    found = glob.glob(path, recursive=True)  # noqa: PTH207 - Path.glob refuses absolute patterns
    matches = sorted(match for match in found if not Path(match).is_dir())
    if not matches:
        raise SourceError("no file matches", help="Check the pattern and the folder it starts from.")
    return matches


def _in_folder(folder: str, closed: list[OSError]) -> list[str]:
    """Files with a known suffix, down all folders, sorted; nothing hidden, and no link to a folder is followed.

    A README speaks of the folder and is no article of it.
    """
    found: list[str] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or _is_kept(Path(place, name))))
        found += [
            str(Path(place, name))
            for name in sorted(files)
            if not name.startswith(".")
            and name.casefold().endswith(SUFFIXES)
            and Path(name).stem.casefold() != "readme"
            and not _is_pipe(Path(place, name))
        ]
    if not found and closed:
        raise _fault(closed[0])
    if not found:
        kinds = ", ".join(SUFFIXES)
        raise SourceError(f"a folder without any file to read ({kinds})", help=_BY_NAME)
    return found


def _is_kept(folder: Path) -> bool:
    """Whether it holds the texts that the footnotes of a brief lead to, which stands beside it."""
    if folder.suffix != ".sources":
        return False
    for brief in (folder.with_suffix(form) for form in (".md", ".json", ".pdf")):
        with suppress(OSError):
            if brief.is_file() and is_ours(_bytes(str(brief))):
                return True
    return False


def _is_pipe(path: Path) -> bool:
    """Or a device: who reads it may wait for ever. One that is named by itself is meant."""
    return path.exists() and not path.is_file()


def _load(path: str, stdin: bytes | None) -> Given | Skipped:
    try:
        data = (stdin or b"") if path == "-" else _bytes(path)
        if not data:
            raise SourceError("empty", help="Give a file that has an article in it.")
        if len(data) > MAX_BYTES:
            raise too_large(f"larger than {MAX_BYTES // 1_000_000} MB")
    except SourceError as error:
        return Skipped(path=path, reason=str(error), help=error.help)
    return Given(path=path, data=data)


def _bytes(path: str) -> bytes:
    """The file's content, of a file without end no more than shows that it is too large.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        raise _fault(fault) from fault


def too_large(reason: str) -> SourceError:
    return SourceError(reason, help="Split it into files of one article each.")


def _fault(fault: OSError | ValueError) -> SourceError:
    if isinstance(fault, FileNotFoundError):
        return SourceError("no such file or folder", help="Check the path.")
    if isinstance(fault, PermissionError):
        return SourceError("permission denied", help="Make it readable for you, or copy it where it is.")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return SourceError(f"unreadable: {reason.lower()}", help="Check the path and the disk.")
