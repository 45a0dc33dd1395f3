"""What a host lets programs read, as its robots.txt says (RFC 9309)."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.errors import SourceError
from briefing.fetching.addresses import Address
from briefing.fetching.wire import ROBOT, Answer

if TYPE_CHECKING:
    from protego import Protego


class Robots:
    """Asks each host once in a run."""

    def __init__(self, ask: Callable[[Address], Answer], longest_pause: float) -> None:
        """`ask` fetches a robots.txt, redirects followed."""
        self._ask = ask
        self._longest_pause = longest_pause
        self._known: dict[tuple[str, str, int], Protego | SourceError] = {}
        self._locks: dict[tuple[str, str, int], threading.Lock] = {}
        self._lock = threading.Lock()

    def pause(self, address: Address) -> float | None:
        """Seconds between two questions that the host asks for, None where it does not; bounded.

        Raises:
            SourceError: the address may not be read, or nobody knows whether it may.
        """
        rules = self._rules(address)
        if isinstance(rules, SourceError):
            raise type(rules)(str(rules), help=rules.help)
        if not rules.can_fetch(str(address), ROBOT):
            raise SourceError(
                "its robots.txt asks programs not to read it", help="Read it in a browser, save it, and give the file."
            )
        delay = rules.crawl_delay(ROBOT)
        return None if delay is None else min(float(delay), self._longest_pause)

    def _rules(self, address: Address) -> "Protego | SourceError":
        origin = address.origin
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._known:
                try:
                    self._known[origin] = self._fetched(address)
                except SourceError as error:
                    self._known[origin] = error
            return self._known[origin]

    def _fetched(self, address: Address) -> "Protego":
        from protego import Protego

        answer = self._ask(Address(address.scheme, address.host, address.port, "/robots.txt", address.credentials))
        if answer.status >= 500 or answer.status == 429:
            raise SourceError(
                f"its robots.txt, which says who may read it, cannot be had (HTTP {answer.status})",
                help="Try again later.",
            )
        rules = answer.data.decode("utf-8", errors="replace") if answer.status == 200 else ""
        return Protego.parse(rules)
