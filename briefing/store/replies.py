"""Keeps every paid reply of a model, so that the same request is never paid for twice."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from briefing.domain.reply import KeptReply, Stored
from briefing.errors import ModelError
from briefing.store import reading
from briefing.store.database import PATIENCE, Database

FILE = "replies.sqlite"
"""Name of the file in the folder of what outlives a run."""
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


class ReplyStore(Database):
    """Replies by key in one SQLite file, which several runs may use at once, also from several threads.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    NAME = "store of replies"
    DAMAGED = "Move it away, or delete it by `briefing cache clear`."
    VERSION = 2

    def __init__(
        self, path: Path, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), to_read: bool = False
    ) -> None:
        """`to_read`: see `Database`."""
        self._now = now
        super().__init__(path, to_read=to_read)
        self._reading = Lock()
        with self._errors():
            try:
                # Of its own: who asks for a reply does not wait for one that is being put.
                self._reader = reading.opened(path, patience=PATIENCE)
            except BaseException:
                super().close()
                raise

    def close(self) -> None:
        with self._reading:
            self._reader.close()
        super().close()

    def _step(self, version: int) -> None:
        if version == 1:
            self._connection.execute(_SCHEMA)
        else:
            for column in _ADDED_BY_2:
                self._connection.execute(f"ALTER TABLE reply ADD COLUMN {column}")

    def kept(self, key: str) -> KeptReply | None:
        """All that is known of the reply stored under `key`."""
        with self._errors(), self._reading:
            row = self._reader.execute(f"SELECT {', '.join(_COLUMNS)} FROM reply WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
        return KeptReply(**{**values, "batch": bool(values["batch"])})

    def stored(self, key: str) -> Stored | None:
        """What is stored under `key`."""
        with self._errors(), self._reading:
            row = self._reader.execute("SELECT request, body, batch FROM reply WHERE key = ?", (key,)).fetchone()
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

    def forget(self, key: str, body: str) -> None:
        """Unless another body is stored under `key` by now: another run has paid for that, and may use it."""
        with self._errors(), self._lock, self._writing():
            self._connection.execute("DELETE FROM reply WHERE key = ? AND body = ?", (key, body))

    def _stamp(self) -> str:
        return self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def failed(self, key: str, error: ModelError) -> None:
        """Told of a request that got no answer: of no use here, since the next run may get one."""
