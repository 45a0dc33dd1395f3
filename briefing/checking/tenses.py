"""Tense: what will be is not what was, and what may be is not what will be."""

from collections.abc import Iterator

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.marks import ALLEGED, FUTURE, IF, LIKELY, POSSIBLE, UNLIKELY, WANTED
from briefing.checking.matching import Pair
from briefing.checking.omissions import is_conditional
from briefing.language.lexicon import is_irregular

CHECK = "modality"
_LEAST_COVERAGE = 0.5
_UNREAL = frozenset({FUTURE, POSSIBLE, LIKELY, UNLIKELY, WANTED, IF, ALLEGED})
_WILL = frozenset(
    {"will", "would", "shall", "won't", "wouldn't", "i'll", "he'll", "she'll", "we'll", "they'll", "it'll"}
)
_MAY = frozenset({"may", "might", "could"})
_PAST = frozenset({"was", "were", "has", "had", "have", "did", "been", "having", "got"})
_PRESENT = frozenset({"is", "are", "be", "being"})
_BETWEEN = frozenset(
    {"not", "be", "been", "being", "have", "also", "soon", "then", "never", "only", "still", "now", "later"}
)
_OPENERS = frozenset({"until", "till", "before", "if", "unless", "once", "when", "whenever"})
"""A present behind these is still to come: `until a government is sworn in`."""
_REACH, _CLAUSE = 4, 9


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for verbs that one side gives as done and the other as still to come."""
    if alignment.coverage < _LEAST_COVERAGE:
        return []
    return [
        finding
        for pair in alignment.pairs.values()
        if pair.claim.kind == pair.passage.kind == "word" and pair.met
        for finding in _of_pair(alignment, pair)
    ]


def _of_pair(alignment: Alignment, pair: Pair) -> Iterator[Finding]:
    claim, passage = alignment.claim, alignment.passage
    mine, theirs = _auxiliary(claim, pair.claim), _auxiliary(passage, pair.passage)
    if _is_to_come(passage, pair.passage, theirs) and _is_past(claim, pair.claim, mine):
        if not any(token.modes & _UNREAL for token in alignment.tokens):
            yield _lacks(alignment, pair, "done", "still to come")
    elif mine in _WILL and _is_past(passage, pair.passage, theirs) and not pair.passage.modes & _UNREAL:
        yield _lacks(alignment, pair, "still to come", "done")
    elif mine in _MAY and theirs in _WILL and not is_conditional(passage.text):
        yield _lacks(alignment, pair, "possible", "announced")


def _auxiliary(facts: Facts, token: Token) -> str:
    """What governs the verb: `will`, `may`, `was`; empty where it stands alone."""
    passive = ""
    for word in reversed(facts.words[max(0, token.at - _REACH) : token.at]):
        if word.norm in _WILL or word.norm in _MAY:
            return word.norm
        if word.norm in _PAST | _PRESENT:
            passive = passive or word.norm
            if word.norm in ("was", "were", "is", "are", "had", "has", "did"):
                return word.norm
        elif not (word.norm in _BETWEEN or word.norm.endswith("ly")):
            break
    return passive


def _is_to_come(facts: Facts, token: Token, auxiliary: str) -> bool:
    if auxiliary in _WILL:
        return True
    before = [word.norm for word in facts.words[max(0, token.at - _CLAUSE) : token.at]]
    present = auxiliary in ("is", "are") or (not auxiliary and not _is_past(facts, token, auxiliary))
    return present and any(word in _OPENERS for word in before)


def _is_past(facts: Facts, token: Token, auxiliary: str) -> bool:
    if auxiliary in _PAST:
        return True
    norm = facts.words[token.at].norm
    before = facts.words[token.at - 1].norm if token.at else ""
    return not auxiliary and before != "to" and ((norm.endswith("ed") and len(norm) > 4) or is_irregular(norm))


def _lacks(alignment: Alignment, pair: Pair, said: str, given: str) -> Finding:
    place = alignment.passage.place(pair.passage.start, pair.passage.end)
    verb = alignment.claim.text[pair.claim.start : pair.claim.end]
    detail = f"the claim gives {verb!r} as {said}, {alignment.passage.label} as {given} {place}"
    return Finding(CHECK, Outcome.LACKS, detail)
