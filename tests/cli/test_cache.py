"""`briefing cache` as a user calls it."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.store.replies import FILE, ReplyStore
from tests.cli.conftest import Outcome

Briefing = Callable[..., Outcome]

ANSWER = json.dumps({"choices": [], "usage": {"prompt_tokens": 1200, "completion_tokens": 34}})
NOW = datetime.now(UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the fixture `briefing` has its store."""
    return tmp_path / "home" / FILE


def fill(path: Path) -> None:
    """Three replies: of two models, ten days old, one day old and of today, put in another order."""
    for key, days, stage, model, body in (
        ("k3", 0, "consolidate", "small", "no JSON at all"),
        ("k1", 10, "summarize", "small", ANSWER),
        ("k2", 1, "summarize", "large", json.dumps(json.loads(ANSWER), indent=2)),
    ):
        store = ReplyStore(path, now=lambda days=days: NOW - timedelta(days=days))  # type: ignore[misc]
        request = json.dumps({"messages": [{"content": "Öl"}]}, ensure_ascii=False)
        store.put(key, stage=stage, model=model, request=request, body=body, endpoint="http://x/v1", prompt="abc")
        store.close()


def keys(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [key for (key,) in connection.execute("SELECT key FROM reply ORDER BY key")]
    finally:
        connection.close()


def test_where_nothing_is_stored_nothing_is_made(briefing: Briefing, path: Path) -> None:
    outcome = briefing("cache", "info")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"{path}\nnothing is stored\n"
    assert json.loads(briefing("cache", "info", "--json").out)["replies"] == 0
    assert briefing("cache", "clear").out == "nothing to delete\n"
    assert briefing("cache", "export").out == ""
    assert not path.parent.exists()


def test_info(briefing: Briefing, path: Path) -> None:
    fill(path)
    outcome = briefing("cache", "info")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == str(path)
    oldest = (NOW - timedelta(days=10)).strftime("%Y-%m-%d %H:%M UTC")
    assert lines[1].startswith("3 replies, ")
    assert f"stored from {oldest} to " in lines[1]
    assert [line.split() for line in lines[4:]] == [
        ["consolidate", "small", "1", "0", "0"],
        ["summarize", "large", "1", "1,200", "34"],
        ["summarize", "small", "1", "1,200", "34"],
        ["all", "3", "2,400", "68"],
    ]


def test_info_as_json(briefing: Briefing, path: Path) -> None:
    fill(path)
    document = json.loads(briefing("cache", "info", "--json").out)
    assert document["path"] == str(path)
    assert document["bytes"] >= path.stat().st_size
    assert (document["replies"], document["tokens_in"], document["tokens_out"]) == (3, 2400, 68)
    assert document["newest"] == NOW.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert [(each["stage"], each["model"]) for each in document["by_stage_and_model"]] == [
        ("consolidate", "small"),
        ("summarize", "large"),
        ("summarize", "small"),
    ]


@pytest.mark.parametrize(
    "usage", ['{"prompt_tokens": 9223372036854775807}', '{"prompt_tokens": "many"}', "[]", "null", '"' + "[" * 5000]
)
def test_an_endpoint_that_reports_nonsense(briefing: Briefing, path: Path, usage: str) -> None:
    store = ReplyStore(path)
    for key in ("a", "b"):
        store.put(key, stage="s", model="m\x1b[2J\n", request="{}", body=f'{{"usage": {usage}}}')
    store.close()
    outcome = briefing("cache", "info")
    assert outcome.code == 0, outcome.err
    assert "\x1b" not in outcome.out
    assert briefing("cache", "info", "--json").code == 0
    assert len(briefing("cache", "export").out.splitlines()) == 2


def test_export_by_time_and_as_objects(briefing: Briefing, path: Path, tmp_path: Path) -> None:
    fill(path)
    lines = [json.loads(line) for line in briefing("cache", "export").out.splitlines()]
    assert [line["key"] for line in lines] == ["k1", "k2", "k3"]
    first, second, third = lines
    assert first["request"] == {"messages": [{"content": "Öl"}]}
    assert first["reply"]["usage"]["prompt_tokens"] == 1200
    assert "body" not in first, "the object gives it back"
    assert second["body"] == json.dumps(json.loads(ANSWER), indent=2)
    assert third["reply"] == "no JSON at all"
    assert (first["stage"], first["model"], first["endpoint"], first["prompt"], first["batch"]) == (
        "summarize",
        "small",
        "http://x/v1",
        "abc",
        False,
    )
    out = tmp_path / "replies.jsonl"
    assert briefing("cache", "export", "-o", out).out == ""
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == lines
    assert briefing("cache", "export", "-o", "-").out == out.read_text(encoding="utf-8")


def test_export_to_where_nothing_can_be_written(briefing: Briefing, path: Path, tmp_path: Path) -> None:
    fill(path)
    outcome = briefing("cache", "export", "-o", tmp_path / "no" / "such" / "folder.jsonl")
    assert outcome.code == 4
    assert "there is no folder" in outcome.complaint


def test_export_leaves_what_stood_there_if_the_store_breaks(briefing: Briefing, path: Path, tmp_path: Path) -> None:
    fill(path)
    store = ReplyStore(path)
    for n in range(100):
        store.put(str(n), stage="s", model="m", request="{}", body="b" * 3000)
    store.close()
    data = bytearray(path.read_bytes())
    data[-8 * 4096 :] = os.urandom(8 * 4096)
    path.write_bytes(data)
    out = tmp_path / "out" / "replies.jsonl"
    out.parent.mkdir()
    out.write_text("of yesterday")
    outcome = briefing("cache", "export", "-o", out)
    assert outcome.code == 4
    assert "briefing cache clear" in outcome.complaint
    assert out.read_text() == "of yesterday"
    assert list(out.parent.iterdir()) == [out]


def test_a_reader_that_goes_away(path: Path) -> None:
    store = ReplyStore(path)
    for n in range(50):
        store.put(str(n), stage="s", model="m", request="{}", body="b" * 20_000)
    store.close()
    command = "from briefing.cli.main import run; run()"
    environment = {**os.environ, "BRIEFING_HOME": str(path.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", command, "cache", "export"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.read(10)
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ((), []),
        (("--model", "small"), ["k2"]),
        (("--model", "unheard of"), ["k1", "k2", "k3"]),
        (("--older-than", "5d"), ["k2", "k3"]),
        (("--older-than", "12h"), ["k3"]),
        (("--older-than", "1w", "--model", "large"), ["k1", "k2", "k3"]),
        (("--older-than", "99999w"), ["k1", "k2", "k3"]),
    ],
)
def test_clear(briefing: Briefing, path: Path, options: tuple[str, ...], left: list[str]) -> None:
    fill(path)
    outcome = briefing("cache", "clear", *options, "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    gone = 3 - len(left)
    expected = f"deleted {gone} {'reply' if gone == 1 else 'replies'}\n" if gone else "nothing to delete\n"
    assert outcome.out == expected
    assert keys(path) == left


def test_clear_deletes_nothing_but_replies(briefing: Briefing, path: Path) -> None:
    """Later versions keep other things beside them."""
    fill(path)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE ledger AS SELECT 1 AS forecast")
    connection.commit()
    connection.close()
    (path.parent / "other.sqlite").write_text("kept")
    assert briefing("cache", "clear", "--yes").code == 0
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT forecast FROM ledger").fetchall() == [(1,)]
    connection.close()
    assert (path.parent / "other.sqlite").read_text() == "kept"
    assert keys(path) == []


def test_clear_gives_the_room_back(briefing: Briefing, path: Path) -> None:
    store = ReplyStore(path)
    for n in range(50):
        store.put(str(n), stage="s", model="m", request="{}", body="b" * 20_000)
    store.close()
    assert path.stat().st_size > 1_000_000
    briefing("cache", "clear", "--yes")
    assert path.stat().st_size < 50_000


def test_clear_without_a_terminal_wants_to_be_told(briefing: Briefing, path: Path) -> None:
    fill(path)
    outcome = briefing("cache", "clear", stdin=b"y\n")
    assert outcome.code == 2
    assert "Add --yes" in outcome.complaint
    assert keys(path) == ["k1", "k2", "k3"]


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("YES\n", 0), ("n\n", 3), ("\n", 3), ("", 3)])
def test_clear_asks_at_a_terminal(
    briefing: Briefing, path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: int
) -> None:
    fill(path)
    monkeypatch.setattr("briefing.cli.cache.at_terminal", lambda: True)
    outcome = briefing("cache", "clear", stdin=answer.encode())
    assert f"Delete 3 replies of {path}?" in outcome.err
    assert outcome.code == 0
    assert len(keys(path)) == left


def test_an_age_that_is_none(briefing: Briefing, path: Path) -> None:
    fill(path)
    for age in ("30", "d", "-3d", "3 months", ""):
        outcome = briefing("cache", "clear", f"--older-than={age}", "--yes")
        assert outcome.code == 2, age
        assert repr(age) in outcome.complaint
    assert keys(path) == ["k1", "k2", "k3"]


def test_a_file_that_is_no_store(briefing: Briefing, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 100)
    for command in (("info",), ("export",), ("clear", "--yes", "--model", "m")):
        outcome = briefing("cache", *command)
        assert outcome.code == 4
        assert str(path) in outcome.complaint
    assert path.exists()
    outcome = briefing("cache", "clear", "--yes")
    assert outcome.code == 0
    assert outcome.out == f"deleted {path}: it was no store any more\n"
    assert list(path.parent.iterdir()) == []
