"""Many addresses at once: each host by one thread, feeds opened into the pages of their entries, all in order."""

import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from types import TracebackType
from urllib.parse import urldefrag

from briefing import apart
from briefing.domain.addresses import shown
from briefing.domain.given import Given, Known
from briefing.domain.progress import Unwatched, Watch
from briefing.domain.reach import Reach
from briefing.domain.source import Skipped
from briefing.errors import SourceError
from briefing.fetching.addresses import parse
from briefing.fetching.feeds import Entry, Feed, is_feed, is_list, is_young, left_unread, read_feed, read_list
from briefing.fetching.limits import USUAL, Limits
from briefing.fetching.network import Guarded, Resolve, resolve
from briefing.fetching.pace import Pace
from briefing.fetching.page import Fetched, Pages
from briefing.fetching.sites import is_one_site
from briefing.fetching.wire import Wire
from briefing.store.shelf import Body, Shelf
from briefing.store.visits import FILE, VisitStore

_SHORTEST = 40
"""Words of an entry's own text that make it an article, and no teaser."""


class _Coming(Future[Fetched]):
    """A page that was asked for, or will be."""

    host = ""


@dataclass(frozen=True, slots=True)
class _Page:
    """An article that is under way."""

    path: str
    coming: _Coming | None
    entry: Entry | None = None
    """Without its content."""
    content: Body | None = None
    """Of the entry, where that is an article."""
    feed: Feed | None = None
    at: str = ""
    """The feed's address."""


