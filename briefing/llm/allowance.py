"""What the clients of one run may spend together, and how fast they may ask, one client after the other."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from briefing.domain.endpoint import Terms
from briefing.llm.purse import Purse


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    purse: Purse
    starts: deque[tuple[float, int]] = field(default_factory=deque)
    """Of the calls of the last minute, as `Pace` keeps them."""

    @classmethod
    def of(cls, terms: Terms) -> Allowance:
        return cls(purse=Purse(usd=terms.budget, tokens=terms.max_tokens))
