"""Feeds and pages, day after day: what is asked, what is new, and what is said of those that fail."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from briefing import fetching
from briefing.fetching.limits import Limits
from tests.fetching.misbehaving import misbehaving, status
from tests.loopback import HOST
from tests.unattended.days import Desk, day
from tests.unattended.newsroom import FERRY, MODIFIED, Newsroom

SOURCES = ("/post.rss", "/wire.atom", "/town.json", "/notice")


@pytest.fixture
def newsroom(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    """Asked without a pause; the desk reads all of it."""
    quick = partial(fetching.Collector, limits=Limits(pause=0.0, retry=0.01))
    monkeypatch.setattr(fetching, "Collector", quick)
    with misbehaving() as server:
        room = Newsroom(server)
        configure(desk, room)
        yield room


def configure(desk: Desk, room: Newsroom, *paths: str, more: str = "") -> None:
    desk.configure(f'allow_hosts = ["{HOST}"]\n{more}')
    config = desk.folder / "briefing.toml"
    addresses = json.dumps([room.server.url(path) for path in paths or SOURCES])
    config.write_text(config.read_text().replace('["in"]', addresses))


def made(desk: Desk, number: int) -> dict[str, Any]:
    """The brief of a day as JSON."""
    found: dict[str, Any] = json.loads(desk.out[f"{day(number):%Y-%m-%d}.json"])
    return found


def changes(desk: Desk, number: int, kind: str) -> list[tuple[str, str]]:
    """What the brief of a day tells as new, changed or withdrawn: the words before and now."""
    found = made(desk, number)["changes"]["claims"]
    of_kind = [each for each in found if each["kind"] == kind]
    return [((each["before"] or {}).get("text", ""), (each["now"] or {}).get("text", "")) for each in of_kind]


def known_before(sentences: list[tuple[str, str]]) -> list[str]:
    """Those of the new sentences that stood in an article of the first day."""
    first = {line.rstrip(".") for lines in FERRY.values() for line in lines[1:]}
    return [now for _, now in sentences if any(now.startswith(line) for line in first)]


def test_the_first_day_reads_all_feeds_and_pages(desk: Desk, newsroom: Newsroom) -> None:
    assert desk.run() == 0, desk.log
    sources = made(desk, 1)["sources"]
    assert [each["url"].removeprefix(newsroom.server.url("")) for each in sources] == list(FERRY)
    assert [each["publisher"] for each in sources[:4]] == ["Norwell Post"] * 2 + ["Coast Wire", "Town of Norwell"]
    asked = newsroom.forget()
    assert set(SOURCES) < set(asked)
    assert [path for path, headers in asked.items() if "If-None-Match" in headers] == []


def test_a_day_without_anything_new_is_asked_for_conditionally_and_writes_nothing(
    desk: Desk, newsroom: Newsroom
) -> None:
    desk.run()
    tags = {path for path in newsroom.forget() if path != "/robots.txt"}
    assert desk.run(day(2)) == 21, desk.log
    again = newsroom.forget()
    assert set(again) - {"/robots.txt"} == tags
    assert len(tags) == len(SOURCES) + 4
    conditions = [(again[path].get("If-None-Match", ""), again[path].get("If-Modified-Since")) for path in tags]
    assert all(tag.startswith('"') and since == MODIFIED for tag, since in conditions)
    assert "2025-03-05.md" not in desk.out


def test_a_new_entry_is_news_and_those_seen_before_are_not(desk: Desk, newsroom: Newsroom) -> None:
    desk.run()
    newsroom.rss("/post/3", "/post/1", "/post/2")
    assert desk.run(day(2)) == 0, desk.log
    new = changes(desk, 2, "new")
    assert any("pipe was eleven years old" in now for _, now in new)
    assert known_before(new) == []
    assert changes(desk, 2, "changed") + changes(desk, 2, "withdrawn") == []


def test_a_page_that_says_something_else_is_a_change(desk: Desk, newsroom: Newsroom) -> None:
    desk.run()
    newsroom.say("/post/1", "Nine passengers", "Twelve passengers")
    assert desk.run(day(2)) == 0, desk.log
    [(before, now)] = changes(desk, 2, "changed")
    assert (before[:15], now[:17]) == ("Nine passengers", "Twelve passengers")
    assert changes(desk, 2, "new") == []


def test_an_entry_that_left_the_feed_is_no_news(desk: Desk, newsroom: Newsroom) -> None:
    desk.run()
    newsroom.rss("/post/2")
    assert desk.run(day(2)) == 21, desk.log
    newsroom.rss("/post/3")
    assert desk.run(day(3)) == 0
    assert changes(desk, 3, "withdrawn") == []


def test_entries_that_are_too_old_are_left_and_a_missed_day_is_made_up_for(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", more='since = "24h"')
    assert desk.run() == 0, desk.log
    newsroom.rss("/post/3", "/post/1")  # of the first day, on which there was a run, and of the day before it
    assert desk.run(day(3)) == 0, desk.log
    assert [each["url"][-2:] for each in made(desk, 3)["sources"]] == ["/3"]
    assert changes(desk, 3, "withdrawn") == []
    assert desk.run(day(4)) == 21
    assert "an empty day" in desk.log


def paths(desk: Desk, newsroom: Newsroom, number: int) -> list[str]:
    """Of the sources of a day's brief."""
    return [each["url"].removeprefix(newsroom.server.url("")) for each in made(desk, number)["sources"]]


