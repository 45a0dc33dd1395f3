"""`briefing generate --record` keeps a run, whatever befalls it, so that `--replay` makes its brief again."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch_server import BatchServer
from tests.cli.conftest import Outcome
from tests.obliging import article, obliged
from tests.scripted_server import Answer, ScriptedServer, completion, failure

Briefing = Callable[..., Outcome]

REFUSED, REJECTED = 3, 4
"""Numbers of the articles about which the model declines and the endpoint complains."""


def reply(request: dict[str, Any]) -> Answer:
    asked = request["messages"][1]["content"]
    if f"number {REFUSED}" in asked:
        return completion(None, refusal="I cannot speak of this.")
    if f"number {REJECTED}" in asked:
        return failure(400, "this request is not to my taste")
    return obliged(request)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply=reply) as server:
        yield server


def written(folder: Path) -> Path:
    """Three articles in a charset of their own."""
    folder.mkdir()
    for number in (1, 2, 5):
        (folder / f"{number}_news.txt").write_bytes(article(number).replace("clerk", "clérk").encode("latin-1"))
    return folder


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "articles")


def test_no_secret_is_kept(
    briefing: Briefing, articles: Path, tmp_path: Path, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-private")
    address = server.base_url.replace("://", "://ann:open-sesame@")
    outcome = briefing("generate", articles, "--model", "m", "--base-url", address, "--record", tmp_path / "kept")
    assert outcome.code == 0, outcome.err
    monkeypatch.delenv("OPENAI_API_KEY")
    whole = b"".join(path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file())
    assert server.base_url.encode() in whole
    assert b"very-private" not in whole
    assert b"open-sesame" not in whole
    assert briefing("generate", "--replay", tmp_path / "kept").out == outcome.out


def test_sources_that_failed_fail_again(
    briefing: Briefing, articles: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    for number in (REFUSED, REJECTED):
        (articles / f"{number}_news.txt").write_text(article(number))
    kept = tmp_path / "kept"
    outcome = briefing(
        *("generate", articles, tmp_path / "gone.txt", "--model", "m", "--base-url", server.base_url, "--quiet"),
        *("--record", kept),
    )
    assert outcome.code == 10
    assert len(outcome.err.splitlines()) == 3
    replayed = briefing("generate", "--replay", kept, "--quiet")
    assert (replayed.code, replayed.out, replayed.err) == (10, outcome.out, outcome.err)


def test_detours_are_made_again(briefing: Briefing, articles: Path, tmp_path: Path) -> None:
    """A reply that was cut, one that is no JSON, and a joint one off its schema."""
    told: set[str] = set()

    def reply(request: dict[str, Any]) -> Answer:
        asked = request["messages"][1]["content"]
        if request["response_format"]["json_schema"]["name"] == "consolidate" and "joint" not in told:
            told.add("joint")
            return completion('{"title": ""}')
        for number, answer in ((1, completion('{"points": [', finish="length")), (2, completion("no JSON"))):
            if f"number {number}" in asked and f"{number}" not in told:
                told.add(f"{number}")
                return answer
        return obliged(request)

    with ScriptedServer(reply=reply) as server:
        outcome = briefing(
            *("generate", articles, "--model", "m", "--base-url", server.base_url, "--quiet"),
            *("--record", tmp_path / "kept"),
        )
    assert outcome.code == 0, outcome.err
    assert told == {"1", "2", "joint"}
    replayed = briefing("generate", "--replay", tmp_path / "kept", "--quiet")
    assert (replayed.code, replayed.out, replayed.err) == (0, outcome.out, outcome.err)


def test_a_run_by_batches_is_recorded_when_it_is_complete(briefing: Briefing, articles: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with BatchServer(obliged) as server:
        run = ("generate", articles, "--model", "m", "--base-url", server.base_url, "--batch", "--record", kept, "-q")
        for _ in range(2):
            assert briefing(*run).code == 12
            assert not kept.exists()
            server.work()
        outcome = briefing(*run)
        assert outcome.code == 0, outcome.err
        assert len(server.batches) == 2
    lines = [json.loads(line) for line in (kept / "replies.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["batch"] for line in lines] == [True] * 4
    replayed = briefing("generate", "--replay", kept, "--quiet")
    assert (replayed.code, replayed.out, replayed.err) == (0, outcome.out, "")


def test_the_embedded_writer_and_standard_input(briefing: Briefing, articles: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    one, other = article(1).encode(), articles / "2_news.txt"
    outcome = briefing("generate", "-", other, "--quiet", "--record", kept, "--on-unsupported", "drop", stdin=one)
    assert outcome.code == 0, outcome.err
    assert (kept / "replies.jsonl").read_bytes() == b""
    other.write_text("something else")
    replayed = briefing("generate", "--replay", kept, "--quiet")
    assert (replayed.code, replayed.out, replayed.err) == (0, outcome.out, "")


def test_own_prompts_template_and_prices(
    briefing: Briefing, articles: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    root = Path(__file__).resolve().parents[2]
    prompt = (root / "prompts" / "summarize.v1.md.j2").read_text(encoding="utf-8")
    (own / "summarize.v1.md.j2").write_text(prompt.replace("{% block system %}", "{% block system %}Be brief. "))
    (tmp_path / "template.md.j2").write_text("Of {{ title }}\n")
    prices = "[models.m]\ncontext = 8_000\nlongest_reply = 2_000\ninput = 1.00\noutput = 2.00\n"
    (tmp_path / "prices.toml").write_text(f"date = 2025-03-01\n\n{prices}")
    kept, first, second = (tmp_path / name for name in ("kept", "first", "second"))
    first.mkdir()
    second.mkdir()
    outcome = briefing(
        *("generate", articles, "--model", "m", "--base-url", server.base_url, "--quiet", "--record", kept),
        *("--prompts", own, "--template", tmp_path / "template.md.j2", "--models", tmp_path / "prices.toml"),
        *("-o", first / "brief.md", "-o", first / "brief.json"),
    )
    assert outcome.code == 0, outcome.err
    assert (first / "brief.md").read_text().startswith("Of ")
    assert json.loads((first / "brief.json").read_text())["cost"]["usd"] > 0
    assert any("Be brief." in message["content"] for message in server.requests[0]["messages"])
    shutil.rmtree(own)
    (tmp_path / "template.md.j2").unlink()
    (tmp_path / "prices.toml").unlink()
    replayed = briefing(
        *("generate", "--replay", kept, "--quiet", "-o", second / "brief.md", "-o", second / "brief.json")
    )
    assert (replayed.code, replayed.err) == (0, "")
    for name in ("brief.md", "brief.json"):
        assert (second / name).read_bytes() == (first / name).read_bytes()


def test_where_a_recording_cannot_be(briefing: Briefing, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("of mine")
    for folder, code, says in (
        (tmp_path / "full", 4, "is not empty"),
        (tmp_path / "full" / "file", 4, "is no folder"),
        (tmp_path / "no" / "such", 4, "no such file or directory"),
        (articles / "kept", 2, "lies in the folder of sources"),
    ):
        outcome = briefing("generate", articles, "--quiet", "--record", folder, "-o", tmp_path / "brief.md")
        assert outcome.code == code
        assert says in outcome.complaint
    outcome = briefing("generate", articles, "--record", tmp_path / "kept", "-o", tmp_path / "kept" / "brief.md")
    assert outcome.code != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "full"]


def test_a_run_that_fails_leaves_no_recording(briefing: Briefing, tmp_path: Path) -> None:
    outcome = briefing("generate", tmp_path / "gone.txt", "--record", tmp_path / "kept")
    assert outcome.code == 3
    assert list(tmp_path.iterdir()) == []
