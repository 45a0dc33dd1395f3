"""A sentence of a brief that says two things, on its way through the ledger."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Outcome

Briefing = Callable[..., Outcome]
ARTICLE = """\
Harbour outlook

By Mara Quist

4 March 2025

The blockade of Port Velmar ended on Monday. Both crews went home.

Before the end of March the director is likely to resign and to leave the country, Quist judges. The crane is highly \
unlikely to be replaced before the end of May if the divers find cracks. The pilots are likely to strike and \
sue before the end of April. The tug is likely to be sold before the end of June, leaving the port without one. The \
northern yard is likely to hire welders or to close before the end of July. No ferry to Lindhaven is likely before the \
end of May.
"""


def listed(briefing: Briefing) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(briefing("forecast", "list", "--json").out)
    return found


@pytest.fixture
def brief(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "outlook.txt").write_text(ARTICLE, encoding="utf-8")
    assert briefing("generate", "outlook.txt", "-o", "velmar.json", "-o", "velmar.md").code == 0
    return tmp_path / "velmar.md"


def test_the_brief_says_what_the_ledger_will_do(briefing: Briefing, brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    for note in (
        "two outcomes, each scored alone",
        "conditional, not scorable",
        "two outcomes, not scorable",
        "main outcome alone scored",
        "either outcome counts",
        "no question, not scorable",
    ):
        assert text.count(f"`{note}`") == 1
    found = json.loads(briefing("check", brief, "--json").out)
    assert {claim["touch"] for claim in found["claims"]} == {"untouched"}


@pytest.mark.parametrize("form", ["velmar.json", "velmar.md"])
def test_halves_are_listed_with_their_sentence_and_a_question_each(briefing: Briefing, brief: Path, form: str) -> None:
    added = briefing("forecast", "add", brief.parent / form, "--name", "velmar")
    assert added.out == (
        "7 forecasts added, 0 known before; 3 of 7 cannot be scored; 2 are halves of sentences that say two things\n"
    )
    first, second = [each for each in listed(briefing) if each["sentence"]]
    assert (first["id"][-1], second["id"][-1]) == ("a", "b")
    assert [each["sentence"][slice(*each["own"])] for each in (first, second)] == [
        "to resign",
        "to leave the country",
    ]
    assert first["text"] == "Before the end of March the director is likely to resign."
    assert [each["question"] for each in (first, second)] == [
        "Before the end of March, will the director resign (by 31 March 2025)?",
        "Before the end of March, will the director leave the country (by 31 March 2025)?",
    ]
    assert [each["until"] for each in (first, second)] == ["2025-03-31", "2025-03-31"]
    shown = briefing("forecast", "list").out
    assert (
        "  one of two things in: Before the end of March the director is likely to resign and to leave the country"
        in shown
    )
    assert "  question: Before the end of March, will the director resign (by 31 March 2025)?" in shown


def test_each_half_is_resolved_and_scored_alone(briefing: Briefing, brief: Path) -> None:
    assert briefing("forecast", "add", brief).code == 0
    first, second = (each["id"] for each in listed(briefing) if each["sentence"])
    short = first[-7:-1]
    unclear = briefing("forecast", "resolve", short, "yes")
    assert unclear.code == 2
    assert f"the sentence of '{short}' says two things" in unclear.complaint and first in unclear.complaint
    assert (
        "Before the end of March, will the director resign (by 31 March 2025)?"
        in briefing("forecast", "resolve", first[-7:], "yes").out
    )
    assert briefing("forecast", "resolve", second, "no").code == 0
    stated = json.loads(briefing("forecast", "score", "--json").out)
    assert (stated["resolved"], stated["halves"], stated["unscorable"]) == (2, 2, 3)
    assert stated["whole"]["brier"] == pytest.approx((0.35**2 + 0.65**2) / 2)
    assert "2 are halves of sentences that say two things" in briefing("forecast", "score").out


def test_what_is_not_scorable_is_never_scored(briefing: Briefing, brief: Path) -> None:
    assert briefing("forecast", "add", brief).code == 0
    marked = [each["id"] for each in listed(briefing) if not each["scorable"]]
    assert len(marked) == 3
    assert [briefing("forecast", "resolve", id, "yes").code for id in marked] == [0, 0, 0]
    assert json.loads(briefing("forecast", "score", "--json").out)["resolved"] == 0
