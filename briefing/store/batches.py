"""Keeps the batches that are with a vendor, one file each, until their replies are in the store."""

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.batch import Batch, Queued
from briefing.errors import OutputError

if TYPE_CHECKING:
    from filelock import BaseFileLock

FOLDER = "batches"
"""Name of the folder, beside the store of replies."""


_PATIENCE = 30.0
"""Seconds to wait for another run that is writing."""


class BatchStore:
    """Several runs may use it at once: each looks and writes while no other does.

    Raises:
        OutputError: from any method, where the folder cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: BaseFileLock | None = None

    def open(self, endpoint: str, model: str) -> tuple[Batch, ...]:
        """Those of the model that are not collected, the oldest name first."""
        with self._alone():
            batches = [_read(path) for path in sorted(self._folder.glob("*.json"))]
        return tuple(batch for batch in batches if (batch.endpoint, batch.model) == (endpoint, model))

    def next_number(self) -> int:
        """One more than it was before: each counts for one batch."""
        with self._alone():
            try:
                number = int(self._number.read_text("utf-8")) + 1
            except (FileNotFoundError, ValueError):
                number = 1
            self._write(self._number, number)
        return number

    def keep(self, batch: Batch) -> None:
        """Safe on disk when this returns; what was kept under its name before is replaced."""
        self._write(self._path(batch), asdict(batch))

    def _write(self, path: Path, value: object) -> None:
        with self._alone():
            unfinished = self._folder / f".{path.stem}.{os.getpid()}"
            with unfinished.open("w", encoding="utf-8") as file:
                json.dump(value, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)

    def collected(self, batch: Batch) -> None:
        """All its replies are stored: nothing is left to wait for."""
        with self._alone():
            self._path(batch).unlink(missing_ok=True)

    def where(self, batch: Batch) -> str:
        """The file that it is kept in."""
        return str(self._path(batch))

    def refusals(self) -> dict[str, str]:
        """What the vendor said of requests that it answered with an error, by key."""
        with self._alone():
            if not self._refusals.exists():
                return {}
            try:
                return {str(key): str(said) for key, said in json.loads(self._refusals.read_text("utf-8")).items()}
            except (ValueError, AttributeError):
                return {}  # at worst a request is sent once more

    def refuse(self, refusals: Mapping[str, str]) -> None:
        """Remember these too, until they are forgotten."""
        if refusals:
            with self._alone():
                self._write(self._refusals, {**self.refusals(), **refusals})

    def forget(self, keys: Collection[str]) -> None:
        """These may be sent again; what was refused to others stands."""
        with self._alone():
            before = self.refusals()
            left = {key: said for key, said in before.items() if key not in keys}
            if left != before:
                self._write(self._refusals, left)

    @property
    def _refusals(self) -> Path:
        return self._folder / "refusals"

    @property
    def _number(self) -> Path:
        return self._folder / "number"

    def _path(self, batch: Batch) -> Path:
        return self._folder / f"{batch.name}.json"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other run looks or writes meanwhile; may be entered within itself."""
        from filelock import FileLock

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = self._lock or FileLock(self._folder / "lock", timeout=_PATIENCE)
            with self._lock:
                yield
        except OSError as error:
            raise OutputError(
                f"cannot use the folder of batches {str(self._folder)!r}: {error}",
                help="Make it writable, or set BRIEFING_HOME to another folder.",
            ) from error


def _read(path: Path) -> Batch:
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        return Batch(**{**whole, "requests": tuple(Queued(**each) for each in whole["requests"])})
    except (ValueError, TypeError, KeyError) as error:
        raise OutputError(
            f"the batch {str(path)!r} is damaged: {error}",
            help="Move the file away; what the vendor has answered for it will be asked again.",
        ) from error
