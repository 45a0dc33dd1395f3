"""Keeps answers of web addresses with their validators: what has not changed is not sent again."""

import sqlite3
import threading
import time
import zlib
from pathlib import Path
from typing import Any

from briefing.domain.visit import Visit

FILE = "visits.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS visit (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    charset TEXT,
    body BLOB NOT NULL,
    used INTEGER NOT NULL
) WITHOUT ROWID;
"""
_DAYS = 30
"""After which an answer that nobody asked for again is forgotten."""
_MOST = 2_000
"""Answers that are kept, those used last."""
_LARGEST = 30_000_000
"""Bytes of an answer, uncompressed: no larger one was ever put in."""
_PATIENCE = 10.0


class VisitStore:
    """Where the file cannot be used nothing is kept, and every question is unconditional: no run fails for that."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._connection.execute(_SCHEMA)
        except (OSError, sqlite3.Error):
            self._give_up()

    def get(self, url: str) -> Visit | None:
        rows = self._run("SELECT etag, modified, charset, body FROM visit WHERE url = ?", url)
        if not rows:
            return None
        etag, modified, charset, body = rows[0]
        try:
            data = zlib.decompressobj().decompress(body, _LARGEST)
        except zlib.error:
            return None
        self._run("UPDATE visit SET used = ? WHERE url = ?", int(time.time()), url)
        return Visit(url=url, etag=etag, modified=modified, charset=charset, data=data)

    def put(self, visit: Visit) -> None:
        body = zlib.compress(visit.data, 6)
        self._run(
            "INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?, ?)",
            *(visit.url, visit.etag, visit.modified, visit.charset, body, int(time.time())),
        )

    def close(self) -> None:
        self._run("DELETE FROM visit WHERE used < ?", int(time.time()) - _DAYS * 86_400)
        self._run("DELETE FROM visit WHERE url NOT IN (SELECT url FROM visit ORDER BY used DESC, url LIMIT ?)", _MOST)
        self._give_up()

    def _run(self, statement: str, *values: object) -> list[Any]:
        with self._lock:
            if self._connection is None:
                return []
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error:
                return []

    def _give_up(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
