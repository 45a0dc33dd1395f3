"""What a model failed on is tried again by the next run, is news when it is read, and costs no brief that was made."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.collection.piles import pile
from tests.obliging import obliged
from tests.scripted_server import Answer, ScriptedServer, failure
from tests.unattended.days import ARTICLES, FIRST, Desk, day

NOON = FIRST.replace(hour=12)
BY_STORY = 'by_story = true\noutputs = ["out/{date}/{story}.md", "out/{date}/index.md"]\n'


class Moody:
    """A model that refuses whatever has one of the words in it."""

    def __init__(self) -> None:
        self.refuses: tuple[str, ...] = ()

    def __call__(self, request: dict[str, Any]) -> Answer:
        shown = str(request["messages"])
        return failure(400, "no such talk") if any(word in shown for word in self.refuses) else obliged(request)


@pytest.fixture
def model() -> Moody:
    return Moody()


@pytest.fixture
def asked(desk: Desk, model: Moody) -> Iterator[Callable[[str], None]]:
    """Configures the desk to ask it, with what else is wanted."""
    desk.environment = {"OPENAI_API_KEY": "sk-right-one"}
    with ScriptedServer(reply=model) as server:

        def configure(more: str) -> None:
            (desk.folder / "briefing.toml").write_text(
                f'[briefs.port]\nsources = ["in"]\nmodel = "scripted"\nbase_url = "{server.base_url}"\n{more}\n'
            )

        yield configure


@pytest.fixture
def one_brief(desk: Desk, asked: Callable[[str], None]) -> Desk:
    asked(
        'one_story = false\noutputs = ["out/{date}.md"]\ndeliver = ["copy"]\n'
        '[deliver.copy]\nkind = "folder"\npath = "copies"'
    )
    desk.receive("harbour")
    desk.receive("strike")
    return desk


@pytest.fixture
def events(desk: Desk, asked: Callable[[str], None]) -> Desk:
    """Four: a bridge, a strike, a comet, a baker."""
    (desk.folder / "in").rmdir()
    pile(desk.folder / "in")
    (desk.folder / "in" / "empty.txt").unlink()
    asked(BY_STORY)
    return desk


def names(desk: Desk, date: str = "2025-03-04") -> set[str]:
    return {path.name for path in (desk.folder / "out" / date).glob("[0-9]*.md")}


def test_a_source_that_failed_is_tried_again_on_the_same_day(one_brief: Desk, model: Moody) -> None:
    model.refuses = ("Brackwater",)
    assert one_brief.run() == 22
    assert "ERROR   port: skipped" in one_brief.log
    assert b"lorries" not in one_brief.out["2025-03-04.md"]
    model.refuses = ()
    assert one_brief.run(NOON) in (0, 20)
    assert b"lorries" in one_brief.out["2025-03-04.md"]
    assert one_brief.run(NOON.replace(hour=13)) == 21


def test_what_a_failed_source_tells_is_news_when_it_is_read(one_brief: Desk, model: Moody) -> None:
    model.refuses = ("Brackwater",)
    one_brief.run()
    model.refuses = ()
    one_brief.run(day(2))
    text = one_brief.out["2025-03-05.md"].decode()
    news = text.partition("## What is new since 4 March 2025")[2].partition("\n## ")[0]
    assert "**new**: Dockers of the port went back to work" in news
    assert "1 source is new" in news


def test_what_fails_again_writes_and_delivers_nothing_twice(one_brief: Desk, model: Moody) -> None:
    model.refuses = ("Brackwater",)
    one_brief.run()
    assert one_brief.run(day(2)) == 22
    assert "ERROR   port: nothing new since the brief of 2025-03-04: what failed then failed again" in one_brief.log
    assert "ERROR   port: skipped" in one_brief.log
    assert "2025-03-05.md" not in one_brief.out
    assert not (one_brief.folder / "copies" / "port-2025-03-05.md").exists()
    assert one_brief.run(day(3), anew=True) == 22
    assert "2025-03-06.md" in one_brief.out


def test_a_story_that_was_too_dear_is_made_by_the_next_run(events: Desk, asked: Callable[[str], None]) -> None:
    asked(BY_STORY + "max_tokens_total = 11000")
    assert events.run() == 22
    assert len(names(events)) == 1
    assert "ERROR   port: story 2 and 2 others have no brief: --max-tokens-total 11,000 is used up" in events.log
    asked(BY_STORY)
    assert events.run(day(2)) in (0, 20)
    assert len(names(events, "2025-03-05")) == 4


def test_the_sources_of_a_failed_story_alone_are_tried_again(events: Desk, model: Moody) -> None:
    model.refuses = ("comet",)
    assert events.run() == 22
    assert events.run(day(2)) == 22
    assert "what failed then failed again" in events.log
    model.refuses = ()
    assert events.run(day(3)) in (0, 20)
    assert len(names(events, "2025-03-06")) == 4
    assert events.run(day(4)) == 21


def test_a_story_that_fails_at_noon_keeps_the_brief_of_the_morning(events: Desk, model: Moody) -> None:
    assert events.run() in (0, 20)
    morning = names(events)
    model.refuses = ("comet",)
    article = events.folder / "in" / "comet-0.txt"
    article.write_text(article.read_text() + "\nStudent Kovar saw the comet too.\n")
    assert events.run(NOON) == 22
    assert names(events) == morning
    assert "kept 1 file of an earlier run that the page does not lead to any more" in events.log
    model.refuses = ()
    (events.folder / "in" / "baker.txt").unlink()
    assert events.run(NOON.replace(hour=13)) in (0, 20)
    assert len(names(events)) == 3


def test_without_a_date_in_its_place_a_brief_of_yesterday_goes(desk: Desk) -> None:
    """And nothing that another configuration had written elsewhere."""
    desk.receive("harbour")
    desk.receive("strike")

    def configure(folder: str) -> None:
        (desk.folder / "briefing.toml").write_text(
            f'[briefs.port]\nsources = ["in"]\n{BY_STORY.replace("out/{date}", folder)}'
        )

    configure("out/{date}")
    assert desk.run() == 0
    configure("out")
    assert desk.run(day(2)) == 0
    assert len(desk.out) == 3
    (desk.folder / "in" / "strike.txt").unlink()
    assert desk.run(day(3)) == 0
    assert len(desk.out) == 2
    assert len(names(desk)) == 2


def test_claims_that_failed_have_their_code_in_any_of_the_briefs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every writer can be brought to err: the verdicts are turned here."""
    from briefing.domain import collection

    desk.receive("harbour")
    (desk.folder / "briefing.toml").write_text(f'[briefs.port]\nsources = ["in"]\nworkers = 1\n{BY_STORY}')
    monkeypatch.setattr(collection, "FAILED", frozenset({"supported"}))
    assert desk.run() == 20


