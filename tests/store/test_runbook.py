"""The record of unattended runs: what is cleared away while a run is under way is nobody else's."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefing.domain.delivery import Parcel
from briefing.domain.unattended import Finished
from briefing.errors import OutputError
from briefing.store import runbook_tables
from briefing.store.holdings import empty, holdings
from briefing.store.runbook import FILE, Runbook, key_of
from briefing.store.underway import lock_of, none_under_way

NOW = datetime(2025, 3, 4, 6, tzinfo=UTC)


def finished(path: Path, *, title: str = "Fire") -> Finished:
    parcel = Parcel(
        id=f"port-{title!a}", brief="port", title=title, date="2025-03-04", claims=title, files={}, texts={}
    )
    return Finished(
        code=0,
        claims=title,
        commission="",
        sources=frozenset(),
        outputs={path: b"brief"},
        parcels=((parcel, "team"),),
        remembered=b"",
    )


def clear(folder: Path) -> None:
    for held in holdings(folder):
        empty(held)


def test_a_run_that_was_cleared_away_under_way_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with Runbook(tmp_path / FILE) as book:
        number = book.begin("port", NOW)
        clear(tmp_path)
        with pytest.raises(OutputError, match="emptied while this run was under way"):
            book.commit(number, finished(tmp_path / "a.md"))
        after = book.begin("port", NOW)
        assert after > number
        book.commit(after, finished(tmp_path / "a.md"))
        assert [owed.run.id for owed in book.unwritten("port")] == [after]


def test_numbers_go_on_after_all_was_cleared(tmp_path: Path) -> None:
    with Runbook(tmp_path / FILE) as book:
        first = book.begin("port", NOW)
    clear(tmp_path)
    with Runbook(tmp_path / FILE) as book:
        assert book.begin("port", NOW) > first


def test_what_an_early_version_left_of_cleared_runs_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        runbook_tables.begin(connection)
        connection.execute("INSERT INTO run (id, brief, started, day, state) VALUES (1, 'port', ?, ?, 'made')", TIMES)
        connection.execute("UPDATE run SET remembered = x'00'")
        connection.executemany("INSERT INTO output VALUES (?, '/a.md', 'brief')", [(1,), (2,)])
        connection.execute("INSERT INTO parcel VALUES (2, 'a.md', 'brief')")
        connection.execute("PRAGMA user_version = 1")
    with Runbook(path) as book:
        assert [(owed.run.id, list(owed.outputs)) for owed in book.unwritten("port")] == [(1, [Path("/a.md")])]
        number = book.begin("port", NOW)
        book.commit(number, finished(Path("/a.md")))
        assert [owed.run.id for owed in book.unwritten("port")] == [1, 2]
        assert book.last("port") is not None


TIMES = (NOW.isoformat(timespec="seconds"), NOW.date().isoformat())


def test_names_and_titles_that_are_no_unicode(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff.md"
    key = key_of(Path("/a\udcff/briefing.toml"), "port")
    with Runbook(tmp_path / FILE) as book:
        number = book.begin(key, NOW)
        book.commit(number, finished(path, title="a \ud83d b"))
        [owed] = book.unwritten(key)
        assert (list(owed.outputs), os.fsencode(path)[-5:]) == ([path], b"a\xff.md")
        assert book.owed(key)[0].parcel.title == "a \\ud83d b"
        book.failed(book.owed(key)[0].parcel.id, "\ud83d")
        book.written(number)
        assert [(each.path, each.day) for each in book.made(key)] == [(path, date(2025, 3, 4))]
        book.removed(path)
        assert book.made(key) == []
        book.end(number, owed.run.state, code=1, said="\ud83d")
        last = book.last(key)
        assert last is not None
        assert last.said == "\\ud83d"


def test_who_takes_all_away_waits_for_nobody_and_keeps_all_others_off(tmp_path: Path) -> None:
    with none_under_way(tmp_path):
        pass
    lock = lock_of(tmp_path, "port-2", "a")
    with lock, pytest.raises(OutputError, match="'port-2' is under way"), none_under_way(tmp_path):
        pass
    with none_under_way(tmp_path), pytest.raises(TimeoutError):
        lock.acquire()
    lock.acquire()
    lock.release()


def test_a_full_disk_is_told_whatever_sqlite_calls_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it maps into the memory fails as `disk I/O error` there."""

    class Failing:
        def __init__(self, connection: sqlite3.Connection) -> None:
            self._connection = connection

        def execute(self, *_: object) -> None:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
            raise error

        def close(self) -> None:
            self._connection.close()

    store = Runbook(tmp_path / FILE)
    monkeypatch.setattr(store, "_connection", Failing(store._connection))
    for free, said in ((0, "the disk is full"), (10**9, "disk I/O error")):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        with pytest.raises(OutputError, match=said) as raised:
            store.last("port")
        assert ("Free some space" in raised.value.help) == (free == 0)
    store.close()
