"""The ledger of forecasts: each once, and what became of it; in one file with the runs that made them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from briefing.domain.ledger import Entry, Outcome
from briefing.errors import UsageError
from briefing.store import forecast_rows as rows
from briefing.store import run_tables
from briefing.store.database import Database

FILE = "runs.sqlite"
"""Name of the file in the folder of what outlives a run."""


class Ledger(Database):
    """
    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    NAME = "store of runs"
    DAMAGED = "Move it away: the next run begins a new one, and what is in it of forecasts is lost."
    VERSION = len(run_tables.STEPS)

    def _step(self, version: int) -> None:
        run_tables.STEPS[version - 1](self._connection, self._path)

    def add(self, entries: Iterable[Entry]) -> int:
        """Put forecasts into the ledger; how many of them were not there."""
        with self._errors(), self._lock, self._writing():
            return sum(self._put(entry)[1] for entry in entries)

    def entries(self) -> tuple[Entry, ...]:
        """The ledger, by day and brief."""
        with self._errors(), self._lock:
            return tuple(map(rows.entry, self._dicts("SELECT * FROM forecast ORDER BY date, brief, rowid")))

    def resolve(self, id: str, outcome: Outcome, *, on: date, note: str = "") -> tuple[Entry, Entry]:
        """Say what became of a forecast; it as it was, and as it is.

        Args:
            id: whole, or its end where no other ends so.

        Raises:
            UsageError: no forecast has this id, or several have; it was not made yet on that day.
        """
        with self._errors(), self._lock, self._writing():
            found = self._dicts("SELECT * FROM forecast WHERE id = ?", id) or self._dicts(
                "SELECT * FROM forecast WHERE id LIKE ? ESCAPE '\\' ORDER BY id", "%-" + _literal(id)
            )
            if len(found) != 1:
                raise self._unknown(id, len(found))
            before = rows.entry(found[0])
            if on < before.made:
                raise UsageError(
                    f"nothing can have come of {before.id!r} on {on}: it was made on {before.made}",
                    help="Give a day from then on.",
                )
            self._connection.execute(
                "UPDATE forecast SET outcome = ?, resolved = ?, note = ? WHERE id = ?",
                (outcome.value, on.isoformat(), rows.storable(note), before.id),
            )
            (after,) = self._dicts("SELECT * FROM forecast WHERE id = ?", before.id)
        return before, rows.entry(after)

    def _unknown(self, id: str, found: int) -> UsageError:
        """What is wrong with an id that `found` forecasts have."""
        halves = self._dicts(
            "SELECT id FROM forecast WHERE sentence IS NOT NULL AND (id LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\')"
            " ORDER BY id",
            *(f"%-{_literal(id)}_", f"{_literal(id)}_"),
        )
        if not found and len(halves) == 2:
            one, two = (repr(each["id"]) for each in halves)
            return UsageError(f"the sentence of {id!r} says two things", help=f"Resolve {one} and {two}.")
        told = "no forecast has" if not found else f"{found} forecasts have"
        return UsageError(f"{told} the id {id!r}", help="`briefing forecast list` shows them all.")

    def _insert(self, into: str, values: dict[str, Any]) -> None:
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(f"INSERT {into} ({columns}) VALUES ({marks})", tuple(values.values()))

    def _put(self, entry: Entry) -> tuple[str, bool]:
        """Id of the forecast in the ledger, and whether it is new there.

        A sentence that stands in the brief again while its forecast still runs, or with the same last day, is the same
        forecast; so it is where it was added by hand.
        """
        values, day = rows.of_entry(entry), entry.date.isoformat()
        brief, text, key = values["brief"], values["text"], values["key"]
        found = self._connection.execute(
            "SELECT id FROM forecast WHERE brief = ? AND text = ? AND (key = ? OR key = '' OR ? = '')"
            " AND (date = ? OR until IS NULL OR until >= ? OR until = ?) ORDER BY date, id",
            (brief, text, key, key, day, day, values["until"]),
        ).fetchone()
        if found:
            return found[0], False
        id = self._free(values["id"])
        self._insert("INTO forecast", {**values, "id": id})
        return id, True

    def _free(self, id: str) -> str:
        """The id, numbered where a brief of the same name in another configuration says the same on the same day."""
        free, number = id, 1
        while self._connection.execute("SELECT 1 FROM forecast WHERE id = ?", (free,)).fetchone():
            number += 1
            free = f"{id}-{number}"
        return free

    def _dicts(self, query: str, *values: Any) -> list[dict[str, Any]]:
        cursor = self._connection.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def _literal(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return text
