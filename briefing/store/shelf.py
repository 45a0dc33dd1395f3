"""Holds what was fetched until it is read: on the disk, so that no number of large pages fills the memory."""

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from briefing.errors import SourceError

HEAD = 4096
"""Bytes from the start that are at hand without the disk."""
_STEP = 65_536
"""Bytes of one row, before compression."""
_SCHEMA = "CREATE TABLE piece (body INTEGER, number INTEGER, data BLOB, PRIMARY KEY (body, number)) WITHOUT ROWID"


class Shelf:
    """Nobody else sees it, and a kill leaves nothing of it. May be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # a file without a name
        self._connection.execute(_SCHEMA)
        self._next = 0
        self.size = 0
        """Bytes that lie on it, uncompressed."""

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def keep(self, pieces: Iterable[bytes]) -> "Body":
        """
        Raises:
            SourceError: there is no room for it on the disk; and whatever the pieces raise.
        """
        with self._lock:
            self._next += 1
            name = self._next
        number = size = 0
        head, waiting, blank = bytearray(), bytearray(), True
        try:
            for piece in pieces:
                size += len(piece)
                head += piece[: HEAD - len(head)]
                blank = blank and not piece.strip()
                waiting += piece
                while len(waiting) >= _STEP:
                    self._put(name, number, bytes(waiting[:_STEP]))
                    del waiting[:_STEP]
                    number += 1
            self._put(name, number, bytes(waiting))
        except BaseException:
            with suppress(SourceError):  # the fault that is told is the first one
                self._run("DELETE FROM piece WHERE body = ?", name)
            raise
        with self._lock:
            self.size += size
        return Body(self, name, size, bytes(head), blank)

    def pieces(self, name: int) -> Iterator[bytes]:
        number = 0
        while rows := self._run("SELECT data FROM piece WHERE body = ? AND number = ?", name, number):
            yield zlib.decompress(rows[0][0])
            number += 1

    def drop(self, name: int, size: int) -> None:
        self._run("DELETE FROM piece WHERE body = ?", name)
        with self._lock:
            self.size -= size

    def _put(self, name: int, number: int, piece: bytes) -> None:
        self._run("INSERT INTO piece VALUES (?, ?, ?)", name, number, zlib.compress(piece, 1))

    def _run(self, statement: str, *values: object) -> list[tuple[bytes]]:
        try:
            with self._lock:
                return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise SourceError(
                f"it cannot be kept on the disk until it is read: {error}",
                help="Free some space in the folder for temporary files (TMPDIR).",
            ) from error


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes that lie on a shelf."""

    shelf: Shelf
    name: int
    size: int
    head: bytes
    """The first of them, at most `HEAD`."""
    blank: bool
    """Nothing but white space, or nothing at all."""

    def pieces(self) -> Iterator[bytes]:
        return self.shelf.pieces(self.name)

    def take(self) -> bytes:
        """All of it, off the shelf: a second time there is nothing."""
        whole = BytesIO()  # gives its bytes away without a copy, as a list of pieces does not
        whole.writelines(self.pieces())
        self.drop()
        return whole.getvalue()

    def drop(self) -> None:
        self.shelf.drop(self.name, self.size)
