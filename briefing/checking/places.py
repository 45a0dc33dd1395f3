"""Places: what the claim puts in one city or country, the source does not put in another."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import Pair
from briefing.checking.passages import Index
from briefing.language.names import Name, country

CHECK = "place"
_MUCH, _NEARLY_ALL = 5, 0.85
"""So many words met, and such a share of the claim: then the passage speaks of nothing else that happened there."""
_AT = re.compile(
    r"(?:\b(?:in|at|near|outside|within|across|inside|from|of)\s+(?:the\s+)?|['’]s\s+(?:capital\s+|\w+ern\s+)?|[A-Z]\w+,\s+)$"
)
_HAS = re.compile(r"['’]s?\s|,\s+[A-Z]|\s+(?:talks|meeting|summit|conference|session|attack|negotiations|agreement)\b")
_IN = re.compile(r"\b(?:in|at|to)\s+(?:the\s+)?(?:city\s+of\s+|capital\s+)?$", re.IGNORECASE)


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each place of the claim where the passage has another in the same position."""
    found: list[Finding] = []
    for token in alignment.tokens:
        if token.kind != "name":
            continue
        said = alignment.claim.names[token.number]
        preposition = _placed(alignment.claim, said)
        if not preposition:
            continue
        if pair := alignment.pairs.get(token):
            found += _elsewhere(alignment, pair, said, preposition)
            continue
        for rival in alignment.passage.names:
            if (
                preposition != "to"
                and _placed(alignment.passage, rival) == preposition
                and _exclude(said, rival, alignment.index)
            ):
                place = alignment.passage.place(rival.start, rival.end)
                detail = (
                    f"the claim says {preposition} {said.text}, {alignment.passage.label} says {rival.text} {place}"
                )
                found.append(Finding(CHECK, Outcome.CONTRADICTS, detail, (token,)))
                break
    return found


def _elsewhere(alignment: Alignment, pair: Pair, said: Name, preposition: str) -> list[Finding]:
    """A finding where the passage has the place, and something else happens there."""
    if pair.passage.kind != "name" or preposition == "to":
        return []
    given = alignment.passage.names[pair.passage.number]
    clause = [t for t in alignment.passage.tokens if t.kind == "word" and t.clause == pair.passage.clause]
    met = {other.passage for other in alignment.pairs.values() if other.claim.kind == "word"}
    same = len(alignment.pairs) >= _MUCH and alignment.coverage >= _NEARLY_ALL
    if (not clause or met & set(clause) or same) and _stands_there(alignment.passage, given):
        return []
    place = alignment.passage.place(given.start, given.end)
    detail = f"{alignment.passage.label} does not put it {preposition} {said.text} {place}"
    return [Finding(CHECK, Outcome.LACKS, detail, (pair.claim,))]


def _stands_there(passage: Facts, name: Name) -> bool:
    """Whether the passage names it as the place: `in X`, `X's palace`, `the X talks`, `the capital X`."""
    return bool(_AT.search(passage.text, max(0, name.start - 24), name.start) or _HAS.match(passage.text, name.end))


def _placed(facts: Facts, name: Name) -> str:
    """The preposition that makes the name a place; empty for people and bodies."""
    if name.kind in ("person", "people", "organisation"):
        return ""
    match = _IN.search(facts.text, max(0, name.start - 24), name.start)
    return match.group().split()[0].lower() if match else ""


def _exclude(a: Name, b: Name, index: Index) -> bool:
    """Whether nothing can be in both: two countries, two cities; not a city and its country."""
    if a.key == b.key or set(a.key.split()) & set(b.key.split()):
        return False
    first, second = country(a.key), country(b.key)
    if first and first == second:
        return False
    if (first == a.key) != (second == b.key) and not (first and second):
        return False
    return not _together(a, b, index)


def _together(a: Name, b: Name, index: Index) -> bool:
    """Whether a source puts one inside the other: `Tirana, Albania`, `Albania's capital Tirana`."""
    for outer, inner in ((a, b), (b, a)):
        pattern = re.compile(
            rf"{re.escape(outer.text)}['’]s?\s+(?:[\w-]+\s+){{0,3}}{re.escape(inner.text)}"
            rf"|{re.escape(inner.text)},?\s+(?:in\s+)?{re.escape(outer.text)}\b"
        )
        if any(pattern.search(passage.text) for passage in index.naming(inner.key.split()[-1])):
            return True
    return False
