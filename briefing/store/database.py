"""One SQLite file that outlives a run, that several runs may use at once, and that a kill leaves whole."""

import shutil
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import ClassVar

from briefing.errors import DamagedStoreError, OutputError
from briefing.store import reading

_ROOM = 200_000
"""Bytes that a store needs to do anything at all."""
PATIENCE = 30.0
"""Seconds to wait for another run that is writing."""
_HASTE = 5.0
"""Seconds to wait for it, all told, when the run has been interrupted."""
_AT_ONCE = 0.25
"""Seconds of them that SQLite waits out by itself: meanwhile nobody is heard."""


class Database(ABC):
    """What the stores share: opening, versions, transactions, faults. May be used from several threads.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    NAME: ClassVar[str]
    """What it is called in messages: `store of replies`."""
    DAMAGED: ClassVar[str]
    """What to do about a file that is no store any more."""
    VERSION: ClassVar[int]

    def __init__(self, path: Path, *, to_read: bool = False) -> None:
        """`to_read`: nothing will be written; a file of this version that is there need not be writable."""
        self._path = path
        self._lock = Lock()
        self._until = float("inf")
        """The moment after which nobody is waited for."""
        with self._errors():
            self._connection = self._opened_to_read() if to_read else self._opened()

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            self._connection.execute("PRAGMA synchronous = FULL")
            self._log_ahead()
            if self._version() != self.VERSION:
                self._migrate()
        except BaseException:
            self._connection.close()
            raise
        return self._connection

    def _opened_to_read(self) -> sqlite3.Connection:
        if not self._path.exists():
            return self._opened()
        self._connection = reading.opened(self._path, patience=PATIENCE)
        if self._version() == self.VERSION:
            return self._connection
        self._connection.close()
        return self._opened()

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def hurry(self) -> None:
        """The run ends: another program that writes is waited for only a few seconds more, all told."""
        self._until = min(self._until, time.monotonic() + _HASTE)

    @abstractmethod
    def _step(self, version: int) -> None:
        """Bring the file from the version before to this one; inside a transaction."""

    def _log_ahead(self) -> None:
        """Write to a log first, so that a reader never waits for a writer, and a kill leaves the file whole.

        Where another run does the same at this moment SQLite gives up at once, whatever the timeout.
        """
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > until:
                    raise
            time.sleep(0.02)

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _migrate(self) -> None:
        """From nothing or an earlier version to this one, at once or not at all."""
        with self._writing():
            version = self._version()  # another run may have been faster
            if version > self.VERSION:
                raise OutputError(
                    f"the store {str(self._path)!r} was written by a later version of briefing",
                    help="Upgrade briefing, or set BRIEFING_HOME to another folder.",
                )
            for step in range(version + 1, self.VERSION + 1):
                self._step(step)
            self._connection.execute(f"PRAGMA user_version = {self.VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that takes the write lock at once: upgrading later could fail under another run."""
        self._begin()
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk may have ended it
                self._connection.execute("ROLLBACK")
            raise

    def _begin(self) -> None:
        """Waits in small pieces: Ctrl-C is heard between them, and so is that there is no more time."""
        self._connection.execute(f"PRAGMA busy_timeout = {1000 * _AT_ONCE:.0f}")
        patient = time.monotonic() + PATIENCE
        try:
            while True:
                try:
                    self._connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if not _is_busy(error) or time.monotonic() > min(patient, self._until):
                        raise
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE:.0f}")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            name = getattr(error, "sqlite_errorname", "")
            said: object = error
            if name.startswith("SQLITE_IOERR") and self._is_full():
                name, said = "SQLITE_FULL", "the disk is full"
            kind = DamagedStoreError if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) else OutputError
            raise kind(f"cannot use the {self.NAME} {str(self._path)!r}: {said}", help=self._remedy(name)) from error

    def _is_full(self) -> bool:
        """SQLite knows it by what it writes to the file itself, and not by what it maps into the memory."""
        try:
            return shutil.disk_usage(self._path.parent).free < _ROOM
        except OSError:
            return False

    def _remedy(self, name: str) -> str:
        """What to do about the fault that SQLite calls `name`."""
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            return self.DAMAGED
        if name.startswith("SQLITE_FULL"):
            return "Free some space; what was stored before is kept."
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return "Another program holds it: try again when that is done."
        return "Make it and its folder writable, or set BRIEFING_HOME to another folder."


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorname.startswith("SQLITE_BUSY")
