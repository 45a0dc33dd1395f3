"""Where a model is asked, and as whom."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    model: str
    base_url: str | None = None
    """None for the vendor's own."""
    api_key: str | None = field(default=None, repr=False)
