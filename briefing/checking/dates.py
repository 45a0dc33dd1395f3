"""Dates: the day the claim names is the day the source names, seen from the day of the article."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.language.dates import DateMention

CHECK = "date"
_OPEN = re.compile(r"\b(?:since|before|after|until|till|by|from|ahead of|following|than)\s+(?:the\s+|about\s+)?$", re.I)
"""A date after these bounds the event and does not date it."""


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each date of the claim that the passage does not bear out."""
    found: list[Finding] = []
    for token in alignment.tokens:
        if token.kind != "date":
            continue
        said = alignment.claim.dates[token.number]
        if alignment.met(token):
            found += _coarser(alignment, token, said)
            continue
        rivals = [each for each in _rivals(alignment.passage) if alignment.anchored(token, each.start)]
        if rivals and not bounds(alignment.claim.text, said) and _named(said):
            rival = rivals[0]
            place = alignment.passage.place(rival.start, rival.end)
            detail = f"the claim says {said.text}, {alignment.passage.label} says {rival.text} {place}"
            outcome = Outcome.LACKS if _given_elsewhere(alignment, said) else Outcome.CONTRADICTS
            found.append(Finding(CHECK, outcome, detail, (token,)))
        else:
            detail = f"the claim says {said.text}, {alignment.passage.label} gives no such date"
            found.append(Finding(CHECK, Outcome.LACKS, detail, (token,)))
    return found


def _given_elsewhere(alignment: Alignment, said: DateMention) -> bool:
    """Whether a sentence close by in the same source has the claim's date too."""
    return any(
        said.overlaps(other)
        for step in (-2, -1, 1, 2)
        if (near := alignment.index.neighbour(alignment.passage, step))
        for other in near.dates
    )


def _named(said: DateMention) -> bool:
    """Whether it is exact enough to contradict another: `last year` is not."""
    return not said.relative or (said.latest - said.earliest).days <= 1


def bounds(text: str, mention: DateMention) -> bool:
    return _OPEN.search(text, max(0, mention.start - 16), mention.start) is not None


def _rivals(passage: Facts) -> list[DateMention]:
    """The dates of the passage that say when."""
    return [mention for mention in passage.dates if not bounds(passage.text, mention)]


def _coarser(alignment: Alignment, token: Token, said: DateMention) -> list[Finding]:
    """`In May` does not bear out `on 16 May`."""
    pair = alignment.pairs.get(token)
    if pair is None or pair.passage.kind != "date":
        return []
    given = alignment.passage.dates[pair.passage.number]
    if (given.latest - given.earliest).days <= max(31, 2 * (said.latest - said.earliest).days):
        return []
    if given.text in said.text or (said.latest - said.earliest).days >= 360:
        return []
    place = alignment.passage.place(given.start, given.end)
    detail = f"the claim says {said.text}, {alignment.passage.label} only says {given.text} {place}"
    return [Finding(CHECK, Outcome.LACKS, detail, (token,))]
