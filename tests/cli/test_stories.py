"""`briefing stories`: what a user sees of the grouping."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.comparing.events_told import ALONE, DAM, STRIKE

Briefing = Callable[..., Outcome]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, texts in (("dam", DAM), ("strike", STRIKE), ("alone", (ALONE,))):
        for at, text in enumerate(texts):
            (folder / f"{name}{at}.txt").write_text(text.replace("\n", "\n\n"), encoding="utf-8")
    copy = "The Dam of Kilimbo Gives Way\n\nBy Joe Marsh | 5 March 2024\n\n" + DAM[0].replace("\n", "\n\n")
    (folder / "copy.txt").write_text(copy, encoding="utf-8")
    return folder


def test_articles_are_listed_by_event_with_words_days_and_copies(briefing: Briefing, articles: Path) -> None:
    outcome = briefing("stories", articles)
    assert outcome.code == 0
    dam, strike, alone = outcome.out.strip().split("\n\n")
    assert dam.startswith("Story 1: ") and "Kilimbo" in dam.splitlines()[0]
    assert dam.splitlines()[1].strip() == "4 articles, 1 of them a copy, 2024-03-05"
    assert "The Dam of Kilimbo Gives Way (2024-03-05)" in dam
    assert "dam0.txt; a copy of 2" in dam
    assert "Vindeln" in strike.splitlines()[0] and strike.count("strike") >= 3
    assert "1 article" in alone and "alone0.txt" in alone


def test_as_json(briefing: Briefing, articles: Path) -> None:
    found = json.loads(briefing("stories", articles, "--json").out)
    assert found["skipped"] == []
    dam = found["stories"][0]
    assert dam["copies"] == 1 and (dam["first"], dam["last"]) == ("2024-03-05", "2024-03-05")
    assert [Path(each["path"]).name for each in dam["sources"]] == ["copy.txt", "dam0.txt", "dam1.txt", "dam2.txt"]
    assert [each["duplicate_of"] for each in dam["sources"]] == [None, "2", None, None]
    assert [len(story["sources"]) for story in found["stories"]] == [4, 3, 1]


def test_what_cannot_be_read_is_told_and_the_rest_is_shown(briefing: Briefing, articles: Path) -> None:
    outcome = briefing("stories", articles / "alone0.txt", articles / "missing.txt")
    assert outcome.code == 10
    assert "missing.txt" in outcome.complaint
    assert outcome.out.startswith("Story 1: ")


def test_nothing_readable_is_an_error(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing("stories", tmp_path / "missing.txt").code == 3


def test_generate_leaves_out_what_tells_of_something_else_and_says_so(briefing: Briefing, articles: Path) -> None:
    whole = briefing("generate", articles, "-q", "-o", articles.parent / "whole.md")
    assert (whole.code, whole.err) == (0, ""), "what was given is used, unless less was asked for"
    outcome = briefing("generate", articles, "--one-story", "-q", "-o", articles.parent / "brief.md")
    assert outcome.code == 0
    assert "4 of 8 articles tell of something else and are left out" in outcome.complaint
    assert "alone0.txt" in outcome.complaint and "dam" not in outcome.complaint
    brief = (articles.parent / "brief.md").read_text(encoding="utf-8")
    assert "4 of 8 articles left out, as they tell of something else: alone0.txt, strike0.txt" in brief
    assert "Vindeln" not in brief and "Kilimbo" in brief
    checked = briefing("check", articles.parent / "brief.md", "--fail-on", "unsupported")
    assert (checked.code, "left out" in checked.out) == (0, False), "what the program says of itself is no claim"


def test_generate_leaves_nothing_out_where_no_two_articles_tell_of_the_same(briefing: Briefing, articles: Path) -> None:
    outcome = briefing(
        "generate", articles / "dam0.txt", articles / "strike0.txt", "--one-story", "-q", "-o", articles / "b.md"
    )
    assert (outcome.code, outcome.err) == (0, "")