def test_a_feed_that_failed_is_read_from_where_it_was_read_last_and_no_other_is(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", "/wire.atom", "/town.json", more='since = "24h"')
    well = newsroom.server.pages["/wire.atom"]
    newsroom.server.pages["/wire.atom"] = newsroom.server.pages["/town.json"] = status(500)
    assert desk.run() == 22, desk.log
    newsroom.rss("/post/3", "/post/1", "/post/2")
    assert desk.run(day(2)) == 22, desk.log
    assert paths(desk, newsroom, 2) == ["/post/3"]
    newsroom.server.pages["/wire.atom"] = well
    newsroom.rss("/post/1", "/post/2")
    assert desk.run(day(3)) == 22, desk.log
    assert paths(desk, newsroom, 3) == ["/wire/1"]
    newsroom.json("/town/1")
    assert desk.run(day(4)) == 0, desk.log
    assert paths(desk, newsroom, 4) == ["/town/1"]
    assert desk.run(day(5)) == 21, desk.log
    assert "an empty day" in desk.log


def test_a_page_that_failed_is_tried_again_however_old_it_is_by_then(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", more='since = "24h"')
    feed, page = (newsroom.server.pages[each] for each in ("/post.rss", "/post/2"))
    newsroom.server.pages["/post/2"] = status(500)
    assert desk.run() == 22, desk.log
    assert desk.run(day(2)) == 22, desk.log
    assert "/post/2': its host is in trouble" in desk.log
    newsroom.server.pages["/post.rss"] = status(500)  # now it cannot even be known that the page is wanted
    assert desk.run(day(3)) == 3, desk.log
    newsroom.server.pages |= {"/post.rss": feed, "/post/2": page}
    assert desk.run(day(4)) == 0, desk.log
    assert paths(desk, newsroom, 4) == ["/post/2"]
    assert desk.run(day(5)) == 21, desk.log


def test_a_page_whose_feed_fails_after_it_is_not_lost(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", "/notice", more='since = "24h"')
    feed, page = (newsroom.server.pages[each] for each in ("/post.rss", "/post/2"))
    newsroom.server.pages["/post/2"] = status(500)
    assert desk.run() == 22, desk.log
    newsroom.server.pages["/post.rss"] = status(500)
    assert desk.run(day(2)) == 22, desk.log
    newsroom.server.pages |= {"/post.rss": feed, "/post/2": page}
    assert desk.run(day(3)) == 0, desk.log
    assert "/post/2" in paths(desk, newsroom, 3)


@pytest.mark.parametrize("failing", ["/post.rss", "/wire.atom", "/town.json"])
def test_one_feed_that_fails_is_said_and_the_others_make_the_brief(
    desk: Desk, newsroom: Newsroom, failing: str
) -> None:
    newsroom.server.pages[failing] = status(500)
    assert desk.run() == 22
    assert f"WARNING port: skipped '{newsroom.server.url(failing)}': its host is in trouble (HTTP 500)" in desk.log
    assert "2025-03-04.md" in desk.out
    assert desk.run(day(2)) == 22
    [told] = [line for line in desk.log.splitlines() if " ERROR " in line]  # which --quiet lets through
    assert "nothing new" in told
    assert f"1 source could not be read: '{newsroom.server.url(failing)}': its host is in trouble" in told


def test_a_feed_that_fails_on_the_second_day_is_not_what_was_withdrawn(desk: Desk, newsroom: Newsroom) -> None:
    desk.run()
    newsroom.server.pages["/post.rss"] = status(500)
    newsroom.atom("/wire/2", "/wire/1")
    assert desk.run(day(2)) == 22
    assert changes(desk, 2, "withdrawn") == []
    assert any("Heron" in now for _, now in changes(desk, 2, "new"))
    newsroom.rss("/post/1", "/post/2")
    assert desk.run(day(3)) == 0, desk.log
    assert known_before(changes(desk, 3, "new")) == []


def test_a_page_that_is_there_again_after_a_day_away_is_no_news(desk: Desk, newsroom: Newsroom) -> None:
    assert desk.run() == 0
    newsroom.rss("/post/2")  # the feed's window has moved on from /post/1
    newsroom.atom("/wire/2", "/wire/1")
    assert desk.run(day(2)) in (0, 20)
    newsroom.rss("/post/1", "/post/2")
    assert desk.run(day(3)) == 21, desk.log
    assert "2025-03-06.md" not in desk.out


def test_a_page_that_is_gone_on_the_second_day_has_withdrawn_nothing(desk: Desk, newsroom: Newsroom) -> None:
    desk.run()
    newsroom.server.pages["/post/1"] = status(404)
    assert desk.run(day(2)) == 22
    assert "there is no such page (HTTP 404)" in desk.log
    assert "2025-03-05.md" not in desk.out
    newsroom.rss("/post/3", "/post/1", "/post/2")
    assert desk.run(day(3)) == 22
    assert changes(desk, 3, "withdrawn") == []
    assert len(made(desk, 3)["sources"]) == 5


def test_where_all_fail_the_run_fails_and_yesterdays_brief_keeps_its_date(desk: Desk, newsroom: Newsroom) -> None:
    desk.run()
    before = desk.out
    for path in SOURCES:
        newsroom.server.pages[path] = status(500)
    assert desk.run(day(2)) == 3
    assert "ERROR   port: none of the sources can be read" in desk.log
    assert desk.out == before


def test_feeds_without_an_entry_are_an_empty_day(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", "/wire.atom", "/town.json")
    newsroom.rss()
    newsroom.atom()
    newsroom.json()
    assert desk.run() == 21, desk.log
    assert "an empty day" in desk.log
    assert desk.out == {}


def test_a_feed_that_breaks_off_before_its_first_entry_is_no_empty_day(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss")
    newsroom.server.pages["/post.rss"] = '<?xml version="1.0"?><rss version="2.0"><channel><title>Norw'
    assert desk.run() == 3, desk.log
    assert "it cannot be read as a feed: it is broken, or breaks off" in desk.log


def test_a_feed_without_an_entry_beside_one_that_fails_is_an_empty_day_in_part(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", "/wire.atom")
    newsroom.rss()
    newsroom.server.pages["/wire.atom"] = status(500)
    assert desk.run() == 22, desk.log
    assert desk.out == {}


def test_what_the_limit_leaves_unread_is_said(desk: Desk, newsroom: Newsroom) -> None:
    configure(desk, newsroom, "/post.rss", more="limit = 1")
    assert desk.run() == 0, desk.log
    said = f"1 entry is left unread of the feed {newsroom.server.url('/post.rss')!r}: the 1 newest are taken"
    assert f"WARNING port: {said} (--limit, or limit in the configuration)" in desk.log
