"""A configuration that is moved or renamed: what its briefs were is not lost, and nobody gets that of another."""

import re
from contextlib import closing
from datetime import UTC, datetime

import pytest

from briefing.config import load
from briefing.store.runbook import FILE, Runbook, key_of
from briefing.store.runs import FILE as RUNS
from briefing.store.runs import RunStore
from briefing.unattended.doctor import past
from briefing.unattended.finding import Finding
from tests.unattended.days import Desk, day

REMEDY = re.compile(r'formerly = "[^"]+"')
NEWS = "## What is new since 4 March 2025"


@pytest.fixture
def renamed(desk: Desk) -> Desk:
    """After a first day under another name."""
    desk.configure()
    desk.receive("harbour")
    assert desk.run() == 0
    (desk.folder / "briefing.toml").rename(desk.folder / "port.toml")
    desk.name = "port.toml"
    desk.receive("strike")
    return desk


def follow(desk: Desk, remedy: str) -> None:
    path = desk.folder / desk.name
    path.write_text(f"{remedy}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def findings(desk: Desk) -> list[Finding]:
    config = load(desk.folder / desk.name)
    return list(past(config.briefs["port"], config.origin, desk.folder / "store", datetime.now(UTC)))


def test_the_log_says_that_it_begins_anew_and_what_mends_that(renamed: Desk) -> None:
    old, new = renamed.folder / "briefing.toml", renamed.folder / "port.toml"
    assert renamed.run(day(2)) == 0
    assert f"runs of 'port' are remembered by {str(old)!r}, which is there no more" in renamed.log
    assert f'If that is {str(new)!r} before it was moved, write formerly = "{old}" at its top' in renamed.log
    assert NEWS not in renamed.out["2025-03-05.md"].decode()
    renamed.run(day(3))
    assert "remembered" not in renamed.log


def test_who_does_what_it_says_has_his_yesterday_again(renamed: Desk) -> None:
    renamed.run(day(2))
    remedy = REMEDY.search(renamed.log)
    assert remedy
    follow(renamed, remedy[0])
    assert renamed.run(day(3)) == 0
    assert "remembered" not in renamed.log
    assert NEWS in renamed.out["2025-03-06.md"].decode()
    with Runbook(renamed.folder / "store" / FILE) as book:
        made = book.made(f"{renamed.folder / 'briefing.toml'}#port")
    assert {each.day for each in made} == {day(1).date(), day(3).date()}
    (renamed.folder / "port.toml").rename(renamed.folder / "again.toml")
    renamed.name = "again.toml"
    assert renamed.run(day(4)) == 21  # it moves with the file


def test_the_doctor_says_it_too(renamed: Desk) -> None:
    (found,) = findings(renamed)
    assert found.health == "warning"
    assert "remembered by" in found.said
    follow(renamed, REMEDY.findall(found.help)[0])
    assert all("remembered by" not in each.said for each in findings(renamed))


def test_a_brief_of_the_same_name_whose_configuration_is_there_is_another_one(renamed: Desk) -> None:
    (renamed.folder / "briefing.toml").write_text((renamed.folder / "port.toml").read_text(), encoding="utf-8")
    renamed.run(day(2))
    assert "remembered" not in renamed.log
    assert all("remembered by" not in each.said for each in findings(renamed))


def test_so_is_one_of_another_name(renamed: Desk) -> None:
    path = renamed.folder / "port.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[briefs.port]", "[briefs.airport]"), encoding="utf-8")
    config = load(path)
    with Runbook(renamed.folder / "store" / FILE) as book:
        assert book.namesakes(f"{config.path}#airport") == []
        assert book.namesakes(f"{config.path}#port") == [renamed.folder / "briefing.toml"]


def test_the_way_in_which_a_file_is_named_makes_no_other_brief_of_it(desk: Desk) -> None:
    desk.configure()
    (desk.folder / "sub").mkdir()
    there = load(desk.folder / "sub" / ".." / "briefing.toml")
    assert there.path == there.origin == desk.folder / "briefing.toml"


def test_nor_does_a_link_on_that_way(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "sub").mkdir()
    desk.configure()
    (elsewhere / "briefing.toml").write_text((desk.folder / "briefing.toml").read_text(), encoding="utf-8")
    (desk.folder / "link").symlink_to(elsewhere / "sub")
    assert load(desk.folder / "link" / ".." / "briefing.toml").path == elsewhere / "briefing.toml"
    (desk.folder / "sub").symlink_to(elsewhere)
    assert load(desk.folder / "sub" / "briefing.toml").path == elsewhere / "briefing.toml"
    assert load(desk.folder / "briefing.toml").path == desk.folder / "briefing.toml"


def test_a_link_to_the_file_itself_has_the_folder_that_it_stands_in(desk: Desk) -> None:
    """Relative paths are meant from there."""
    desk.configure()
    (desk.folder / "other").mkdir()
    link = desk.folder / "other" / "briefing.toml"
    link.symlink_to(desk.folder / "briefing.toml")
    config = load(link)
    assert config.path == link
    assert config.briefs["port"].sources == (str(desk.folder / "other" / "in"),)


def test_what_an_earlier_version_remembers_by_another_path_is_found_again(desk: Desk) -> None:
    """It took a link to the folder for another folder."""
    desk.configure("keep = 1", 'deliver = ["gone"]\n[deliver.gone]\nkind = "webhook"\nurl = "http://127.0.0.1:9/"\n')
    desk.receive("harbour")
    assert desk.run() == 24
    (desk.folder / "link").symlink_to(desk.folder)
    link, store = desk.folder / "link", desk.folder / "store"
    old, new = (key_of(folder / "briefing.toml", "port") for folder in (link, desk.folder))
    with closing(RunStore(store / RUNS)) as runs, Runbook(store / FILE) as book:
        runs.adopt(new, old)
        book.adopt(new, old, folders=(desk.folder, link))
        assert (book.last(new), {each.path.parent for each in book.made(old)}) == (None, {link / "out"})
    desk.receive("strike")
    assert desk.run(day(2)) == 24
    assert NEWS in desk.out["2025-03-05.md"].decode()
    assert sorted(desk.out) == ["2025-03-05.json", "2025-03-05.md", "latest.json", "latest.md"]
    with closing(RunStore(store / RUNS)) as runs, Runbook(store / FILE) as book:
        assert [each.parcel.date for each in book.owed(new)] == ["2025-03-04", "2025-03-05"]
        assert {each.key for each in runs.entries()} == {new}
        assert book.namesakes(new) == []
