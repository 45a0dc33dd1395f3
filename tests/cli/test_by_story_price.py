"""`generate --by-story --dry-run`: what the briefs of a pile would cost, before a key is needed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing import pipeline
from briefing.cli import estimate
from briefing.domain.brief import Cost
from briefing.domain.estimate import Estimate, Expected
from briefing.errors import AddressError, TooLongError
from tests.cli.conftest import Outcome
from tests.collection.piles import pile
from tests.obliging import obliged
from tests.scripted_server import ScriptedServer

Program = Callable[..., Outcome]
FIGURES = ("calls", "tokens_in", "tokens_out", "stored")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = pile(tmp_path / "articles")
    (folder / "empty.txt").unlink()
    return folder


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply=obliged) as server:
        yield server


def rows(outcome: Outcome) -> dict[str, list[str]]:
    """Cells by what stands before them, the head of the table left out."""
    lines = [re.split(r" {2,}", line) for line in outcome.out.split("\n\n")[0].splitlines()]
    return {name: cells for name, *cells in lines[1:]}


def test_tells_calls_tokens_and_price_of_each_story_and_in_sum(
    briefing: Program, articles: Path, tmp_path: Path
) -> None:
    outcome = briefing("generate", articles, "--by-story", "--model", "gpt-6-luna", "--dry-run")
    assert outcome.code == 0
    found = rows(outcome)
    *stories, total = found
    assert [name[:2] for name in stories] == ["01", "02", "03", "04"]
    assert stories[0].startswith("01-ostrava-bridge")
    assert total == "total: 4 briefs"
    assert [found[name][0] for name in found] == ["4", "4", "3", "2", "13"]  # copies are asked about once
    for column in (1, 2):
        figures = [int(found[name][column].replace(",", "")) for name in found]
        assert sum(figures[:-1]) == figures[-1] > 1000
    prices = [float(found[name][3].removeprefix("$")) for name in found]
    assert sum(prices[:-1]) == pytest.approx(prices[-1], abs=1e-5)
    assert "list prices of" in outcome.out.lower()
    assert [path.name for path in tmp_path.iterdir()] == ["articles"]


def test_as_json_the_stories_stand_beside_what_they_come_to(briefing: Program, articles: Path) -> None:
    outcome = briefing("generate", articles, "--by-story", "--model", "gpt-6-luna", "--dry-run", "--json", "-q")
    found = json.loads(outcome.out)
    assert [story["number"] for story in found["stories"]] == [1, 2, 3, 4]
    assert [story["articles"] for story in found["stories"]] == [4, 3, 2, 1]
    for figure in FIGURES:
        assert found[figure] == sum(story[figure] for story in found["stories"])
        assert found[figure] == sum(stage[figure] for stage in found["stages"].values())
    assert found["usd"] == pytest.approx(sum(story["usd"] for story in found["stories"]))
    assert list(found["stages"]) == ["summarize", "consolidate"]
    assert found["again"]["calls"] == 4
    assert {story["failed"] for story in found["stories"]} == {None}


def test_what_was_made_costs_nothing_any_more(
    briefing: Program, articles: Path, server: ScriptedServer, tmp_path: Path
) -> None:
    asked = ["generate", articles, "--by-story", "--model", "gpt-6-luna", "--base-url", server.base_url]
    before = json.loads(briefing(*asked, "--dry-run", "--json").out)
    assert briefing(*asked, "-o", tmp_path / "{story}.md").code == 0
    paid = len(server.requests)
    after = json.loads(briefing(*asked, "--dry-run", "--json").out)
    assert (after["calls"], after["usd"], after["stored"]) == (0, 0.0, before["calls"])
    assert {story["calls"] for story in after["stories"]} == {0}
    assert len(server.requests) == paid


def test_without_a_model_there_is_nothing_to_pay(briefing: Program, articles: Path) -> None:
    asked = ["generate", articles, "--by-story", "--dry-run", "--workers", "1"]
    assert briefing(*asked).out == "4 briefs, no model: no calls, nothing to pay\n"
    found = json.loads(briefing(*asked, "--json").out)
    assert (found["model"], found["calls"], found["usd"]) == (None, 0, 0)
    assert [story["articles"] for story in found["stories"]] == [4, 3, 2, 1]


def test_after_twenty_stories_the_others_have_one_line(
    briefing: Program, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["generate", articles, "--by-story", "--model", "gpt-6-luna", "--dry-run"]
    whole = rows(briefing(*asked))
    monkeypatch.setattr(estimate, "SHOWN", 2)
    found = rows(briefing(*asked))
    assert list(found) == [*list(whole)[:2], "and 2 others", "total: 4 briefs"]
    assert found["and 2 others"][0] == "5"
    assert found["total: 4 briefs"] == whole["total: 4 briefs"]


def test_several_processes_come_to_the_same(briefing: Program, articles: Path) -> None:
    asked = ["generate", articles, "--by-story", "--model", "gpt-6-luna", "--dry-run", "--json"]
    assert briefing(*asked, "--workers", "2").out == briefing(*asked).out


def test_a_story_that_would_get_no_brief_is_named_and_the_others_are_told(
    briefing: Program, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.expected

    def failing(settings: Any, reading: Any, watch: Any) -> Any:
        if any("comet" in source.path for source in reading.sources):
            raise TooLongError("the context is too short", help="Take another model.")
        return whole(settings, reading, watch)

    monkeypatch.setattr(pipeline, "expected", failing)
    asked = ["generate", articles, "--by-story", "--model", "gpt-6-luna", "--dry-run"]
    outcome = briefing(*asked)
    assert outcome.code == 6
    assert outcome.complaint == "briefing: story 3 has no brief: the context is too short. Take another model."
    assert list(rows(outcome))[-1] == "total: 3 briefs"
    found = json.loads(briefing(*asked, "--json").out)
    assert [bool(story["failed"]) for story in found["stories"]] == [False, False, True, False]


@pytest.mark.parametrize("error", [TooLongError("too long"), AddressError("no endpoint")])
def test_what_ails_all_of_them_is_the_error_of_the_command(
    error: Exception, briefing: Program, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> Any:
        raise error

    monkeypatch.setattr(pipeline, "expected", failing)
    outcome = briefing("generate", articles, "--by-story", "--model", "gpt-6-luna", "--dry-run")
    assert (outcome.code, outcome.out) == (6, "")
    assert outcome.complaint.startswith(f"briefing: {error}")


def test_stages_of_two_briefs_stand_in_the_order_in_which_they_are_asked() -> None:
    def one(*stages: str) -> Estimate:
        expected = Expected(cost=Cost(calls=1, tokens_in=3), stored=2)
        return Estimate(
            model="m", stages=dict.fromkeys(stages, expected), again=Cost(calls=1), priced=None, thinks=False
        )

    both = one("summarize", "consolidate") + one("summarize", "merge", "select", "consolidate")
    assert list(both.stages) == ["summarize", "merge", "select", "consolidate"]
    assert both.stages["summarize"] == Expected(cost=Cost(calls=2, tokens_in=6), stored=4)
    assert (both.total.stored, both.again.calls) == (12, 2)
