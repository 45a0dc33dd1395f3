"""`latest` leads to what was made last, by whichever brief, and takes nobody's own file away."""

import os
from io import StringIO
from pathlib import Path

import pytest

from briefing.config import load
from briefing.unattended.log import Log
from briefing.unattended.run import run
from tests.unattended.days import ARTICLES, FIRST, Desk, day

TWO = """
[briefs.port]
sources = ["in"]
outputs = ["out/{date}/port.md"]
[briefs.quay]
sources = ["quay"]
outputs = ["out/{date}/quay.md"]
"""


def no_links(*_: object, **__: object) -> None:
    raise PermissionError(1, "no links here")


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Two briefs whose days are in one folder; the second has an article."""
    (desk.folder / "briefing.toml").write_text(TWO)
    (desk.folder / "quay").mkdir()
    (desk.folder / "quay" / "strike.txt").write_text(ARTICLES["strike"])
    return desk


def run_quay(desk: Desk, number: int) -> int:
    config = load(desk.folder / "briefing.toml")
    store, log = desk.folder / "store", Log(StringIO())
    return run(config.briefs["quay"], config=config.path, store=store, environment={}, log=log, now=day(number))


def test_a_link_that_two_briefs_share_leads_to_the_newer_one(two: Desk) -> None:
    link = two.folder / "out" / "latest"
    two.receive("harbour")
    assert two.run() == 0
    assert link.readlink() == Path("2025-03-04")
    assert run_quay(two, 2) == 0
    assert link.readlink() == Path("2025-03-05")
    assert two.run(day(3)) == 21
    assert link.readlink() == Path("2025-03-05")
    two.receive("strike")
    assert two.run(day(3)) == 0
    assert link.readlink() == Path("2025-03-06")


def test_a_link_to_what_was_deleted_leads_to_the_newest_that_is_there(desk: Desk) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    desk.receive("strike")
    assert desk.run(day(2)) == 0
    (desk.folder / "out" / "2025-03-05.md").unlink()
    assert desk.run(day(3)) == 21
    assert (desk.folder / "out" / "latest.md").readlink() == Path("2025-03-04.md")
    assert (desk.folder / "out" / "latest.json").readlink() == Path("2025-03-05.json")


@pytest.mark.parametrize("links", [True, False])
def test_somebodys_own_file_of_that_name_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        monkeypatch.setattr(os, "symlink", no_links)
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / "latest.md").write_bytes(b"my own")
    desk.receive("harbour")
    assert desk.run() == 0
    assert desk.out["latest.edited.md"] == b"my own"
    assert "latest.md' is not as a run left it: it is kept as 'latest.edited.md'" in desk.log
    assert desk.out["latest.md"] == desk.out["2025-03-04.md"]


def test_a_copy_that_we_made_is_replaced_and_an_edited_one_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "symlink", no_links)
    desk.receive("harbour")
    assert desk.run() == 0
    desk.receive("strike")
    assert desk.run(FIRST.replace(hour=12)) == 0  # the file that it is a copy of is another one now
    assert not [name for name in desk.out if "edited" in name]
    assert desk.out["latest.md"] == desk.out["2025-03-04.md"]
    (desk.folder / "out" / "latest.md").write_bytes(b"by hand")
    (desk.folder / "in" / "strike.txt").unlink()
    assert desk.run(day(2)) == 0
    assert [name for name in desk.out if "edited" in name] == ["latest.edited.md"]
    assert desk.out["latest.md"] == desk.out["2025-03-05.md"]
