"""The store of replies keeps what was paid for, whatever happens around it."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.store.replies import ReplyStore


def put(store: ReplyStore, key: str, body: str) -> None:
    store.put(key, stage="summarize", model="m", request="{}", body=body)


def test_keeps_and_forgets(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "new" / "folder" / "replies.sqlite")
    assert store.get("a") is None
    put(store, "a", "first")
    put(store, "a", "second")
    put(store, "b", "other")
    assert store.get("a") == "second"
    store.forget("a")
    assert (store.get("a"), store.get("b")) == (None, "other")


def test_outlives_the_run(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    put(store, "a", "Zelenskyy — “ja”\n")
    store.close()
    assert ReplyStore(tmp_path / "replies.sqlite").get("a") == "Zelenskyy — “ja”\n"


def test_outlives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "replies.sqlite"
    program = f"""
import os, signal
from pathlib import Path
from briefing.store.replies import ReplyStore
store = ReplyStore(Path({str(path)!r}))
for n in range(50):
    store.put(str(n), stage="s", model="m", request="r", body="b" * 5000)
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    store = ReplyStore(path)
    assert all(store.get(str(n)) == "b" * 5000 for n in range(50))
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_serves_threads_and_runs_side_by_side(tmp_path: Path) -> None:
    stores = [ReplyStore(tmp_path / "replies.sqlite") for _ in range(2)]

    def work(n: int) -> None:
        put(stores[n % 2], str(n), f"body {n}")
        assert stores[(n + 1) % 2].get(str(n)) == f"body {n}"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(100)))


def test_works_on_after_a_write_that_failed(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    with pytest.raises(OutputError):
        put(store, None, "no key")  # type: ignore[arg-type]
    put(store, "a", "body")
    assert store.get("a") == "body"


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "replies.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(OutputError, match=r"replies\.sqlite") as caught:
        ReplyStore(tmp_path / "replies.sqlite")
    assert "BRIEFING_HOME" in caught.value.help


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot use the store"):
        ReplyStore(tmp_path / "file" / "replies.sqlite")


def test_a_store_of_a_later_version(tmp_path: Path) -> None:
    ReplyStore(tmp_path / "replies.sqlite").close()
    connection = sqlite3.connect(tmp_path / "replies.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(OutputError, match="later version"):
        ReplyStore(tmp_path / "replies.sqlite")