def test_what_footnotes_lead_to_is_written_beside_each_brief(desk: Desk) -> None:
    words = "The port of Dunholt took 40 ships in this week, its harbour master said on Monday. " * 4
    (desk.folder / "in" / "page.html").write_text(
        f"<html><body><article><h1>Port</h1><p>{words}</p></article></body></html>"
    )
    (desk.folder / "briefing.toml").write_text(f'[briefs.port]\nsources = ["in"]\n{BY_STORY}')
    assert desk.run() == 0
    kept = [Path(path).name for path in (desk.folder / "out" / "2025-03-04").glob("*.sources/*")]
    assert kept == ["1.txt"]


def test_a_folder_may_be_where_briefs_are_written_as_well(desk: Desk) -> None:
    mail = f"From: a@b.example\nSubject: Harbour\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n\n{ARTICLES['harbour']}"
    desk.receive("strike")
    (desk.folder / "harbour.eml").write_text(mail)
    config = desk.folder / "briefing.toml"
    config.write_text(
        '[briefs.port]\nsources = ["."]\none_story = false\noutputs = ["out/{date}.md", "out/{date}.pdf"]\n'
    )
    assert desk.run() == 0, desk.log
    assert "a brief of 2 sources" in desk.log
    assert (desk.folder / "out/2025-03-04.sources").is_dir()
    assert desk.run(day(2)) == 21, desk.log
    (desk.folder / "later.txt").write_text(ARTICLES["harbour"].replace("12 million", "13 million"))
    assert desk.run(day(3)) == 0, desk.log
    assert "a brief of 3 sources" in desk.log
