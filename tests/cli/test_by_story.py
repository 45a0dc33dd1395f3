"""`generate --by-story` as its user meets it: files, lines, exit codes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing import pipeline
from briefing.errors import OutputError, UnsupportedError
from briefing.rendering import files
from tests.cli.conftest import Outcome
from tests.collection.piles import pile

Program = Callable[..., Outcome]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return pile(tmp_path / "articles")


def test_a_pile_of_articles_becomes_a_folder_of_briefs(briefing: Program, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "briefs"
    out.mkdir()
    outcome = briefing("generate", articles, "--by-story", "--workers", "1", "-o", out / "{story}.md")
    assert outcome.code == 10  # one of the files is empty
    assert sorted(path.name[:2] for path in out.iterdir()) == ["01", "02", "03", "04", "in"]
    assert "grouping 10 articles" in outcome.err
    assert "writing 4 briefs" in outcome.err
    assert f"wrote {out / 'index.md'}" in outcome.err
    assert "4 briefs of 10 articles: 17 claims, 0 of them failed" in outcome.err
    assert "skipped" in outcome.complaint
    assert outcome.out == ""


def test_quiet_says_what_went_wrong_and_nothing_else(briefing: Program, articles: Path, tmp_path: Path) -> None:
    outcome = briefing("generate", articles, "--by-story", "--quiet", "-o", tmp_path / "{story}.md")
    assert outcome.err.splitlines() == [outcome.complaint]


def test_title_and_date_are_those_of_the_page(briefing: Program, articles: Path, tmp_path: Path) -> None:
    briefing(
        *("generate", articles, "--by-story", "--workers", "1", "--title", "Our morning", "--date", "2025-06-09"),
        *("-o", tmp_path / "{story}.md"),
    )
    page = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "# Our morning\n\n*9 June 2025. " in page
    (first,) = tmp_path.glob("01-*.md")
    text = first.read_text(encoding="utf-8")
    assert "title: Our morning" not in text
    assert "date: 2025-06-09" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--by-story wants {story} in the name of an output"),
        (("-o", "{story}.md", "--one-story"), "--by-story with --one-story"),
        (("-o", "story.md", "--dry-run"), "--by-story wants {story} in the name of an output"),
        (("-o", "{story}.md", "--record", "kept", "--dry-run"), "--record 'kept' with --dry-run"),
        (("-o", "{story}.md", "--record", "kept"), "--by-story with --record"),
        (("-o", "{story}.md", "--workers", "2", "--dask", "tcp://127.0.0.1:1"), "--workers with --dask"),
        (("-o", "{story}.md", "--dask", ""), "--dask '' is no address of a scheduler"),
        (("-o", "{story}.md", "--dask", "nowhere"), "--dask 'nowhere' is no address of a scheduler"),
        (
            ("-o", "{story}.md", "--workers", "2", "--model", "m", "--max-tokens-total", "9"),
            "--workers with a limit on spending or on the pace of calls",
        ),
        (("-o", "{story}.md", "--workers", "2", "--model", "m", "--batch"), "--batch with --workers"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    options: tuple[str, ...], said: str, briefing: Program, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(articles.parent)
    outcome = briefing("generate", articles, "--by-story", *options)
    assert outcome.code == 2
    assert said in outcome.complaint
    assert sorted(path.name for path in articles.parent.iterdir()) == ["articles"]


@pytest.mark.parametrize("option", [("--workers", "2"), ("--dask", "tcp://127.0.0.1:1")])
def test_workers_are_for_briefs_by_story(option: tuple[str, str], briefing: Program, articles: Path) -> None:
    outcome = briefing("generate", articles, *option)
    assert outcome.code == 2
    assert f"{option[0]} without --by-story" in outcome.complaint


def test_a_cluster_that_is_not_there_is_an_error_of_its_own(
    briefing: Program, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.engine import dask

    monkeypatch.setattr(dask, "_PATIENCE", 1)
    outcome = briefing("generate", articles, "--by-story", "-o", tmp_path / "{story}.md", "--dask", "tcp://127.0.0.1:1")
    assert outcome.code == 13
    assert "no dask scheduler answers at 'tcp://127.0.0.1:1'" in outcome.complaint
    assert not list(tmp_path.glob("*.md"))


def test_an_interrupted_run_says_what_stands(
    briefing: Program, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, made = pipeline.make_brief, []

    def interrupted(*given: Any, **more: Any) -> Any:
        made.append(more)
        if len(made) == 3:
            raise KeyboardInterrupt
        return whole(*given, **more)

    monkeypatch.setattr(pipeline, "make_brief", interrupted)
    outcome = briefing("generate", articles, "--by-story", "--workers", "1", "-o", tmp_path / "{story}.md")
    assert outcome.code == 130
    assert "interrupted; 2 files written, and no page that leads to them: run the same command again" in outcome.err
    assert [path.name[:3] for path in sorted(tmp_path.glob("*.md"))] == ["01-", "02-"]


def test_a_name_for_stories_is_none_for_one_brief(briefing: Program, articles: Path, tmp_path: Path) -> None:
    outcome = briefing("generate", articles, "-o", tmp_path / "{story}.md")
    assert outcome.code == 2
    assert "{story}.md' without --by-story" in outcome.complaint
    assert not list(tmp_path.glob("*.md"))


def test_what_stands_is_said_when_the_disk_is_full(
    briefing: Program, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, written = files.write_all, []

    def full(contents: Any) -> None:
        written.append(contents)
        if len(written) == 3:
            raise OutputError("cannot write '03.md': the disk is full", help="Free some space; nothing was written.")
        whole(contents)

    monkeypatch.setattr(files, "write_all", full)
    outcome = briefing("generate", articles, "--by-story", "--workers", "1", "-o", tmp_path / "{story}.md")
    assert outcome.code == 4
    assert "the disk is full; 2 files written before, and no page that leads to them" in outcome.complaint
    assert "nothing was written" not in outcome.complaint
    assert len(list(tmp_path.glob("*.md"))) == 2


def test_stories_that_fail_for_one_reason_are_told_in_one_line(
    briefing: Program, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.make_brief

    def failing(settings: Any, **more: Any) -> Any:
        if not any("comet" in source.path for source in more["reading"].sources):
            raise UnsupportedError("a claim failed", help="Flag it.")
        return whole(settings, **more)

    monkeypatch.setattr(pipeline, "make_brief", failing)
    (articles / "empty.txt").unlink()
    outcome = briefing("generate", articles, "--by-story", "--workers", "1", "-o", tmp_path / "{story}.md")
    assert outcome.code == 7
    assert outcome.complaint == "briefing: story 1 and 2 others have no brief: a claim failed. Flag it."
