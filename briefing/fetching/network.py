"""Connections to the very address that was checked, each with an hour at which it is over."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Set
from typing import Any

import httpcore2

from briefing.errors import SourceError
from briefing.fetching.addresses import closed

_ATTEMPTS = 3
"""Addresses of a host that are tried."""

Resolve = Callable[[str, int], list[str]]
"""The IP addresses of a host, best first; raises OSError."""


def resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class Guarded(httpcore2.NetworkBackend):
    """Asks for a host's addresses once, checks them, and connects to one of those; TLS still names the host."""

    def __init__(self, allowed: Set[str], resolve: Resolve = resolve) -> None:
        self._allowed = {host.strip("[]").casefold().rstrip(".") for host in allowed}
        self._resolve = resolve
        self._under = httpcore2.SyncBackend()
        self._clock = threading.local()

    def until(self, moment: float) -> None:
        """From now on what this thread sends and receives is over at `moment` (`time.monotonic`)."""
        self._clock.until = moment

    def left(self, timeout: float | None) -> float:
        """Seconds that remain, at most `timeout`.

        Raises:
            httpcore2.ReadTimeout: none.
        """
        rest = float(getattr(self._clock, "until", float("inf"))) - time.monotonic()
        if rest <= 0:
            raise httpcore2.ReadTimeout("whole")
        return rest if timeout is None else min(rest, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """
        Raises:
            SourceError: the host has no address, or one that must not be asked.
        """
        places = self._places(host, port, timeout)
        for number, ip in enumerate(places[:_ATTEMPTS], 1):
            try:
                stream = self._under.connect_tcp(
                    ip, port, self.left(timeout), local_address=local_address, socket_options=socket_options
                )
                return _Timed(stream, self)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == min(len(places), _ATTEMPTS):
                    raise
        raise SourceError(f"the host {host!r} has no address", help="Check the address.")

    def _places(self, host: str, port: int, timeout: float | None) -> list[str]:
        places = self._asked(host, port, self.left(timeout))
        if host.casefold() not in self._allowed and (private := [ip for ip in places if closed(ip)]):
            raise SourceError(
                f"the host {host!r} has the address {private[0]}, which is not of the public network",
                help=f"If it is meant, allow it by name: --allow-host {host}.",
            )
        return places

    def _asked(self, host: str, port: int, timeout: float) -> list[str]:
        """The name service has no time limit of its own: it is asked by a thread that may be left behind."""
        answer: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(timeout)
        if not answer:
            raise httpcore2.ConnectTimeout("name service")
        if isinstance(answer[0], Exception):
            raise SourceError(f"the host {host!r} cannot be found", help="Check the address and the network.")
        return answer[0]


class _Timed(httpcore2.NetworkStream):
    """A connection that heeds the hour of the thread that uses it: a drip of bytes cannot prolong it."""

    def __init__(self, stream: httpcore2.NetworkStream, guard: Guarded) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout))
        return _Timed(secured, self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
