"""What was given to be read: bytes, where they come from, and what is known of them from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from briefing.domain.source import Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Of bytes from the web: what the way they came by says of them, and they do not say themselves."""

    url: str
    """The address that answered, after all redirects, without user and password."""
    charset: str | None = None
    """As the server declares it."""
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    """As a feed states it; the page's own word goes before it."""
    warnings: tuple[str, ...] = ()
    """What a reader should know of the way it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    path: str
    """As the user gave it; for a file in a folder, the folder as given and the way down from there; for a page its
    address, without user and password."""
    data: bytes
    known: Known | None = None
    """None for files: all that is known of them they say themselves."""


class Beyond(Protocol):
    """Leads to what is no file here."""

    def fetch(self, address: str) -> Iterator[Given | Skipped]:
        """What is behind a web address: a page, or the pages of a feed."""
        ...

    def opened(self, given: Given) -> Iterator[Given | Skipped] | None:
        """The pages of a feed, or of a list of feeds, that is a file here; None where it is neither."""
        ...
