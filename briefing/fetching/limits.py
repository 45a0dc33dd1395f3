"""How long, how much and how often a fetch may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    connect: float = 10.0
    """Seconds until a host has answered to the connection."""
    read: float = 15.0
    """Seconds without a byte."""
    whole: float = 60.0
    """Seconds for one answer, from the first to the last byte."""
    sent: int = 10_000_000
    """Bytes of a body as they come, compressed or not."""
    inflated: int = 30_000_000
    """Bytes of a body after decompression."""
    robots: int = 500_000
    """Bytes of a robots.txt that are read; the rest of it is passed over, as RFC 9309 has it."""
    redirects: int = 5
    waiting: int = 250_000_000
    """Bytes that are fetched and not yet read, on the disk: from there on no page is asked for before its turn."""
    hosts: int = 8
    """Hosts that are asked at the same time, each by one connection."""
    pause: float = 1.0
    """Seconds between two questions to one host, if its robots.txt asks for no more."""
    longest_pause: float = 10.0
    """Seconds that a host may ask for: between two questions, or before the second attempt."""
    slow: int = 3
    """Questions to a host that end for want of time, after which it is asked no more."""
    retry: float = 2.0
    """Seconds before the second and last attempt where a host is in trouble and names no time."""


USUAL = Limits()
