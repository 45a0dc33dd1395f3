"""Keeps what every run of a brief came to: its sources, its claims, its forecasts and what became of those."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from briefing.domain.edition import Edition, Run
from briefing.domain.ledger import Entry
from briefing.store import rows
from briefing.store.ledger import FILE as FILE
from briefing.store.ledger import Ledger

_UNFIT = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError)


class RunStore(Ledger):
    """A brief is known by its key, which names its configuration too; what has none counts for all of its name.

    Raises:
        OutputError: from any method, where the file cannot be used.
        DamagedStoreError: from any method, where it is no store any more.
    """

    def record(self, run: Run, edition: Edition | None = None, entries: Iterable[Entry] = ()) -> bool:
        """Keep a run, its brief and the forecasts in it, all at once; False where the same was kept before.

        The same is: the same brief on the same day with the same content. `edition` is None for a run that wrote no
        brief.

        Raises:
            ValueError: it is nothing that can be kept, today or ever.
        """
        run = replace(run, key=rows.storable(run.key), brief=rows.storable(run.brief))
        digest = run.sha256 or content_sha256(edition)
        with self._errors(), self._lock, _keepable(), self._writing():
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
                    *((rows.storable(edition.title), rows.storable(edition.writer)) if edition else (None, None)),
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
            found = self._connection.execute(
                "SELECT id FROM source WHERE key = ? AND brief = ? AND sha256 = ? AND path = ?",
                (run.key, run.brief, source.sha256, values["path"]),
            ).fetchone()
            if found is None:  # a row that lacks something is ignored too
                raise ValueError(f"no run that can be kept: its source {source.id!r} lacks something")
            values = {"run": number, "position": position, "label": source.id, "source": found[0]}
            self._insert("INTO run_source", values)
        for position, claim in enumerate(edition.claims):
            self._insert("INTO claim", {"run": number, "position": position, **rows.of_claim(claim)})
        for position, matter in enumerate(edition.matters):
            self._insert("INTO matter", {"run": number, "position": position, **rows.of_matter(matter)})

    def _keep_forecasts(self, run: int, entries: tuple[Entry, ...]) -> None:
        for position, entry in enumerate(entries):
            id = self._put(entry)[0]
            claim = entry.forecast.claim
            self._insert("INTO run_forecast", {"run": run, "position": position, "claim": claim, "forecast": id})

    def adopt(self, old: str, new: str) -> None:
        """What is known by one key is known by another from now on, but for what the other knows itself."""
        with self._errors(), self._lock, self._writing():
            for table in ("run", "source", "forecast"):
                self._connection.execute(f"UPDATE OR IGNORE {table} SET key = ? WHERE key = ?", (new, old))

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


@contextmanager
def _keepable() -> Iterator[None]:
    """What a table does not take now it never will: to try again is of no use."""
    try:
        yield
    except _UNFIT as error:
        raise ValueError(f"no run that can be kept: {error}") from error


def content_sha256(edition: Edition | None) -> str:
    """Of all that is kept of a brief, whatever it is written as; of nothing for a run without one."""
    if edition is None:
        return sha256(b"").hexdigest()
    content = [
        [rows.storable(edition.title), rows.storable(edition.writer)],
        [rows.of_source(each) for each in edition.sources],
        [rows.of_claim(each) for each in edition.claims],
        [rows.of_forecast(each) for each in edition.forecasts],
        [rows.of_matter(each) for each in edition.matters],
    ]
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
