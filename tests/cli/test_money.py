"""What a user is told of money before, during and after a run, and how a run stops where it is out."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.llm import tokens
from tests.cli.conftest import SEEDS, Outcome
from tests.obliging import article, obliged
from tests.scripted_server import Answer, ScriptedServer, completion

Briefing = Callable[..., Outcome]


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply=obliged) as server:
        yield server


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number, words=120), encoding="utf-8")
    return folder


class TestDryRun:
    def test_tells_calls_tokens_and_price_by_stage_without_a_key(self, briefing: Briefing, tmp_path: Path) -> None:
        outcome = briefing("generate", SEEDS, "--model", "gpt-6-luna", "--dry-run", "-o", tmp_path / "brief.md")
        assert outcome.code == 0
        rows = {line.split()[0]: line.split()[1:] for line in outcome.out.split("\n\n")[0].splitlines()}
        assert list(rows) == ["stage", "summarize", "consolidate", "total"]
        assert rows["summarize"][0] == "5"
        assert rows["total"][0] == "6"
        assert all(re.fullmatch(r"\$0\.\d{2,6}", row[-1]) for name, row in rows.items() if name != "stage")
        assert "list prices of" in outcome.out.lower()
        assert "thinks before it writes" in outcome.out
        assert [path.name for path in tmp_path.iterdir()] == []

    def test_as_json(self, briefing: Briefing) -> None:
        found = json.loads(briefing("generate", SEEDS, "--model", "house", "--dry-run", "--json", "-q").out)
        assert (found["model"], found["calls"], found["stored"]) == ("house", 6, 0)
        assert found["usd"] is None
        assert found["tokens_in"] == sum(stage["tokens_in"] for stage in found["stages"].values()) > 5000

    def test_of_an_unknown_price(self, briefing: Briefing) -> None:
        out = briefing("generate", SEEDS, "--model", "house", "--dry-run").out
        assert re.search(r"^total .* price unknown$", out, re.MULTILINE)
        assert "--models FILE" in out
        assert "$" not in out

    def test_of_the_embedded_writer(self, briefing: Briefing) -> None:
        assert briefing("generate", SEEDS, "--dry-run").out == "no model: no calls, nothing to pay\n"
        assert json.loads(briefing("generate", SEEDS, "--dry-run", "--json").out)["usd"] == 0

    def test_says_what_is_in_the_store(self, briefing: Briefing, server: ScriptedServer, articles: Path) -> None:
        asked = ["generate", articles, "--model", "gpt-6-luna", "--base-url", server.base_url]
        assert briefing(*asked).code == 0
        count = len(server.requests)
        (articles / "3.txt").write_text(article(9, words=120), encoding="utf-8")
        out = briefing(*asked, "--dry-run").out
        assert "3 of 5 calls are in the store" in out
        assert re.search(r"^total +2 ", out, re.MULTILINE)
        assert len(server.requests) == count

    @pytest.mark.parametrize("others", [["--json"], ["--dry-run", "--record", "audit"]])
    def test_bears_no_nonsense_beside_it(self, briefing: Briefing, others: list[str]) -> None:
        outcome = briefing("generate", SEEDS, *others)
        assert outcome.code == 2
        assert "--dry-run" in outcome.complaint


class TestBudget:
    def test_that_is_too_small_ends_the_run_before_the_call(
        self, briefing: Briefing, server: ScriptedServer, articles: Path, tmp_path: Path
    ) -> None:
        brief = tmp_path / "brief.md"
        asked = ["generate", articles, "--model", "gpt-6-luna", "--base-url", server.base_url, "-o", brief]
        threads = threading.active_count()
        outcome = briefing(*asked, "--budget", "0.0001")
        assert outcome.code == 9
        assert "--budget $0.0001 is used up: $0.00 are spent" in outcome.complaint
        assert "Traceback" not in outcome.err
        assert server.requests == []
        assert not brief.exists()
        assert threading.active_count() == threads
        assert briefing(*asked, "--budget", "0.50").code == 0

    def test_keeps_what_was_paid_for(self, briefing: Briefing, server: ScriptedServer, articles: Path) -> None:
        asked = ["generate", articles, "--model", "gpt-6-luna", "--base-url", server.base_url, "--concurrency", 1]
        outcome = briefing(*asked, "--max-tokens-total", 15_000)
        assert outcome.code == 9
        assert "--max-tokens-total 15,000 is used up" in outcome.complaint
        paid = [json.dumps(request["messages"]) for request in server.requests]
        assert 0 < len(paid) < 4
        assert briefing(*asked, "--max-tokens-total", 200_000).code == 0
        later = [json.dumps(request["messages"]) for request in server.requests[len(paid) :]]
        assert set(paid).isdisjoint(later)

    @pytest.mark.parametrize("amount", ["0", "-1", "much", "nan", "inf", "0,50", ""])
    def test_that_is_no_sum_is_refused(self, briefing: Briefing, amount: str) -> None:
        outcome = briefing("generate", SEEDS, "--model", "gpt-6-luna", f"--budget={amount}")
        assert outcome.code == 2
        assert "--budget" in outcome.complaint

    def test_of_an_unknown_price_is_refused_before_any_call(
        self, briefing: Briefing, server: ScriptedServer, articles: Path
    ) -> None:
        outcome = briefing(
            "generate", articles, "--model", "house", "--base-url", server.base_url, "--budget", "1"
        )  # fmt: skip
        assert outcome.code == 2
        assert "--budget $1.00 cannot be kept: the price of the model 'house' is unknown" in outcome.complaint
        assert "--models" in outcome.complaint
        assert "--max-tokens-total" in outcome.complaint
        assert server.requests == []


class TestTheEndOfARun:
    def test_tells_what_this_run_has_paid(self, briefing: Briefing, server: ScriptedServer, articles: Path) -> None:
        asked = ["generate", articles, "--model", "gpt-6-luna", "--base-url", server.base_url]
        first = briefing(*asked)
        told = re.search(r"(\d+) calls, [\d,]+ tokens in, [\d,]+ out, (\$0\.\d+) now$", first.err, re.MULTILINE)
        assert told
        assert int(told[1]) == len(server.requests)
        assert f"{told[2]} at list prices of " in first.out
        second = briefing(*asked)
        assert f"{told[1]} calls, all from the store: nothing to pay now" in second.err
        assert second.out == first.out
        assert "calls" not in briefing(*asked, "-q").err

    def test_says_so_where_the_price_is_unknown(
        self, briefing: Briefing, server: ScriptedServer, articles: Path
    ) -> None:
        outcome = briefing("generate", articles, "--model", "house", "--base-url", server.base_url)
        assert re.search(r" out, price unknown now$", outcome.err, re.MULTILINE)
        assert "price unknown" in outcome.out
        assert "$" not in outcome.out.partition("## Cost")[2].partition("[^1]:")[0]


def test_the_check_tells_what_its_judge_cost(briefing: Briefing, articles: Path, tmp_path: Path) -> None:
    opinion = json.dumps({"reason": "So it is.", "supports": [1], "contradicts": [], "verdict": "supported"})
    draft = tmp_path / "draft.md"
    sentence = next(line for line in article(0).splitlines() if line.startswith("The council")).split(". ")[0]
    draft.write_text(f"{sentence}.\n", encoding="utf-8")
    with ScriptedServer(reply=lambda _: completion(opinion, sent=1000)) as server:
        asked = ["check", draft, "--source", articles, "--judge", "model", "--model", "gpt-6-luna"]
        asked += ["--base-url", server.base_url]
        report = briefing(*asked).out
        found = json.loads(briefing(*asked, "--json", "-q").out)["cost"]
    assert re.search(r"^the model: 1 call, 1,000 tokens in, \d+ out, \$0\.\d+ at list prices of ", report, re.MULTILINE)
    assert (found["calls"], found["tokens_in"]) == (1, 1000)
    assert found["usd"] > 0
    assert json.loads(briefing("check", draft, "--source", articles, "--json", "-q").out)["cost"]["calls"] == 0


def test_the_check_tells_beforehand_what_its_judge_would_cost(
    briefing: Briefing, articles: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(article(0, words=120), encoding="utf-8")
    opinion = json.dumps({"reason": "So it is.", "supports": [1], "contradicts": [], "verdict": "supported"})

    def reply(request: dict[str, Any]) -> Answer:
        return completion(opinion, sent=sum(tokens.count(message["content"]) for message in request["messages"]))

    with ScriptedServer(reply=reply) as server:
        asked = ["check", draft, "--source", articles / "1.txt", "--source", articles / "2.txt"]
        asked += ["--judge", "model", "--model", "gpt-6-luna", "--base-url", server.base_url]
        dry = briefing(*asked, "--dry-run", "--json", "-q")
        assert server.requests == []
        assert not (tmp_path / "home").exists()
        paid = json.loads(briefing(*asked, "--json", "-q").out)["cost"]
    found = json.loads(dry.out)
    assert dry.code == 0
    assert found["calls"] == paid["calls"] > 3
    assert found["tokens_in"] == paid["tokens_in"]
    assert list(found["stages"]) == ["judge"]
    after = briefing(*asked, "--dry-run").out
    assert f"{paid['calls']} of {paid['calls']} calls are in the store" in after
    assert "once more" not in after
    assert briefing("check", draft, "--source", articles, "--dry-run").out == "no model: no calls, nothing to pay\n"


@pytest.mark.parametrize("seconds", ["nan", "inf"])
def test_a_time_that_is_none_is_refused(briefing: Briefing, seconds: str) -> None:
    outcome = briefing("generate", SEEDS, "--model", "gpt-6-luna", "--timeout", seconds)
    assert outcome.code == 2
    assert "--timeout" in outcome.err
