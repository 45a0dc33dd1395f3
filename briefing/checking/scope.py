"""Scope: half is not all, some is not most, few is not many, and every is not four."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from briefing.checking.alignment import Alignment
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import Pair

CHECK = "scope"
_WORDS = (
    r"a few|all|every|each|both|entire|whole|none|no|most|majority|many|several|some|few|fewer|part|partly|half"
    r"|hardly any|neither|not all|not every"
)
_QUANTIFIER = re.compile(
    rf"(?<!\btoo )(?<!\bas )(?<!\bthe )\b(?P<word>{_WORDS})\b(?!\s+(?:time|day|year|over|but)\b)"
    r"(?P<of>(?:\s+(?:of|the|its|their|these|those|such|his|her|them))*)\s*$",
    re.IGNORECASE,
)
_ANY = re.compile(rf"(?=\b(?:{_WORDS})\b)", re.IGNORECASE)
_OF_THEM = re.compile(rf"\b(?P<word>{_WORDS})\s+of\s+(?:them|whom|these|those|it|which)\b", re.IGNORECASE)
_RANK = {
    "all": 4, "every": 4, "each": 4, "both": 4, "entire": 4, "whole": 4, "most": 3, "majority": 3, "half": 2,
    "many": 2, "several": 1, "some": 1, "a few": 1, "part": 1, "partly": 1, "not all": 1, "not every": 1,
    "few": 0, "fewer": 0, "hardly any": 0,
}  # fmt: skip
_ALL, _MOST, _SOME, _FEW = 4, 3, 1, 0
_EXCEPT = re.compile(
    r"\b(?:all|every\w*|each|everything)\s+(?:\w+\s+)?but\b|\bexcept\w*\b|\bapart from\b", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:all|every|each)\b", re.IGNORECASE)
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "these", "those", "both", "all", "every", "each", "whole"})
_PART_OF = re.compile(
    r"(?<!\ball )(?<!\bboth )(?<!\beach )\bof\s+(?:the|its|their|his|her|these|those)\s+(?:\S+\s+){0,2}$", re.I
)
_NEARLY_ALL = re.compile(
    r"\b(?:nearly|almost|virtually|practically|not|all but)\s+(?:all|every|everyone)\b", re.IGNORECASE
)
_WITHIN = 30
"""Characters before a word in which its quantifier stands."""
_BACK = 5
"""Words before a noun among which `half` may stand: `half of the container terminal's cranes`."""


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for nouns that the claim takes more widely than the passage does, or more narrowly where it matters."""
    if not _quantifiers(alignment.claim.text) and not _quantifiers(alignment.passage.text):
        return []
    found = [
        finding
        for token, pair in alignment.pairs.items()
        if not pair.opposed and token.kind != "date"
        for finding in _of_pair(alignment, pair)
    ]
    return found or [*_of_them(alignment), *_excepted(alignment)]


def _of_pair(alignment: Alignment, pair: Pair) -> Iterator[Finding]:
    said, given = _before(alignment.claim.text, pair.claim.start), _before(alignment.passage.text, pair.passage.start)
    if outcome := _judged(alignment, pair, said, given):
        place = alignment.passage.place(pair.passage.start, pair.passage.end)
        noun = alignment.claim.text[pair.claim.start : pair.claim.end]
        detail = (
            f"the claim speaks of {said or 'all'} {noun!r}, {alignment.passage.label} of {given or 'no such number'}"
        )
        yield Finding(CHECK, outcome, f"{detail} {place}", firm=False)


def _judged(alignment: Alignment, pair: Pair, said: str, given: str) -> Outcome | None:
    if said in _RANK and given in _RANK:
        return _ranked(_RANK[said], _RANK[given], given)
    if given in _RANK and not said and _plural(alignment, pair) and not _anywhere(alignment, pair, given):
        if given == "half":
            return Outcome.CONTRADICTS
        definite = _word_before(alignment, pair) in _DEFINITE
        return Outcome.LACKS if _RANK[given] == _FEW or (_RANK[given] <= _SOME and definite) else None
    if said in _said_of_them(alignment.passage.text):
        return None
    if said in _RANK and not given and _RANK[said] in (_ALL, _MOST, _FEW) and _plural(alignment, pair):
        return None if _is_whole(alignment, pair) and _RANK[said] == _ALL else Outcome.LACKS
    return None


