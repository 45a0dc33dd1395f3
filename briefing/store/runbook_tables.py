"""The tables of the record of unattended runs, and how those of an earlier version become these."""

import sqlite3
from collections.abc import Callable

_FIRST = """
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    brief TEXT NOT NULL,
    started TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    code INTEGER,
    said TEXT NOT NULL DEFAULT '',
    commission TEXT,
    sources TEXT,
    remembered BLOB
);
CREATE INDEX run_of ON run (brief, id);
CREATE TABLE output (
    run INTEGER NOT NULL,
    path TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (run, path)
);
CREATE TABLE made (
    path TEXT PRIMARY KEY,
    brief TEXT NOT NULL,
    day TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    run INTEGER NOT NULL,
    brief TEXT NOT NULL,
    target TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    day TEXT NOT NULL,
    claims TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried TEXT,
    sent TEXT,
    fault TEXT NOT NULL DEFAULT ''
);
CREATE TABLE parcel (
    run INTEGER NOT NULL,
    name TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (run, name)
);
"""
# What a run that was cleared away has left behind must never be taken for that of another run of its number.
_NUMBERED = """
CREATE TABLE run_numbered (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    brief TEXT NOT NULL,
    started TEXT NOT NULL,
    day TEXT NOT NULL,
    state TEXT NOT NULL,
    code INTEGER,
    said TEXT NOT NULL DEFAULT '',
    commission TEXT,
    sources TEXT,
    remembered BLOB
);
INSERT INTO run_numbered SELECT * FROM run;
DROP TABLE run;
ALTER TABLE run_numbered RENAME TO run;
CREATE INDEX run_of ON run (brief, id);
DELETE FROM output WHERE run NOT IN (SELECT id FROM run);
DELETE FROM parcel WHERE run NOT IN (SELECT id FROM run);
"""

# What was written before is not known: such files are taken for edited ones.
_HASHED = "ALTER TABLE made ADD COLUMN sha256 TEXT"

# Days are those of a clock, which may be wrong: what is newer is told by the number of the run.
_TRACED = """
ALTER TABLE made ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
UPDATE made SET run = coalesce(
    (SELECT max(id) FROM run WHERE run.brief = made.brief AND run.day = made.day AND state = 'written'), 0);
ALTER TABLE run ADD COLUMN patterns TEXT;
ALTER TABLE run ADD COLUMN unread TEXT;
CREATE TABLE copy (
    path TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
"""


def begin(connection: sqlite3.Connection) -> None:
    """Version 1."""
    _execute(connection, _FIRST)


def number(connection: sqlite3.Connection) -> None:
    """Version 2: no number of a run is used again, not even of one that was cleared away."""
    _execute(connection, _NUMBERED)


def hash_outputs(connection: sqlite3.Connection) -> None:
    """Version 3: of each file its SHA-256 as it was written, by which an edited one is told."""
    _execute(connection, _HASHED)


def trace(connection: sqlite3.Connection) -> None:
    """Version 4: of which run a file is, under which patterns that wrote, which addresses it could not read, and which
    copies stand where a link to the newest brief cannot.
    """
    _execute(connection, _TRACED)


def _execute(connection: sqlite3.Connection, statements: str) -> None:
    for statement in filter(str.strip, statements.split(";")):
        connection.execute(statement)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (begin, number, hash_outputs, trace)
"""Each from the version before to the next."""
