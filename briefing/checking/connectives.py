"""Connectives: before is not after, because is not although, from is not to, and what came first stays first."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import Pair

CHECK, ORDER = "wording", "order"
_LEAST_COVERAGE = 0.5
_REACH = 3
"""Function words before a word that are read with it: `down from 41`, `after the`."""
_AT_ODDS = """
    from|to into toward towards
    before until|after since
    from since|until till
    because|although though despite whereas
    if|unless
    for favour favor|against
    with|without
    above|below
    over|under
    up|down
    more|less fewer
    inside|outside
    most|least
    off|on
    by|despite
"""
_OPPOSITE = {
    (one, other)
    for line in _AT_ODDS.split("\n")
    if "|" in line
    for left, right in [line.split("|")]
    for a in left.split()
    for b in right.split()
    for one, other in ((a, b), (b, a))
}
_FUNCTION_WORDS = """
    the a an its his her their this that these those some any all both of in at on to from into toward towards before
    until till after since because although though despite whereas if unless for against with without above below over
    under up down more less fewer inside outside most least off by only just even when while as than not no favour over
    favor many few several about
"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())
_TIME, _CAUSE, _THAN = "time", "cause", "comparison"
_LINK = re.compile(
    r"\b(?P<after>after|following)\b|\b(?P<before>before|until|prior to|ahead of)\b"
    r"|\b(?P<because>because(?: of)?|due to|owing to|thanks to|as a result of)\b"
    r"|\b(?P<so>so that|and so|therefore|as a result|which is why)\b"
    r"|\b(?P<then>(?:and )?then|and later|and afterwards)\b"
    r"|\b(?P<than>than)\b",
    re.IGNORECASE,
)
_AXIS = {"after": _TIME, "before": _TIME, "then": _TIME, "because": _CAUSE, "so": _CAUSE, "than": _THAN}
_SECOND_FIRST = frozenset({"after", "because"})
"""What follows these words comes first in time, or is the reason."""
_CAUSAL = re.compile(
    r"\b(?:because|since|due|owing|thanks|so that|and so|therefore|thus|hence|consequently|result\w*|after|following"
    r"|amid|caus\w+|le(?:d|ads?|ading) to|reasons?|prompt\w*|trigger\w*|blam\w+|forc\w+|ma[dk]e\w*|why|drove|driven"
    r"|in response|on grounds|in view|in protest|out of)\b",
    re.IGNORECASE,
)
_OF_CAUSE = frozenset({"for", "over", "by", "from", "as", "at"})
"""Before a noun these may give the reason: `protested over pay`, `damaged by a storm`."""
_TEMPORAL = re.compile(
    r"\b(?:before|after|until|till|since|when|once|then|following|later|earlier|ahead|prior|previous\w*|subsequent\w*"
    r"|next|first|by|during|while|as|ago|hours?|days?|weeks?|months?|years?|already|had|following)\b",
    re.IGNORECASE,
)


_AHEAD = frozenset({"before", "until", "prior to", "ahead of"})
_SEQUENCE = re.compile(
    r"\b(?:before|after|until|till|since|then|following|later|earlier|ahead|prior|previous\w*|subsequent\w*|next|first|by"
    r"|already|had)\b",
    re.IGNORECASE,
)
"""`When` is no `before`."""


