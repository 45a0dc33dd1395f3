"""Relations: who did what to whom; subject and object are not swapped."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import name_likeness
from briefing.language.lexicon import root
from briefing.language.names import Name, country

CHECK = "relation"
_BOTH_WAYS = """
    meet talk discuss agree exchange swap negotiate speak fight join marry differ border share call conflict war
    dialogue summit clash compete cooperate converse hold sign
    """
_MUTUAL = frozenset(map(root, _BOTH_WAYS.split()))
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|get|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY = re.compile(r"^\W*(?:\w+\W+){0,4}?by\b", re.IGNORECASE)
_ADJOINS = re.compile(
    r"\s+(?:(?:has|have|had|will|would|could|can|may|might|should|also|later|then|not|did|does|already|\w+ly)\s+)*"
)
_AGENT = re.compile(r"\s+by\b", re.IGNORECASE)
_REACH = 40
"""Characters between verb and name, at most."""


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each verb whose two names the passage has the other way round."""
    found: list[Finding] = []
    for token in alignment.tokens:
        pair = alignment.pairs.get(token)
        if pair is None or pair.opposed or token.root in _MUTUAL or pair.passage.root in _MUTUAL:
            continue
        if not _is_done(alignment.claim, token) or not _is_done(alignment.passage, pair.passage):
            continue
        mine, theirs = _ends(alignment.claim, token), _ends(alignment.passage, pair.passage)
        if mine and theirs and _swapped(mine, theirs):
            verb = alignment.claim.text[token.start : token.end]
            place = alignment.passage.place(theirs[2], theirs[3])
            detail = (
                f"the claim has {mine[0].text} {verb!r} {mine[1].text}, "
                f"{alignment.passage.label} has it the other way round {place}"
            )
            found.append(Finding(CHECK, Outcome.CONTRADICTS, detail, ()))
        elif other := _other_actor(alignment, token, pair.passage):
            verb = alignment.claim.text[token.start : token.end]
            detail = (
                f"{alignment.passage.label} has {other.text} {verb!r} {alignment.passage.place(other.start, other.end)}"
            )
            found.append(Finding(CHECK, Outcome.LACKS, detail, ()))
    return found


def _is_done(facts: Facts, token: Token) -> bool:
    return facts.may_be_verb(token) or facts.is_verb(token)


def _other_actor(alignment: Alignment, mine: Token, theirs: Token) -> Name | None:
    """The person right before the verb in the passage, where the claim has another right before it."""
    said, given = _actor(alignment.claim, mine), _actor(alignment.passage, theirs)
    if said is None or given is None or name_likeness(said, given) > 0:
        return None
    return given


def _actor(facts: Facts, verb: Token) -> Name | None:
    """The person who does it, where nothing but auxiliaries and adverbs stands between."""
    if _PASSIVE.search(facts.text, max(0, verb.start - 24), verb.start):
        return None
    before = [name for name in facts.names if name.end <= verb.start and verb.start - name.end <= _REACH]
    if not before or before[-1].kind not in ("person", "name"):
        return None
    if before[-1].kind == "name" and country(before[-1].key):
        return None
    return before[-1] if _ADJOINS.fullmatch(facts.text[before[-1].end : verb.start]) else None


def _swapped(mine: tuple[Name, Name, int, int], theirs: tuple[Name, Name, int, int]) -> bool:
    crossed = name_likeness(mine[0], theirs[1]) > 0 and name_likeness(mine[1], theirs[0]) > 0
    straight = name_likeness(mine[0], theirs[0]) > 0 or name_likeness(mine[1], theirs[1]) > 0
    return crossed and not straight


def _ends(facts: Facts, verb: Token) -> tuple[Name, Name, int, int] | None:
    """Who does it, to whom, and the stretch of text; None where the names do not stand close by."""
    before = [name for name in facts.names if name.end <= verb.start and verb.start - name.end <= _REACH]
    after = [name for name in facts.names if name.start >= verb.end and name.start - verb.end <= _REACH]
    if not before or not after:
        return None
    first, last = before[-1], after[0]
    between = facts.text[first.end : verb.start] + facts.text[verb.end : last.start]
    if re.search(r"[,;:.]|\b(?:and|or|who|which|with)\b", between):
        return None
    shortened = _AGENT.match(facts.text, verb.end) is not None  # "a source quoted by Reuters"
    passive = shortened or _PASSIVE.search(facts.text, max(0, verb.start - 24), verb.start) is not None
    if passive and _BY.search(facts.text[verb.end : last.start + 1]):
        return last, first, first.start, last.end
    return None if passive else (first, last, first.start, last.end)
