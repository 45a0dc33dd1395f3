"""What a fault at the endpoint costs a whole run: one source, the run, or nothing."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.endpoint import TIMEOUT
from briefing.llm.client import Client
from tests.cli.conftest import Outcome
from tests.obliging import article, obliged
from tests.scripted_server import Answer, ScriptedServer, completion, failure

Briefing = Callable[..., Outcome]

LOGIN = Answer(body="<html>Log in</html>")


@pytest.fixture(autouse=True)
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """But where the program sleeps."""
    slept = [0.0]

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setitem(Client.__init__.__kwdefaults__, "sleep", sleep)
    monkeypatch.setitem(Client.__init__.__kwdefaults__, "clock", lambda: sum(slept))


def articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number:02}.txt").write_text(article(number, words=60), encoding="utf-8")
    return folder


def test_a_name_that_no_request_can_carry(briefing: Briefing, tmp_path: Path) -> None:
    outcome = briefing(
        "generate", articles(tmp_path / "a", 1), "--model", "m\udcff", "--base-url", "http://127.0.0.1:9/v1"
    )
    assert outcome.code == 2
    assert "model name 'm\\udcff'" in outcome.complaint


def sparing(answer: Answer, *numbers: int) -> Callable[[dict[str, Any]], Answer]:
    """Answers so about these articles, and as it ought to about all others."""

    def reply(request: dict[str, Any]) -> Answer:
        asked = request["messages"][1]["content"]
        return answer if any(f", number {number}\n" in asked for number in numbers) else obliged(request)

    return reply


ONE_SOURCE = [
    pytest.param(completion(None, refusal="I can't."), 1, "the model declined source", id="refusal"),
    pytest.param(completion("{", finish="content_filter"), 1, "content filter stopped the reply", id="filtered"),
    pytest.param(failure(400, code="content_filter"), 1, "content filter of the endpoint", id="request filtered"),
    pytest.param(completion("no JSON"), 2, "is of no use, and so is the second", id="no JSON"),
    pytest.param(completion('{"points": 7}'), 2, "is of no use, and so is the second", id="another form"),
    pytest.param(completion(None), 1, "is empty", id="no content"),
    pytest.param(Answer(body='{"choices": []}'), 1, "holds no reply", id="no choices"),
    pytest.param(failure(400, "bad thing"), 1, "rejects the request", id="rejected"),
    pytest.param(failure(500), 5, "is in trouble", id="500 for good"),
    pytest.param(failure(429), 5, "asks us to slow down", id="429 for good"),
    pytest.param(Answer(body="{", cut=0), 5, "broke off its answer", id="cut off for good"),
    pytest.param(completion("{", finish="length"), 2, "cut at the model's length limit", id="too long a reply"),
    pytest.param(failure(413), 1, "finds the request too long", id="too long a request"),
]


@pytest.mark.parametrize(("answer", "requests", "says"), ONE_SOURCE)
def test_costs_one_source(answer: Answer, requests: int, says: str, briefing: Briefing, tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles", 4)
    with ScriptedServer(reply=sparing(answer, 3)) as server:
        # One by one: "slow down" is told of one call only, whatever comes of the others meanwhile.
        run = ("generate", folder, "--model", "gpt-4o", "--base-url", server.base_url, "--concurrency", 1)
        outcome = briefing(*run)
    assert outcome.code == 10, outcome.err
    assert 'writer: "model gpt-4o' in outcome.out
    assert says in outcome.out, "the brief says so"
    assert "03.txt" in outcome.out
    assert says in outcome.err
    assert len(server.requests) == 3 + requests + 1, "of nothing else was anything lost, or asked twice"


@pytest.mark.parametrize(("answer", "requests", "says"), ONE_SOURCE)
def test_of_all_sources_ends_the_run(
    answer: Answer, requests: int, says: str, briefing: Briefing, tmp_path: Path
) -> None:
    folder = articles(tmp_path / "articles", 2)
    brief = tmp_path / "brief.md"
    with ScriptedServer(reply=lambda _: answer) as server:
        outcome = briefing("generate", folder, "--model", "gpt-4o", "--base-url", server.base_url, "-o", brief)
    assert outcome.code == 6
    assert says in outcome.complaint
    assert not brief.exists()
    assert len(server.requests) == 2 * requests


@pytest.mark.parametrize("concurrency", [1, 8])
@pytest.mark.parametrize(
    ("answer", "says"),
    [
        pytest.param(failure(401), "refuses the key", id="wrong key"),
        pytest.param(failure(404, code="model_not_found"), "has no model 'gpt-4o'", id="unknown model"),
        pytest.param(failure(429, code="insufficient_quota"), "out of money", id="out of money"),
        pytest.param(LOGIN, "answers with a web page", id="login page"),
        pytest.param(Answer(status=302, headers={"location": "http://127.0.0.1:9/"}), "sends us on", id="sent on"),
        pytest.param(Answer(status=511), "wants a login", id="captive portal"),
    ],
)
def test_ends_the_run_at_once(concurrency: int, answer: Answer, says: str, briefing: Briefing, tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles", 20)
    brief = tmp_path / "brief.md"
    with ScriptedServer(reply=lambda _: answer, delay=0.02) as server:
        outcome = briefing(
            *("generate", folder, "--model", "gpt-4o", "--base-url", server.base_url),
            *("--concurrency", concurrency, "-o", brief),
        )
    assert outcome.code == 6
    assert says in outcome.complaint
    assert not brief.exists()
    assert 1 <= len(server.requests) <= concurrency


def test_a_web_page_in_the_middle_costs_one_source(briefing: Briefing, tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles", 4)
    with ScriptedServer(reply=sparing(LOGIN, 3)) as server:
        outcome = briefing("generate", folder, "--model", "m", "--base-url", server.base_url, "--concurrency", 1)
    assert outcome.code == 10, outcome.err
    assert "answers with a web page" in outcome.out
    assert len(server.requests) == 3 + 5 + 1


def test_a_login_that_runs_out_in_the_middle_ends_the_run_and_what_was_paid_for_is_kept(
    briefing: Briefing, tmp_path: Path
) -> None:
    folder = articles(tmp_path / "articles", 20)
    run = ("generate", folder, "--model", "m", "--concurrency", 1)
    with ScriptedServer(reply=sparing(LOGIN, *range(6, 21))) as server:
        outcome = briefing(*run, "--base-url", server.base_url)
    assert outcome.code == 6
    assert "answers with a web page" in outcome.complaint
    assert len(server.requests) == 5 + 5 + 5 + 1
    assert "5 replies" in briefing("cache", "info").out


def test_nobody_listening_ends_the_run(briefing: Briefing, tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles", 20)
    outcome = briefing("generate", folder, "--model", "m", "--base-url", "http://127.0.0.1:9/v1")
    assert outcome.code == 6
    assert "cannot reach the endpoint 'http://127.0.0.1:9/v1'" in outcome.complaint


def test_an_account_that_is_empty_at_the_second_look_leaves_the_brief(briefing: Briefing, tmp_path: Path) -> None:
    """A sentence that fails its check cannot be asked about again: the brief is written, and the exit code tells."""

    def reply(request: dict[str, Any]) -> Answer:
        stage = request["response_format"]["json_schema"]["name"]
        if stage == "revise":
            return failure(402)
        answer = obliged(request)
        if stage != "consolidate":
            return answer
        written = json.loads(json.loads(answer.body)["choices"][0]["message"]["content"])
        written["key_judgements"][0]["text"] = "The council of Kestrel painted 77,777 bridges in 1812."
        return completion(json.dumps(written))

    brief = tmp_path / "brief.md"
    with ScriptedServer(reply=reply) as server:
        run = ("generate", articles(tmp_path / "articles", 3), "--model", "gpt-4o", "--base-url", server.base_url)
        outcome = briefing(*run, "-o", brief)
    assert outcome.code == 6
    assert "could not be asked about again" in outcome.err
    assert "out of money" in brief.read_text(encoding="utf-8")


def test_what_failed_is_asked_again_next_time_and_nothing_else(briefing: Briefing, tmp_path: Path) -> None:
    folder = articles(tmp_path / "articles", 4)
    with ScriptedServer(turns=[failure(400, "not now")], reply=obliged) as server:
        run = ("generate", folder, "--model", "gpt-4o", "--base-url", server.base_url, "--concurrency", 1)
        assert briefing(*run).code == 10
        before = len(server.requests)
        assert briefing(*run).code == 0
    assert [before, len(server.requests) - before] == [5, 2], "the source that failed, and the brief of all"


def test_a_reply_that_takes_longer_than_the_user_allows_is_asked_for_again(briefing: Briefing, tmp_path: Path) -> None:
    asked: list[dict[str, Any]] = []

    def slow_at_first(request: dict[str, Any]) -> Answer:
        asked.append(request)
        return Answer(hang=True) if len(asked) == 1 else obliged(request)

    with ScriptedServer(reply=slow_at_first) as server:
        endpoint = ("--base-url", server.base_url, "--model", "scripted", "--timeout", "2")
        began = time.monotonic()
        outcome = briefing("generate", articles(tmp_path / "articles", 1), *endpoint, "-o", tmp_path / "brief.json")
    assert time.monotonic() - began < TIMEOUT / 4
    assert outcome.code == 0, outcome.err
    assert asked[1] == asked[0]
    assert asked[-1] != asked[0], "and then for the brief; how often in all hangs on the machine"


def test_a_reply_is_given_some_time(briefing: Briefing, tmp_path: Path) -> None:
    outcome = briefing("generate", articles(tmp_path / "articles", 1), "--model", "scripted", "--timeout", "0")
    assert outcome.code == 2
    assert "--timeout" in outcome.err
