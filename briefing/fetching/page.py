"""From an address to bytes: redirects, manners, a second attempt, and no body twice."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from briefing.domain.visit import Visit
from briefing.errors import SourceError
from briefing.fetching.addresses import Address, parse
from briefing.fetching.limits import Limits
from briefing.fetching.pace import Pace
from briefing.fetching.robots import Robots
from briefing.fetching.wire import Answer, TransientError, Wire
from briefing.store.shelf import Body, Shelf

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LATER = "Try again later."
_BROWSER = "Open it in a browser, save it, and give the file."
_STATUS = {
    401: ("it wants a password", _BROWSER),
    402: ("it wants money", _BROWSER),
    403: ("it refuses us", _BROWSER),
    404: ("there is no such page", "Check the address."),
    410: ("the page was taken away", "Check the address."),
    451: ("it is withheld for legal reasons", _BROWSER),
}


class Visits(Protocol):
    """Earlier answers by address."""

    def get(self, url: str) -> Visit | None: ...

    def body(self, url: str) -> Iterator[bytes]: ...

    def put(self, visit: Visit, body: Iterable[bytes]) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    url: str
    """That answered, after all redirects."""
    body: Body
    charset: str | None
    """As the server declares it."""


class Pages:
    """Fetches pages; may be used by several threads."""

    def __init__(self, wire: Wire, limits: Limits, pace: Pace, visits: Visits, shelf: Shelf) -> None:
        self._wire = wire
        self._limits = limits
        self._pace = pace
        self._visits = visits
        self._shelf = shelf
        self._slow: dict[str, int] = {}
        self._robots = Robots(self._ask_robots, limits.longest_pause)

    def fetch(self, text: str) -> Fetched:
        """
        Raises:
            SourceError: it cannot be had.
        """
        address = parse(text)
        seen: set[str] = set()
        for _ in range(self._limits.redirects + 1):
            if str(address) in seen:
                raise SourceError("it redirects in a circle, perhaps for want of a cookie", help=_BROWSER)
            seen.add(str(address))
            pause = self._robots.pause(address)
            known = self._visits.get(str(address)) if address.credentials is None else None
            answer = self._twice(address, _condition(known), pause)
            if answer.status in _REDIRECTS and "location" in answer.headers:
                address = address.leads(answer.headers["location"])
                continue
            return self._taken(address, answer, known)
        raise SourceError(f"more than {self._limits.redirects} redirects", help=_BROWSER)

    def _taken(self, address: Address, answer: Answer, known: Visit | None) -> Fetched:
        if answer.status == 304 and known is not None:
            return Fetched(url=known.url, body=self._shelf.keep(self._visits.body(known.url)), charset=known.charset)
        if answer.status != 200:
            said, remedy = _STATUS.get(answer.status, ("no page", "Check the address."))
            raise SourceError(f"{said} (HTTP {answer.status})", help=remedy)
        if answer.body is None or answer.body.blank:
            if answer.body:
                answer.body.drop()
            raise SourceError("an empty answer", help="Check the address.")
        declared = _CHARSET.search(answer.headers.get("content-type", ""))
        fetched = Fetched(url=str(address), body=answer.body, charset=declared[1] if declared else None)
        if address.credentials is None:
            self._kept(fetched, answer.headers)
        return fetched

    def _kept(self, fetched: Fetched, headers: Mapping[str, str]) -> None:
        etag, modified = headers.get("etag"), headers.get("last-modified")
        if etag or modified:
            visit = Visit(url=fetched.url, etag=etag, modified=modified, charset=fetched.charset)
            self._visits.put(visit, fetched.body.pieces())

    def _twice(self, address: Address, extra: Mapping[str, str], pause: float | None) -> Answer:
        """The answer, after a second attempt where the first failed for what may pass."""
        try:
            return self._once(address, extra, pause)
        except TransientError as error:
            wait = self._limits.retry if error.after is None else error.after
            if wait > self._limits.longest_pause:
                raise
            self._pace.rest(wait)
        return self._once(address, extra, pause)

    def _once(self, address: Address, extra: Mapping[str, str], pause: float | None) -> Answer:
        self._pace.wait(address.host, pause)
        if self._slow.get(address.host, 0) >= self._limits.slow:
            raise SourceError("its host was too slow too often, and is asked no more in this run", help=_LATER)
        start = time.monotonic()
        try:
            answer = self._wire.ask(address, extra=extra)
        except SourceError:
            if time.monotonic() - start >= min(self._limits.read, self._limits.connect):
                self._slow[address.host] = self._slow.get(address.host, 0) + 1
            raise
        if answer.status == 429 or answer.status >= 500:
            what = "asks us to wait" if answer.status == 429 else "is in trouble"
            raise TransientError(f"its host {what} (HTTP {answer.status})", after=_after(answer.headers))
        return answer

    def _ask_robots(self, address: Address) -> Answer:
        for _ in range(self._limits.redirects + 1):
            answer = self._wire.ask(address, extra={"Accept": "text/plain"}, most=self._limits.robots)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer
            address = address.leads(answer.headers["location"])
        return Answer(404, {})  # as RFC 9309 has it


def _condition(known: Visit | None) -> dict[str, str]:
    if known is None:
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in named.items() if value}


def _after(headers: Mapping[str, str]) -> float | None:
    said = headers.get("retry-after", "").strip()
    return float(said) if said.isdecimal() and len(said) < 9 else None
