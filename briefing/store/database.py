"""One SQLite file that outlives a run, that several runs may use at once, and that a kill leaves whole."""

import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import ClassVar

from briefing.errors import DamagedStoreError, OutputError

_PATIENCE = 30.0
"""Seconds to wait for another run that is writing."""


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

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._connection.execute("PRAGMA synchronous = FULL")
                self._log_ahead()
                if self._version() != self.VERSION:
                    self._migrate()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @abstractmethod
    def _step(self, version: int) -> None:
        """Bring the file from the version before to this one; inside a transaction."""

    def _log_ahead(self) -> None:
        """Write to a log first, so that a reader never waits for a writer, and a kill leaves the file whole.

        Where another run does the same at this moment SQLite gives up at once, whatever the timeout.
        """
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
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
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # a full disk may have ended it
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            name = getattr(error, "sqlite_errorname", "")
            kind = DamagedStoreError if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) else OutputError
            raise kind(f"cannot use the {self.NAME} {str(self._path)!r}: {error}", help=self._remedy(name)) from error

    def _remedy(self, name: str) -> str:
        """What to do about the fault that SQLite calls `name`."""
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            return self.DAMAGED
        if name.startswith("SQLITE_FULL"):
            return "Free some space; what was stored before is kept."
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return "Another program holds it: try again when that is done."
        return "Make it and its folder writable, or set BRIEFING_HOME to another folder."
