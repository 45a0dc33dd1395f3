"""`briefing generate --replay` makes the brief of a recording again, byte for byte, or says what is in the way."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.store.recording import digest
from tests.cli.conftest import Outcome
from tests.cli.test_record import written
from tests.obliging import obliged
from tests.scripted_server import ScriptedServer

Briefing = Callable[..., Outcome]


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply=obliged) as server:
        yield server


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "articles")


@pytest.fixture
def recorded(briefing: Briefing, articles: Path, tmp_path: Path, server: ScriptedServer) -> Path:
    """A recording of a run with the model of the server; outputs `first/brief.md` and `.json` stand beside it."""
    (tmp_path / "first").mkdir()
    outcome = briefing(
        *("generate", articles, "--model", "m", "--base-url", server.base_url, "--quiet"),
        *("--record", tmp_path / "kept"),
        *("--focus", "Who waits?", "--words", "200", "--annex", "-o", tmp_path / "first" / "brief.md"),
        *("-o", tmp_path / "first" / "brief.json"),
    )
    assert (outcome.code, outcome.err) == (0, "")
    return tmp_path / "kept"


_MADE: list[Path] = []


@pytest.fixture
def recording(request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once for all tests and copied for each; without articles, store and server."""
    if not _MADE:
        made = request.getfixturevalue("recorded").parent
        place = tmp_path_factory.mktemp("recordings")
        for name in ("kept", "first"):
            shutil.move(made / name, place / name)
        shutil.rmtree(made / "articles")
        shutil.rmtree(made / "home")
        _MADE.append(place)
    shutil.copytree(_MADE[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "kept"


def again(briefing: Briefing, recording: Path, *options: object) -> Outcome:
    """The replay into `second/`, without articles, store and key."""
    (recording.parent / "second").mkdir(exist_ok=True)
    shutil.rmtree(recording.parent / "home", ignore_errors=True)
    shutil.rmtree(recording.parent / "articles", ignore_errors=True)
    return briefing("generate", "--replay", recording, "-o", recording.parent / "second" / "brief.md", *options)


def run_json(recording: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """As who edits it and mends its hash."""
    run = json.loads((recording / "run.json").read_text(encoding="utf-8"))
    run.pop("sha256")
    change(run)
    run["sha256"] = digest(run)
    (recording / "run.json").write_text(json.dumps(run), encoding="utf-8")


def test_the_same_bytes_with_the_server_closed(
    briefing: Briefing, recorded: Path, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = len(server.requests)
    assert asked >= 4
    monkeypatch.setenv("BRIEFING_MODEL", "other")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("BRIEFING_MODELS", "/no/such/file")
    outcome = again(briefing, recorded, "-o", recorded.parent / "second" / "brief.json", "--quiet")
    assert (outcome.code, outcome.err) == (0, "")
    assert len(server.requests) == asked
    for name in ("brief.md", "brief.json"):
        first, second = (recorded.parent / run / name for run in ("first", "second"))
        assert second.read_bytes() == first.read_bytes()
        kept = json.loads((recorded / "run.json").read_text(encoding="utf-8"))
        assert kept["outputs"][name] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert "Who waits?" in kept["settings"]["focus"]
    assert not (recorded.parent / "home").exists(), "a replay stores nothing"


def test_other_renderings_of_the_same_brief(briefing: Briefing, recording: Path) -> None:
    outcome = again(briefing, recording, "-o", recording.parent / "second" / "other.pdf", "--paper", "letter")
    assert outcome.code == 0, outcome.err
    assert (recording.parent / "second" / "other.pdf").read_bytes().startswith(b"%PDF")
    assert briefing("generate", "--replay", recording).out.startswith("---")


def test_what_it_keeps(recording: Path) -> None:
    sources = sorted((recording / "sources").iterdir())
    assert [path.name for path in sources] == ["0001-1_news.txt", "0002-2_news.txt", "0003-5_news.txt"]
    assert "clérk".encode("latin-1") in sources[0].read_bytes()
    lines = [json.loads(line) for line in (recording / "replies.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["stage"] for line in lines} >= {"summarize", "consolidate"}
    assert all(line["reply"]["choices"] and line["request"]["messages"] for line in lines)
    assert not list(recording.parent.glob(".briefing-*"))


def test_a_run_out_of_the_store_is_recorded_too(
    briefing: Briefing, recorded: Path, articles: Path, server: ScriptedServer
) -> None:
    asked = len(server.requests)
    other = recorded.parent / "other"
    outcome = briefing(
        *("generate", articles, "--model", "m", "--base-url", server.base_url, "--record", other),
        *("--focus", "Who waits?", "--words", "200", "--annex"),
    )
    assert outcome.code == 0, outcome.err
    assert len(server.requests) == asked
    assert (other / "replies.jsonl").read_bytes() == (recorded / "replies.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda kept: (kept / "run.json").write_text('{"form": '), "run.json' is no record of a run"),
        (lambda kept: (kept / "run.json").unlink(), "cannot read"),
        (lambda kept: (kept / "sources" / "0002-2_news.txt").write_text("other"), "0002-2_news.txt' was changed"),
        (lambda kept: (kept / "sources" / "0002-2_news.txt").unlink(), "0002-2_news.txt' of the recording"),
        (lambda kept: without_first_line(kept / "replies.jsonl"), "is missing from"),
        (lambda kept: run_json(kept, lambda run: run.pop("replies")), "run.json' is no record of a run"),
        (lambda kept: run_json(kept, lambda run: run["replies"].pop()), "has no reply to the request"),
        (lambda kept: run_json(kept, lambda run: run["settings"].update(yardstick="ell")), "does not know: 'ell'"),
        (lambda kept: run_json(kept, lambda run: run["sources"][0].update(file="../x")), "'../x' lies elsewhere"),
    ],
)
def test_what_is_missing_or_changed_ends_the_replay(
    briefing: Briefing, recording: Path, damage: Callable[[Path], object], says: str
) -> None:
    damage(recording)
    outcome = again(briefing, recording)
    assert outcome.code == 3
    assert says in outcome.complaint
    assert list((recording.parent / "second").iterdir()) == []


def without_first_line(path: Path) -> None:
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")


def test_another_brief_is_told(briefing: Briefing, recording: Path) -> None:
    run_json(recording, lambda run: run["settings"].update(title="Another title"))
    outcome = again(briefing, recording, "--quiet")
    assert outcome.code == 11
    assert [line.split(":")[1] for line in outcome.err.splitlines()] == [
        " the brief is not what was recorded",
        " 'brief.md' is not what was recorded",
    ]
    assert "Another title" in (recording.parent / "second" / "brief.md").read_text(encoding="utf-8")


def test_another_version_is_told_and_tried(briefing: Briefing, recording: Path) -> None:
    run_json(recording, lambda run: run.update(version="0.0.1"))
    outcome = again(briefing, recording, "--quiet")
    assert outcome.code == 0
    assert "recorded by version 0.0.1 and replayed by " in outcome.complaint


@pytest.mark.parametrize(
    "options",
    [
        ("articles",),
        ("--title", "T"),
        ("--words", "400"),
        ("--model", "m"),
        ("--record", "elsewhere"),
        ("--offline",),
        ("--yardstick", "phia"),
    ],
)
def test_what_the_recording_decides_is_refused_beside_it(
    briefing: Briefing, recording: Path, options: tuple[str]
) -> None:
    outcome = again(briefing, recording, *options)
    assert outcome.code == 2
    shown = options[0] if options[0].startswith("--") else "SOURCE"
    assert f"--replay with {shown}. The recording decides that" in outcome.complaint
