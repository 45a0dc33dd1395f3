"""Records a whole run in a folder: what it read, what the model replied, what was decided, what came of it.

run.json        settings, and the SHA-256 of everything else
sources/        the bytes of the sources, as they were read
replies.jsonl   the replies of the model, in the lines of `briefing cache export`
prompts/        the user's own prompts, if there are any; template and models' prices beside it likewise
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any

from briefing.domain.given import Known
from briefing.domain.recording import Failure, Outcome, RunSettings
from briefing.domain.reply import KeptReply
from briefing.domain.source import Skipped
from briefing.errors import OutputError
from briefing.store.lines import dumped, line

FORM = "briefing recording 1"
RUN = "run.json"
SOURCES = "sources"
REPLIES = "replies.jsonl"
PROMPTS = "prompts"
_PROMPT = "*.md.j2"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_PART = re.compile(r"\.briefing-[0-9a-f]{12}")
_ABANDONED = 2 * 24 * 3600.0
"""Seconds after which nothing more comes to a recording in the making."""
_LONGEST_NAME = 80
"""Characters of a source's file name that its name in the recording keeps."""


class Recording:
    """A recording in the making: it is at its place when it is whole, and nowhere if the run fails.

    Raises:
        OutputError: from any method, where it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        """Finds out at once whether there can be a recording in `folder`."""
        self._folder = folder
        self._sources: list[dict[str, Any]] = []
        self._part = Path(os.path.realpath(folder)).parent / f".briefing-{secrets.token_hex(6)}"
        try:
            _expect_free(folder)
            _sweep(self._part.parent)
            self._part.mkdir()
            (self._part / SOURCES).mkdir()
        except OSError as error:
            raise self._fault(error) from error

    def __enter__(self) -> "Recording":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._part, ignore_errors=True)  # by then it is renamed, or of no use

    def source(self, path: str, data: bytes, known: Known | None = None) -> None:
        """Keep the bytes of a source that was given as `path`, and what is known of it from elsewhere."""
        name = _UNSAFE.sub("_", PurePath(path).name).lstrip(".")[-_LONGEST_NAME:] or "source"
        file = f"{SOURCES}/{len(self._sources) + 1:04d}-{name}"
        self._write(file, data)
        entry: dict[str, Any] = {"path": path, "file": file, "sha256": sha256(data).hexdigest()}
        if known is not None:
            day = known.published.isoformat() if known.published else None
            entry["known"] = {**asdict(known), "published": day, "warnings": list(known.warnings)}
        self._sources.append(entry)

    def skipped(self, skipped: Skipped) -> None:
        """Keep that a source could not be read, and why."""
        self._sources.append(asdict(skipped))

    def finish(
        self,
        settings: RunSettings,
        outcome: Outcome,
        *,
        version: str,
        replies: Mapping[str, KeptReply],
        failures: Mapping[str, Failure],
    ) -> None:
        """Put the whole recording into its place.

        Args:
            version: of the program.
            replies, failures: by key, in any order.
        """
        lines = {key: line(replies[key]).encode() for key in sorted(replies)}
        self._write(REPLIES, b"".join(lines.values()))
        run = {
            "form": FORM,
            "version": version,
            "settings": self._settings(settings),
            "sources": self._sources,
            "replies": [{"key": key, "sha256": sha256(text).hexdigest()} for key, text in lines.items()],
            "failures": [{"key": key, **asdict(failures[key])} for key in sorted(failures)],
            "brief": outcome.brief,
            "outputs": dict(outcome.outputs),
        }
        self._write(RUN, (dumped({**run, "sha256": digest(run)}, indent=2) + "\n").encode())
        try:
            _expect_free(self._folder)
            _flush(self._part)
            self._part.rename(os.path.realpath(self._folder))
        except OSError as error:
            raise self._fault(error) from error

    def _settings(self, settings: RunSettings) -> dict[str, Any]:
        """As JSON, after the user's own files are copied: in the place of each path stands what the copy must be."""
        own: list[Path] = sorted(settings.prompts.glob(_PROMPT)) if settings.prompts else []
        return {
            **asdict(settings),
            "date": settings.date.isoformat(),
            "prompts": [self._copy(path, f"{PROMPTS}/{path.name}") for path in own] or None,
            "template": self._copy(settings.template, f"template{settings.template.suffix}")
            if settings.template
            else None,
            "models": self._copy(settings.models, f"models{settings.models.suffix}") if settings.models else None,
        }

    def _copy(self, path: Path, file: str) -> dict[str, str]:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise self._fault(error) from error
        self._write(file, data)
        return {"file": file, "sha256": sha256(data).hexdigest()}

    def _write(self, file: str, data: bytes) -> None:
        path = self._part / file
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
        except OSError as error:
            raise self._fault(error) from error

    def _fault(self, error: OSError) -> OutputError:
        why = (error.strerror or str(error)).lower()
        return OutputError(
            f"cannot record the run in {str(self._folder)!r}: {why}", help="Name a new folder in one that is writable."
        )


def digest(run: Mapping[str, Any]) -> str:
    """SHA-256 of all that `run.json` says, without the line for this itself."""
    return sha256(dumped(run).encode()).hexdigest()


def _expect_free(folder: Path) -> None:
    """
    Raises:
        OutputError: something is there, and a recording replaces nothing.
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise OutputError(f"cannot record the run in {str(folder)!r}: it is no folder", help="Name a new folder.")
    if any(folder.iterdir()):
        raise OutputError(f"cannot record the run in {str(folder)!r}: it is not empty", help="Name a new folder.")


def _sweep(folder: Path) -> None:
    """Copies of sources that runs have left which were killed: nobody else would ever take them away."""
    for part in folder.glob(".briefing-*"):
        with suppress(OSError):  # it may be another user's, or just be gone
            if _PART.fullmatch(part.name) and (part / SOURCES).stat().st_mtime < time.time() - _ABANDONED:
                shutil.rmtree(part)


def _flush(folder: Path) -> None:
    """What the folder lists is safe on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
