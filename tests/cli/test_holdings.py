"""`briefing cache` and what lies beside replies: shown, and cleared where it is named, and nowhere else."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.domain.visit import Visit
from briefing.store.replies import ReplyStore
from briefing.store.runbook import key_of
from briefing.store.underway import lock_of
from briefing.store.visits import VisitStore
from tests.cli.conftest import Outcome
from tests.unattended.days import ARTICLES

Briefing = Callable[..., Outcome]
FORECAST = "Talks on shifts are likely to go on until May 2025"


@pytest.fixture
def home(briefing: Briefing, tmp_path: Path) -> Path:
    """A store with a reply, a page, a run with a forecast and an outcome, and a delivery that is owed."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "strike.txt").write_text(ARTICLES["strike"])
    (tmp_path / "briefing.toml").write_text(
        '[briefs.port]\nsources = ["in"]\noutputs = ["out/{date}.md"]\ndeliver = ["wire"]\n'
        '[deliver.wire]\nkind = "webhook"\nurl = "http://127.0.0.1:9/"\n'
    )
    assert briefing("run", "--config", tmp_path / "briefing.toml").code == 24
    home = tmp_path / "home"
    visits = VisitStore(home / "visits.sqlite")
    visits.put(Visit(url="http://a/", etag='"1"', modified=None, charset=None), [b"page"])
    visits.close()
    replies = ReplyStore(home / "replies.sqlite")
    replies.put("k", stage="s", model="m", request="{}", body="{}")
    replies.close()
    [forecast] = json.loads(briefing("forecast", "list", "--json").out)
    assert forecast["text"].startswith(FORECAST)
    assert (forecast["brief"], forecast["config"]) == ("port", str(tmp_path / "briefing.toml"))
    assert briefing("forecast", "resolve", forecast["id"], "yes").code == 0
    return home


def left(home: Path) -> dict[str, int]:
    """Rows that stand for what a user would miss."""
    found = {}
    for file, table in (
        ("replies.sqlite", "reply"),
        ("visits.sqlite", "visit"),
        ("runs.sqlite", "forecast"),
        ("runs.sqlite", "claim"),
        ("unattended.sqlite", "run"),
        ("unattended.sqlite", "parcel"),
    ):
        with closing(sqlite3.connect(home / file)) as connection:
            (found[table],) = connection.execute(f"SELECT count(*) > 0 FROM {table}").fetchone()
    return found


WHOLE = {"reply": 1, "visit": 1, "forecast": 1, "claim": 1, "run": 1, "parcel": 1}


def test_info_shows_all_that_is_stored(briefing: Briefing, home: Path) -> None:
    lines = briefing("cache", "info").out.splitlines()
    below = lines[lines.index("beside them:") + 1 :]
    assert [line.split(",")[0].strip() for line in below] == [
        "visits.sqlite: 1 fetched page or feed",
        "runs.sqlite: 1 brief that is remembered",
        "unattended.sqlite: 1 unattended run",
    ]
    assert "1 forecast in the ledger, 1 outcome, " in below[1]
    assert "1 delivery that is owed, " in below[2]
    shown = json.loads(briefing("cache", "info", "--json").out)["beside"]
    assert [(each["kind"], each.get("forecasts"), each["fault"]) for each in shown] == [
        ("pages", None, None),
        ("runs", 1, None),
        ("runs", None, None),
    ]
    assert left(home) == WHOLE


def test_replies_alone_go_unless_something_is_named(briefing: Briefing, home: Path) -> None:
    assert briefing("cache", "clear", "--yes").out == "deleted 1 reply\n"
    assert left(home) == WHOLE | {"reply": 0}
    assert briefing("cache", "clear", "pages", "--yes").out == "deleted 1 fetched page or feed\n"
    assert left(home) == WHOLE | {"reply": 0, "visit": 0}
    assert briefing("cache", "clear", "pages", "--yes").out == "nothing to delete (pages)\n"


def test_runs_and_their_ledger_go_by_name_and_the_next_run_begins_anew(briefing: Briefing, home: Path) -> None:
    said = briefing("cache", "clear", "runs", "--yes").out.splitlines()
    assert said[0].startswith("deleted 1 brief that is remembered, 1 forecast in the ledger, 1 outcome")
    assert left(home) == dict.fromkeys(WHOLE, 0) | {"reply": 1, "visit": 1}
    assert briefing("run", "--config", home.parent / "briefing.toml").code == 24
    assert left(home) == WHOLE


def test_nothing_is_taken_away_from_a_run_that_is_under_way(briefing: Briefing, home: Path) -> None:
    with lock_of(home, "port", key_of(home.parent / "briefing.toml", "port")):
        refused = briefing("cache", "clear", "runs", "--yes")
        assert briefing("run", "--config", home.parent / "briefing.toml").code == 23  # it is the lock of runs
        assert briefing("cache", "clear", "pages", "--yes").code == 0
    assert (refused.code, refused.out) == (4, "")
    assert (
        refused.complaint
        == "briefing: a run of the brief 'port' is under way, and nothing was deleted. Try again when it is done."
    )
    assert left(home) == WHOLE | {"visit": 0}


def test_who_clears_is_asked_with_all_that_goes(briefing: Briefing, home: Path) -> None:
    refused = briefing("cache", "clear", "runs", "pages")
    assert (refused.code, "nothing was deleted" in refused.err) == (2, True)
    assert left(home) == WHOLE


@pytest.mark.parametrize("condition", [("--older-than", "30d"), ("--model", "m")])
def test_conditions_are_for_replies(briefing: Briefing, home: Path, condition: tuple[str, str]) -> None:
    refused = briefing("cache", "clear", "replies", "runs", "--yes", *condition)
    assert (refused.code, f"{condition[0]} chooses among replies alone" in refused.complaint) == (2, True)
    assert left(home) == WHOLE


def test_what_is_no_store_any_more_is_shown_and_can_be_cleared(briefing: Briefing, home: Path) -> None:
    (home / "visits.sqlite").write_bytes(b"no database, but long enough to look like one" * 100)
    assert "visits.sqlite: no store any more" in briefing("cache", "info").out
    assert briefing("cache", "clear", "pages", "--yes").code == 0
    assert not (home / "visits.sqlite").exists()
