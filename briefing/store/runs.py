"""Keeps what every run of a brief came to: its sources, its claims, its forecasts and what became of those."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from briefing.domain.edition import Edition, Run
from briefing.domain.ledger import Entry, Outcome
from briefing.errors import UsageError
from briefing.store import rows, run_tables
from briefing.store.database import Database

FILE = "runs.sqlite"
"""Name of the file in the folder of what outlives a run."""


class RunStore(Database):
    """A brief is known by its key, which names its configuration too; what has none counts for all of its name.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    NAME = "store of runs"
    DAMAGED = "Move it away: the next run begins a new one, and what is in it of forecasts is lost."
    VERSION = len(run_tables.STEPS)

    def _step(self, version: int) -> None:
        run_tables.STEPS[version - 1](self._connection, self._path)

    def record(self, run: Run, edition: Edition | None = None, entries: Iterable[Entry] = ()) -> bool:
        """Keep a run, its brief and the forecasts in it, all at once; False where the same was kept before.

        The same is: the same brief on the same day with the same content. `edition` is None for a run that wrote no
        brief.
        """
        digest = run.sha256 or content_sha256(edition)
        with self._errors(), self._lock, self._writing():
            known = self._connection.execute(
                "SELECT id FROM run WHERE (key = ? OR key = '') AND brief = ? AND date = ? AND sha256 = ?",
                (run.key, run.brief, run.date.isoformat(), digest),
            ).fetchone()
            if known:
                return False
            number = self._connection.execute(
                "INSERT INTO run (key, brief, date, sha256, started, ended, status, title, writer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(run.key, run.brief, run.date.isoformat(), digest, run.started, run.ended, run.status),
                    *((edition.title, edition.writer) if edition else (None, None)),
                ),
            ).lastrowid
            if edition and number:
                self._keep(number, run, edition)
                self._keep_forecasts(number, tuple(entries))
        return True

    def _keep(self, number: int, run: Run, edition: Edition) -> None:
        for position, source in enumerate(edition.sources):
            values = rows.of_source(source)
            self._insert("OR IGNORE INTO source", {"key": run.key, "brief": run.brief, "first_run": number, **values})
            (id,) = self._connection.execute(
                "SELECT id FROM source WHERE key = ? AND brief = ? AND sha256 = ? AND path = ?",
                (run.key, run.brief, source.sha256, values["path"]),
            ).fetchone()
            self._insert("INTO run_source", {"run": number, "position": position, "label": source.id, "source": id})
        for position, claim in enumerate(edition.claims):
            self._insert("INTO claim", {"run": number, "position": position, **rows.of_claim(claim)})
        for position, matter in enumerate(edition.matters):
            self._insert("INTO matter", {"run": number, "position": position, **rows.of_matter(matter)})

    def _keep_forecasts(self, run: int, entries: tuple[Entry, ...]) -> None:
        for position, entry in enumerate(entries):
            id = self._put(entry)[0]
            claim = entry.forecast.claim
            self._insert("INTO run_forecast", {"run": run, "position": position, "claim": claim, "forecast": id})

    def _insert(self, into: str, values: dict[str, Any]) -> None:
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(f"INSERT {into} ({columns}) VALUES ({marks})", tuple(values.values()))

    def _put(self, entry: Entry) -> tuple[str, bool]:
        """Id of the forecast in the ledger, and whether it is new there.

        A sentence that stands in the brief again while its forecast still runs, or with the same last day, is the same
        forecast; so it is where it was added by hand.
        """
        day = entry.date.isoformat()
        found = self._connection.execute(
            "SELECT id FROM forecast WHERE brief = ? AND text = ? AND (key = ? OR key = '' OR ? = '')"
            " AND (date = ? OR until IS NULL OR until >= ? OR until = ?) ORDER BY date, id",
            (entry.brief, entry.text, entry.key, entry.key, day, day, rows.of_forecast(entry.forecast)["until"]),
        ).fetchone()
        if found:
            return found[0], False
        id = self._free(entry.id)
        self._insert("INTO forecast", {**rows.of_entry(entry), "id": id})
        return id, True

    def _free(self, id: str) -> str:
        """The id, numbered where a brief of the same name in another configuration says the same on the same day."""
        free, number = id, 1
        while self._connection.execute("SELECT 1 FROM forecast WHERE id = ?", (free,)).fetchone():
            number += 1
            free = f"{id}-{number}"
        return free

    def runs(self, brief: str | None = None) -> tuple[Run, ...]:
        """Of one brief or of all, in the order in which they were kept."""
        with self._errors(), self._lock:
            found = self._connection.execute(
                "SELECT key, brief, date, sha256, started, ended, status FROM run WHERE brief = coalesce(?, brief)"
                " ORDER BY id",
                (brief,),
            ).fetchall()
        return tuple(
            Run(
                key=key,
                brief=name,
                date=date.fromisoformat(day),
                sha256=digest,
                started=started,
                ended=ended,
                status=status,
            )
            for key, name, day, digest, started, ended, status in found
        )

    def previous(self, brief: str, before: date, *, key: str = "") -> Edition | None:
        """The last brief of an earlier day, with all sources that any run up to then was written from.

        None where there is none. Of several runs on one day it is the last.
        """
        with self._errors(), self._lock:
            found = self._connection.execute(
                "SELECT id, date, title, writer FROM run WHERE (key = ? OR key = '') AND brief = ? AND date < ?"
                " AND title IS NOT NULL ORDER BY date DESC, id DESC LIMIT 1",
                (key, brief, before.isoformat()),
            ).fetchone()
            return self._edition(key, brief, found) if found else None

    def _edition(self, key: str, brief: str, found: Sequence[Any]) -> Edition:
        run, day, title, writer = found
        every = self._dicts(
            "SELECT *, label FROM source JOIN run_source ON source = id WHERE run = ? ORDER BY position", run
        )
        older = self._dicts(
            "SELECT *, '' AS label FROM source WHERE (key = ? OR key = '') AND brief = ? AND first_run <= ?"
            " AND id NOT IN (SELECT source FROM run_source WHERE run = ?) ORDER BY id",
            *(key, brief, run, run),
        )
        claims = self._dicts("SELECT * FROM claim WHERE run = ? ORDER BY position", run)
        forecasts = self._dicts(
            "SELECT forecast.*, run_forecast.claim AS claim FROM run_forecast JOIN forecast ON forecast = forecast.id"
            " WHERE run = ? ORDER BY position",
            run,
        )
        matters = self._dicts("SELECT * FROM matter WHERE run = ? ORDER BY position", run)
        return Edition(
            name=brief,
            date=date.fromisoformat(day),
            title=title,
            writer=writer,
            claims=tuple(map(rows.claim, claims)),
            forecasts=tuple({each["claim"]: rows.forecast(each) for each in reversed(forecasts)}.values())[::-1],
            sources=tuple(map(rows.source, (*every, *older))),
            matters=tuple(map(rows.matter, matters)),
        )

    def _dicts(self, query: str, *values: Any) -> list[dict[str, Any]]:
        cursor = self._connection.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

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
            UsageError: no forecast has this id, or several have.
        """
        with self._errors(), self._lock, self._writing():
            found = self._dicts("SELECT * FROM forecast WHERE id = ?", id) or self._dicts(
                "SELECT * FROM forecast WHERE id LIKE ? ESCAPE '\\' ORDER BY id", "%-" + _literal(id)
            )
            if len(found) != 1:
                raise self._unknown(id, len(found))
            before = rows.entry(found[0])
            self._connection.execute(
                "UPDATE forecast SET outcome = ?, resolved = ?, note = ? WHERE id = ?",
                (outcome.value, on.isoformat(), note, before.id),
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


def _literal(text: str) -> str:
    for sign in "\\%_":
        text = text.replace(sign, "\\" + sign)
    return text


def content_sha256(edition: Edition | None) -> str:
    """Of all that is kept of a brief, whatever it is written as; of nothing for a run without one."""
    if edition is None:
        return sha256(b"").hexdigest()
    content = [
        [edition.title, edition.writer],
        [rows.of_source(each) for each in edition.sources],
        [rows.of_claim(each) for each in edition.claims],
        [rows.of_forecast(each) for each in edition.forecasts],
        [rows.of_matter(each) for each in edition.matters],
    ]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
