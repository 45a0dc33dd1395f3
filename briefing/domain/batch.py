"""Requests that a vendor answers overnight at a lower price."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """One request on its way."""

    key: str
    """Under which its reply will be stored."""
    stage: str
    prompt: str
    """Fingerprint."""
    request: str
    """The JSON that is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    name: str
    """Ours, given before the vendor knows of it: by it a batch is found again whose sending was cut short."""
    endpoint: str
    model: str
    id: str | None
    """The vendor's; None until it has answered."""
    requests: tuple[Queued, ...]
