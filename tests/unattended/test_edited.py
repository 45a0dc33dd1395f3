"""An analyst edits the brief: what was written by hand is never lost to a run."""

from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.rendering import files
from tests.collection.piles import pile
from tests.unattended.days import FIRST, Desk, day

NOON = FIRST.replace(hour=12)
NOTE = b"\nA line by hand.\n"


@pytest.fixture
def edited(desk: Desk) -> Desk:
    """With a brief of the first day that has a line by hand."""
    desk.receive("harbour")
    assert desk.run() in (0, 20)
    edit(desk.folder / "out" / "2025-03-04.md")
    return desk


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + NOTE)


def test_an_edited_brief_is_kept_beside_the_one_that_replaces_it(edited: Desk) -> None:
    by_hand = edited.out["2025-03-04.md"]
    edited.receive("strike")
    assert edited.run(NOON) in (0, 20)
    assert edited.out["2025-03-04.edited.md"] == by_hand
    assert NOTE not in edited.out["2025-03-04.md"]
    assert "2025-03-04.edited.json" not in edited.out  # nobody edited that one
    assert "is not as a run left it: it is kept as '2025-03-04.edited.md'" in edited.log


def test_each_edition_of_a_day_keeps_its_edits(edited: Desk) -> None:
    edited.receive("strike")
    assert edited.run(NOON) in (0, 20)
    edit(edited.folder / "out" / "2025-03-04.md")
    (edited.folder / "in" / "strike.txt").unlink()
    assert edited.run(NOON.replace(hour=13)) in (0, 20)
    kept = [edited.out["2025-03-04.edited.md"], edited.out["2025-03-04.edited-2.md"]]
    assert all(NOTE in each for each in kept)
    assert b"lorries" in kept[1]
    assert b"lorries" not in kept[0]


def test_what_nobody_edited_is_replaced_without_a_copy(desk: Desk) -> None:
    for moment, article in ((FIRST, "harbour"), (NOON, "strike")):
        desk.receive(article)
        assert desk.run(moment) in (0, 20)
    assert not [name for name in desk.out if "edited" in name]


def test_a_run_that_fails_on_the_way_makes_no_second_copy(edited: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OutputError("the disk is full")

    edited.receive("strike")
    with monkeypatch.context() as patched:
        patched.setattr(files, "write_all", full)
        assert edited.run(NOON) == OutputError.exit_code
    assert edited.run(NOON) in (0, 20)
    assert [name for name in edited.out if "edited" in name] == ["2025-03-04.edited.md"]


def test_a_file_that_no_run_has_written_is_kept_too(desk: Desk) -> None:
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / "2025-03-04.md").write_bytes(NOTE)
    desk.receive("harbour")
    assert desk.run() in (0, 20)
    assert desk.out["2025-03-04.edited.md"] == NOTE


def test_retention_leaves_what_was_edited_and_says_so_once(edited: Desk) -> None:
    edited.configure("keep = 1")
    edited.receive("strike")
    assert edited.run(day(2)) in (0, 20)
    assert NOTE in edited.out["2025-03-04.md"]
    assert "2025-03-04.json" not in edited.out
    assert "2025-03-04.md' is not as a run left it: it stays" in edited.log
    (edited.folder / "in" / "harbour.txt").unlink()
    assert edited.run(day(3)) in (0, 20)
    assert NOTE in edited.out["2025-03-04.md"]
    assert "2025-03-05.md" not in edited.out
    assert "it stays" not in edited.log


def test_an_edited_brief_of_a_story_that_is_no_more_stays(desk: Desk) -> None:
    desk.configure('by_story = true\noutputs = ["out/{date}/{story}.md", "out/{date}/index.md"]')
    text = (desk.folder / "briefing.toml").read_text().splitlines()
    (desk.folder / "briefing.toml").write_text("\n".join([*text[:2], *text[3:]]))  # without the outputs of before
    (desk.folder / "in").rmdir()
    pile(desk.folder / "in")
    assert desk.run() in (0, 20, 22)
    first = sorted((desk.folder / "out" / "2025-03-04").glob("01-*.md"))
    edit(first[0])
    for article in sorted((desk.folder / "in").iterdir())[1:]:
        article.unlink()
    assert desk.run(NOON) in (0, 20, 22)
    assert NOTE in first[0].read_bytes()
