"""What is not written over: a day that is past, and another configuration's brief."""

from datetime import timedelta

import pytest

from briefing.rendering import files
from tests.unattended.days import FIRST, Desk, day


def outputs(desk: Desk, pattern: str, title: str = "Ports") -> None:
    (desk.folder / "in").mkdir(exist_ok=True)
    (desk.folder / "briefing.toml").write_text(
        f'[briefs.port]\nsources = ["in"]\ntitle = "{title}"\noutputs = ["{pattern}"]\n'
    )


def archive(desk: Desk) -> None:
    """Of two days."""
    desk.receive("harbour")
    assert desk.run() == 0
    desk.receive("strike")
    assert desk.run(day(2)) == 0


def note(desk: Desk) -> None:
    """Something that was not there before."""
    (desk.folder / "in" / "note.txt").write_text("The port of Corvane was open again in this week, its master said.")


def test_a_clock_that_goes_back_costs_no_earlier_brief(desk: Desk) -> None:
    archive(desk)
    before = desk.out
    note(desk)
    assert desk.run(FIRST + timedelta(hours=3)) == 4
    assert "ERROR   port: the brief of 2025-03-04 is there already, and one of 2025-03-05 was made" in desk.log
    assert desk.out == before
    assert desk.run(day(2) + timedelta(hours=3)) == 0
    assert b"Corvane" in desk.out["2025-03-05.md"]


def test_nor_does_one_that_went_back_and_goes_on_from_there(desk: Desk) -> None:
    archive(desk)
    before = desk.out
    note(desk)
    assert desk.run(day(0)) == 0
    (desk.folder / "in" / "note.txt").unlink()
    assert desk.run(day(1)) == 4
    assert "the brief of 2025-03-04 is there already, and one of 2025-03-03 was made after it" in desk.log
    assert {name: data for name, data in desk.out.items() if name in before and "latest" not in name} == {
        name: data for name, data in before.items() if "latest" not in name
    }


def test_where_the_clock_is_right_the_way_out_works(desk: Desk) -> None:
    archive(desk)
    note(desk)
    for name in ("2025-03-04.md", "2025-03-04.json"):
        (desk.folder / "out" / name).rename(desk.folder / name)
    assert desk.run(FIRST + timedelta(hours=3)) == 0
    assert b"Corvane" in desk.out["2025-03-04.md"]


def test_a_day_without_a_brief_is_written_though_a_later_one_was(desk: Desk) -> None:
    desk.receive("harbour")
    assert desk.run(day(9)) == 0
    desk.receive("strike")
    assert desk.run(day(2)) == 0
    assert {"2025-03-05.md", "2025-03-12.md"} < set(desk.out)


def test_a_brief_without_a_day_in_its_name_is_replaced_whatever_the_clock_says(desk: Desk) -> None:
    outputs(desk, "out/now.md")
    archive(desk)
    note(desk)
    assert desk.run(FIRST + timedelta(hours=3)) == 0
    assert b"Corvane" in desk.out["now.md"]


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Another configuration that writes to one place with the first, through a link; of one store."""
    made = Desk(desk.folder / "other")
    made.folder.mkdir()
    (desk.folder / "out").mkdir()
    (desk.folder / "store").mkdir()
    (made.folder / "link").symlink_to(desk.folder / "out")
    (made.folder / "store").symlink_to(desk.folder / "store")
    outputs(made, "link/{date}.md", "Elsewhere")
    made.receive("strike")
    return made


def test_another_configuration_does_not_write_over_a_brief(desk: Desk, other: Desk) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    before = desk.out
    assert other.run() == 4
    owner = f"[briefs.port] of {str(desk.folder / 'briefing.toml')!r}"
    assert f"'{desk.folder}/out/2025-03-04.md' is an output of {owner} as well" in other.log
    assert "comparing" not in other.log  # nothing was done, or paid
    assert desk.out == before


def test_of_two_that_are_made_at_once_the_second_is_not_written(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise files.OutputError("cannot write: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_all", full)
        assert other.run() == 4
    desk.receive("harbour")
    assert desk.run() == 0
    before = desk.out
    assert other.run() == 4
    assert "as well" in other.log
    assert desk.out == before
    outputs(other, "own/{date}.md")
    assert other.run(day(2)) == 4  # for what was never written
    assert (other.folder / "own" / "2025-03-05.md").exists()


@pytest.mark.parametrize("left", ["moved", "gone", "renamed"])
def test_what_is_nobodys_any_more_is_free(desk: Desk, other: Desk, left: str) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    config = desk.folder / "briefing.toml"
    if left == "moved":
        outputs(desk, "new/{date}.md")
    elif left == "gone":
        config.unlink()
    else:
        config.write_text(config.read_text().replace("briefs.port", "briefs.quay"))
    assert other.run() == 0
    assert b"title: Elsewhere" in desk.out["2025-03-04.md"]
