"""One question to one address: what is sent, how long the answer is waited for, and how much of it is taken."""

import base64
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import httpcore2

from briefing import __version__
from briefing.errors import SourceError
from briefing.fetching.addresses import Address
from briefing.fetching.inflating import body, too_large
from briefing.fetching.limits import Limits
from briefing.fetching.network import Guarded
from briefing.store.shelf import Body, Shelf

USER_AGENT = f"briefing/{__version__} (reads articles for a brief that names its sources)"
ROBOT = "briefing"
"""The name by which a robots.txt may speak to us."""
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
)
_AGAIN = "Try again later."


class TransientError(SourceError):
    """A second attempt may succeed; `after`: seconds that the host asks for, None where it names no time."""

    def __init__(self, message: str, *, help: str = _AGAIN, after: float | None = None) -> None:
        super().__init__(message, help=help)
        self.after = after


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case; of several with one name the last."""
    data: bytes = b""
    """The beginning of the body, where no more was wanted."""
    body: Body | None = None
    """Decompressed; None where the status is not 200, or no more than its beginning was wanted."""


class Wire:
    """Asks; keeps no cookies, follows nothing, tries nothing twice."""

    def __init__(self, guard: Guarded, limits: Limits, shelf: Shelf) -> None:
        """`shelf` takes the bodies while they come."""
        self._guard = guard
        self._limits = limits
        self._shelf = shelf
        self._pool = httpcore2.ConnectionPool(
            max_connections=4 * limits.hosts, keepalive_expiry=30.0, network_backend=guard
        )

    def close(self) -> None:
        self._pool.close()

    def ask(self, address: Address, *, extra: Mapping[str, str], most: int | None = None) -> Answer:
        """
        Args:
            most: bytes of the body after which the rest is passed over; None: a longer body than allowed is refused.

        Raises:
            TransientError, SourceError: there is no answer of use.
        """
        limits = self._limits
        until = time.monotonic() + limits.whole
        self._guard.until(until)
        try:
            with self._pool.stream(
                "GET",
                str(address),
                headers=_headers(address, extra),
                extensions={"timeout": {"connect": limits.connect, "read": limits.read, "write": limits.read}},
            ) as response:
                headers = {
                    name.decode("latin-1").casefold(): value.decode("latin-1") for name, value in response.headers
                }
                if response.status != 200:
                    return Answer(response.status, headers)
                if most is not None:
                    return Answer(200, headers, data=_beginning(response, most))
                return Answer(200, headers, body=self._body(response, headers))
        except httpcore2.TimeoutException as error:
            if time.monotonic() >= until - 0.01:  # who took all the time there is gets no second helping
                raise SourceError(f"the answer takes longer than {limits.whole:g} s", help=_AGAIN) from error
            raise TransientError(self._too_slow(error)) from error
        except httpcore2.ConnectError as error:
            if "certificate" in str(error).casefold():
                why = " ".join(str(error).split())[:120]
                raise SourceError(f"its certificate is not valid ({why})", help="Check the address.") from error
            raise TransientError("nobody answers there", help="Check the address and the network.") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise TransientError("its answer breaks off or is no HTTP") from error
        except httpcore2.UnsupportedProtocol as error:
            raise SourceError("no web address", help="Write it as https://host/path.") from error

    def _body(self, response: httpcore2.Response, headers: Mapping[str, str]) -> Body:
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > self._limits.sent:
            raise too_large(self._limits.sent)
        pieces = body(response.iter_stream(), headers.get("content-encoding", ""), self._limits)
        return self._shelf.keep(pieces)

    def _too_slow(self, error: Exception) -> str:
        limits = self._limits
        if isinstance(error, httpcore2.ConnectTimeout):
            return f"no connection within {limits.connect:g} s"
        return f"no byte within {limits.read:g} s"


def _beginning(response: httpcore2.Response, most: int) -> bytes:
    taken = bytearray()
    for chunk in response.iter_stream():
        taken += chunk
        if len(taken) >= most:
            break
    return bytes(taken[:most])


def _headers(address: Address, extra: Mapping[str, str]) -> list[tuple[str, str]]:
    headers = {
        "Host": address.authority,
        "User-Agent": USER_AGENT,
        "Accept": _ACCEPTED,
        "Accept-Encoding": "gzip",
        **extra,
    }
    if address.credentials is not None:
        headers["Authorization"] = f"Basic {base64.b64encode(unquote(address.credentials).encode()).decode()}"
    return list(headers.items())
