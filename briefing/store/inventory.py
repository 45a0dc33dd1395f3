"""Looks after the store of replies: what it holds, what may go, and all of it for other programs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefing.domain.reply import KeptReply, Tally
from briefing.errors import OutputError
from briefing.store.replies import ReplyStore

_BESIDE = ("-wal", "-shm")
"""Endings of the files that SQLite keeps beside its own."""
# JSON that SQLite cannot read, and figures that are none, count as nothing; TOTAL() cannot overflow.
_TALLIES = """
SELECT stage, model, COUNT(*),
    TOTAL(CASE WHEN json_valid(body) THEN json_extract(body, '$.usage.prompt_tokens') END),
    TOTAL(CASE WHEN json_valid(body) THEN json_extract(body, '$.usage.completion_tokens') END),
    MIN(created), MAX(created)
FROM reply GROUP BY stage, model ORDER BY stage, model
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which replies are meant; without conditions all of them."""

    before: datetime | None = None
    """Stored earlier than this. Of replies of a store of version 1 nobody knows: they are not meant."""
    model: str | None = None

    @property
    def condition(self) -> tuple[str, list[str]]:
        """In SQL, with its values."""
        terms, values = ["1"], []
        if self.before:
            terms.append("created < ?")
            values.append(self.before.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        if self.model is not None:
            terms.append("model = ?")
            values.append(self.model)
        return " AND ".join(terms), values


class Inventory(ReplyStore):
    """The same file as `ReplyStore`, seen by who looks after it."""

    @classmethod
    def existing(cls, path: Path, *, to_read: bool = True) -> "Inventory | None":
        """None where nothing was ever stored: to look makes no file, and needs none that can be written.

        Raises:
            OutputError, DamagedStoreError: see `ReplyStore`.
        """
        return cls(path, to_read=to_read) if exists(path) else None

    def tallies(self) -> tuple[Tally, ...]:
        """By stage and model, in the order of their names."""
        return tuple(
            Tally(
                stage=stage,
                model=model,
                replies=count,
                tokens_in=int(tokens_in),
                tokens_out=int(tokens_out),
                oldest=oldest,
                newest=newest,
            )
            for stage, model, count, tokens_in, tokens_out, oldest, newest in self._rows(_TALLIES, [])
        )

    def count(self, selection: Selection) -> int:
        condition, values = selection.condition
        ((count,),) = self._rows(f"SELECT COUNT(*) FROM reply WHERE {condition}", values)
        return int(count)

    def every(self) -> Iterator[KeptReply]:
        """All replies by time and key; one that another run removes meanwhile is left out."""
        keys = [key for (key,) in self._rows("SELECT key FROM reply ORDER BY created, key", [])]
        for key in keys:  # one by one: all bodies at once could be more than fits into memory
            if reply := self.kept(key):
                yield reply

    def remove(self, selection: Selection) -> int:
        """How many went. Room that the disk gets back only if no other run is at work is used again later."""
        condition, values = selection.condition
        with self._errors(), self._lock:
            with self._writing():
                gone = self._connection.execute(f"DELETE FROM reply WHERE {condition}", values).rowcount
            self._shrink()
        return gone

    def _rows(self, query: str, values: list[str]) -> list[tuple[Any, ...]]:
        with self._errors(), self._lock, closing(self._connection.execute(query, values)) as rows:
            return rows.fetchall()

    def _shrink(self) -> None:
        """What is deleted is deleted: this only gives the room back, and may be kept from it by another run."""
        with suppress(sqlite3.Error):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def exists(path: Path) -> bool:
    """
    Raises:
        OutputError: its folder cannot be entered.
    """
    try:
        return path.exists()
    except OSError as error:
        raise OutputError(
            f"cannot use the store of replies {str(path)!r}: {error.strerror}",
            help="Make its folder readable, or set BRIEFING_HOME to another folder.",
        ) from error


def size(path: Path) -> int:
    """Bytes on the disk, with what SQLite keeps beside the file."""
    files = [path, *(path.with_name(path.name + ending) for ending in _BESIDE)]
    return sum(file.stat().st_size for file in files if file.is_file())


def discard(path: Path) -> None:
    """Delete a file that is no store any more.

    Raises:
        OutputError: it cannot be deleted.
    """
    try:
        for ending in ("", *_BESIDE):
            path.with_name(path.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot delete the store of replies {str(path)!r}: {error.strerror}", help="Make its folder writable."
        ) from error
