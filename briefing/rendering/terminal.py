"""Lines for a terminal: how wide they may be, which of them have a colour, which signs can be shown."""

import textwrap
from dataclasses import dataclass

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "magenta": "35", "cyan": "36"}
_CODES = {**_COLOURS, "bold": "1", "dim": "2", "underlined": "4", "struck": "9"}
NARROWEST, WIDEST = 40, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where a report is shown."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    """Whether it can show more than ASCII: the signs of the verdicts depend on it."""

    def paint(self, text: str, *styles: str) -> str:
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"

    def wrapped(self, text: str, *, indent: str = "", first: str | None = None) -> list[str]:
        """`text` over as many lines as it needs; words longer than a line stay whole, so that they can be copied."""
        return textwrap.wrap(
            text,
            width=max(NARROWEST, min(self.width, WIDEST)),
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