class Link(NamedTuple):
    """Two stretches of a text that a word puts in an order."""

    axis: str
    earlier: tuple[int, int]
    """What came first, is the reason, or is compared."""
    later: tuple[int, int]
    word: str


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for function words that turn the passage round, and for an order that it does not have."""
    if alignment.coverage < _LEAST_COVERAGE:
        return []
    found = [finding for pair in alignment.pairs.values() if pair.met for finding in _before(alignment, pair)]
    return [*found, *_order(alignment)]


def _before(alignment: Alignment, pair: Pair) -> Iterator[Finding]:
    """What stands right before a word that both have."""
    mine = _leading(alignment.claim, pair.claim.start)
    theirs = _leading(alignment.passage, pair.passage.start)
    other = [_leading(alignment.passage, token.start) for token in _again(alignment, pair)]
    for said in mine - theirs:
        for given in sorted(theirs - mine):
            if (said, given) in _OPPOSITE and not any(said in leading for leading in other):
                yield _finding(
                    alignment, pair, f"{said} {_text(alignment, pair)}", f"{given} {_given(alignment, pair)}"
                )


def _again(alignment: Alignment, pair: Pair) -> Iterator[Token]:
    """The same word elsewhere in the passage."""
    for token in alignment.passage.tokens:
        if token.root == pair.passage.root and token is not pair.passage:
            yield token


def _leading(facts: Facts, start: int) -> frozenset[str]:
    """The function words right before a place."""
    found: list[str] = []
    end = start
    for word in reversed([word for word in facts.words if word.start < start]):
        gap = facts.text[word.end : end]
        if word.norm not in _FUNCTION or len(found) == _REACH or "," in gap or ";" in gap:
            break
        found.append(word.norm)
        end = word.start
    if {"with", "no"} <= {*found}:
        found = ["without"]
    return frozenset(found)


def _text(alignment: Alignment, pair: Pair) -> str:
    return alignment.claim.text[pair.claim.start : pair.claim.end]


def _given(alignment: Alignment, pair: Pair) -> str:
    return alignment.passage.text[pair.passage.start : pair.passage.end]


def _finding(alignment: Alignment, pair: Pair, said: str, given: str) -> Finding:
    place = alignment.passage.place(pair.passage.start, pair.passage.end)
    detail = f"the claim says {said!r}, {alignment.passage.label} says {given!r} {place}"
    return Finding(CHECK, Outcome.CONTRADICTS, detail, (pair.claim,))


def _order(alignment: Alignment) -> Iterator[Finding]:
    """The order of two happenings, reason and effect, or the sides of a comparison."""
    passage = alignment.passage
    given = links(passage.text)
    for link in links(alignment.claim.text):
        if not (alignment.start <= link.earlier[0] and link.later[1] <= alignment.end + 1):
            continue
        same_axis = [other for other in given if _comparable(link, other)]
        turns = [_turned(alignment, link, other) for other in same_axis]
        if -1 in turns and 1 not in turns:
            detail = (
                f"the claim turns the order round: {link.word!r} in the claim, "
                f"{same_axis[turns.index(-1)].word!r} in {passage.label} {passage.place(0, len(passage.text))}"
            )
            yield Finding(ORDER, Outcome.CONTRADICTS, detail)
        elif not any(turns) and _both_met(alignment, link) and not _implied(alignment, link):
            detail = f"{passage.label} does not say {link.word!r} here {passage.place(0, len(passage.text))}"
            yield Finding(ORDER, Outcome.LACKS, detail)


def _comparable(one: Link, other: Link) -> bool:
    return (one.axis == _THAN) == (other.axis == _THAN)


def _turned(alignment: Alignment, link: Link, other: Link) -> int:
    """1 if both have one order, -1 if it is turned round, 0 if the links are about different things."""
    straight = _shared(alignment, link.earlier, other.earlier), _shared(alignment, link.later, other.later)
    crossed = _shared(alignment, link.earlier, other.later), _shared(alignment, link.later, other.earlier)
    if all(straight) and sum(straight) >= sum(crossed):
        return 1
    if link.axis == _THAN and _changed_sides(alignment, link, other):
        return -1
    return -1 if all(crossed) else 0


def _changed_sides(alignment: Alignment, link: Link, other: Link) -> bool:
    """Whether the years, numbers and names of a comparison stand on its other side: `in 2016` for `than in 2016`."""
    kept = changed = 0
    for pair in alignment.pairs.values():
        if pair.claim.kind == "word":
            continue
        mine, theirs = (
            [side[0] <= token.start < side[1] for side in (each.earlier, each.later)]
            for each, token in ((link, pair.claim), (other, pair.passage))
        )
        kept += any(mine) and mine == theirs
        changed += any(mine) and any(theirs) and mine != theirs
    return changed > 0 and kept == 0


def _shared(alignment: Alignment, mine: tuple[int, int], theirs: tuple[int, int]) -> int:
    return sum(
        mine[0] <= pair.claim.start < mine[1] and theirs[0] <= pair.passage.start < theirs[1] and pair.claim.weight >= 1
        for pair in alignment.pairs.values()
    )


def _both_met(alignment: Alignment, link: Link) -> bool:
    """Whether the passage has words of both sides: it would then say which came first."""
    whole = (0, len(alignment.passage.text))
    return all(_shared(alignment, side, whole) for side in (link.earlier, link.later))


def _implied(alignment: Alignment, link: Link) -> bool:
    """Whether the passage has another word for the relation, or tells both in the claim's order."""
    text = alignment.passage.text
    if link.axis == _THAN:
        return True
    if link.axis == _CAUSE:
        return _CAUSAL.search(text) is not None or _hangs_on(alignment, link.earlier)
    if (_SEQUENCE if link.word in _AHEAD else _TEMPORAL).search(text):
        return True
    first, last = (
        [
            pair.passage.start
            for pair in alignment.pairs.values()
            if side[0] <= pair.claim.start < side[1] and pair.claim.weight >= 1
        ]
        for side in (link.earlier, link.later)
    )
    return sum(first) / len(first) < sum(last) / len(last)


def _hangs_on(alignment: Alignment, reason: tuple[int, int]) -> bool:
    """Whether the passage hangs the reason on a preposition."""
    met = [pair for pair in alignment.pairs.values() if reason[0] <= pair.claim.start < reason[1]]
    first = min(met, key=lambda pair: pair.claim.start)
    return not _OF_CAUSE.isdisjoint(_leading(alignment.passage, first.passage.start))


@lru_cache(maxsize=4096)
def links(text: str) -> tuple[Link, ...]:
    """The links of a text, each with what it joins: up to the comma of an opening clause, else to the end."""
    found = []
    bounds = [0, *(match.end() for match in re.finditer(r"[;:]\s|\.\s", text)), len(text)]
    for begin, end in pairwise(bounds):
        for match in _LINK.finditer(text, begin, end):
            kind = match.lastgroup or ""
            before, after = (begin, match.start()), (match.end(), end)
            if not text[begin : match.start()].strip(" \"'“‘") or text[: match.start()].rstrip().endswith(","):
                comma = text.find(",", match.end(), end)
                if not text[begin : match.start()].strip(" \"'“‘") and comma > 0:
                    before, after = (comma + 1, end), (match.end(), comma)
            if kind == "than":
                before, after = _compared(text, *before, *after)
            if not text[slice(*before)].strip() or not text[slice(*after)].strip():
                continue
            earlier, later = (after, before) if kind in _SECOND_FIRST else (before, after)
            found.append(Link(_AXIS[kind], earlier, later, match.group().lower()))
    return tuple(found)


def _compared(text: str, begin: int, middle: int, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two sides of a comparison, each within its commas."""
    comma = text.find(",", start, end)
    return (text.rfind(",", begin, middle) + 1 or begin, middle), (start, comma if comma > 0 else end)
