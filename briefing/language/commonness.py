"""How often words are used: `commonness.txt`, derived from WordNet 3.0 by `fitting/derive_commonness.py`."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("commonness.txt")


class Use(NamedTuple):
    part: str
    """What a root mostly is: n(oun), v(erb), a(djective or adverb)."""
    level: int
    """Logarithm to base 2, rounded down and 9 at most, of how often WordNet's sense-tagged texts (the Brown corpus for
    the most part, some 230,000 tagged words) have it."""


@cache
def uses() -> dict[str, Use]:
    """By `lexicon.root`; what those texts do not have is missing."""
    table: dict[str, Use] = {}
    for line in _FILE.read_text(encoding="ascii").splitlines():
        mark, *roots = line.split()
        if mark != "#":
            table.update(dict.fromkeys(roots, Use(mark[0], int(mark[1]))))
    return table
