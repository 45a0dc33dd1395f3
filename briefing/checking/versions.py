"""Versions: words of one speaker that another source gives differently."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import name_likeness
from briefing.checking.passages import Index, Passage
from briefing.checking.speakers import of_quotation
from briefing.checking.verdict import Judged
from briefing.checking.wording import difference, find, plain
from briefing.language.lexicon import likeness
from briefing.language.names import same_name
from briefing.language.quotations import Quotation

CHECK = "quote"
_WORDS, _IN_COMMON = 4, 3
"""Weighty words a quotation must have, and share with a longer one, for its likeness to be no chance."""
_ALIKE, _AT_LEAST = 0.7, 0.5
"""Share of the one's words that the other must have, and of the other's that the one must have."""


class Other(NamedTuple):
    passage: Passage
    finding: Finding


def examine(supporting: Sequence[Judged], index: Index) -> list[Other]:
    """Other sources' versions of the quotation that the claim takes up; empty if it takes up none."""
    for judged in supporting[:2]:
        passage = judged.alignment.passage
        for quotation in passage.quotations:
            if quotation.closed and _taken_up(judged, quotation):
                speaker = of_quotation(quotation, passage, index)
                if speaker is not None:
                    return _others(passage, quotation, speaker, index)
    return []


def _taken_up(judged: Judged, quotation: Quotation) -> bool:
    """Whether the claim says again what the quotation says."""
    passage = judged.alignment.passage
    quoted = [t for t in passage.tokens if quotation.start <= t.start < quotation.end and t.weight >= 1]
    if len(quoted) < _WORDS:
        return False
    if judged.verbatim:
        return True
    met = {pair.passage for pair in judged.alignment.pairs.values()}
    return 2 * sum(token in met for token in quoted) >= len(quoted)


def _others(passage: Passage, quotation: Quotation, speaker: str, index: Index) -> list[Other]:
    found: list[Other] = []
    for near in index.search(quotation.text, each=1, most=12):
        if near.source is passage.source:
            continue
        for other in near.quotations:
            said_by = of_quotation(other, near, index) if other.closed else None
            if said_by is not None and same_name(speaker, said_by) and _differ(quotation.text, other.text):
                words = difference([w.text for w in plain(quotation.text)], [w.text for w in plain(other.text)])
                detail = f"{passage.label} and {near.label} give these words of {speaker} differently: {words}"
                found.append(Other(near, Finding(CHECK, Outcome.CONTRADICTS, detail)))
    return found


def _differ(mine: str, theirs: str) -> bool:
    """Whether both are the same remark in other words: much alike, and neither a part of the other."""
    if find(mine, theirs) or find(theirs, mine):
        return False
    a, b = _weighty(Facts(mine)), _weighty(Facts(theirs))
    roots, others = {token.root for token in a.tokens}, {token.root for token in b.tokens}
    if roots <= others or others <= roots:
        return False
    first, second = _share(a, b), _share(b, a)
    if min(first, second) >= _AT_LEAST and max(first, second) >= _ALIKE:
        return True
    return first >= _ALIKE and len(roots & others) >= _IN_COMMON


class _Weighty(NamedTuple):
    facts: Facts
    tokens: list[Token]


def _weighty(facts: Facts) -> _Weighty:
    return _Weighty(facts, [token for token in facts.tokens if token.weight >= 1])


def _share(a: _Weighty, b: _Weighty) -> float:
    """Share of a's words that b has, or words for them."""
    if not a.tokens:
        return 0.0
    return sum(any(_like(a.facts, one, b.facts, other) for other in b.tokens) for one in a.tokens) / len(a.tokens)


def _like(a: Facts, one: Token, b: Facts, other: Token) -> bool:
    if one.kind == other.kind == "name":
        return name_likeness(a.names[one.number], b.names[other.number]) > 0
    return one.kind == other.kind == "word" and likeness(one.root, other.root) > 0
