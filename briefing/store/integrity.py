"""Whether the files of the store are whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

from briefing.store import reading


def databases(folder: Path) -> list[Path]:
    """All that are there."""
    return sorted(folder.glob("*.sqlite"))


def fault(path: Path) -> str:
    """What is wrong with a file of the store, on one line; empty where nothing is."""
    try:
        with closing(reading.opened(path, patience=10.0)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        return str(error)
    return "" if said == "ok" else " ".join(str(said).split())
