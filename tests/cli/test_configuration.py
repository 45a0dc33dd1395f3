"""Which store a command looks into: that of the configuration by which the runs were made."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.store.replies import ReplyStore
from tests.cli.conftest import Outcome
from tests.unattended.days import ARTICLES

Briefing = Callable[..., Outcome]
LISTED = ("forecast", "list", "--json")
SHOWN = ("cache", "info", "--json")


@pytest.fixture
def desk(briefing: Briefing, here: Path) -> Path:
    """A folder with a configuration whose store is another than the environment's, after a run."""
    folder = here / "desk"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "strike.txt").write_text(ARTICLES["strike"], encoding="utf-8")
    (folder / "briefing.toml").write_text(
        'store = "kept"\n[briefs.port]\nsources = ["in"]\noutputs = ["out/{date}.md"]\n', encoding="utf-8"
    )
    assert briefing("run", "--config", folder / "briefing.toml").code == 0
    return folder


def test_the_ledger_is_that_of_the_named_configuration(briefing: Briefing, desk: Path) -> None:
    assert json.loads(briefing(*LISTED).out) == []
    config = ("--config", desk / "briefing.toml")
    [forecast] = json.loads(briefing(*LISTED, *config).out)
    assert forecast["brief"] == "port"
    assert briefing("forecast", "resolve", forecast["id"], "yes", *config).code == 0
    assert json.loads(briefing("forecast", "score", "--json", *config).out)["resolved"] == 1
    brief = next((desk / "out").glob("2*.md"))
    assert briefing("forecast", "add", brief, "--name", "other", *config).out.startswith("1 forecast added")
    assert json.loads(briefing(*LISTED).out) == []


def test_it_is_that_of_the_configuration_in_the_working_folder(
    briefing: Briefing, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    assert len(json.loads(briefing(*LISTED).out)) == 1
    assert json.loads(briefing(*SHOWN).out)["path"] == str(desk / "kept" / "replies.sqlite")


def test_a_configuration_without_a_store_goes_by_the_environment(briefing: Briefing, here: Path) -> None:
    (here / "briefing.toml").write_text('[briefs.port]\nsources = ["in"]\noutputs = ["port.md"]\n', encoding="utf-8")
    assert json.loads(briefing(*SHOWN).out)["path"] == str(here / "home" / "replies.sqlite")


def test_replies_are_cleared_and_written_out_where_the_configuration_has_them(briefing: Briefing, desk: Path) -> None:
    for folder in (desk / "kept", desk.parent / "home"):
        replies = ReplyStore(folder / "replies.sqlite")
        replies.put("k", stage=folder.name, model="m", request="{}", body="{}")
        replies.close()
    config = ("--config", desk / "briefing.toml")
    assert json.loads(briefing("cache", "export", *config).out)["stage"] == "kept"
    assert briefing("cache", "clear", "--yes", *config).out == "deleted 1 reply\n"
    assert json.loads(briefing(*SHOWN, *config).out)["replies"] == 0
    assert json.loads(briefing(*SHOWN).out)["replies"] == 1
    assert briefing("cache", "clear", "runs", "--yes", *config).code == 0
    assert json.loads(briefing(*LISTED, *config).out) == []


@pytest.mark.parametrize("command", [LISTED, SHOWN])
def test_no_other_store_is_shown_in_the_place_of_that_of_a_broken_configuration(
    command: tuple[str, ...], briefing: Briefing, here: Path
) -> None:
    outcome = briefing(*command, "--config", "none.toml")
    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no configuration" in outcome.complaint
    (here / "briefing.toml").write_text("store = 3\n", encoding="utf-8")
    outcome = briefing(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert "store = 3 cannot be" in outcome.complaint
