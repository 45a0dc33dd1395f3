"""How often a host is asked and what of its answers is kept: no more of either than is written down."""

import sqlite3
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefing.domain.given import Given
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.domain.visit import Visit
from briefing.errors import SourceError
from briefing.fetching.addresses import Address, parse
from briefing.fetching.collecting import Collector
from briefing.fetching.limits import USUAL, Limits
from briefing.fetching.pace import Pace
from briefing.fetching.page import Pages
from briefing.fetching.robots import Robots
from briefing.fetching.wire import Answer, TransientError
from briefing.store.shelf import Shelf
from briefing.store.visits import FILE, VisitStore
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import misbehaving, page, rss
from tests.loopback import HOST


def fetch(home: Path, url: str, limits: Limits) -> list[Given | Skipped]:
    with Collector(Reach(store=home, allowed=frozenset({HOST})), limits=limits) as collector:
        return list(collector.fetch(url))


def kept(home: Path) -> list[str]:
    with sqlite3.connect(home / FILE) as visits:
        return [url for (url,) in visits.execute("SELECT url FROM visit ORDER BY url")]


def test_a_page_that_wants_a_password_is_not_kept_and_no_kept_one_stands_in_for_it(tmp_path: Path) -> None:
    limits = Limits(pause=0.0)
    with misbehaving(it=bad.validated(page())) as server:
        secret = f"http://anna:secret@{HOST}:{server.port}/it"
        fetch(tmp_path, secret, limits)
        fetch(tmp_path, secret, limits)
        assert kept(tmp_path) == []
        fetch(tmp_path, server.url("/it"), limits)
        assert kept(tmp_path) == [server.url("/it")]
        [found] = fetch(tmp_path, secret, limits)
        assert isinstance(found, Given)
        asked = [headers for path, headers, _ in server.seen if path == "/it"]
    assert len(asked) == 4
    assert not any("If-None-Match" in headers for headers in asked)


@pytest.mark.parametrize(("asked", "pause"), [("3600", 10.0), ("10.5", 10.0), ("4", 4.0), (None, None)])
def test_a_host_may_ask_for_pauses_of_so_many_seconds(asked: str | None, pause: float | None) -> None:
    rules = f"User-agent: *\nCrawl-delay: {asked}" if asked else "User-agent: *\nDisallow:"
    robots = Robots(lambda _: Answer(200, {}, rules.encode()), USUAL.longest_pause)
    assert robots.pause(parse("http://a.example/it")) == pause


def test_a_body_may_be_as_large_as_is_written_down_and_no_larger(tmp_path: Path) -> None:
    limits = Limits(pause=0.0)
    with misbehaving(it=bad.announced(10_000_001), packed=bad.gzip_bomb(31_000_000)) as server:
        [sent] = fetch(tmp_path, server.url("/it"), limits)
        [inflated] = fetch(tmp_path, server.url("/packed"), limits)
        server.pages["/it"] = page() + " " * (9_999_999 - len(page().encode()))
        [just] = fetch(tmp_path, server.url("/it"), limits)
    assert isinstance(sent, Skipped) and sent.reason == "larger than 10 MB"
    assert isinstance(inflated, Skipped) and inflated.reason == "larger than 30 MB after decompression"
    assert isinstance(just, Given)


def test_pages_of_one_host_are_asked_for_a_second_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the program does it where nobody says otherwise, by a clock that stands still."""
    slept: list[float] = []
    monkeypatch.setattr(
        "briefing.fetching.collecting.Pace", lambda pause: Pace(pause, now=lambda: 0.0, sleep=slept.append)
    )
    with misbehaving(feed=rss(["/0", "/1"])) as server:
        server.pages |= {"/0": page(), "/1": page(1)}
        found = fetch(tmp_path, server.url("/feed"), USUAL)
    assert [type(each) for each in found] == [Given, Given]
    assert slept == [1.0, 2.0]


def test_what_nobody_asked_for_in_thirty_days_is_forgotten(tmp_path: Path) -> None:
    store = VisitStore(tmp_path / FILE)
    for name in ("old", "young"):
        store.put(Visit(url=name, etag='"1"', modified=None, charset=None), [b"page"])
    store.close()
    now = int(time.time())
    with sqlite3.connect(tmp_path / FILE) as visits:
        for name, days in (("old", 31), ("young", 29)):
            visits.execute("UPDATE visit SET used = ? WHERE url = ?", (now - days * 86_400, name))
    VisitStore(tmp_path / FILE).close()
    assert kept(tmp_path) == ["young"]


def test_a_host_that_is_too_slow_too_often_is_asked_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, asked = [0.0], []

    class Slow:
        def ask(self, address: Address, *, extra: Any, most: int | None = None) -> Answer:
            del extra
            if most is not None:
                return Answer(404, {})
            asked.append(address.target)
            clock[0] += USUAL.read
            raise TransientError("no byte within 15 s")

    monkeypatch.setattr("briefing.fetching.page.time", SimpleNamespace(monotonic=lambda: clock[0]))
    pace = Pace(0.0, now=lambda: clock[0], sleep=lambda _: None)
    pages = Pages(Slow(), USUAL, pace, VisitStore(tmp_path / FILE), Shelf())  # type: ignore[arg-type]
    reasons = []
    for number in range(9):
        with pytest.raises(SourceError) as raised:
            pages.fetch(f"http://a.example/{number}")
        reasons.append(str(raised.value))
    assert reasons[:1] == ["no byte within 15 s"]
    assert reasons[2:] == ["its host was too slow too often, and is asked no more in this run"] * 7
    assert asked == ["/0", "/0", "/1"]
