"""Where a model is asked, as whom, and on what terms."""

import math
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

_SCHEDULER = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}")
_SECRET = re.compile(r"((?:^|&)[^=&]*(?:key|token|secret|sig|signature|pass|password|auth|code)=)[^&]*", re.IGNORECASE)
"""A part of a query whose name tells that its value is nobody's business."""

TIMEOUT = 300.0
"""Seconds for one reply: a joint brief of a slow model takes minutes."""
SHORTEST_TIMEOUT = 1.0
MOST_AT_ONCE = 256
"""Calls in flight; more are files that the system does not let a process open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the user allows the asking of a model to take and to cost."""

    concurrency: int = 8
    """Calls in flight at once."""
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    budget: Decimal | None = None
    """US dollars that this run may spend."""
    max_tokens: int | None = None
    """Tokens in and out together that this run may spend."""
    refresh: bool = False
    """Ask anew what was answered before."""
    offline: bool = False
    """Answer from the store alone."""
    batch: bool = False
    """Leave the requests to the vendor's batch service, and collect the replies later."""
    timeout: float = TIMEOUT
    """Seconds for one reply."""
    models: Path | None = None
    """The user's own prices and limits of models."""

    @property
    def is_limited(self) -> bool:
        """Whether what one call may do hangs on the calls before it."""
        limits = (self.budget, self.max_tokens, self.requests_per_minute, self.tokens_per_minute)
        return any(limit is not None for limit in limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    model: str
    base_url: str | None = None
    """None for the vendor's own."""
    api_key: str | None = field(default=None, repr=False)
    terms: Terms = Terms()


def is_timeout(seconds: float) -> bool:
    """Whether a reply can be given so long."""
    return math.isfinite(seconds) and seconds >= SHORTEST_TIMEOUT


def without_secrets(address: str) -> str:
    """An address as it may be written down: without user and password, and without keys in its query."""
    parts = urlsplit(address)
    netloc = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, netloc, parts.path, _SECRET.sub(r"\1***", parts.query), ""))


def is_scheduler(address: str) -> bool:
    """Whether it has the form of a dask scheduler's address: `tcp://HOST:PORT`."""
    return bool(_SCHEDULER.fullmatch(address))
