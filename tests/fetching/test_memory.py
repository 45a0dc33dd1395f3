"""Pages that wait to be read lie on the disk, no more of them wait than may, and nobody waits for them in vain."""

import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from briefing import sourcing
from briefing.domain.given import Given, Known
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.errors import NoSourcesError, SourceError
from briefing.fetching.collecting import Collector
from briefing.fetching.limits import Limits
from briefing.reading.files import gather
from briefing.settings import Settings
from briefing.store.shelf import HEAD, Shelf
from briefing.unattended import news
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving, misbehaving, page, rss
from tests.loopback import HOST

LARGE = 3_000_000
PAGES = 12
HOSTS = [f"h{number}.example" for number in range(PAGES)]


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as server:
        yield server


def collector(home: Path, *, waiting: int) -> Collector:
    reach = Reach(store=home, allowed=frozenset({HOST, *HOSTS}))
    return Collector(reach, limits=Limits(pause=0.0, waiting=waiting), resolve=lambda *_: [HOST])


def peak(work: Callable[[], object]) -> int:
    """Bytes that Python holds at most meanwhile, beyond what it held before."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def test_many_large_pages_take_the_memory_of_a_few(server: Misbehaving, tmp_path: Path) -> None:
    server.pages |= {f"/{number}": bad.gzip_bomb(LARGE) for number in range(PAGES)}
    server.pages["/feed"] = rss([f"/{number}" for number in range(PAGES)])
    sizes: list[int] = []

    def work() -> None:
        with collector(tmp_path, waiting=PAGES * LARGE) as found:
            for each in gather([server.url("/feed")], beyond=found):
                sizes.append(len(each.data) if isinstance(each, Given) else 0)
                del each

    assert peak(work) < 4 * LARGE
    assert len(sizes) == PAGES and min(sizes) > LARGE // 2


def test_an_unattended_run_reads_each_page_as_it_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def many(*_: object, **__: object) -> Iterator[Given]:
        for number in range(PAGES):
            yield Given(path=f"http://a.example/{number}", data=bytes(LARGE), known=Known(url="http://a.example/"))

    def refused(*_: object) -> None:
        raise SourceError("binary, not text")

    def work() -> None:
        with pytest.raises(NoSourcesError):
            news.look(Settings(sources=("http://a.example/feed",), store=tmp_path))

    monkeypatch.setattr(sourcing, "given", many)
    monkeypatch.setattr("briefing.apart.call", refused)
    assert peak(work) < 3 * LARGE


def test_no_more_is_fetched_ahead_than_may_wait(server: Misbehaving, tmp_path: Path) -> None:
    server.pages |= {f"/{number}": page(number) for number in range(PAGES)}
    server.pages["/feed"] = rss([f"/{number}" for number in range(PAGES)])
    with collector(tmp_path, waiting=1) as found:
        for read, each in enumerate(found.fetch(server.url("/feed")), 1):
            assert isinstance(each, Given)
            time.sleep(0.3 * (read == 1))  # enough for who would go on, were it not for want of room
            assert sum(server.asked(f"/{number}") for number in range(PAGES)) <= read + 2
    assert sum(server.asked(f"/{number}") for number in range(PAGES)) == PAGES


def test_the_page_that_is_waited_for_is_fetched_though_others_fill_all_the_room(
    server: Misbehaving, tmp_path: Path
) -> None:
    """More hosts than may be asked at a time; what comes first by its place comes last by its host's queue."""
    server.pages |= {f"/{number}": page(number) for number in range(2 * PAGES)}
    links = [f"http://{HOSTS[number % PAGES]}:{server.port}/{number}" for number in range(PAGES)]
    named = [f"http://{HOSTS[number % PAGES]}:{server.port}/{number}" for number in range(PAGES, 2 * PAGES)]
    server.pages["/feed"] = rss(links)
    urls = [server.url("/feed"), *reversed(named)]
    with collector(tmp_path, waiting=0) as found:
        found.begin(urls)
        came = [each.path for url in urls for each in found.fetch(url)]
    assert came == [*links, *reversed(named)]


@tried(st.lists(st.binary(max_size=200).map(lambda piece: piece * 700), max_size=6))
def test_what_lies_on_the_shelf_comes_off_as_it_was(pieces: list[bytes]) -> None:
    shelf, whole = Shelf(), b"".join(pieces)
    body, other = shelf.keep(iter(pieces)), shelf.keep([b" \n"])
    assert (body.size, body.head, body.blank) == (len(whole), whole[:HEAD], not whole.strip())
    assert shelf.size == len(whole) + 2
    assert b"".join(body.pieces()) == whole == body.take()
    assert (shelf.size, body.take(), other.take()) == (2, b"", b" \n")
    shelf.close()


def test_a_disk_without_room_costs_the_page_and_not_the_run() -> None:
    shelf = Shelf()
    shelf._connection.execute("PRAGMA max_page_count = 20")
    noise = bytes(range(256)) * 20
    with pytest.raises(SourceError, match="cannot be kept on the disk until it is read: database or disk is full"):
        shelf.keep(bytes((byte * number) % 251 for byte in noise) for number in range(1, 2000))
    assert shelf.keep([b"small"]).take() == b"small"


def test_an_answer_that_was_kept_and_is_damaged_is_asked_for_in_full_the_next_time(
    server: Misbehaving, tmp_path: Path
) -> None:
    def fetch() -> Given | Skipped:
        with collector(tmp_path, waiting=LARGE) as found:
            [each] = found.fetch(server.url("/it"))
        return each

    server.pages["/it"] = bad.validated(page())
    first = fetch()
    with sqlite3.connect(tmp_path / "visits.sqlite") as visits:
        visits.execute("UPDATE visit SET body = substr(body, 1, 100)")
    damaged, again = fetch(), fetch()
    assert isinstance(first, Given) and isinstance(damaged, Skipped)
    assert damaged.reason == "it has not changed, and what was kept of it is gone"
    assert again == first