def _ranked(said: int, given: int, word: str) -> Outcome | None:
    if _FEW in (said, given):
        return None if said == given else Outcome.CONTRADICTS if max(said, given) > _SOME else Outcome.LACKS
    if given >= said:
        return None
    return Outcome.CONTRADICTS if word == "half" or (said == _ALL and given <= _SOME) else Outcome.LACKS


def _is_whole(alignment: Alignment, pair: Pair) -> bool:
    """Whether the passage speaks of all of them, too: `the two companies`, `its pits`."""
    text = alignment.passage.text
    before = text[max(0, pair.passage.start - 40) : pair.passage.start]
    return not _PART_OF.search(before) and any(word in _DEFINITE for word in before.lower().split()[-3:])


def _word_before(alignment: Alignment, pair: Pair) -> str:
    before = alignment.claim.text[max(0, pair.claim.start - 20) : pair.claim.start].lower().split()
    return before[-1] if before else ""


def _anywhere(alignment: Alignment, pair: Pair, word: str) -> bool:
    """Whether the claim has the quantifier further back before the noun."""
    before = alignment.claim.text[max(0, pair.claim.start - 80) : pair.claim.start].lower().split()[-_BACK:]
    return word.split()[-1] in before


def _before(text: str, start: int) -> str:
    """The quantifier that stands right before a word, one adjective between at most."""
    places = _quantifiers(text)
    if not places:
        return ""
    for cut in (start, text.rfind(" ", 0, max(0, start - 1)) + 1):
        if bisect_left(places, cut - _WITHIN) == bisect_left(places, cut):
            continue
        match = _QUANTIFIER.search(text, max(0, cut - _WITHIN), cut)
        if match:
            return match["word"].lower()
    return ""


def _plural(alignment: Alignment, pair: Pair) -> bool:
    text = alignment.claim.text[pair.claim.start : pair.claim.end]
    return pair.claim.kind == "number" or text.rstrip("’'").endswith("s")


@lru_cache(maxsize=1024)
def _quantifiers(text: str) -> tuple[int, ...]:
    """Where quantifiers begin."""
    return tuple(match.start() for match in _ANY.finditer(text))


@lru_cache(maxsize=1024)
def _said_of_them(text: str) -> frozenset[str]:
    return frozenset(match["word"].lower() for match in _OF_THEM.finditer(text)) & _RANK.keys()


def _of_them(alignment: Alignment) -> Iterator[Finding]:
    """`All of them` for `most of them`."""
    said, given = (
        _said_of_them(text) for text in (alignment.claim.text[alignment.start : alignment.end], alignment.passage.text)
    )
    for mine in sorted(said - given):
        for theirs in sorted(given - said):
            if outcome := _ranked(_RANK[mine], _RANK[theirs], theirs):
                place = alignment.passage.place(0, len(alignment.passage.text))
                detail = (
                    f"the claim says {mine + ' of them'!r}, {alignment.passage.label} {theirs + ' of them'!r} {place}"
                )
                yield Finding(CHECK, outcome, detail, firm=False)


def _excepted(alignment: Alignment) -> Iterator[Finding]:
    """`All`, where the passage says `all but nine`."""
    said = alignment.claim.text[alignment.start : alignment.end]
    exception = _EXCEPT.search(alignment.passage.text) or _NEARLY_ALL.search(alignment.passage.text)
    if exception and _EVERY.search(said) and not _EXCEPT.search(said) and not _NEARLY_ALL.search(said):
        place = alignment.passage.place(exception.start(), exception.end())
        detail = f"the claim makes no exception, {alignment.passage.label} says {exception.group()!r} {place}"
        yield Finding(CHECK, Outcome.CONTRADICTS, detail, firm=False)
