"""What is known of an answer of a web address that was kept so that the next question can be whether it has changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    url: str
    etag: str | None
    modified: str | None
    """`Last-Modified`, as the server wrote it."""
    charset: str | None
