"""Keeps every paid reply of a model, so that the same request is never paid for twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from briefing.errors import OutputError

FILE = "replies.sqlite"
"""Name of the file in the folder of what outlives a run."""
VERSION = 1
_SCHEMA = """
CREATE TABLE reply (
    key TEXT PRIMARY KEY,
    stage TEXT NOT NULL,
    model TEXT NOT NULL,
    request TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
"""


class ReplyStore:
    """Replies by key in one SQLite file, which several runs may use at once, also from several threads.

    Raises:
        OutputError: from any method, where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        with self._errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._migrate()

    def _migrate(self) -> None:
        with self._writing():
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            if version == 0:
                self._connection.execute(_SCHEMA)
                self._connection.execute(f"PRAGMA user_version = {VERSION}")
            elif version > VERSION:
                raise OutputError(
                    f"the store {str(self._path)!r} was written by a later version of briefing",
                    help="Upgrade briefing, or set BRIEFING_HOME to another folder.",
                )

    def get(self, key: str) -> str | None:
        """The body stored under `key`."""
        with self._errors(), self._lock:
            row = self._connection.execute("SELECT body FROM reply WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def put(self, key: str, *, stage: str, model: str, request: str, body: str) -> None:
        """Safe on disk when this returns. A body stored before under `key` is replaced."""
        with self._errors(), self._lock, self._writing():
            self._connection.execute(
                "INSERT OR REPLACE INTO reply (key, stage, model, request, body) VALUES (?, ?, ?, ?, ?)",
                (key, stage, model, request, body),
            )

    def forget(self, key: str) -> None:
        with self._errors(), self._lock, self._writing():
            self._connection.execute("DELETE FROM reply WHERE key = ?", (key,))

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that takes the write lock at once: upgrading later could fail under another run."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise OutputError(
                f"cannot use the store of replies {str(self._path)!r}: {error}",
                help="Make it writable or delete it, or set BRIEFING_HOME to another folder.",
            ) from error
