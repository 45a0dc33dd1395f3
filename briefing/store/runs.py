"""Keeps what every run of a brief came to: its sources, its claims, its forecasts and what became of those."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from briefing.domain.edition import Edition, Run
from briefing.domain.ledger import Entry, Outcome
from briefing.errors import UsageError
from briefing.store import rows
from briefing.store.database import Database

FILE = "runs.sqlite"
"""Name of the file in the folder of what outlives a run."""
_SCHEMA = (
    """CREATE TABLE run (
        id INTEGER PRIMARY KEY, brief TEXT NOT NULL, date TEXT NOT NULL, sha256 TEXT NOT NULL,
        started TEXT NOT NULL, ended TEXT NOT NULL, status TEXT NOT NULL,
        title TEXT, writer TEXT, UNIQUE (brief, date, sha256))""",
    """CREATE TABLE source (
        id INTEGER PRIMARY KEY, brief TEXT NOT NULL, sha256 TEXT NOT NULL, text_sha256 TEXT, path TEXT NOT NULL,
        url TEXT, title TEXT, publisher TEXT, published TEXT, sentences TEXT NOT NULL,
        first_run INTEGER NOT NULL REFERENCES run, UNIQUE (brief, sha256, path))""",
    """CREATE TABLE run_source (
        run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, label TEXT NOT NULL,
        source INTEGER NOT NULL REFERENCES source, PRIMARY KEY (run, position)) WITHOUT ROWID""",
    """CREATE TABLE claim (
        run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
        section TEXT NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL, evidence TEXT NOT NULL,
        PRIMARY KEY (run, position)) WITHOUT ROWID""",
    """CREATE TABLE matter (
        run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL,
        sides TEXT NOT NULL, sources TEXT NOT NULL, PRIMARY KEY (run, position)) WITHOUT ROWID""",
    """CREATE TABLE forecast (
        id TEXT PRIMARY KEY, brief TEXT NOT NULL, date TEXT NOT NULL, text TEXT NOT NULL, claim TEXT NOT NULL,
        horizon TEXT NOT NULL, starts TEXT NOT NULL, until TEXT, term TEXT, low INTEGER, high INTEGER,
        attributed_to TEXT, resolution TEXT, notes TEXT NOT NULL, unscorable TEXT,
        outcome TEXT, resolved TEXT, note TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX forecast_text ON forecast (brief, text)",
    """CREATE TABLE run_forecast (
        run INTEGER NOT NULL REFERENCES run, position INTEGER NOT NULL, claim TEXT NOT NULL,
        forecast TEXT NOT NULL REFERENCES forecast, PRIMARY KEY (run, position)) WITHOUT ROWID""",
)


class RunStore(Database):
    """
    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    NAME = "store of runs"
    DAMAGED = "Move it away: the next run begins a new one, and what is in it of forecasts is lost."
    VERSION = 1

    def _step(self, version: int) -> None:
        del version  # there is one so far
        for statement in _SCHEMA:
            self._connection.execute(statement)

    def record(self, run: Run, edition: Edition | None = None, entries: Iterable[Entry] = ()) -> bool:
        """Keep a run, its brief and the forecasts in it, all at once; False where the same was kept before.

        The same is: the same brief on the same day with the same content. `edition` is None for a run that wrote no
        brief.
        """
        digest = run.sha256 or content_sha256(edition)
        with self._errors(), self._lock, self._writing():
            known = self._connection.execute(
                "SELECT id FROM run WHERE brief = ? AND date = ? AND sha256 = ?",
                (run.brief, run.date.isoformat(), digest),
            ).fetchone()
            if known:
                return False
            number = self._connection.execute(
                "INSERT INTO run (brief, date, sha256, started, ended, status, title, writer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(run.brief, run.date.isoformat(), digest, run.started, run.ended, run.status),
                    *((edition.title, edition.writer) if edition else (None, None)),
                ),
            ).lastrowid
            if edition and number:
                self._keep(number, run.brief, edition)
                self._keep_forecasts(number, tuple(entries))
        return True

    def _keep(self, run: int, brief: str, edition: Edition) -> None:
        for position, source in enumerate(edition.sources):
            values = rows.of_source(source)
            self._insert("OR IGNORE INTO source", {"brief": brief, "first_run": run, **values})
            (id,) = self._connection.execute(
                "SELECT id FROM source WHERE brief = ? AND sha256 = ? AND path = ?",
                (brief, source.sha256, values["path"]),
            ).fetchone()
            self._insert("INTO run_source", {"run": run, "position": position, "label": source.id, "source": id})
        for position, claim in enumerate(edition.claims):
            self._insert("INTO claim", {"run": run, "position": position, **rows.of_claim(claim)})
        for position, matter in enumerate(edition.matters):
            self._insert("INTO matter", {"run": run, "position": position, **rows.of_matter(matter)})

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
        forecast.
        """
        day = entry.date.isoformat()
        found = self._connection.execute(
            "SELECT id FROM forecast WHERE brief = ? AND text = ?"
            " AND (date = ? OR until IS NULL OR until >= ? OR until = ?) ORDER BY date, id",
            (entry.brief, entry.text, day, day, rows.of_forecast(entry.forecast)["until"]),
        ).fetchone()
        if found:
            return found[0], False
        self._insert("INTO forecast", rows.of_entry(entry))
        return entry.id, True

    def runs(self, brief: str | None = None) -> tuple[Run, ...]:
        """Of one brief or of all, in the order in which they were kept."""
        with self._errors(), self._lock:
            found = self._connection.execute(
                "SELECT brief, date, sha256, started, ended, status FROM run WHERE brief = coalesce(?, brief)"
                " ORDER BY id",
                (brief,),
            ).fetchall()
        return tuple(
            Run(brief=name, date=date.fromisoformat(day), sha256=digest, started=started, ended=ended, status=status)
            for name, day, digest, started, ended, status in found
        )

    def previous(self, brief: str, before: date) -> Edition | None:
        """The last brief of an earlier day, with all sources that any run up to then was written from.

        None where there is none. Of several runs on one day it is the last.
        """
        with self._errors(), self._lock:
            found = self._connection.execute(
                "SELECT id, date, title, writer FROM run WHERE brief = ? AND date < ? AND title IS NOT NULL"
                " ORDER BY date DESC, id DESC LIMIT 1",
                (brief, before.isoformat()),
            ).fetchone()
            return self._edition(brief, found) if found else None

    def _edition(self, brief: str, found: Sequence[Any]) -> Edition:
        run, day, title, writer = found
        every = self._dicts(
            "SELECT *, label FROM source JOIN run_source ON source = id WHERE run = ? ORDER BY position", run
        )
        older = self._dicts(
            "SELECT *, '' AS label FROM source WHERE brief = ? AND first_run <= ? AND id NOT IN"
            " (SELECT source FROM run_source WHERE run = ?) ORDER BY id",
            *(brief, run, run),
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
            forecasts=tuple(map(rows.forecast, forecasts)),
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
                told = "no forecast has" if not found else f"{len(found)} forecasts have"
                raise UsageError(f"{told} the id {id!r}", help="`briefing forecast list` shows them all.")
            before = rows.entry(found[0])
            self._connection.execute(
                "UPDATE forecast SET outcome = ?, resolved = ?, note = ? WHERE id = ?",
                (outcome.value, on.isoformat(), note, before.id),
            )
            (after,) = self._dicts("SELECT * FROM forecast WHERE id = ?", before.id)
        return before, rows.entry(after)


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
