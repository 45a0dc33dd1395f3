"""Day after day: what is written, when nothing is, and what is said of it."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.rendering import files
from briefing.store.runbook import FILE, Runbook
from briefing.unattended import memory
from tests.unattended.days import FIRST, Desk, Site, day


def test_a_brief_is_written_under_the_day_of_the_run_and_latest_leads_to_it(desk: Desk) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    assert sorted(desk.out) == ["2025-03-04.json", "2025-03-04.md", "latest.json", "latest.md"]
    assert (desk.folder / "out" / "latest.md").readlink() == Path("2025-03-04.md")
    brief = json.loads(desk.out["latest.json"])
    assert any("Aldermoor" in claim["text"] for claim in brief["claims"])
    assert "a brief of 1 source:" in desk.log


def test_the_same_day_twice_writes_nothing_the_second_time(desk: Desk) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    before = {path: path.stat().st_mtime_ns for path in (desk.folder / "out").iterdir()}
    assert desk.run(FIRST + timedelta(hours=1)) == 21
    assert "nothing new: no source has changed since the brief of 2025-03-04" in desk.log
    assert desk.log.splitlines()[-1].endswith("; --anew makes it all the same")
    assert {path: path.stat().st_mtime_ns for path in (desk.folder / "out").iterdir()} == before


def test_a_brief_whose_files_were_deleted_is_made_anew_on_request(desk: Desk) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    before = desk.out
    for name in before:
        (desk.folder / "out" / name).unlink()
    assert (desk.run(FIRST + timedelta(hours=1)), desk.out) == (21, {})
    assert (desk.run(FIRST + timedelta(hours=2), anew=True), desk.out) == (0, before)
    assert desk.run(FIRST + timedelta(hours=3)) == 21  # it is wanted once


def test_an_empty_day_is_not_made_anew(desk: Desk) -> None:
    assert desk.run(anew=True) == 21
    assert "--anew" not in desk.log


def test_no_stale_brief_stands_under_a_new_date(desk: Desk) -> None:
    desk.receive("harbour")
    desk.run()
    assert desk.run(day(2)) == 21
    assert "2025-03-05.md" not in desk.out
    desk.receive("strike")
    assert desk.run(day(3)) == 0
    assert (desk.folder / "out" / "latest.md").readlink() == Path("2025-03-06.md")
    assert b"Brackwater" in desk.out["2025-03-06.md"]
    assert b"Brackwater" not in desk.out["2025-03-04.md"]


def test_a_source_that_came_on_the_same_day_makes_the_brief_of_that_day_anew(desk: Desk) -> None:
    desk.receive("harbour")
    desk.run()
    desk.receive("strike")
    assert desk.run(FIRST + timedelta(hours=8)) == 0
    assert b"Brackwater" in desk.out["2025-03-04.md"]


@pytest.mark.parametrize("change", ["words = 100", 'title = "Ports"', "annex = true", 'on_unsupported = "drop"'])
def test_a_brief_that_is_wanted_otherwise_is_made_anew(desk: Desk, change: str) -> None:
    desk.receive("harbour")
    desk.run()
    desk.configure(change)
    assert desk.run() == 0
    assert desk.run() == 21


def test_the_log_counts_what_the_brief_counts(desk: Desk) -> None:
    for article in ("harbour", "strike"):
        desk.receive(article)
    desk.configure("words = 50")  # the annex has more, and is not asked for
    desk.run()
    counts = desk.log.rpartition(" claims: ")[2].strip()
    assert f"Every sentence checked by rules 1: {counts}." in desk.out["2025-03-04.md"].decode()


def test_of_a_new_article_that_is_not_quoted_the_brief_does_not_say_nothing_is_new(desk: Desk) -> None:
    desk.configure("words = 50\none_story = false")
    desk.receive("harbour")
    desk.run()
    (desk.folder / "in" / "short.txt").write_text("Tide tables\n\nAldermoor\n", encoding="utf-8")
    assert desk.run(day(2)) in (0, 20, 22)
    told = desk.out["2025-03-05.md"].decode().partition("## What is new since 4 March 2025")[2].partition("\n## ")[0]
    assert "- Nothing in the sentences of this brief; what else its new sources say is not in it." in told
    assert "1 source is new" in told


def test_an_empty_day_is_said(desk: Desk) -> None:
    assert desk.run() == 21
    assert "ERROR   port: an empty day" in desk.log  # --quiet tells errors alone
    assert desk.out == {}


def test_sources_that_cannot_be_read_are_no_empty_day(desk: Desk) -> None:
    desk.configure('allow_hosts = []\nsince = "24h"')
    (desk.folder / "in" / "scan.pdf").write_bytes(b"%PDF-1.7 broken")
    assert desk.run() == 3
    assert "ERROR" in desk.log
    assert "scan.pdf" in desk.log
    assert desk.out == {}


def test_a_source_that_cannot_be_read_beside_one_that_can(desk: Desk) -> None:
    desk.receive("harbour")
    (desk.folder / "in" / "scan.pdf").write_bytes(b"%PDF-1.7 broken")
    assert desk.run() == 22
    assert "WARNING port: skipped" in desk.log
    assert b"Aldermoor" in desk.out["2025-03-04.md"]
    assert desk.run() == 22  # nothing new, and still not all of it can be read


def test_a_claim_that_fails_has_a_code_of_its_own(desk: Desk) -> None:
    """Not every writer can be brought to err: the verdicts are turned here."""
    from briefing import pipeline

    desk.receive("harbour")
    kept = pipeline.FAILED
    try:
        pipeline.FAILED = frozenset(kept | {"supported"})
        assert desk.run() == 20
    finally:
        pipeline.FAILED = kept
    assert "2025-03-04.md" in desk.out


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(hours=25), ""),
        (timedelta(days=2), "1 run was missed: there was none since 2025-03-04"),
        (timedelta(days=4, hours=1), "3 runs were missed: there was none since 2025-03-04"),
        (timedelta(hours=-3), "is still to come: check the clock"),
    ],
)
def test_missed_runs_are_said(desk: Desk, gap: timedelta, said: str) -> None:
    desk.receive("harbour")
    desk.run()
    desk.run(FIRST + gap)
    assert ("ERROR" in desk.log) == bool(said)  # --quiet tells errors alone
    assert said in desk.log


def test_nobody_misses_a_run_that_nobody_expects(desk: Desk) -> None:
    desk.configure('every = "never"')
    desk.run()
    desk.receive("harbour")
    desk.run(day(9))
    assert "missed" not in desk.log


def test_old_days_go_and_nothing_else_does(desk: Desk) -> None:
    desk.configure("keep = 2")
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / "2024-01-01.md").write_text("somebody's own")
    for number, name in enumerate(["harbour", "strike", "harbour"], 1):
        desk.receive(name)
        (desk.folder / "in" / "note.txt").write_text(f"On day {number} of the week the port of Corvane was open again.")
        assert desk.run(day(number)) == 0
    assert sorted(desk.out) == [
        *("2024-01-01.md", "2025-03-05.json", "2025-03-05.md", "2025-03-06.json", "2025-03-06.md"),
        *("latest.json", "latest.md"),
    ]


def test_texts_of_extracted_sources_go_with_their_brief(desk: Desk) -> None:
    desk.configure("keep = 1")
    page = "<html><body><article><h1>Port</h1><p>{}</p></article></body></html>"
    for number in (1, 2):
        words = f"The port of Dunholt took {number}0 ships in this week, its harbour master said on Monday. " * 4
        (desk.folder / "in" / "page.html").write_text(page.format(words))
        assert desk.run(day(number)) in (0, 20)
        folders = sorted(path.name for path in (desk.folder / "out").iterdir() if path.is_dir())
        assert folders == [f"2025-03-0{number + 3}.sources"]


def test_a_day_can_have_a_folder_of_its_own(desk: Desk) -> None:
    text = (desk.folder / "briefing.toml").read_text().replace("out/{date}.", "out/{date}/port.")
    (desk.folder / "briefing.toml").write_text(text + "keep = 1\n")
    desk.receive("harbour")
    desk.run()
    desk.receive("strike")
    desk.run(day(2))
    assert sorted(path.name for path in (desk.folder / "out").iterdir()) == ["2025-03-05", "latest"]
    assert sorted(path.name for path in (desk.folder / "out" / "latest").iterdir()) == ["port.json", "port.md"]


def test_where_links_are_impossible_latest_is_a_copy(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "symlink", refuse)
    desk.receive("harbour")
    assert desk.run() == 0
    assert not (desk.folder / "out" / "latest.md").is_symlink()
    assert desk.out["latest.md"] == desk.out["2025-03-04.md"]


def test_a_brief_that_cannot_be_written_is_owed_until_it_can(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.receive("harbour")

    def full(*_: object) -> None:
        raise files.OutputError("cannot write: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_all", full)
        assert desk.run() == 4
    assert "the disk is full" in desk.log
    assert "2025-03-04.md" not in desk.out
    assert desk.run(day(2)) == 0  # nothing new, but what was owed is written now, under its own day
    assert sorted(desk.out) == ["2025-03-04.json", "2025-03-04.md", "latest.json", "latest.md"]


def test_a_brief_that_never_gets_written_has_told_nobody_anything(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.receive("harbour")
    assert desk.run() == 0
    desk.receive("strike")

    def full(*_: object) -> None:
        raise files.OutputError("cannot write: the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_all", full)
        assert desk.run(day(2)) == 4
    config = desk.folder / "briefing.toml"
    config.write_text(config.read_text().replace("out/", "elsewhere/"))
    assert desk.run(day(3)) == 4
    assert "ERROR   port: the brief of 2025-03-05 was never written, and the configuration has other" in desk.log
    brief = (desk.folder / "elsewhere" / "latest.md").read_text()
    news = brief.partition("What is new since 4 March 2025")[2].partition("\n## ")[0]
    assert "Brackwater" in news or "strike" in news
    with Runbook(desk.folder / "store" / FILE) as book:
        assert {path.name[:10] for path in (each.path for each in book.made())} == {"2025-03-04", "2025-03-06"}
    assert desk.run(day(4)) == 21  # it is said once


@pytest.mark.parametrize("left", [b"cbriefing.gone\nNothing\n.", b'{"edition": 99}', b'{"edition": 1, "name": "port"}'])
def test_what_another_version_has_left_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, left: bytes) -> None:
    desk.receive("harbour")
    monkeypatch.setattr(memory.edition_json, "encoded", lambda _: left)
    assert desk.run() == 0
    assert "the next will not know what was in it" in desk.log
    assert "2025-03-04.md" in desk.out


def test_a_page_is_new_when_it_says_something_else_and_not_when_its_code_changes(desk: Desk) -> None:
    words = "The port of Elmsford took forty ships in this week, its harbour master Ada Quill said on Monday. " * 5
    with Site(words) as site:
        desk.configure('allow_hosts = ["127.0.0.1"]')
        config = desk.folder / "briefing.toml"
        config.write_text(config.read_text().replace('["in"]', f'["{site.address}"]'))
        assert desk.run() in (0, 20)
        assert desk.run(day(2)) == 21
        site.words = words.replace("forty", "fifty")
        assert desk.run(day(3)) in (0, 20)
    assert b"fifty ships" in desk.out["2025-03-06.md"]


def test_a_folder_that_cannot_be_written_to_is_said_before_anything_is_done(desk: Desk) -> None:
    desk.receive("harbour")
    (desk.folder / "out").write_text("a file")
    assert desk.run() == 4
    assert "comparing" not in desk.log


def test_a_run_that_was_cut_off_is_said(desk: Desk) -> None:
    desk.receive("harbour")
    (desk.folder / "store").mkdir()
    with Runbook(desk.folder / "store" / FILE) as book:
        book.begin(f"{desk.folder / 'briefing.toml'}#port", FIRST)
    assert desk.run(FIRST + timedelta(hours=1)) == 0
    assert "was cut off" in desk.log


def test_the_second_brief_says_what_is_new_since_the_first(desk: Desk) -> None:
    desk.receive("harbour")
    desk.run()
    assert b"What is new" not in desk.out["2025-03-04.md"]
    desk.receive("strike")
    desk.run(day(2))
    assert b"What is new since 4 March 2025" in desk.out["2025-03-05.md"]
    new = desk.out["2025-03-05.md"].partition(b"What is new")[2].partition(b"\n## ")[0]
    assert b"Brackwater" in new or b"strike" in new
    assert b"Aldermoor" not in new


def test_a_day_on_which_nothing_came_is_passed_over(desk: Desk) -> None:
    desk.receive("harbour")
    desk.run()
    desk.run(day(2))
    desk.receive("strike")
    desk.run(day(3))
    assert b"What is new since 4 March 2025" in desk.out["2025-03-06.md"]


def test_briefs_of_one_name_in_two_configurations_have_a_yesterday_each(desk: Desk) -> None:
    desk.receive("harbour")
    desk.run()
    other = Desk(desk.folder / "other")
    other.folder.mkdir()
    other.configure()
    (other.folder / "store").symlink_to(desk.folder / "store")
    other.receive("strike")
    other.run(day(2))
    assert b"What is new" not in other.out["2025-03-05.md"]
    desk.receive("strike")
    desk.run(day(3))
    new = desk.out["2025-03-06.md"].partition(b"What is new since 4 March 2025")[2].partition(b"\n## ")[0]
    assert b"Brackwater" in new or b"strike" in new