class Collector:
    """Fetches what addresses lead to; a context manager, with threads and connections that end with it."""

    def __init__(
        self, reach: Reach, *, limits: Limits = USUAL, resolve: Resolve = resolve, watch: Watch | None = None
    ) -> None:
        self._reach = reach
        self._watch = watch or Unwatched()
        self._visits = VisitStore(reach.store / FILE)
        self._shelf = Shelf()
        self._wire = Wire(Guarded(reach.allowed, resolve), limits, self._shelf)
        self._pages = Pages(self._wire, limits, Pace(limits.pause), self._visits, self._shelf)
        self._slots = threading.Semaphore(limits.hosts)
        self._queues: dict[str, deque[tuple[_Coming, str]]] = {}
        self._lock = threading.Lock()
        self._room = threading.Condition(self._lock)
        self._most = limits.waiting
        self._awaited: str | None = None
        """Host of the page that the run waits for."""
        self._asked: set[str] = set()
        self._begun: dict[str, _Coming] = {}
        self._ready: dict[str, list[_Page | Skipped]] = {}
        self.feeds = 0
        """Feeds that were read."""
        self.quiet = 0
        """Those of them without an entry that is new enough."""

    def __enter__(self) -> "Collector":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            for queue in self._queues.values():
                queue.clear()
            self._room.notify_all()
        if error is None:  # else there may be threads that still wait for an answer: they end with the program
            self._wire.close()
        self._visits.close()
        self._shelf.close()

    def begin(self, addresses: Iterable[str]) -> None:
        """Ask for all of these at once; what they lead to is handed out by `fetch`."""
        self._begun = {url: self._start(url) for url in addresses if self._is_new(url)}

    def fetch(self, address: str) -> Iterator[Given | Skipped]:
        """What is behind an address; nothing if that was handed out before."""
        if self._begun:  # all feeds are opened before the first page is waited for
            self._ready |= {url: list(self._opened(url, coming)) for url, coming in self._begun.items()}
            self._begun = {}
            self._watch.more(sum(map(len, self._ready.values())))
        pages = self._ready.pop(address, None)
        if pages is None and self._is_new(address):
            pages = self._found(address, self._start(address))
        yield from self._arrived(pages or ())

    def opened(self, given: Given) -> Iterator[Given | Skipped] | None:
        """The pages that a feed, or a list of feeds, in a file leads to; None where it is neither."""
        if not (is_list(given.data) or is_feed(given.data)):
            return None
        return self._arrived(self._found(given.path, given.data))

    def _found(self, path: str, first: _Coming | bytes) -> "list[_Page | Skipped]":
        found = list(self._opened(path, first))
        self._watch.more(len(found))
        return found

    def _is_new(self, url: str) -> bool:
        """Whether the page was not asked for by this name before, whatever part of it is meant."""
        name = urldefrag(url.strip()).url
        new = name not in self._asked
        self._asked.add(name)
        return new

    def _start(self, url: str) -> _Coming:
        coming = _Coming()
        try:
            coming.host = host = parse(url).host
        except SourceError as error:
            coming.set_exception(error)
            return coming
        with self._lock:
            idle = host not in self._queues
            self._queues.setdefault(host, deque()).append((coming, url))
        if idle:
            threading.Thread(target=self._work, args=(host,), daemon=True).start()
        return coming

    def _work(self, host: str) -> None:
        """One thread for a host, so that the others are free for other hosts."""
        while True:
            with self._room:
                self._room.wait_for(lambda: self._may_ask(host))
            with self._slots:
                with self._lock:
                    if not self._queues[host]:
                        del self._queues[host]
                        return
                    coming, url = self._queues[host].popleft()
                try:
                    coming.set_result(self._pages.fetch(url))
                except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
                    coming.set_exception(error)

    def _may_ask(self, host: str) -> bool:
        """Whether there is room for one page more; for the one that the run waits for there always is."""
        return not self._queues[host] or self._awaited == host or self._shelf.size < self._most

    def _came(self, coming: _Coming) -> Fetched:
        """
        Raises:
            SourceError: it cannot be had.
        """
        with self._room:
            self._awaited = coming.host
            self._room.notify_all()
        try:
            return coming.result()
        finally:
            self._awaited = None

    def _taken(self, body: Body) -> bytes:
        """Makes room for those that follow."""
        data = body.take()
        with self._room:
            self._room.notify_all()
        return data

    def _opened(self, path: str, first: _Coming | bytes, *, above: str | None = None) -> Iterator[_Page | Skipped]:
        """The page itself, or what the feed or the list of feeds leads to. `above`: the list that leads there."""
        try:
            if isinstance(first, bytes):
                data, at = first, ""
            else:
                came = self._came(first)
                if not ((is_list(came.body.head) and above is None) or is_feed(came.body.head)):
                    yield _Page(path, first)
                    return
                data, at = self._taken(came.body), came.url
            if is_list(data) and above is None:
                feeds = [url for url in apart.call(read_list, data) if self._is_new(url)]
                under_way = [(url, self._start(url)) for url in feeds]
                for url, coming in under_way:
                    yield from self._opened(url, coming, above=path)
                return
            if is_feed(data):
                yield from self._entries(data, at, self._reach.oldest(shown(path), shown(above or "")))
        except SourceError as error:
            yield Skipped(path=shown(path), reason=str(error), help=error.help)

    def _entries(self, data: bytes, at: str, since: datetime | None) -> Iterator[_Page]:
        reach = self._reach
        feed = apart.call(read_feed, data, at, limit=reach.limit, since=since, unread=frozenset(reach.unread))
        if feed.damaged and (not feed.total or (feed.entries and not any(map(_leads, feed.entries)))):
            raise SourceError("it cannot be read as a feed: it is broken, or breaks off", help="Try again later.")
        if feed.left:
            self._watch.warns(left_unread(feed, shown(at), reach.limit))
        self.feeds += 1
        self.quiet += not any(is_young(each, since) for each in feed.entries)
        head = replace(feed, entries=())
        for entry in feed.entries:
            known = entry.url is None or self._is_new(entry.url)
            if not (_leads(entry) and known):
                continue
            bare, content = replace(entry, content=""), self._shelved(entry)
            if entry.url is None:
                yield _Page(f"{shown(at)}#{entry.title or 'entry'}", None, bare, content, head, at)
            else:
                yield _Page(entry.url, self._start(entry.url), bare, content, head, at)

    def _shelved(self, entry: Entry) -> Body | None:
        """The article as the feed has it, None where that is a teaser at best."""
        if not _is_article(entry):
            return None
        return self._shelf.keep([entry.content.encode("utf-8", "surrogatepass")])

    def _arrived(self, pages: Sequence[_Page | Skipped]) -> Iterator[Given | Skipped]:
        for page in pages:
            if isinstance(page, Skipped):
                yield page
                continue
            try:
                if page.coming is None:
                    raise SourceError("the feed names no page of its own for it")
                came = self._came(page.coming)
                if page.content:
                    page.content.drop()
                yield _given(page, came, self._taken(came.body))
            except SourceError as error:
                yield self._of_feed(page, str(error)) or Skipped(
                    path=shown(page.path), reason=str(error), help=error.help
                )

    def _of_feed(self, page: _Page, why: str) -> Given | None:
        """The article as its feed has it, None where that is a teaser at best."""
        entry, feed = page.entry, page.feed
        if entry is None or feed is None or page.content is None:
            return None
        title = escape(entry.title or "").encode("utf-8", "surrogatepass")
        head = b'<!DOCTYPE html><html><head><meta charset="utf-8"><title>%b</title></head><body><article><h1>%b</h1>'
        return Given(
            path=shown(page.path),
            data=(head % (title, title)) + self._taken(page.content) + b"</article></body></html>",
            known=Known(
                url=shown(entry.url or page.at),
                charset="utf-8",
                title=entry.title,
                publisher=feed.title,
                author=entry.author,
                published=entry.published,
                warnings=(f"text of the feed, not of the page: {why}",),
            ),
        )


def _leads(entry: Entry) -> bool:
    """Whether there is an article behind it."""
    return entry.url is not None or _is_article(entry)


def _is_article(entry: Entry) -> bool:
    return len(entry.content.split()) >= _SHORTEST


def _given(page: _Page, came: Fetched, data: bytes) -> Given:
    entry, feed = page.entry, page.feed
    damaged = ("its feed breaks off or is damaged",) if feed and feed.damaged else ()
    return Given(
        path=shown(page.path),
        data=data,
        known=Known(
            url=came.url,
            charset=came.charset,
            title=entry.title if entry else None,
            publisher=feed.title
            if feed and page.at and is_one_site(parse(page.at).host, parse(came.url).host)
            else None,
            author=entry.author if entry else None,
            published=entry.published if entry else None,
            warnings=damaged,
        ),
    )
