"""Numbers: the same count of the same thing, in the bounds that the claim sets."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.dates import same_event
from briefing.checking.facts import Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import quantity_likeness
from briefing.language.lexicon import root
from briefing.language.numerals import Quantity, same_unit

CHECK = "number"
_IN_ALL = re.compile(r"\b(?:in all|in total|altogether|a total of|combined|all together|overall)\b", re.IGNORECASE)
_PART_OF = re.compile(
    r"(?:%|\b(?:percent|per cent|hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|most"
    r"|some|many|few|several|majority|minority|part|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds"
    r"|thousands|none|\d+))\s+(?:of|out of|in)\s+(?:(?:the|its|their|his|her|these|those)\s+)?"
    r"(?:[\w-]+['’]s?\s+|[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"(?:^|[.;,]\s+)(?:out )?of (?:the|its|their|these|those)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_ROUNDING, _LOOSE = 0.02, 0.25
"""Share by which an exact number, or one with "about" or "nearly", may differ and be the same one rounded."""
_NEARLY_SAME = 0.9
"""Share of the rest of the claim that a passage has which says it of another number, whatever else its source says."""
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
            wrong = (each(alignment, token, said) for each in (_for_each, _by_another, _of_a_whole))
            found += filter(None, wrong)
        elif rival := _rival(alignment, token, said):
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


def _rival(alignment: Alignment, token: Token, said: Quantity) -> Quantity | None:
    """Another number of the same thing, where the passage speaks of what the claim speaks of."""
    counted = {root(word) for word in said.around}
    taken = {pair.passage.number for pair in alignment.pairs.values() if pair.passage.kind == "number"}
    for number, rival in enumerate(alignment.passage.quantities):
        if (
            number not in taken
            and _comparable(said, rival)
            and alignment.anchored(token, rival.start, apart_from=counted)
        ):
            return rival
    return None


def _given_elsewhere(alignment: Alignment, said: Quantity) -> bool:
    """Whether the same source has the claim's number too: then the passage speaks of something else."""
    if said.unit is None:
        return False
    key = root(said.unit.split()[0])
    return any(
        quantity_likeness(said, other)
        for passage in alignment.index.elsewhere(alignment.passage.source, key)
        for other in passage.quantities
        if other.unit and same_unit(said, other)
    )


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
    slack = _ROUNDING if said.exact and rival.exact else _LOOSE
    rounded = min(abs(said.low - high), abs(low - said.high)) <= slack * max(low, 1e-9)
    same = alignment.coverage_without((token,)) >= _NEARLY_SAME
    clash = apart and not rounded and (same or not _given_elsewhere(alignment, said))
    outcome = Outcome.CONTRADICTS if clash else Outcome.LACKS
    place = alignment.passage.place(rival.start, rival.end)
    detail = f"the claim says {shown(said)}, {alignment.passage.label} says {shown(rival)} {place}"
    return Finding(CHECK, outcome, detail, (token,), rival=True)


def _by_another(alignment: Alignment, token: Token, said: Quantity) -> Finding | None:
    """1,200 a day is not 1,200 a week."""
    pair = alignment.pairs.get(token)
    if pair is None or pair.passage.kind != "number":
        return None
    given = alignment.passage.quantities[pair.passage.number]
    if not said.per or said.per == given.per:
        return None
    place = alignment.passage.place(given.start, given.end)
    label = alignment.passage.label
    if given.per is None:
        return Finding(CHECK, Outcome.LACKS, f"the claim says {said.text} a {said.per}, {label} {given.text} {place}")
    detail = f"the claim says {said.text} a {said.per}, {label} says {given.text} a {given.per} {place}"
    return Finding(CHECK, Outcome.CONTRADICTS, detail, (token,))


def _of_a_whole(alignment: Alignment, token: Token, said: Quantity) -> Finding | None:
    """What a part of 4,000 residents do, 4,000 residents do not."""
    pair = alignment.pairs.get(token)
    if pair is None or pair.passage.kind != "number" or _is_whole(alignment.claim.text, said):
        return None
    given = alignment.passage.quantities[pair.passage.number]
    if not _is_whole(alignment.passage.text, given) or not same_event(alignment, token, own=True):
        return None
    place = alignment.passage.place(given.start, given.end)
    detail = f"the claim says it of all {shown(said)}, {alignment.passage.label} of a part of them {place}"
    return Finding(CHECK, Outcome.LACKS, detail, (token,))


def _is_whole(text: str, quantity: Quantity) -> bool:
    """Whether only a part is spoken of: `two thirds of the town's 4,000 residents`, `of the 600 pupils, 71 percent`."""
    if _PART_OF.search(text, max(0, quantity.start - 60), quantity.start):
        return True
    return bool(_OF_THESE.search(text, max(0, quantity.start - 40), quantity.start))


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
