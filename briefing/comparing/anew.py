"""Words with which an article says of victims that it counts anew what was counted before."""

import re

_COUNT = r"\b(?:toll(?!\s+(?:road|bridge|booth|plaza|gate))|number\s+of\s+(?:dead|deaths|victims))\b"
_ELSEWHERE = r",?\s+(?:but|as|while|when)\b|,\s+and\b|\b(?:is|was|at|of|reached)\s+\d"
_ANEW = re.compile(
    rf"{_COUNT}(?:(?!{_ELSEWHERE})[^.;:]){{0,90}}?\s(?:rose|risen|rises|rising|climb(?:ed|s|ing)|increased|jumped|"
    r"mount(?:ed|s)|(?:revis|updat|correct|lower)ed)(?:\s+\w+){0,4}?\s+(?:to|from|by|past|above|at)\s|"
    r"\b(?:latest|new|(?:revis|rais|updat|correct|lower)ed(?:\s+(?:up|down))?(?:\s+(?:the|its|their))?)\s+"
    rf"(?:\w+\s+)?(?<=\s){_COUNT}",
    re.IGNORECASE,
)
"""Of the toll, and not of the prices or the river."""
_NOW = re.compile(
    r"\bnow(?:\s+(?:has|have|known|confirmed|reached|stands?|stood|at|to|killed|claimed|injured|wounded|hurt|the|lives|of))*\s+$",
    re.IGNORECASE,
)
"""Before a number."""
_REVISED = re.compile(r"\b(?:revis(?:ed|es)|corrected|lowered)\b", re.IGNORECASE)


def words(text: str, start: int) -> str:
    """What says it of the number at `start`, in its clause; empty where nothing does."""
    opening = text.rfind(";", 0, start) + 1
    found = _ANEW.search(text[opening:].partition(";")[0]) or _NOW.search(text[opening:start])
    return found[0] if found else ""


def is_revised(text: str, start: int) -> bool:
    """Whether the number at `start` corrects one before it, and so may be lower."""
    return _REVISED.search(words(text, start)) is not None
