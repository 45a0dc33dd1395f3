"""A paid reply of a model, as it is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What a run needs of a reply that was paid for before."""

    request: str
    """The JSON that was sent."""
    body: str
    """The HTTP body, unread and unchanged."""
    batch: bool = False
    """Paid at the price of the vendor's batches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply with all that is known of it."""

    key: str
    """SHA-256 of what was asked, of whom and how, hexadecimal."""
    stage: str
    model: str
    request: str
    """The JSON that was sent."""
    body: str
    """The HTTP body, unread and unchanged."""
    created: str | None = None
    """When it was stored, UTC: `2025-05-16T09:30:00Z`. None, like the two below, in a store of version 1."""
    endpoint: str | None = None
    """Address without secrets."""
    prompt: str | None = None
    """Fingerprint of the prompt."""
    batch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a store holds of one stage and one model."""

    stage: str
    model: str
    replies: int
    tokens_in: int
    """As the endpoint reported; a reply without a report counts nothing here."""
    tokens_out: int
    oldest: str | None
    newest: str | None
