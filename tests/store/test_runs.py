"""The store of runs: a run is in it whole or not at all, once, and a forecast keeps its place in the ledger."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.claim import ClaimKind, Evidence, Section, Stance, Verdict
from briefing.domain.edition import Edition, Matter, Run, Seen, Told
from briefing.domain.ledger import Outcome
from briefing.domain.unattended import Finished
from briefing.errors import DamagedStoreError, OutputError, UsageError
from briefing.forecasting.entries import entries
from briefing.store import run_tables
from briefing.store.runbook import Runbook
from briefing.store.runs import RunStore
from tests.forecasting.ledgers import forecast

MONDAY, TUESDAY, WEDNESDAY = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)
NOTHING: Any = {
    "code": 0,
    "claims": "",
    "commission": "",
    "sources": frozenset(),
    "outputs": {},
    "parcels": (),
    "remembered": b"",
}
ROOT = Path(__file__).resolve().parents[2]


def source(id: str, content: str = "a", path: str = "") -> Seen:
    return Seen(
        id=id,
        path=path or f"articles/{id}.txt",
        sha256=content * 64,
        text_sha256=content.upper() * 64,
        title="Tïtle",
        publisher="Harbour Courier",
        published=MONDAY,
        url="https://courier.example/1",
        sentences=frozenset({"abc", "def"}),
    )


def told(id: str, text: str, section: Section = Section.SUMMARY) -> Told:
    place = Evidence(source="201", start=3, end=9, quote="a “quote”", stance=Stance.SUPPORTS)
    return Told(
        id=id, text=text, section=section, kind=ClaimKind.STATEMENT, verdict=Verdict.SUPPORTED, evidence=(place,)
    )


def edition(day: date = MONDAY, *, name: str = "velmar", text: str = "Nine were injured.") -> Edition:
    ahead = told("F1", "The berth is likely to reopen before the end of March.", Section.FORECAST)
    return Edition(
        name=name,
        date=day,
        title="Fire",
        writer="extractive 1",
        claims=(told("S1", text), ahead),
        forecasts=(replace(forecast(judge="Maurin", notes=("undated source",)), claim="F1"),),
        sources=(source("201"), source("202", "b")),
        matters=(Matter(topic="how many", kind="number", sides=("nine", "twelve"), sources=("201", "202")),),
    )


def run(day: date = MONDAY, *, name: str = "velmar", status: str = "written") -> Run:
    return Run(brief=name, date=day, started="2025-03-03T06:00:00Z", ended="2025-03-03T06:00:02Z", status=status)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunStore]:
    with closing(RunStore(tmp_path / "new" / "runs.sqlite")) as opened:
        yield opened


def keep(store: RunStore, made: Edition) -> bool:
    return store.record(run(made.date, name=made.name), made, entries(made))


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(tables)}


def test_what_is_kept_comes_back(store: RunStore, tmp_path: Path) -> None:
    made = edition()
    assert keep(store, made)
    assert store.previous("velmar", TUESDAY) == made
    (row,) = rows(tmp_path / "new" / "runs.sqlite")["run"]
    assert {run().brief, run().date.isoformat(), run().started, run().ended, run().status} <= set(row)


def test_the_same_run_twice_changes_nothing(store: RunStore, tmp_path: Path) -> None:
    keep(store, edition())
    before = rows(tmp_path / "new" / "runs.sqlite")
    assert not keep(store, edition())
    assert not store.record(replace(run(), started="2025-03-03T09:00:00Z"), edition(), entries(edition()))
    assert rows(tmp_path / "new" / "runs.sqlite") == before
    assert sum(len(each) for each in before.values()) > 6


def test_the_previous_brief_is_the_last_of_an_earlier_day(store: RunStore) -> None:
    assert store.previous("velmar", MONDAY) is None
    keep(store, edition(MONDAY))
    keep(store, edition(MONDAY, text="Ten were injured."))
    keep(store, edition(TUESDAY, text="Eleven were injured."))
    keep(store, edition(TUESDAY, name="other", text="Other."))
    assert store.previous("velmar", MONDAY) is None
    monday, tuesday = store.previous("velmar", TUESDAY), store.previous("velmar", WEDNESDAY)
    assert monday is not None
    assert tuesday is not None
    assert monday.claims[0].text == "Ten were injured."
    assert tuesday.claims[0].text == "Eleven were injured."


def test_sources_of_all_earlier_runs_are_known(store: RunStore) -> None:
    keep(store, edition(MONDAY))
    keep(store, replace(edition(TUESDAY), sources=(source("201", "c"),)))
    last = store.previous("velmar", WEDNESDAY)
    assert last is not None
    assert [(each.path, each.sha256[0]) for each in last.sources] == [
        ("articles/201.txt", "c"),
        ("articles/201.txt", "a"),
        ("articles/202.txt", "b"),
    ]


def test_a_run_without_a_brief_is_kept_and_is_no_previous_one(store: RunStore, tmp_path: Path) -> None:
    assert store.record(run(status="failed"))
    (row,) = rows(tmp_path / "new" / "runs.sqlite")["run"]
    assert "failed" in row
    assert store.previous("velmar", TUESDAY) is None


def test_a_forecast_that_stands_again_is_the_same_while_it_runs(store: RunStore) -> None:
    keep(store, edition(MONDAY))
    keep(store, edition(TUESDAY))
    (kept,) = store.entries()
    assert kept.date == MONDAY
    assert kept == entries(edition(MONDAY))[0]
    over = date(2025, 4, 1)  # the forecast ran until 31 March
    keep(store, edition(over))
    assert store.entries() == (kept,)
    made = edition(over)
    anew = replace(made, title="Fire again", forecasts=(replace(made.forecasts[0], until=date(2026, 3, 31)),))
    keep(store, anew)
    assert [each.date for each in store.entries()] == [MONDAY, over]


def test_a_forecast_is_resolved_by_its_id_or_the_end_of_it(store: RunStore) -> None:
    keep(store, edition())
    id = store.entries()[0].id
    before, after = store.resolve(id[-6:], Outcome.YES, on=TUESDAY, note="seen")
    assert (before.id, before.outcome) == (id, None)
    assert (after.outcome, after.resolved, after.note) == (Outcome.YES, TUESDAY, "seen")
    corrected = store.resolve(id, Outcome.VOID, on=WEDNESDAY)
    assert (corrected[0].outcome, corrected[1].outcome) == (Outcome.YES, Outcome.VOID)
    assert store.entries() == (corrected[1],)


def test_a_run_kept_later_does_not_undo_a_resolution(store: RunStore) -> None:
    keep(store, edition(MONDAY))
    store.resolve(store.entries()[0].id, Outcome.NO, on=TUESDAY)
    keep(store, edition(TUESDAY))
    assert store.add(entries(edition(MONDAY))) == 0
    assert [each.outcome for each in store.entries()] == [Outcome.NO]


@pytest.mark.parametrize("id", ["", "%", "______", "zzzzzz", "2025-03-03"])
def test_an_id_that_is_none_or_several_is_refused(store: RunStore, id: str) -> None:
    keep(store, edition())
    with pytest.raises(UsageError, match="the id"):
        store.resolve(id, Outcome.YES, on=TUESDAY)
    assert [each.outcome for each in store.entries()] == [None]


def test_five_runs_at_once_keep_one(tmp_path: Path) -> None:
    def one(_: int) -> bool:
        with closing(RunStore(tmp_path / "runs.sqlite")) as opened:
            return keep(opened, edition())

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(one, range(5))) == [False] * 4 + [True]


def test_a_run_that_is_killed_is_in_it_whole_or_not_at_all(tmp_path: Path) -> None:
    """Killed between any two statements: another process sees what was there before, and may write at once."""
    program = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from tests.store.test_runs import RunStore, edition, keep, TUESDAY
store = RunStore(Path(sys.argv[1]))
left = int(sys.argv[2])
def trace(statement):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
store._connection.set_trace_callback(trace)
keep(store, edition(TUESDAY, text="Eleven were injured."))
"""
    path = tmp_path / "runs.sqlite"
    with closing(RunStore(path)) as opened:
        keep(opened, edition(MONDAY))
    before = rows(path)
    killed = 0
    for statements in (1, 3, 6, 9, 12):
        done = subprocess.run([sys.executable, "-c", program, str(path), str(statements)], env=os.environ, check=False)
        assert done.returncode == -signal.SIGKILL
        killed += 1
        assert rows(path) == before
    assert killed == 5
    with closing(RunStore(path)) as opened:
        assert keep(opened, edition(TUESDAY, text="Eleven were injured."))


