"""The tables of the store of runs, and how those of an earlier version become these."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

_FIRST = (
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
_HALVES = (
    "ALTER TABLE forecast ADD COLUMN sentence TEXT",
    "ALTER TABLE forecast ADD COLUMN own_start INTEGER",
    "ALTER TABLE forecast ADD COLUMN own_end INTEGER",
    "ALTER TABLE forecast ADD COLUMN question TEXT",
)
# SQLite cannot change what is unique in a table: it is copied, and gets the name of the one before.
_KEYED = (
    """CREATE TABLE run_keyed (
        id INTEGER PRIMARY KEY, brief TEXT NOT NULL, date TEXT NOT NULL, sha256 TEXT NOT NULL,
        started TEXT NOT NULL, ended TEXT NOT NULL, status TEXT NOT NULL,
        title TEXT, writer TEXT, key TEXT NOT NULL DEFAULT '', UNIQUE (key, brief, date, sha256))""",
    "INSERT INTO run_keyed SELECT *, '' FROM run",
    "DROP TABLE run",
    "ALTER TABLE run_keyed RENAME TO run",
    """CREATE TABLE source_keyed (
        id INTEGER PRIMARY KEY, brief TEXT NOT NULL, sha256 TEXT NOT NULL, text_sha256 TEXT, path TEXT NOT NULL,
        url TEXT, title TEXT, publisher TEXT, published TEXT, sentences TEXT NOT NULL,
        first_run INTEGER NOT NULL REFERENCES run, key TEXT NOT NULL DEFAULT '', UNIQUE (key, brief, sha256, path))""",
    "INSERT INTO source_keyed SELECT *, '' FROM source",
    "DROP TABLE source",
    "ALTER TABLE source_keyed RENAME TO source",
    "ALTER TABLE forecast ADD COLUMN key TEXT NOT NULL DEFAULT ''",
)
_FOLLOWING = (
    "UPDATE source SET key = (SELECT run.key FROM run WHERE run.id = first_run)",
    """UPDATE forecast SET key = coalesce(
        (SELECT run.key FROM run JOIN run_forecast ON run.id = run_forecast.run
         WHERE run_forecast.forecast = forecast.id ORDER BY run.id LIMIT 1), '')""",
)


def begin(connection: sqlite3.Connection, path: Path) -> None:
    """Version 1: a brief is known by its name alone."""
    del path
    for statement in _FIRST:
        connection.execute(statement)


def halve(connection: sqlite3.Connection, path: Path) -> None:
    """Version 2: a forecast may be one of two things that a sentence says."""
    del path
    for statement in _HALVES:
        connection.execute(statement)


def key(connection: sqlite3.Connection, path: Path) -> None:
    """Version 3: a brief is known by its configuration and its name there, as in the record of unattended runs.

    That record, in the same folder, says of which configuration earlier runs were: the one that started at the same
    second. What it does not know, or knows of two configurations, has no key, and counts for every brief of the name.
    """
    from briefing.store.runbook import FILE as RUNBOOK

    for statement in _KEYED:
        connection.execute(statement)
    connection.executemany("UPDATE run SET key = ? WHERE brief = ? AND started = ?", _known(path.with_name(RUNBOOK)))
    for statement in _FOLLOWING:
        connection.execute(statement)


def _known(path: Path) -> list[tuple[str, str, str]]:
    """Key, name and start of each run of which there is a record, and no other with its name and start."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as record:
            found = record.execute("SELECT brief, started FROM run WHERE state IN ('made', 'written')").fetchall()
    except sqlite3.Error:
        return []
    keys = defaultdict[tuple[str, str], set[str]](set)
    for key, started in found:
        keys[key.rpartition("#")[2], _stamp(started)].add(key)
    return [(each.pop(), brief, started) for (brief, started), each in keys.items() if len(each) == 1]


def _stamp(moment: str) -> str:
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


STEPS: tuple[Callable[[sqlite3.Connection, Path], None], ...] = (begin, halve, key)
"""Each from the version before to the next."""
