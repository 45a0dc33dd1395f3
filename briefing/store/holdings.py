"""What lies in the folder of the store beside replies: what was fetched, and what runs are remembered by."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.errors import OutputError
from briefing.store import inventory, reading, runbook, runs, visits

_PATIENCE = 10.0
"""Seconds to wait for a run that is writing."""


class Kind(StrEnum):
    PAGES = "pages"
    """Fetched pages and feeds with their validators: without them all is sent again."""
    RUNS = "runs"
    """Runs, what is new since the one before, the ledger of forecasts, deliveries that are owed."""


_COUNTS = {
    visits.FILE: (Kind.PAGES, {"pages": "SELECT count(*) FROM visit"}),
    runs.FILE: (
        Kind.RUNS,
        {
            "briefs": "SELECT count(*) FROM run",
            "forecasts": "SELECT count(*) FROM forecast",
            "resolved": "SELECT count(*) FROM forecast WHERE outcome IS NOT NULL",
        },
    ),
    runbook.FILE: (
        Kind.RUNS,
        {"runs": "SELECT count(*) FROM run", "owed": "SELECT count(*) FROM delivery WHERE sent IS NULL"},
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One file."""

    kind: Kind
    path: Path
    bytes: int
    counts: Mapping[str, int]
    fault: str
    """Why its content cannot be told; empty where it can."""


def holdings(folder: Path) -> tuple[Holding, ...]:
    """Those that are there; to look makes no file."""
    found = []
    for name, (kind, queries) in _COUNTS.items():
        path = folder / name
        if not inventory.exists(path):
            continue
        counts, fault = dict[str, int](), ""
        try:
            with closing(reading.opened(path, patience=_PATIENCE)) as connection:
                for what, query in queries.items():
                    (counts[what],) = connection.execute(query).fetchone()
        except sqlite3.Error as error:
            counts, fault = {}, " ".join(str(error).split())
        found.append(Holding(kind=kind, path=path, bytes=inventory.size(path), counts=counts, fault=fault))
    return tuple(found)


def empty(held: Holding) -> None:
    """Take everything out of a file, all at once; one whose content cannot be told is deleted.

    Raises:
        OutputError: it cannot be written.
    """
    if held.fault:
        inventory.discard(held.path)
        return
    try:
        with closing(sqlite3.connect(held.path, timeout=_PATIENCE, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            tables = connection.execute(  # not SQLite's own, by which no number is given twice
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f'DELETE FROM "{table}"')
            connection.execute("COMMIT")
            with suppress(sqlite3.Error):  # this only gives the room back, and another run may keep us from it
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as error:
        raise OutputError(
            f"cannot empty {str(held.path)!r}: {error}", help="Try again when no run is under way."
        ) from error
