"""What goes: the days that are too old, and the briefs of stories that are no more; never what was made last."""

import pytest

from tests.unattended.days import Desk, day

EVENTS = 'by_story = true\nworkers = 1\noutputs = ["out/{story}.md", "out/index.md"]\n'
PAGE = "<html><body><article><h1>Port</h1><p>{}</p></article></body></html>"


def outputs(desk: Desk, names: str, more: str = "") -> None:
    (desk.folder / "briefing.toml").write_text(f'[briefs.port]\nsources = ["in"]\noutputs = ["{names}"]\n{more}\n')


def news(desk: Desk, number: int) -> None:
    """Something that was not there before."""
    (desk.folder / "in" / "note.txt").write_text(f"On day {number} of the week the port of Corvane was open again.")


def test_a_clock_that_was_ahead_once_costs_no_later_brief(desk: Desk) -> None:
    outputs(desk, "out/{date}.md", "keep = 1")
    for number in (400, 2, 3):
        news(desk, number)
        assert desk.run(day(number)) == 0
        made = f"{day(number):%Y-%m-%d}.md"
        assert sorted(desk.out) == [made, "latest.md"]
        assert desk.out["latest.md"] == desk.out[made]


def test_days_are_kept_by_the_order_in_which_they_were_made(desk: Desk) -> None:
    outputs(desk, "out/{date}.md", "keep = 2")
    for number in (1, 400, 2):
        news(desk, number)
        assert desk.run(day(number)) == 0
    assert sorted(desk.out) == ["2025-03-05.md", f"{day(400):%Y-%m-%d}.md", "latest.md"]
    assert f"removed {desk.folder / 'out' / '2025-03-04.md'}" in desk.log


def test_the_folder_of_a_day_goes_with_its_last_file(desk: Desk) -> None:
    outputs(desk, "out/{date}/port.md", "keep = 1")
    for number in (1, 2):
        words = f"The port of Dunholt took {number}0 ships in this week, its harbour master said on Monday. " * 4
        (desk.folder / "in" / "page.html").write_text(PAGE.format(words))
        assert desk.run(day(number)) in (0, 20)
    assert sorted(path.name for path in (desk.folder / "out").iterdir()) == ["2025-03-05", "latest"]


@pytest.mark.parametrize("before", ["out/{date}.md", "out/now.md"])
def test_a_brief_for_each_event_takes_no_archive_away(desk: Desk, before: str) -> None:
    outputs(desk, before)
    desk.receive("harbour")
    desk.run()
    desk.receive("strike")
    desk.run(day(2))
    archive = desk.out
    (desk.folder / "briefing.toml").write_text(f'[briefs.port]\nsources = ["in"]\n{EVENTS}')
    assert desk.run(day(3)) == 0
    assert archive.items() <= desk.out.items()
    stories = sorted(set(desk.out) - set(archive) - {"index.md"})
    assert len(stories) == 2
    (desk.folder / "in" / "strike.txt").unlink()
    assert desk.run(day(4)) == 0
    assert archive.items() <= desk.out.items()
    gone = set(stories) - set(desk.out)
    assert gone
    assert {line.rpartition("/")[2] for line in desk.log.splitlines() if " removed " in line} == gone