def test_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    RunStore(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(OutputError, match="later version"):
        RunStore(path)


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    path = tmp_path / "runs.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(DamagedStoreError, match="store of runs"):
        RunStore(path)


def test_briefs_of_one_name_in_two_configurations_know_nothing_of_each_other(store: RunStore) -> None:
    one, two = "/one/briefing.toml#velmar", "/two/briefing.toml#velmar"
    for key, text in ((one, "Nine were injured."), (two, "Ten were injured.")):
        made = edition(MONDAY, text=text)
        assert store.record(replace(run(), key=key), made, [replace(each, key=key) for each in entries(made)])
    found = [store.previous("velmar", TUESDAY, key=key) for key in (one, two, "/three/briefing.toml#velmar")]
    assert [each and each.claims[0].text for each in found] == ["Nine were injured.", "Ten were injured.", None]
    assert [len(each.sources) for each in found if each] == [2, 2]
    first, second = store.entries()
    assert (first.key, second.key, second.id) == (one, two, f"{first.id}-2")
    assert store.resolve(f"{first.id}-2"[-8:], Outcome.YES, on=TUESDAY)[1].key == two
    assert store.add(entries(edition(MONDAY))) == 0  # by hand: it is there


@pytest.fixture
def of_version_1(tmp_path: Path) -> Path:
    """A store that knows briefs by their names alone, with two runs, and the record of one of them."""
    path = tmp_path / "runs.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        run_tables.begin(connection, path)
        for number, (day, text) in enumerate((("2025-03-03", "Nine."), ("2025-03-04", "Ten.")), 1):
            at = f"{day}T06:00:00Z"
            values = (number, "velmar", day, text, at, at, "written", "Fire", "extractive 1")
            connection.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
            connection.execute(
                "INSERT INTO claim VALUES (?, 0, 'S1', ?, 'summary', 'statement', 'supported', '[]')",
                (*values[:1], text),
            )
            source = (number, "velmar", text, None, f"{number}.txt", None, None, None, None, "", number)
            connection.execute(f"INSERT INTO source VALUES ({', '.join('?' * 11)})", source)
            connection.execute("INSERT INTO run_source VALUES (?, 0, '201', ?)", (number, number))
            forecast = (f"velmar-{day}-aaaaaa", "velmar", day, text, "S1", "short-term", day, None, None, None, None)
            connection.execute(
                f"INSERT INTO forecast VALUES ({', '.join('?' * 11)}, NULL, NULL, '[]', NULL, NULL, NULL, '')", forecast
            )
            connection.execute("INSERT INTO run_forecast VALUES (?, 0, 'S1', ?)", (number, forecast[0]))
        connection.execute("PRAGMA user_version = 1")
    return path


def test_runs_of_an_earlier_version_count_for_every_brief_of_their_name(of_version_1: Path) -> None:
    with closing(RunStore(of_version_1)) as store:
        found = [store.previous("velmar", WEDNESDAY, key=key) for key in ("/one#velmar", "/two#velmar", "")]
        assert [each and (each.claims[0].text, len(each.sources)) for each in found] == [("Ten.", 2)] * 3
        assert [(each.id, each.key) for each in store.entries()] == [
            ("velmar-2025-03-03-aaaaaa", ""),
            ("velmar-2025-03-04-aaaaaa", ""),
        ]


def test_runs_of_an_earlier_version_are_known_again_by_the_record_of_unattended_runs(of_version_1: Path) -> None:
    with Runbook(of_version_1.with_name("unattended.sqlite")) as book:
        number = book.begin(
            "/one #1%/briefing.toml#velmar", datetime(2025, 3, 4, 8, tzinfo=timezone(timedelta(hours=2)))
        )
        book.commit(number, Finished(**NOTHING))
        book.written(number)
    with closing(RunStore(of_version_1)) as store:
        one = store.previous("velmar", WEDNESDAY, key="/one #1%/briefing.toml#velmar")
        two = store.previous("velmar", WEDNESDAY, key="/two/briefing.toml#velmar")
        assert [each and each.claims[0].text for each in (one, two)] == ["Ten.", "Nine."]
        assert [each.key for each in store.entries()] == ["", "/one #1%/briefing.toml#velmar"]
        assert one is not None
        assert [each.path for each in one.sources] == ["2.txt", "1.txt"]


def test_runs_that_two_configurations_began_in_one_second_are_of_neither(of_version_1: Path) -> None:
    with Runbook(of_version_1.with_name("unattended.sqlite")) as book:
        for config in ("/one", "/two"):
            number = book.begin(f"{config}/briefing.toml#velmar", datetime(2025, 3, 4, 6, tzinfo=UTC))
            book.commit(number, Finished(**NOTHING))
    with closing(RunStore(of_version_1)) as store:
        assert [each.key for each in store.entries()] == ["", ""]
        found = [store.previous("velmar", WEDNESDAY, key=f"{each}/briefing.toml#velmar") for each in ("/one", "/two")]
        assert [each and each.claims[0].text for each in found] == ["Ten.", "Ten."]


def test_text_that_is_no_unicode_is_kept_written_out_and_is_the_same_again(store: RunStore) -> None:
    half = "a \ud83d b"
    named = replace(source("201"), title=half, publisher=half, url=half)
    ahead = replace(told("F1", half, Section.FORECAST), text=half)
    judged = replace(edition().forecasts[0], attributed_to=half, resolution=half, term=half)
    made = replace(edition(), title=half, writer=half, sources=(named,), claims=(ahead,), forecasts=(judged,))
    assert store.record(
        replace(run(), key=half, brief=half), made, [replace(each, brief=half) for each in entries(made)]
    )
    assert not store.record(replace(run(), key=half, brief=half), made, ())
    kept = store.previous("a \\ud83d b", TUESDAY, key="a \\ud83d b")
    assert kept is not None
    assert {kept.title, kept.writer, kept.sources[0].title, kept.sources[0].url} == {"a \\ud83d b"}
    [entry] = store.entries()
    assert (entry.text, entry.forecast.attributed_to) == ("a \\ud83d b", "a \\ud83d b")
    assert store.add([replace(entry, text=half, brief=half)]) == 0
    assert store.resolve(entry.id, Outcome.YES, on=WEDNESDAY, note=half)[1].note == "a \\ud83d b"


@pytest.mark.parametrize("part", ["sources", "claims"])
def test_what_can_never_be_kept_is_no_fault_of_the_file(store: RunStore, tmp_path: Path, part: str) -> None:
    nothing: Any = None
    broken = {"sources": (replace(source("201"), sha256=nothing),), "claims": (replace(told("S1", "a"), id=nothing),)}
    made: Edition = replace(edition(), **{part: broken[part]})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no run that can be kept"):
        store.record(run(), made)
    assert rows(tmp_path / "new" / "runs.sqlite")["run"] == []
