"""Two days of one event: the second brief says exactly what is new, and a day run twice keeps nothing twice."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefing.comparing.changes import since
from briefing.comparing.editions import edition
from briefing.domain.brief import CheckedBrief
from briefing.domain.changes import Change, ChangeKind, Changes
from briefing.domain.claim import Evidence, Stance
from briefing.domain.edition import Run, Told
from briefing.domain.progress import Unwatched
from briefing.forecasting.entries import entries
from briefing.pipeline import make_brief
from briefing.rendering import as_json, markdown, pdf
from briefing.settings import Settings
from briefing.store.runs import FILE, RunStore

DAYS = Path(__file__).resolve().parent / "days"
NAME = "velmar"
AT = "2025-03-05T06:00:00Z"

Morning = Callable[[str], CheckedBrief]


@cache
def key() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DAYS / "key.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def run(tmp_path: Path) -> Morning:
    """A morning's run over the folder of articles as it is on that day."""

    def morning(day: str) -> CheckedBrief:
        articles = tmp_path / "articles"
        shutil.rmtree(articles, ignore_errors=True)
        shutil.copytree(DAYS / day, articles)
        settings = Settings(sources=(str(articles),), store=tmp_path / "home")
        brief = make_brief(settings, stdin=lambda: b"", watch=Unwatched())
        brief = with_news(brief, tmp_path)
        remember(brief, tmp_path)
        return brief

    return morning


def with_news(brief: CheckedBrief, home: Path) -> CheckedBrief:
    with closing(RunStore(home / "home" / FILE)) as runs:
        previous = runs.previous(NAME, brief.draft.date)
    return replace(brief, changes=since(previous, edition(brief, NAME))) if previous else brief


def remember(brief: CheckedBrief, home: Path) -> None:
    made = edition(brief, NAME)
    with closing(RunStore(home / "home" / FILE)) as runs:
        runs.record(Run(brief=NAME, date=made.date, started=AT, ended=AT, status="written"), made, entries(made))


def news(brief: CheckedBrief) -> Changes:
    assert brief.changes is not None
    return brief.changes


def place(told: Told | None) -> Evidence:
    assert told is not None
    return next(each for each in told.evidence if each.stance is Stance.SUPPORTS)


def words(told: Told | None) -> str:
    assert told is not None
    return told.text


def stands(day: str, told: Told | None) -> bool:
    """Whether the place of a sentence is where it says, in the article of that day."""
    evidence = place(told)
    (path,) = (DAYS / day).glob(f"{evidence.source}_*.txt")
    return path.read_text(encoding="utf-8")[evidence.start : evidence.end] == evidence.quote


def of(changes: Changes, kind: str) -> tuple[Change, ...]:
    return changes.of(ChangeKind(kind))


def test_a_first_day_has_no_news(run: Morning) -> None:
    brief = run("day1")
    assert brief.changes is None
    assert "What is new" not in markdown.render(brief)
    assert json.loads(as_json.render(brief))["changes"] is None


def test_the_second_day_tells_exactly_what_is_new(run: Morning) -> None:
    run("day1")
    changes = news(run("day2"))
    assert changes.since.isoformat() == key()["since"]
    told = of(changes, "new")
    assert len(told) == len(key()["new"])
    for each in key()["new"]:
        (found,) = (change for change in told if each["says"] in words(change.now))
        assert place(found.now).source == each["source"]
        assert stands("day2", found.now)


def test_what_changed_is_told_with_both_places(run: Morning) -> None:
    run("day1")
    changed = of(news(run("day2")), "changed")
    assert len(changed) == len(key()["changed"])
    for each in key()["changed"]:
        (found,) = (change for change in changed if each["now"] in words(change.now))
        assert each["before"] in words(found.before)
        assert (place(found.before).source, place(found.now).source) == (each["before_source"], each["now_source"])
        assert stands("day1", found.before)
        assert stands("day2", found.now)


