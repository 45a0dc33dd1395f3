"""Opens a file of SQLite to look into it: nothing is written, also where nothing could be."""

import sqlite3
from pathlib import Path


def opened(path: Path, *, patience: float) -> sqlite3.Connection:
    """A connection by which nothing can be written; `patience` in seconds, for who is changing the file's form.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    address = path.absolute().as_uri()
    connection = _connected(f"{address}?mode=ro", patience)
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.OperationalError as error:
        connection.close()
        # In a folder that is read-only SQLite cannot make what it shares with writers, and there is no writer. But what
        # a writer has left beside the file would be overlooked.
        if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or _has_log(path):
            raise
        return _connected(f"{address}?immutable=1", patience)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(address: str, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
