"""RSS, Atom and JSON feeds, and lists of feeds (OPML): from bytes to entries. No entity of their own is resolved."""

import calendar
import json
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from briefing.domain.addresses import shown
from briefing.domain.text import unbroken
from briefing.errors import SourceError
from briefing.fetching.addresses import is_address

_HEAD = 4096
"""Bytes in which a feed shows what it is."""
_BEFORE = rb"\A\s*+(?>(?><\?xml[^>]{0,400}\?>|<!--.{0,2000}?-->|<!DOCTYPE[^\[>]{0,300}(?:\[.{0,2000}?\]\s*)?>)\s*+)*+"
"""What may stand before the first element; nothing of it is tried twice, however it is nested."""
_FEED = re.compile(_BEFORE + rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.DOTALL | re.IGNORECASE)
_LIST = re.compile(_BEFORE + rb"<opml[\s>]", re.DOTALL | re.IGNORECASE)
_JSON = re.compile(rb"\A\s*\{.{0,3000}?\"https?://(?:www\.)?jsonfeed\.org/version/", re.DOTALL)
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MOST_FEEDS = 1_000
_LONGEST = 500_000
"""Characters of an entry's own text."""
_HELP = "Check the address of the feed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one article."""

    url: str | None
    title: str | None
    author: str | None
    stated: datetime | None
    """When it was published, else changed; in UTC."""
    published: date | None
    """The day of that, in the time zone the feed states."""
    content: str
    """The article as the feed has it, HTML; empty where it has a teaser alone, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    title: str | None
    entries: tuple[Entry, ...]
    """The newest first; those without a date keep their place behind the others."""
    total: int
    """Entries before any was left out."""
    damaged: bool
    left: int = 0
    """Entries that are new enough and beyond the limit."""


def is_feed(data: bytes) -> bool:
    head = _head(data)
    return bool(_FEED.match(head) or _JSON.match(head))


def is_list(data: bytes) -> bool:
    return _LIST.match(_head(data)) is not None


def _head(data: bytes) -> bytes:
    return data[:_HEAD].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")


def read_feed(
    data: bytes, url: str, *, limit: int, since: datetime | None, unread: Container[str] = frozenset()
) -> Feed:
    """At most `limit` entries that are not older than `since`, or lead to an address that is still to be read.

    Args:
        url: from which links are reckoned.

    Raises:
        SourceError: it is no feed, or one that must not be parsed.
    """
    head = _head(data)
    feed = _read_json(data, url) if _JSON.match(head) else _read_xml(data, url)
    fresh = [each for each in feed.entries if is_young(each, since) or (each.url and shown(each.url) in unread)]
    fresh.sort(key=lambda each: -each.stated.timestamp() if each.stated else float("inf"))
    return replace(feed, entries=tuple(fresh[:limit]), left=max(len(fresh) - limit, 0))


def is_young(entry: Entry, since: datetime | None) -> bool:
    """Whether it is not older; one that does not say is not."""
    return since is None or entry.stated is None or entry.stated >= since


def read_list(data: bytes) -> tuple[str, ...]:
    """The addresses of the feeds that an OPML file lists, each once.

    Raises:
        SourceError: it is broken, or lists none.
    """
    from lxml import etree

    _refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("a broken list of feeds (OPML)", help="Export it anew.") from error
    found: dict[str, None] = {}
    for outline in root.iter("outline") if root is not None else ():
        address = str(outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if is_address(address):
            found[address] = None
    if not found:
        raise SourceError("a list of feeds (OPML) without any feed", help="Export it anew.")
    return tuple(found)[:_MOST_FEEDS]


def left_unread(feed: Feed, at: str, limit: int) -> str:
    """What is to be said where a feed `at` some address has more than is taken of it."""
    entries = "1 entry is" if feed.left == 1 else f"{feed.left:,} entries are"
    of = f"the feed {at!r}" if at else f"the feed {feed.title or 'in a file'!r}"
    return f"{entries} left unread of {of}: the {limit} newest are taken (--limit, or limit in the configuration)"


def _refuse_entities(data: bytes) -> None:
    if _ENTITY.search(data.replace(b"\x00", b"") if b"\x00" in data else data):
        raise SourceError("it declares entities of its own, as XML bombs do, and is not parsed", help=_HELP)


def _read_xml(data: bytes, url: str) -> Feed:
    _refuse_entities(data)
    import feedparser

    found: Mapping[str, Any] = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    entries = tuple(_of_xml(each, url) for each in found["entries"])
    if not found.get("version") and not entries:
        raise SourceError("no feed that can be read", help=_HELP)
    return Feed(
        title=_plain(found["feed"].get("title")),
        entries=entries,
        total=len(entries),
        damaged=isinstance(found.get("bozo_exception"), Exception) and _is_cut(found["bozo_exception"]),
    )


def _is_cut(fault: Exception) -> bool:
    """And not only served under a wrong type or with a wrong charset."""
    from xml.sax import SAXException

    return isinstance(fault, SAXException)


def _of_xml(entry: dict[str, Any], url: str) -> Entry:
    told = dict(entry.items())  # the library's own kind of dictionary gives one date for another, and warns of it
    moment = told.get("published_parsed") or told.get("updated_parsed")
    words = told.get("published") or told.get("updated") or ""
    stated = _moment(moment) if moment else None
    content = max((str(each.get("value") or "") for each in entry.get("content") or ()), key=len, default="")
    return Entry(
        url=_link(entry.get("link"), url),
        title=_plain(entry.get("title")),
        author=_plain(entry.get("author")),
        stated=stated,
        published=_local_day(str(words), stated),
        content=unbroken(content[:_LONGEST]),
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


_ISO_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)T")


def _local_day(words: str, stated: datetime | None) -> date | None:
    """The day as the feed writes it: at its own place, and not in London."""
    if stated is None:
        return None
    if iso := _ISO_DAY.match(words):
        try:
            return date.fromisoformat(iso[1])
        except ValueError:
            return stated.date()
    from email.utils import parsedate_to_datetime

    try:
        local = parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        return stated.date()
    return local if abs((local - stated.date()).days) <= 1 else stated.date()


def _read_json(data: bytes, url: str) -> Feed:
    try:
        found = json.loads(data.decode("utf-8-sig"))
        items = found.get("items")
    except (ValueError, RecursionError, AttributeError) as error:
        raise SourceError("a broken JSON feed", help=_HELP) from error
    if not isinstance(items, list):
        raise SourceError("a JSON feed without items", help=_HELP)
    entries = tuple(_of_json(each, url) for each in items if isinstance(each, dict))
    return Feed(title=_plain(found.get("title")), entries=entries, total=len(entries), damaged=False)


def _of_json(item: Mapping[str, Any], url: str) -> Entry:
    words = item.get("date_published") or item.get("date_modified") or ""
    local: datetime | None
    stated: datetime | None
    try:
        local = datetime.fromisoformat(str(words))
        stated = local.astimezone(UTC) if local.tzinfo else local.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        local, stated = None, None
    html, plain = item.get("content_html"), item.get("content_text")
    content = html if isinstance(html, str) else _as_html(plain) if isinstance(plain, str) else ""
    return Entry(
        url=_link(item.get("url") or item.get("external_url"), url),
        title=_plain(item.get("title")),
        author=", ".join(_json_authors(item)) or None,
        stated=stated,
        published=local.date() if local else None,
        content=unbroken(content[:_LONGEST]),
    )


def _json_authors(item: Mapping[str, Any]) -> Iterator[str]:
    authors = item.get("authors") or [item.get("author")]
    for each in authors if isinstance(authors, list) else ():
        name = _plain(each.get("name")) if isinstance(each, dict) else None
        if name:
            yield name


def _as_html(plain: str) -> str:
    from html import escape

    return "".join(f"<p>{escape(each)}</p>" for each in re.split(r"\n\s*\n", plain) if each.strip())


def _link(link: object, url: str) -> str | None:
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(url, unbroken(link).strip())
    except ValueError:
        return None
    return whole if is_address(whole) else None


def _plain(words: object) -> str | None:
    """A name or title on one line, its marks taken out."""
    if not isinstance(words, str):
        return None
    from html import unescape

    line = " ".join(unescape(re.sub(r"<[^<>]{1,300}>", " ", unbroken(words))).split())
    return line[:500] or None
