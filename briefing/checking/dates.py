"""Dates: the day the claim names is the day the source names, seen from the day of the article."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Token
from briefing.checking.finding import Finding, Outcome
from briefing.language.dates import DateMention

CHECK = "date"
_OPEN = re.compile(r"\b(?:since|before|after|until|till|by|from|ahead of|following|than)\s+(?:the\s+|about\s+)?$", re.I)
"""A date after these bounds the event and does not date it."""


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each date of the claim that the passage does not bear out."""
    return [
        _unmet(alignment, token, alignment.claim.dates[token.number])
        for token in alignment.tokens
        if token.kind == "date" and not alignment.met(token)
    ]


def _unmet(alignment: Alignment, token: Token, said: DateMention) -> Finding:
    label = alignment.passage.label
    taken = {pair.passage.number for pair in alignment.pairs.values() if pair.passage.kind == "date"}
    rivals = [
        mention
        for number, mention in enumerate(alignment.passage.dates)
        if number not in taken
        and not bounds(alignment.passage.text, mention)
        and alignment.anchored(token, mention.start)
    ]
    if not rivals or bounds(alignment.claim.text, said):
        return Finding(CHECK, Outcome.LACKS, f"the claim says {said.text}, {label} gives no such date", (token,))
    apart = [mention for mention in rivals if not said.overlaps(mention)]
    rival = (apart or rivals)[0]
    place = alignment.passage.place(rival.start, rival.end)
    clash = bool(apart) and _is_exact(said) and not _given_elsewhere(alignment, said)
    outcome = Outcome.CONTRADICTS if clash else Outcome.LACKS
    return Finding(
        CHECK, outcome, f"the claim says {said.text}, {label} says {rival.text} {place}", (token,), rival=True
    )


def _given_elsewhere(alignment: Alignment, said: DateMention) -> bool:
    """Whether a sentence close by in the same source has the claim's date too."""
    return any(
        said.overlaps(other)
        for step in (-2, -1, 1, 2)
        if (near := alignment.index.neighbour(alignment.passage, step))
        for other in near.dates
    )


def _is_exact(said: DateMention) -> bool:
    """Whether it is exact enough to contradict another: `last year` is not."""
    return not said.relative or (said.latest - said.earliest).days <= 1


def bounds(text: str, mention: DateMention) -> bool:
    return _OPEN.search(text, max(0, mention.start - 16), mention.start) is not None
