"""Numbers: the same count of the same thing, in the bounds that the claim sets."""

import re

from briefing.checking.alignment import Alignment, quantity_likeness
from briefing.checking.facts import Token
from briefing.checking.finding import Finding, Outcome
from briefing.language.numerals import Quantity, same_unit

CHECK = "number"
_IN_ALL = re.compile(r"\b(?:in all|in total|altogether|a total of|combined|all together|overall)\b", re.IGNORECASE)
_COMMON_ORDINALS = 1
"""`First` counts too many different things to contradict `second`."""


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each number of the claim that the passage does not bear out."""
    found: list[Finding] = []
    for token in alignment.tokens:
        if token.kind != "number":
            continue
        said = alignment.claim.quantities[token.number]
        if alignment.met(token):
            if finding := _for_each(alignment, token, said):
                found.append(finding)
        elif rival := _rival(alignment, said):
            found.append(_at_odds(alignment, token, said, rival))
        else:
            detail = f"the claim says {shown(said)}, {alignment.passage.label} gives no such number"
            found.append(Finding(CHECK, Outcome.LACKS, detail, (token,)))
    return found


def shown(quantity: Quantity) -> str:
    """`1,500 prisoners of war` for the reader."""
    bare = " ".join(quantity.text.split())
    if quantity.unit in (None, "percent", "dollar", "euro", "pound"):
        return bare
    return f"{bare} ({quantity.unit})" + (" each" if quantity.each else "")


def _rival(alignment: Alignment, said: Quantity) -> Quantity | None:
    """Another number of the same thing in a clause of the passage that speaks of what the claim speaks of."""
    clauses = {
        pair.passage.clause
        for pair in alignment.pairs.values()
        if pair.claim.kind in ("word", "name") and not pair.opposed and pair.claim.weight >= 1
    }
    for other in alignment.passage.tokens:
        if other.kind != "number":
            continue
        rival = alignment.passage.quantities[other.number]
        near = other.clause in clauses or any(abs(other.clause - clause) == 1 for clause in clauses)
        if near and _comparable(said, rival) and not quantity_likeness(said, rival):
            return rival
    return None


def _comparable(a: Quantity, b: Quantity) -> bool:
    if a.ordinal != b.ordinal:
        return False
    if a.ordinal:
        return same_unit(a, b) and min(a.low, b.low) > _COMMON_ORDINALS
    if a.share or b.share:
        return all(each.share or each.unit == "percent" for each in (a, b))
    return same_unit(a, b)


def _at_odds(alignment: Alignment, token: Token, said: Quantity, rival: Quantity) -> Finding:
    low, high = (rival.low, rival.high) if rival.share == said.share else (rival.low / 100, rival.high / 100)
    apart = high < said.low or said.high < low
    rounded = not (said.exact and rival.exact) and min(abs(said.low - high), abs(low - said.high)) <= 0.25 * max(
        low, 1e-9
    )
    outcome = Outcome.CONTRADICTS if apart and not rounded else Outcome.LACKS
    place = alignment.passage.place(rival.start, rival.end)
    detail = f"the claim says {shown(said)}, {alignment.passage.label} says {shown(rival)} {place}"
    return Finding(CHECK, outcome, detail, (token,))


def _for_each(alignment: Alignment, token: Token, said: Quantity) -> Finding | None:
    """1,000 in all is not 1,000 each."""
    pair = alignment.pairs.get(token)
    if pair is None or said.ordinal:
        return None
    given = alignment.passage.quantities[pair.passage.number]
    place = alignment.passage.place(given.start, given.end)
    if given.each and not said.each and _IN_ALL.search(alignment.claim.text):
        detail = f"the claim says {said.text} in all, {alignment.passage.label} says {given.text} each {place}"
        return Finding(CHECK, Outcome.CONTRADICTS, detail, (token,))
    if said.each and not given.each and _IN_ALL.search(alignment.passage.text):
        detail = f"the claim says {said.text} each, {alignment.passage.label} says {given.text} in all {place}"
        return Finding(CHECK, Outcome.CONTRADICTS, detail, (token,))
    return None
