"""Scope: half is not all, some is not most, and every is not several."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import Pair

CHECK = "scope"
_QUANTIFIER = re.compile(
    r"(?<!\btoo )\b"
    r"(?P<word>all|every|each|both|entire|whole|none|no|most|majority|many|several|some|few|part|partly|half)\b(?!\s+(?:time|day|year|over|but)\b)(?P<of>(?:\s+(?:of|the|its|their|these|those|such))*)\s*$",
    re.IGNORECASE,
)
_RANK = {
    "all": 4, "every": 4, "each": 4, "both": 4, "entire": 4, "whole": 4, "most": 3, "majority": 3, "half": 2,
    "many": 2, "several": 1, "some": 1, "few": 1, "part": 1, "partly": 1,
}  # fmt: skip
_ALL, _SOME = 4, 1


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for nouns that the claim takes more widely than the passage does."""
    found: list[Finding] = []
    for token, pair in alignment.pairs.items():
        if pair.opposed or token.kind == "date":
            continue
        said, given = _before(alignment.claim.text, token.start), _before(alignment.passage.text, pair.passage.start)
        if given in _RANK and _RANK[given] < _RANK.get(said, 4 if _plural(alignment, pair) and given == "half" else 0):
            place = alignment.passage.place(pair.passage.start, pair.passage.end)
            noun = alignment.claim.text[token.start : token.end]
            detail = f"the claim speaks of {said or 'all'} {noun!r}, {alignment.passage.label} of {given} {place}"
            clash = given == "half" or (_RANK.get(said, 0) == _ALL and _RANK[given] <= _SOME)
            found.append(Finding(CHECK, Outcome.CONTRADICTS if clash else Outcome.LACKS, detail, firm=False))
    return found


def _before(text: str, start: int) -> str:
    """The quantifier that stands right before a word, one adjective between at most."""
    for cut in (start, text.rfind(" ", 0, max(0, start - 1)) + 1):
        match = _QUANTIFIER.search(text, max(0, cut - 30), cut)
        if match:
            return match["word"].lower()
    return ""


def _plural(alignment: Alignment, pair: Pair) -> bool:
    return alignment.claim.text[pair.claim.start : pair.claim.end].rstrip("’'").endswith("s")
