"""Web addresses: what of them is asked for, and which places of the network are never asked."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from briefing.errors import SourceError

PORTS = {"http": 80, "https": 443}
_LONGEST = 4000
_SAFE_PATH = "/%:@!$&'()*+,;=~-._"
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")

_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",
        "100.64.0.0/10",  # behind a carrier's NAT; some clouds tell secrets there
        "127.0.0.0/8",
        "168.63.129.16/32",  # of a public range, and yet the inside of a cloud: Azure
        "169.254.0.0/16",  # link-local: where clouds tell secrets
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",  # unspecified, loopback, and IPv4 in an old dress
        "::ffff:0:0/96",  # IPv4 in IPv6
        "::ffff:0:0:0/96",
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that can be asked: ASCII, no fragment; `credentials` are `user:password`, and never shown."""

    scheme: str
    host: str
    """A name in lower case, or an IP address without brackets."""
    port: int
    target: str
    """Path and query."""
    credentials: str | None = None

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    def leads(self, location: str) -> "Address":
        """Where a redirect or a link of this place leads; credentials go along within one origin alone.

        Raises:
            SourceError: nowhere that may be asked.
        """
        found = parse(urljoin(str(self), location.strip()))
        if found.origin != self.origin:
            return Address(found.scheme, found.host, found.port, found.target)
        return Address(found.scheme, found.host, found.port, found.target, found.credentials or self.credentials)


def is_address(path: str) -> bool:
    return path[:8].casefold().startswith(("http://", "https://"))


def parse(text: str) -> Address:
    """
    Raises:
        SourceError: it is no address of the web.
    """
    try:
        parts = urlsplit(text.strip())
        scheme, host, port = parts.scheme.casefold(), parts.hostname or "", parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii").casefold().rstrip(".")
    except (ValueError, UnicodeError) as error:
        raise _no_address() from error
    if scheme not in PORTS:
        raise SourceError(f"an address of {scheme or 'no'!r}, and only http and https are asked", help="Give another.")
    if not name or _BLANK.search(name) or port == 0 or len(text) > _LONGEST:
        raise _no_address()
    try:
        path = quote(parts.path or "/", safe=_SAFE_PATH)
        query = f"?{quote(parts.query, safe=_SAFE_PATH + '?')}" if parts.query else ""
    except UnicodeError as error:  # halves of characters
        raise _no_address() from error
    user = parts.netloc.rpartition("@")[0] or None
    return Address(scheme, name, port or PORTS[scheme], path + query, user)


def closed(ip: str) -> bool:
    """Whether an IP address is none of the public network."""
    place = ipaddress.ip_address(ip.partition("%")[0])
    listed = any(place.version == network.version and place in network for network in _CLOSED)
    return listed or not place.is_global or place.is_multicast or place.is_reserved


def _no_address() -> SourceError:
    return SourceError("no web address", help="Write it as https://host/path.")
