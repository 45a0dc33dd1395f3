"""Plain text that is safe to show: one line, nothing invisible that could turn the rest of the line round."""

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.domain.brief import Cost

_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are no white space
    "\u202a-\u202e\u2066-\u2069"  # they reorder what follows: a verdict could be made to read as its opposite
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"  # not encodable, or not meant to be in a text
)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    """`text` with white space folded to single blanks; unshowable characters become U+FFFD, so they stay visible."""
    return _UNSHOWABLE.sub(_REPLACEMENT, " ".join(text.split()))


def day(value: date) -> str:
    """`26 May 2025`: read alike on both sides of the Atlantic."""
    return f"{value.day} {value:%B} {value.year}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 source`, `2 sources`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def priced(cost: "Cost", prices: date | None) -> str:
    """`6 calls, 9,360 tokens in, 2,285 out, $0.0215 at list prices of 22 November 2026`; `prices` is their day."""
    from briefing.domain.money import told

    return told(cost) if prices is None or cost.usd is None else f"{told(cost)} at list prices of {day(prices)}"
