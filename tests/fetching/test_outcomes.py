"""What becomes of pages and feeds that misbehave: each ends soon, in an article or in one clear line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import apart
from briefing.cli.progress import Progress
from briefing.domain.given import Given
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.errors import NoSourcesError, SourceError
from briefing.fetching.collecting import Collector
from briefing.fetching.limits import Limits
from briefing.reading import read_given
from briefing.reading.files import gather
from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving, misbehaving, page, rss
from tests.loopback import HOST

LIMITS = Limits(connect=60.0, read=60.0, whole=60.0, sent=1_000_000, inflated=3_000_000, pause=0.0, retry=0.05)
"""No machine is too slow for them."""
HASTY = {
    "slow drip": replace(LIMITS, whole=0.5),
    "silent": replace(LIMITS, read=0.3),
}
"""Where it is the time that is tried: nothing but time ends these."""


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as server:
        yield server


Fetch = Callable[..., list[Given | Skipped]]


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    def fetched(*urls: str, allowed: frozenset[str] = frozenset({HOST}), **more: object) -> list[Given | Skipped]:
        limits = more.pop("limits", LIMITS)
        resolve = {"resolve": more.pop("resolve")} if "resolve" in more else {}
        reach = Reach(store=tmp_path / "home", allowed=allowed, **more)  # type: ignore[arg-type]
        with Collector(reach, limits=limits, **resolve) as collector:  # type: ignore[arg-type]
            collector.begin(urls)
            return [each for url in urls for each in collector.fetch(url)]

    return fetched


REFUSED: dict[str, tuple[bad.Answer, str]] = {
    "slow drip": (bad.drip, "the answer takes longer than 0.5 s"),
    "silent": (bad.silent, "no byte within 0.3 s"),
    "404": (bad.status(404), "there is no such page (HTTP 404)"),
    "410": (bad.status(410), "the page was taken away (HTTP 410)"),
    "403": (bad.status(403), "it refuses us (HTTP 403)"),
    "500": (bad.status(500), "its host is in trouble (HTTP 500)"),
    "429 for long": (bad.status(429, Retry_After="3600"), "its host asks us to wait (HTTP 429)"),
    "304 out of the blue": (bad.status(304), "no page (HTTP 304)"),
    "redirect to itself": (bad.redirect("/it"), "it redirects in a circle, perhaps for want of a cookie"),
    "redirect for a cookie": (
        bad.redirect("/it", Set_Cookie="consent=yes"),
        "it redirects in a circle, perhaps for want of a cookie",
    ),
    "redirects without end": (lambda h: h.say(302, Location=h.path + "?a" * 5), "more than 5 redirects"),
    "redirect to a private address": (
        bad.redirect("http://169.254.169.254/latest/meta-data/"),
        "the host '169.254.169.254' has the address 169.254.169.254, which is not of the public network",
    ),
    "redirect to a private name": (
        bad.redirect("http://localhost/"),
        "which is not of the public network",
    ),
    "redirect to a file": (
        bad.redirect("file:///etc/passwd"),
        "an address of 'file', and only http and https are asked",
    ),
    "stream without end": (bad.stream(200_000_000), "larger than 1 MB"),
    "announced as 2 GB": (bad.announced(2_000_000_000), "larger than 1 MB"),
    "gzip bomb": (bad.gzip_bomb(200_000_000), "larger than 3 MB after decompression"),
    "damaged gzip": (lambda h: h.say(200, b"\x1f\x8b\x08nonsense", Content_Encoding="gzip"), "damaged"),
    "brotli unasked": (lambda h: h.say(200, b"\x00\x01", Content_Encoding="br"), "compressed by 'br'"),
    "cut off": (bad.cut(page()), "its answer breaks off or is no HTTP"),
    "no HTTP": (bad.gibberish, "its answer breaks off or is no HTTP"),
    "endless header": (
        lambda h: h.wfile.write(b"HTTP/1.1 200 OK\r\nA: " + b"a" * 2_000_000),
        "breaks off or is no HTTP",
    ),
    "empty": (b"", "an empty answer"),
    "blank": (b" \n ", "an empty answer"),
    "entity bomb": (bad.LAUGHS, "it declares entities of its own, as XML bombs do, and is not parsed"),
    "external entity": (bad.EXTERNAL, "it declares entities of its own, as XML bombs do, and is not parsed"),
    "entity bomb in UTF-16": (bad.LAUGHS.encode("utf-16"), "it declares entities of its own"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_had_is_skipped_for_a_reason(name: str, server: Misbehaving, fetch: Fetch) -> None:
    server.pages["/it"], reason = REFUSED[name]
    [skipped] = fetch(server.url("/it"), limits=HASTY.get(name, LIMITS))
    assert isinstance(skipped, Skipped)
    assert (skipped.path, reason in skipped.reason) == (server.url("/it"), True), skipped.reason
    assert skipped.help


UNREAD: dict[str, tuple[bad.Answer, str]] = {
    "no article": ("<!doctype html><html><body><nav><a href=/>Home</a></nav></body></html>", "no article in it"),
    "picture": (bad.typed(b"\x89PNG\r\n\x1a\n" + bytes(200), "image/png"), "a PNG picture, not text"),
    "binary": (bad.typed(bytes(range(256)) * 40, "text/html"), "binary, not text"),
    "zip": (b"PK\x03\x04" + bytes(100), "a ZIP archive"),
    "broken PDF": (b"%PDF-1.7 nothing", "a damaged PDF"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_no_article_is_skipped_for_a_reason(name: str, server: Misbehaving, fetch: Fetch) -> None:
    server.pages["/it"], reason = UNREAD[name]
    with pytest.raises(NoSourcesError) as raised:
        read_given(fetch(server.url("/it")))
    assert reason in str(raised.value)


READ: dict[str, bad.Answer] = {
    "plain": page(),
    "gzip": bad.zipped(page()),
    "wrong type": bad.typed(page().encode(), "application/octet-stream"),
    "no type": bad.typed(page().encode(), ""),
    "cp1252 by header": bad.typed(page().encode("cp1252"), "text/html; charset=windows-1252"),
    "wrong charset by header": bad.typed(page().encode(), "text/html; charset=iso-8859-1"),
    "unknown charset": bad.typed(page().encode(), "text/html; charset=x-klingon"),
    "comments first": "<!---->" * 290 + page(),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(name: str, server: Misbehaving, fetch: Fetch) -> None:
    server.pages["/it"] = READ[name]
    [source] = read_given(fetch(server.url("/it"))).sources
    assert "“We will meet again next week,” Anna Beck told reporters" in source.text
    assert (source.url, source.path, source.extracted) == (server.url("/it"), server.url("/it"), True)


def test_the_charset_of_the_header_goes_before_that_of_the_page(server: Misbehaving, fetch: Fetch) -> None:
    body = page(words="Zoë paid 30 € for the café’s coffee, she said.", head='<meta charset="iso-8859-7">')
    server.pages["/it"] = bad.typed(body.encode("cp1252"), "text/html; charset=windows-1252")
    [source] = read_given(fetch(server.url("/it"))).sources
    assert "Zoë paid 30 € for the café’s coffee" in source.text


def test_a_host_in_trouble_is_asked_once_more(server: Misbehaving, fetch: Fetch) -> None:
    def troubled(handler: bad.Handler) -> None:
        handler.say(*((503, b"") if server.asked("/it") == 1 else (200, page().encode())))

    server.pages["/it"] = troubled
    assert isinstance(fetch(server.url("/it"))[0], Given)
    server.pages["/bad"] = bad.status(500)
    fetch(server.url("/bad"))
    assert (server.asked("/it"), server.asked("/bad")) == (2, 2)


def test_redirects_are_followed_up_to_a_limit(server: Misbehaving, fetch: Fetch) -> None:
    server.pages |= {f"/{number}": bad.redirect(f"/{number + 1}") for number in range(8)} | {"/8": page()}
    [reached] = fetch(server.url("/3"))
    [lost] = fetch(server.url("/2"))
    assert isinstance(reached, Given) and reached.known is not None
    assert (reached.path, reached.known.url) == (server.url("/3"), server.url("/8"))
    assert isinstance(lost, Skipped) and lost.reason == "more than 5 redirects"


def test_a_feed_opens_into_the_pages_of_its_newest_entries(server: Misbehaving, fetch: Fetch) -> None:
    server.pages |= {f"/{number}": page(number) for number in range(4)}
    server.pages["/feed"] = rss(["/0", "/1", "/2", "/3"])
    found = fetch(server.url("/feed"), limit=3)
    assert [each.path for each in found] == [server.url(f"/{number}") for number in range(3)]
    reading = read_given(found)
    assert [str(source.published) for source in reading.sources] == ["2026-05-28", "2026-05-27", "2026-05-26"]
    assert {source.publisher for source in reading.sources} == {"Norwell Post"}


def test_pages_count_as_steps_as_soon_as_their_feeds_are_read(server: Misbehaving, tmp_path: Path) -> None:
    server.pages |= {f"/{number}": page(number) for number in range(3)}
    server.pages |= {"/feed": rss(["/0", "/1", "/gone"]), "/2": page(2)}
    paths = [server.url("/feed"), server.url("/2")]
    watch = Progress(quiet=True)
    seen = []
    with Collector(Reach(store=tmp_path / "home", allowed=frozenset({HOST})), limits=LIMITS, watch=watch) as collector:
        collector.begin(paths)
        given = gather(paths, beyond=collector, watch=watch)
        reading = read_given(((seen.append((watch.done, watch.steps)), each)[1] for each in given), watch)
    assert (len(reading.sources), len(reading.skipped)) == (3, 1)
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert (watch.done, watch.steps) == (4, 4)


def test_ten_thousand_entries_are_no_more_than_the_limit(server: Misbehaving, fetch: Fetch) -> None:
    server.pages |= {f"/{number}": page(number) for number in range(3)}
    server.pages["/feed"] = rss([f"/{number}" for number in range(10_000)])
    found = fetch(server.url("/feed"), limit=3, limits=Limits(pause=0.0))
    assert [each.path for each in found] == [server.url(f"/{number}") for number in range(3)]


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so(server: Misbehaving, fetch: Fetch) -> None:
    whole = rss(["/0", "/1", "/2"])
    server.pages |= {"/0": page(), "/1": page(1), "/feed": whole[: whole.index("Entry 2")]}
    reading = read_given(fetch(server.url("/feed")))
    assert [source.path for source in reading.sources] == [server.url("/0"), server.url("/1")]
    assert reading.sources[0].warnings == ("its feed breaks off or is damaged",)


def test_the_text_of_the_feed_stands_in_for_a_page_that_cannot_be_had(server: Misbehaving, fetch: Fetch) -> None:
    server.pages["/feed"] = rss(["/gone"], content=True)
    [source] = read_given(fetch(server.url("/feed"))).sources
    assert (source.title, source.url) == ("Entry 0", server.url("/gone"))
    assert "raises wages by five percent" in source.text
    assert source.warnings == ("text of the feed, not of the page: there is no such page (HTTP 404)",)


def test_entries_that_are_older_are_left_out(server: Misbehaving, fetch: Fetch) -> None:
    from datetime import UTC, datetime

    server.pages |= {"/0": page(), "/1": page(1), "/feed": rss(["/0", "/1"])}
    found = fetch(server.url("/feed"), since=datetime(2026, 5, 28, tzinfo=UTC))
    assert [each.path for each in found] == [server.url("/0")]


def test_an_article_of_two_feeds_is_fetched_once(server: Misbehaving, fetch: Fetch) -> None:
    server.pages |= {"/0": page(), "/a": rss(["/0"]), "/b": rss(["/0#top"])}
    found = fetch(server.url("/a"), server.url("/b"), server.url("/0"))
    assert [each.path for each in found] == [server.url("/0")]
    assert server.asked("/0") == 1


def test_what_has_not_changed_is_not_sent_again(server: Misbehaving, fetch: Fetch) -> None:
    server.pages |= {"/0": bad.validated(page()), "/feed": bad.validated(rss(["/0"]))}
    first, second = fetch(server.url("/feed")), fetch(server.url("/feed"))
    assert first == second and len(first) == 1
    asked = [headers for path, headers, _ in server.seen if path in ("/0", "/feed")]
    assert [headers.get("If-None-Match") for headers in asked] == [None, None, '"one"', '"one"']
    assert asked[2]["If-Modified-Since"] == "Fri, 20 Nov 2026 08:00:00 GMT"


def test_a_pdf_and_a_plain_text_are_read_as_such(server: Misbehaving, fetch: Fetch) -> None:
    import typst

    words = "The port of Norwell offered three percent on Thursday, its spokesman said. Nobody took it."
    server.pages["/pdf"] = bad.typed(typst.compile(words.encode()), "application/octet-stream")
    server.pages["/text"] = bad.typed(words.encode("utf-16"), "text/plain")
    pdf, text = read_given(fetch(server.url("/pdf"), server.url("/text"))).sources
    assert (pdf.url, text.url) == (server.url("/pdf"), server.url("/text"))
    assert (" ".join(pdf.text.split()), text.text) == (words, words)


def test_what_comes_from_outside_is_parsed_apart(
    server: Misbehaving, fetch: Fetch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is ours is not: it costs a process."""

    def ended(*_: object) -> None:
        raise SourceError("takes too long")

    server.pages["/it"] = page()
    [web] = fetch(server.url("/it"))
    (tmp_path / "a.eml").write_text("Subject: Talks\n\nThe port offered three percent on Thursday.")
    (tmp_path / "a.html").write_text(page())
    monkeypatch.setattr(apart, "call", ended)
    reading = read_given([web, *gather([str(tmp_path / "a.eml"), str(tmp_path / "a.html")])])
    assert [each.path for each in reading.skipped] == [server.url("/it"), str(tmp_path / "a.eml")]
    assert [each.path for each in reading.sources] == [str(tmp_path / "a.html")]
