"""Feeds in their forms, lists of feeds, and what must not be parsed."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import SourceError
from briefing.fetching.feeds import Feed, is_feed, is_list, read_feed, read_list
from tests.fetching.misbehaving import EXTERNAL, LAUGHS, rss

AT = "https://post.example/news/feed.xml"

ATOM = b"""<?xml version="1.0"?><!-- by hand --><feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>
<entry><title type="html">Talks &amp;lt;b&amp;gt;end&amp;lt;/b&amp;gt;</title><link href="../a"/>
<author><name>Anna Beck</name></author><published>2026-11-20T23:30:00-05:00</published>
<content type="html">&lt;p&gt;All of it.&lt;/p&gt;</content></entry>
<entry><title>Later</title><link href="https://post.example/b"/><updated>2026-11-21T06:00:00Z</updated></entry></feed>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old Post</title></channel><item><title>One</title><link>http://post.example/1</link></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Post",
    "items": [
        {"url": "/a", "title": "A", "date_published": "2026-11-20T09:00:00+02:00", "content_text": "One.\n\nTwo <3."},
        {"external_url": "https://other.example/b", "date_published": "no day", "authors": [{"name": "Anna Beck"}]},
        {"url": "javascript:alert(1)", "title": "C"},
        "no item",
    ],
}


def read(data: bytes, *, limit: int = 50, since: datetime | None = None) -> Feed:
    assert is_feed(data)
    return read_feed(data, AT, limit=limit, since=since)


def test_atom() -> None:
    later, first = read(ATOM).entries
    assert (later.url, later.title, later.author) == ("https://post.example/b", "Later", None)
    assert (first.url, first.author, first.content) == ("https://post.example/a", "Anna Beck", "<p>All of it.</p>")
    assert first.stated == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    assert first.published == date(2026, 11, 20)  # as the clock of the paper has it


def test_rss_1_and_2() -> None:
    assert [(each.url, each.title) for each in read(RDF).entries] == [("http://post.example/1", "One")]
    feed = read(rss(["/1", "../2"], content=True).encode())
    assert [each.url for each in feed.entries] == ["https://post.example/1", "https://post.example/2"]
    assert "strike from Monday" in feed.entries[0].content
    assert (feed.title, feed.damaged) == ("Norwell Post", False)


def test_a_json_feed() -> None:
    first, other, third = read(json.dumps(JSON).encode()).entries
    assert (first.url, first.published) == ("https://post.example/a", date(2026, 11, 20))
    assert first.content == "<p>One.</p><p>Two &lt;3.</p>"
    assert (other.url, other.author, other.stated) == ("https://other.example/b", "Anna Beck", None)
    assert (third.url, third.title) == (None, "C")


def test_the_newest_come_first_and_the_old_not_at_all() -> None:
    feed = rss(["/1", "/2", "/3"]).encode()
    assert [each.url for each in read(feed, limit=2).entries] == ["https://post.example/1", "https://post.example/2"]
    since = datetime(2026, 5, 27, tzinfo=UTC)
    assert [each.published for each in read(feed, since=since).entries] == [date(2026, 5, 28), date(2026, 5, 27)]
    undated = feed.replace(b"<pubDate>", b"<nothing>").replace(b"</pubDate>", b"</nothing>")
    assert len(read(undated, since=since).entries) == 3


@pytest.mark.parametrize("data", [LAUGHS.encode(), EXTERNAL.encode(), LAUGHS.encode("utf-16")])
def test_a_feed_that_declares_entities_is_not_parsed(data: bytes) -> None:
    with pytest.raises(SourceError, match="declares entities of its own"):
        read(data)


def test_the_parser_resolves_no_entity_even_if_one_came_through() -> None:
    """A second line: what the first one is there for."""
    from io import BytesIO

    import feedparser

    for data in (LAUGHS.encode(), EXTERNAL.encode()):
        found = feedparser.parse(BytesIO(data))
        assert len(str(found)) < 10_000
        assert "root:" not in str(found)


@pytest.mark.parametrize(
    "data", [b'{"version": "https://jsonfeed.org/version/1"', b'{"version": "https://jsonfeed.org/version/1"}']
)
def test_a_broken_json_feed_is_told(data: bytes) -> None:
    with pytest.raises(SourceError, match="JSON feed"):
        read(data)


def test_halves_of_characters_are_replaced_wherever_a_feed_has_them() -> None:
    half, item = "a \ud83d b", {"url": "/\ud83d", "title": "a \ud83d b", "authors": [{"name": "a \ud83d b"}]}
    told = {**JSON, "title": half, "items": [{**item, "content_html": half}, {**item, "content_text": half}]}
    feed = read(json.dumps(told).encode())
    assert (feed.title, [each.content for each in feed.entries]) == ("a \ufffd b", ["a \ufffd b", "<p>a \ufffd b</p>"])
    assert {(each.url, each.title, each.author) for each in feed.entries} == {
        ("https://post.example/\ufffd", "a \ufffd b", "a \ufffd b")
    }
    whole = json.dumps({**JSON, "title": "a \U0001f6a2 b"}).encode()  # both halves, as JSON writes such a character
    assert (b"\\ud83d\\udea2" in whole, read(whole).title) == (True, "a \U0001f6a2 b")


def test_a_deep_json_feed_is_told() -> None:
    with pytest.raises(SourceError, match="broken JSON feed"):
        read(b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 200_000)


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>rss</body></html>", b'<?xml version="1.0"?><html>', b"<rssy>", b"{}", b"<opml>", b"RSS"]
)
def test_what_is_no_feed_is_none(data: bytes) -> None:
    assert not is_feed(data)


def test_what_stands_before_a_feed_is_looked_over_once() -> None:
    assert is_feed(b"<!---->" * 500 + b"<rss version='2.0'>")
    assert not is_feed(b"<!---->" * 580 + b"<html>")


def test_a_list_of_feeds() -> None:
    listed = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
    <outline type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2"/><outline xmlUrl="https://b.example/"/></outline>
    <outline xmlUrl="https://b.example/"/><outline xmlUrl="file:///etc/passwd"/></body></opml>"""
    assert is_list(listed)
    assert read_list(listed) == ("https://a.example/feed?x=1&y=2", "https://b.example/")


@pytest.mark.parametrize("data", [b"<opml><body/></opml>", b"<opml", b"<opml>" + LAUGHS.encode()])
def test_a_list_without_feeds_is_told(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_list(data)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_damaged_feed_is_read_or_refused(noise: bytes, at: int) -> None:
    whole = ATOM[:at] + noise + ATOM[at:]
    try:
        found = read_feed(whole, AT, limit=5, since=None)
    except SourceError:
        return
    assert all(each.url is None or each.url.startswith("http") for each in found.entries)
