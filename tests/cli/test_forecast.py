"""`briefing forecast`: from a brief to the ledger, what became of it, and the score."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

DAYS = Path(__file__).resolve().parents[1] / "days"
Briefing = Callable[..., Outcome]


@pytest.fixture
def ledger(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the three forecasts of a brief, which are in the ledger."""
    monkeypatch.chdir(tmp_path)
    assert briefing("generate", DAYS / "day1", "-o", "velmar.json", "-o", "velmar.md").code == 0
    added = briefing("forecast", "add", "velmar.json")
    assert added.out == "3 forecasts added, 0 known before\n"
    return [each["id"] for each in json.loads(briefing("forecast", "list", "--json").out)]


def test_an_empty_ledger_says_how_to_fill_it(briefing: Briefing) -> None:
    assert "briefing forecast add" in briefing("forecast", "list").out
    assert briefing("forecast", "list", "--json").out == "[]\n"
    assert "nothing to score" in briefing("forecast", "score").out


def test_nothing_is_added_twice_in_whatever_form(briefing: Briefing, ledger: list[str]) -> None:
    assert briefing("forecast", "add", "velmar.json").out == "0 forecasts added, 3 known before\n"
    assert briefing("forecast", "add", "velmar.md").out == "0 forecasts added, 3 known before\n"
    assert len(set(ledger)) == 3
    assert all(id.startswith("velmar-2025-03-04-") for id in ledger)


def test_what_is_due_is_open_and_over(briefing: Briefing, ledger: list[str]) -> None:
    def due(day: str) -> list[str]:
        return [each["id"] for each in json.loads(briefing("forecast", "list", "--due", "--today", day, "--json").out)]

    assert due("2025-03-31") == []
    assert due("2025-04-01") == ledger[:1]
    assert due("2026-01-01") == ledger
    assert briefing("forecast", "resolve", ledger[0], "yes", "--on", "2025-03-20").code == 0
    assert due("2025-04-01") == []


def test_a_forecast_is_shown_with_all_that_resolves_it(briefing: Briefing, ledger: list[str]) -> None:
    briefing("forecast", "resolve", ledger[0][-6:], "no", "--note", "Harbour Courier", "--on", "2025-04-02")
    lines = briefing("forecast", "list", "--today", "2025-04-03").out.splitlines()
    assert lines[0] == f"{ledger[0]}  no  (likely: 55-75 %; until 31 March 2025)"
    assert lines[1].startswith("  Port Velmar is likely to reopen")
    assert lines[2] == "  question: Will Port Velmar reopen to cargo ships before the end of March (by 31 March 2025)?"
    assert lines[3] == "  judged by Edda Maurin"
    assert lines[4] == "  resolved 2 April 2025: Harbour Courier"


def test_who_resolves_again_is_told_what_it_was(briefing: Briefing, ledger: list[str]) -> None:
    briefing("forecast", "resolve", ledger[0], "no")
    assert f"{ledger[0]}: void (was no)" in briefing("forecast", "resolve", ledger[0], "void").out


def test_a_forecast_is_resolved_neither_in_the_future_nor_before_it_was_made(
    briefing: Briefing, ledger: list[str]
) -> None:
    [made] = [each for each in json.loads(briefing("forecast", "list", "--json").out) if each["id"] == ledger[0]]
    first = datetime.date.fromisoformat(min(made["date"], made["from"]))
    early, late = first - datetime.timedelta(days=1), datetime.date.today() + datetime.timedelta(days=2)
    refused = briefing("forecast", "resolve", ledger[0], "yes", "--on", early)
    assert refused.code == 2
    assert f"on {early}: it was made on {first}" in refused.complaint
    refused = briefing("forecast", "resolve", ledger[0], "yes", "--on", late)
    assert refused.code == 2
    assert f"--on {late} is still to come: today is {datetime.date.today()}" in refused.complaint
    states = [each["state"] for each in json.loads(briefing("forecast", "list", "--today", first, "--json").out)]
    assert states == ["open"] * 3
    assert briefing("forecast", "resolve", ledger[0], "yes", "--on", first).code == 0


def test_the_score_as_lines_and_as_json(briefing: Briefing, ledger: list[str]) -> None:
    for id, outcome in zip(ledger, ("yes", "no", "void"), strict=True):
        briefing("forecast", "resolve", id, outcome)
    stated = json.loads(briefing("forecast", "score", "--json").out)
    assert stated["whole"]["brier"] == pytest.approx(((1 - 0.65) ** 2 + 0.3**2) / 2)
    assert (stated["coin"], stated["base_rate"], stated["void"]) == (0.25, 0.25, 1)
    text = briefing("forecast", "score").out
    assert "3 forecasts: 2 scored, 0 open (0 overdue), 1 void, 0 not scorable" in text
    assert "Brier score          0.106" in text
    assert "A band's probability is its middle." in text


@pytest.mark.parametrize(("name", "begins"), [("c.png", b"\x89PNG"), ("c.pdf", b"%PDF-")])
def test_the_diagram(briefing: Briefing, ledger: list[str], name: str, begins: bytes) -> None:
    nothing = briefing("forecast", "score", "--plot", name)
    assert nothing.code == 2
    assert not Path(name).exists()
    briefing("forecast", "resolve", ledger[0], "yes")
    briefing("forecast", "resolve", ledger[1], "no")
    assert briefing("forecast", "score", "--plot", name).code == 0
    assert Path(name).read_bytes().startswith(begins)


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    "arguments",
    [
        ("resolve", "nothing", "yes"),
        ("resolve", "nothing", "maybe"),
        ("list", "--today", "soon"),
        ("score", "--plot", "c.txt"),
    ],
)
def test_what_cannot_be_carried_out_is_said(briefing: Briefing, arguments: tuple[str, ...]) -> None:
    outcome = briefing("forecast", *arguments)
    assert outcome.code == 2
    assert outcome.complaint


def test_a_brief_that_is_none_adds_nothing(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Some text of somebody.\n", encoding="utf-8")
    assert briefing("forecast", "add", tmp_path / "a.md").code == 3
