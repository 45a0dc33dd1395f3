"""The store of replies keeps what was paid for, whatever happens around it."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from briefing.domain.reply import Stored
from briefing.errors import DamagedStoreError, OutputError
from briefing.store.replies import ReplyStore

VERSION_1 = """
CREATE TABLE reply (
    key TEXT PRIMARY KEY,
    stage TEXT NOT NULL,
    model TEXT NOT NULL,
    request TEXT NOT NULL,
    body TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO reply VALUES ('old', 'summarize', 'm', '{}', 'paid long ago');
PRAGMA user_version = 1;
"""


def put(store: ReplyStore, key: str, body: str, *, batch: bool = False) -> None:
    store.put(key, stage="summarize", model="m", request="{}", body=body, batch=batch)


def got(store: ReplyStore, key: str) -> str | None:
    found = store.stored(key)
    return found.body if found else None


def column(path: Path, name: str) -> list[object]:
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute(f"SELECT {name} FROM reply ORDER BY key")]
    finally:
        connection.close()


def python(program: str, *arguments: object) -> subprocess.Popen[str]:
    imports = (
        "import os, resource, signal, sys\nfrom pathlib import Path\nfrom briefing.store.replies import ReplyStore\n"
    )
    whole = [sys.executable, "-c", imports + program, *map(str, arguments)]
    return subprocess.Popen(whole, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_keeps_and_forgets(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "new" / "folder" / "replies.sqlite")
    assert store.stored("a") is None
    put(store, "a", "first")
    put(store, "a", "second", batch=True)
    put(store, "b", "other")
    assert store.stored("a") == Stored(request="{}", body="second", batch=True)
    assert store.stored("b") == Stored(request="{}", body="other", batch=False)
    store.forget("a", "first")
    assert got(store, "a") == "second", "another run has stored it meanwhile"
    store.forget("a", "second")
    assert (got(store, "a"), got(store, "b")) == (None, "other")


def test_notes_when_and_where_it_was_paid(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    east = timezone(timedelta(hours=3))
    store = ReplyStore(path, now=lambda: datetime(2025, 5, 16, 12, 30, 5, 999, tzinfo=east))
    store.put("a", stage="s", model="m", request="{}", body="b", endpoint="http://127.0.0.1/v1", prompt="0123456789ab")
    assert column(path, "created") == ["2025-05-16T09:30:05Z"]
    assert column(path, "endpoint") == ["http://127.0.0.1/v1"]
    assert column(path, "prompt") == ["0123456789ab"]
    later = ReplyStore(path)
    put(later, "a", "again")
    assert datetime.fromisoformat(str(column(path, "created")[0])) > datetime(2025, 5, 17, tzinfo=UTC)


def test_outlives_the_run(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    put(store, "a", "Zelenskyy — “ja”\n\0end")
    store.close()
    assert got(ReplyStore(tmp_path / "replies.sqlite"), "a") == "Zelenskyy — “ja”\n\0end"


def test_outlives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    program = """
store = ReplyStore(Path(sys.argv[1]))
for n in range(50):
    store.put(str(n), stage="s", model="m", request="r", body="b" * 5000)
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = python(program, path)
    killed.communicate()
    assert killed.returncode == -9
    store = ReplyStore(path)
    assert all(got(store, str(n)) == "b" * 5000 for n in range(50))
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("bytes_before_the_kill", [0, 700, 20_000, 90_000])
def test_a_kill_at_any_moment_loses_nothing_that_was_put(tmp_path: Path, bytes_before_the_kill: int) -> None:
    """What a run was told to be safe is there, and the file is whole."""
    path = tmp_path / "replies.sqlite"
    program = """
store = ReplyStore(Path(sys.argv[1]))
for n in range(10_000):
    store.put(str(n), stage="s", model="m", request="r", body="b" * 700)
    print(n, flush=True)
"""
    run = python(program, path)
    assert run.stdout is not None
    safe = -1
    while (safe + 1) * 700 <= bytes_before_the_kill:
        safe = int(run.stdout.readline())
    run.kill()
    rest, _ = run.communicate()
    safe = max([safe, *(int(line) for line in rest.splitlines(keepends=True) if line.endswith("\n"))])
    store = ReplyStore(path)
    assert safe >= 0
    assert [n for n in range(safe + 1) if got(store, str(n)) != "b" * 700] == []
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_serves_threads_and_runs_side_by_side(tmp_path: Path) -> None:
    stores = [ReplyStore(tmp_path / "replies.sqlite") for _ in range(2)]

    def work(n: int) -> None:
        put(stores[n % 2], str(n), f"body {n}")
        assert got(stores[(n + 1) % 2], str(n)) == f"body {n}"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(100)))


