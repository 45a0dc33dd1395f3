"""Reads the sources of a brief again, as its front matter records them, and only if they are still what they were."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.domain.proof import Recorded
from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.reading import read_one
from briefing.reading.files import MAX_BYTES, Given
from briefing.reading.instructions import screened
from briefing.reading.text import read_text

_REMEDY = "Restore it, or name the sources to check against with --source."


def read_again(recorded: Sequence[Recorded], brief: str) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources with the ids they had, and notices of what was read in their place.

    A path is tried as seen from the folder of the brief, from the working folder, and from each folder above the
    brief: the file whose hash fits is the one. `brief` is `-` where it came by standard input.

    Raises:
        SourceError: one is missing or was changed.
    """
    sources: list[Source] = []
    notices: list[str] = []
    for each in recorded:
        source, notice = _read(each, brief)
        sources.append(replace(source, id=each.id))
        notices += [notice] if notice else []
    return tuple(sources), tuple(notices)


def _read(recorded: Recorded, brief: str) -> tuple[Source, str | None]:
    changed: Path | None = None
    if _is_remote(recorded.path):
        return _kept(recorded, brief, None)
    for path in _candidates(recorded.path, brief):
        data = _bytes(path)
        if data is None:
            continue
        if hashlib.sha256(data).hexdigest() == recorded.sha256:
            source = read_one(Given(path=str(path), data=data))
            if recorded.text_sha256 and _digest(source.text) != recorded.text_sha256:
                return _kept(recorded, brief, f"{str(path)!r} is extracted differently by this version")
            return source, None
        changed = changed or path
    if recorded.text:
        why = f"{str(changed)!r} has changed" if changed else f"{recorded.path!r} is gone"
        return _kept(recorded, brief, why)
    raise _gone(recorded, changed)


def _gone(recorded: Recorded, changed: Path | None) -> SourceError:
    if recorded.path == "-":
        return SourceError(
            f"source {recorded.id!r} of the brief came by standard input, which cannot be read again",
            help="Save it to a file, and name it with --source.",
        )
    if changed:
        return SourceError(
            f"source {recorded.id!r} of the brief, {str(changed)!r}, was changed since the brief was written",
            help=_REMEDY,
        )
    return SourceError(
        f"source {recorded.id!r} of the brief, {recorded.path!r}, is missing",
        help="Check from the folder in which the brief was written, or name the sources with --source.",
    )


def _is_remote(path: str) -> bool:
    """Whether it came from the web, or out of a mail: nothing that could be opened by this name."""
    return "://" in path or ".mbox#" in path or ".eml#" in path


def _kept(recorded: Recorded, brief: str, why: str | None) -> tuple[Source, str | None]:
    """From the text that was kept beside the brief; `why` not from the file itself, None where there was none.

    Raises:
        SourceError: it is missing or was changed, too.
    """
    path = _folder(brief) / (recorded.text or "")
    data = _bytes(path) if recorded.text else None
    source = screened(read_text(data)) if data is not None else None
    if source is None or recorded.text_sha256 != _digest(source.text):
        fate = "was changed" if source else "is missing"
        raise SourceError(
            f"source {recorded.id!r} of the brief: {why or f'{recorded.path!r} is no file'}, "
            f"and its kept text {str(path)!r} {fate}",
            help=_REMEDY,
        )
    source = replace(
        source,
        path=str(path),
        sha256=recorded.sha256,
        extracted=True,
        title=recorded.title,
        publisher=recorded.publisher,
        published=recorded.published,
    )
    return source, f"source {recorded.id}: {why}; the text kept in {str(path)!r} was used" if why else None


def _candidates(path: str, brief: str) -> Iterator[Path]:
    if path == "-":
        return
    yielded: set[Path] = set()
    folder = _folder(brief)
    for base in (folder, Path(), *folder.resolve().parents):
        candidate = base / path  # an absolute path stays what it is
        if candidate.resolve() not in yielded:
            yielded.add(candidate.resolve())
            yield candidate


def _folder(brief: str) -> Path:
    return Path() if brief == "-" else Path(brief).parent


def _bytes(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