def test_a_judgement_that_turned_says_so(run: Morning) -> None:
    run("day1")
    brief = run("day2")
    (turn,) = news(brief).turns
    (each,) = key()["judgements"]
    assert (turn.was, turn.became, turn.judge) == (each["was"], each["became"], each["judge"])
    assert each["about"] in turn.before.text
    assert (place(turn.before).source, place(turn.now).source) == (each["before_source"], each["now_source"])
    assert "was likely, now realistic possibility" in markdown.render(brief)


def test_what_a_new_version_does_not_say_any_more_is_withdrawn_and_nothing_else(run: Morning) -> None:
    run("day1")
    changes = news(run("day2"))
    (found,) = of(changes, "withdrawn")
    (each,) = key()["withdrawn"]
    assert each["said"] in words(found.before)
    assert place(found.before).source == each["source"]
    assert stands("day1", found.before)
    assert any(
        "Egypt" in told.text for told in changes.left_out
    )  # its article is not read any more: nobody took it back


def test_sources_are_new_in_a_new_version_or_read_before(run: Morning) -> None:
    run("day1")
    changes = news(run("day2"))
    lists = {"new": changes.new_sources, "updated": changes.updated_sources, "seen": changes.seen_sources}
    assert {name: [Path(each.path).name for each in found] for name, found in lists.items()} == key()["sources"]


def test_the_section_stands_in_every_form(run: Morning) -> None:
    run("day1")
    brief = run("day2")
    text = markdown.render(brief)
    section = text[text.index("## What is new since 4 March 2025") : text.index("## Summary")]
    kinds = ["new"] * 3 + ["changed"] * 2 + ["judgement", "withdrawn"]
    assert [line.split("**")[1] for line in section.splitlines() if line.startswith("- **")] == kinds
    assert "(202_north-wire.txt, characters 569-631)" in section
    assert "1 source is new, 1 has a new version, 1 was read before" in section
    stated = json.loads(as_json.render(brief))["changes"]
    assert [each["kind"] for each in stated["claims"]] == ["new"] * 3 + ["changed"] * 2 + ["withdrawn"]
    assert pdf.render(brief).data.startswith(b"%PDF-")


def test_the_same_day_again_changes_and_keeps_nothing(run: Morning, tmp_path: Path) -> None:
    run("day1")
    first = run("day2")
    kept = dump(tmp_path)
    second = run("day2")
    assert markdown.render(second) == markdown.render(first)
    assert as_json.render(second) == as_json.render(first)
    assert dump(tmp_path) == kept
    assert not second.draft.cost.calls


def test_a_third_day_of_the_same_articles_has_nothing_new(run: Morning, tmp_path: Path) -> None:
    run("day1")
    run("day2")
    brief = make_brief(
        Settings(sources=(str(tmp_path / "articles"),), store=tmp_path / "home", date=date(2025, 3, 6)),
        stdin=lambda: b"",
        watch=Unwatched(),
    )
    brief = with_news(brief, tmp_path)
    assert news(brief).since.isoformat() == "2025-03-05"
    assert not news(brief).is_news
    assert "- Nothing." in markdown.render(brief)


def test_an_article_of_the_day_before_yesterday_is_no_news(run: Morning, tmp_path: Path) -> None:
    run("day1")
    run("day2")
    shutil.copy(DAYS / "day1" / "202_north-wire.txt", tmp_path / "articles")
    brief = make_brief(
        Settings(sources=(str(tmp_path / "articles"),), store=tmp_path / "home", date=date(2025, 3, 6)),
        stdin=lambda: b"",
        watch=Unwatched(),
    )
    changes = news(with_news(brief, tmp_path))
    assert not of(changes, "new")
    assert not changes.new_sources


def dump(home: Path) -> list[Any]:
    with closing(sqlite3.connect(home / "home" / FILE)) as store:
        return [store.execute(f"SELECT * FROM {table}").fetchall() for table in ("run", "claim", "forecast")]
