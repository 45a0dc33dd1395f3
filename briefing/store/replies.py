"""Keeps every paid reply of a model, so that the same request is never paid for twice."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from briefing.domain.reply import KeptReply, Stored
from briefing.errors import DamagedStoreError, ModelError, OutputError

FILE = "replies.sqlite"
"""Name of the file in the folder of what outlives a run."""
VERSION = 2
_SCHEMA = """
CREATE TABLE reply (
    key TEXT PRIMARY KEY,
    stage TEXT NOT NULL,
    model TEXT NOT NULL,
    request TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
"""
_ADDED_BY_2 = ("created TEXT", "endpoint TEXT", "prompt TEXT", "batch INTEGER NOT NULL DEFAULT 0")
_COLUMNS = ("key", "stage", "model", "request", "body", "created", "endpoint", "prompt", "batch")
_PATIENCE = 30.0
"""Seconds to wait for another run that is writing."""


class ReplyStore:
    """Replies by key in one SQLite file, which several runs may use at once, also from several threads.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._now = now
        self._lock = Lock()
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._connection.execute("PRAGMA synchronous = FULL")
                self._log_ahead()
                if self._version() != VERSION:
                    self._migrate()
            except BaseException:
                self._connection.close()
                raise

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
            if version > VERSION:
                raise OutputError(
                    f"the store {str(self._path)!r} was written by a later version of briefing",
                    help="Upgrade briefing, or set BRIEFING_HOME to another folder.",
                )
            if version < 1:
                self._connection.execute(_SCHEMA)
            if version < 2:
                for column in _ADDED_BY_2:
                    self._connection.execute(f"ALTER TABLE reply ADD COLUMN {column}")
            self._connection.execute(f"PRAGMA user_version = {VERSION}")

    def kept(self, key: str) -> KeptReply | None:
        """All that is known of the reply stored under `key`."""
        with self._errors(), self._lock:
            row = self._connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM reply WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
        return KeptReply(**{**values, "batch": bool(values["batch"])})

    def stored(self, key: str) -> Stored | None:
        """What is stored under `key`."""
        with self._errors(), self._lock:
            row = self._connection.execute("SELECT request, body, batch FROM reply WHERE key = ?", (key,)).fetchone()
        return Stored(request=row[0], body=row[1], batch=bool(row[2])) if row else None

    def put(
        self,
        key: str,
        *,
        stage: str,
        model: str,
        request: str,
        body: str,
        endpoint: str | None = None,
        prompt: str | None = None,
        batch: bool = False,
    ) -> None:
        """Safe on disk when this returns. A body stored before under `key` is replaced.

        `endpoint` is an address without secrets, `prompt` a fingerprint.
        """
        with self._errors(), self._lock, self._writing():
            self._connection.execute(
                f"INSERT OR REPLACE INTO reply ({', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (key, stage, model, request, body, self._stamp(), endpoint, prompt, int(batch)),
            )

    def forget(self, key: str) -> None:
        with self._errors(), self._lock, self._writing():
            self._connection.execute("DELETE FROM reply WHERE key = ?", (key,))

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def failed(self, key: str, error: ModelError) -> None:
        """Told of a request that got no answer: of no use here, since the next run may get one."""

    def close(self) -> None:
        with self._lock:
            self._connection.close()

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
            raise kind(f"cannot use the store of replies {str(self._path)!r}: {error}", help=_remedy(name)) from error


def _remedy(name: str) -> str:
    """What to do about the fault that SQLite calls `name`."""
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return "Move it away, or delete it by `briefing cache clear`."
    if name.startswith("SQLITE_FULL"):
        return "Free some space; the replies before it are kept."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "Another program holds it: try again when that is done."
    return "Make it and its folder writable, or set BRIEFING_HOME to another folder."