@pytest.mark.parametrize("there_before", ["", VERSION_1], ids=["new", "version-1"])
def test_runs_that_start_at_once_share_one_store(tmp_path: Path, there_before: str) -> None:
    path = tmp_path / "replies.sqlite"
    if there_before:
        connection = sqlite3.connect(path)
        connection.executescript(there_before)
        connection.close()
    program = """
print("ready", flush=True)
sys.stdin.readline()
store = ReplyStore(Path(sys.argv[1]))
for n in range(20):
    store.put(f"{sys.argv[2]}.{n}", stage="s", model="m", request="r", body="b")
"""
    runs = [python(program, path, number) for number in range(4)]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("go\n")
        run.stdin.flush()
    assert [run.communicate()[1] for run in runs] == [""] * 4
    assert len(column(path, "key")) == 80 + bool(there_before)


def test_a_store_of_version_1_keeps_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
    connection.close()
    store = ReplyStore(path)
    assert store.stored("old") == Stored(request="{}", body="paid long ago", batch=False)
    put(store, "new", "body", batch=True)
    store.close()
    again = ReplyStore(path)
    assert (got(again, "old"), got(again, "new")) == ("paid long ago", "body")
    created = column(path, "created")
    assert created[1] is None, "nobody noted when"
    assert created[0] is not None


def test_works_on_after_a_write_that_failed(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    with pytest.raises(OutputError):
        put(store, None, "no key")  # type: ignore[arg-type]
    put(store, "a", "body")
    assert got(store, "a") == "body"


def test_a_disk_without_room_is_told_and_costs_nothing_paid_before(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk."""
    path = tmp_path / "replies.sqlite"
    program = """
from briefing.errors import OutputError
store = ReplyStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
for n in range(1000):
    try:
        store.put(str(n), stage="s", model="m", request="r", body="b" * 20_000)
    except OutputError as error:
        print(n, error, error.help)
        assert store.stored(str(n - 1)).body == "b" * 20_000
        break
"""
    run = python(program, path)
    out, err = run.communicate()
    assert (run.returncode, err) == (0, "")
    number, said = out.split(" ", 1)
    assert int(number) > 3
    assert said.startswith(f"cannot use the store of replies {str(path)!r}: ")
    store = ReplyStore(path)
    assert [n for n in range(int(number)) if got(store, str(n)) is None] == []
    put(store, "later", "body")


def test_a_full_store_says_what_to_do(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    put(store, "a", "body")
    store._connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(OutputError, match="full") as caught:
        put(store, "b", "b" * 100_000)
    assert "Free some space" in caught.value.help
    assert got(store, "a") == "body"


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "replies.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(DamagedStoreError, match=r"replies\.sqlite") as caught:
        ReplyStore(tmp_path / "replies.sqlite")
    assert "briefing cache clear" in caught.value.help


def test_a_store_that_was_damaged(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    store = ReplyStore(path)
    for n in range(100):
        put(store, str(n), "b" * 3000)
    store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DamagedStoreError, match=r"replies\.sqlite"):
        ReplyStore(path).stored("50")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot use the store") as caught:
        ReplyStore(tmp_path / "file" / "replies.sqlite")
    assert "BRIEFING_HOME" in caught.value.help


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="cannot use the store") as caught:
        ReplyStore(tmp_path / "home" / "replies.sqlite")
    assert "BRIEFING_HOME" in caught.value.help


def test_a_store_of_a_later_version(tmp_path: Path) -> None:
    ReplyStore(tmp_path / "replies.sqlite").close()
    connection = sqlite3.connect(tmp_path / "replies.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(OutputError, match="later version"):
        ReplyStore(tmp_path / "replies.sqlite")
