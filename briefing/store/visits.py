"""Keeps answers of web addresses with their validators: what has not changed is not sent again."""

import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from briefing.domain.visit import Visit
from briefing.errors import SourceError

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
_STEP = 65_536
"""Bytes that are decompressed at once."""
_PATIENCE = 10.0


class VisitStore:
    """Where the file cannot be used nothing is kept, and every question is unconditional: no run fails for that."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._packing = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._connection.execute(_SCHEMA)
        except (OSError, sqlite3.Error):
            self._give_up()

    def get(self, url: str) -> Visit | None:
        rows = self._run("SELECT etag, modified, charset FROM visit WHERE url = ?", url)
        if not rows:
            return None
        etag, modified, charset = rows[0]
        self._run("UPDATE visit SET used = ? WHERE url = ?", int(time.time()), url)
        return Visit(url=url, etag=etag, modified=modified, charset=charset)

    def body(self, url: str) -> Iterator[bytes]:
        """What was kept of an answer, in pieces.

        Raises:
            SourceError: it is gone or damaged; then the next question is asked in full.
        """
        rows = self._run("SELECT body FROM visit WHERE url = ?", url)
        rest = rows[0][0] if rows else b""
        rows.clear()
        engine, taken = zlib.decompressobj(), 0
        try:
            while rest and taken < _LARGEST:
                piece = engine.decompress(rest, _STEP)
                rest = engine.unconsumed_tail
                taken += len(piece)
                yield piece
        except zlib.error:
            rest = b"damaged"
        if rest or not engine.eof:
            self._run("DELETE FROM visit WHERE url = ?", url)
            raise SourceError("it has not changed, and what was kept of it is gone", help="Try again.")

    def put(self, visit: Visit, body: Iterable[bytes]) -> None:
        engine = zlib.compressobj(6)
        with self._packing:  # one at a time in the memory
            packed = b"".join([*map(engine.compress, body), engine.flush()])
            self._run(
                "INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?, ?)",
                *(visit.url, visit.etag, visit.modified, visit.charset, packed, int(time.time())),
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
