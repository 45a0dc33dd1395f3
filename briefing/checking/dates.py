"""Dates: the day and the hour the claim names are those the source names, seen from the day of the article."""

import re

from briefing.checking.alignment import Alignment
from briefing.checking.facts import SAYING, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import NARROWER, same_day
from briefing.checking.predicates import governor
from briefing.language.dates import DateMention

CHECK = "date"
_HOUR = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?!\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:since|before|after|until|till|by|from|ahead of|following|than)\s+(?:the\s+|about\s+)?$", re.I)
"""A date after these bounds the event and does not date it."""

_BARE = frozenset({"has", "have", "had", "is", "are", "was", "were", "there"})


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each date of the claim that the passage does not bear out."""
    found = [
        _unmet(alignment, token, alignment.claim.dates[token.number])
        for token in alignment.tokens
        if token.kind == "date" and not alignment.met(token)
    ]
    return found + _hours(alignment)


def _hours(alignment: Alignment) -> list[Finding]:
    """A finding where the claim has a time of day that the passage has not."""
    said = _clock(alignment.claim.text[alignment.start : alignment.end])
    given = _clock(alignment.passage.text)
    if not said or set(said) & set(given):
        return []
    label, hour = alignment.passage.label, next(iter(said.values()))
    if not given:
        return [Finding(CHECK, Outcome.LACKS, f"the claim says {hour}, {label} gives no such hour")]
    detail = f"the claim says {hour}, {label} says {next(iter(given.values()))}"
    return [Finding(CHECK, Outcome.CONTRADICTS, detail, rival=True)]


def _clock(text: str) -> dict[int, str]:
    """Times of day in minutes after midnight (after noon or midnight where the text does not say), as written."""
    found: dict[int, str] = {}
    for match in _HOUR.finditer(text):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = (match["half"] or "").lower()
        if (match["minute"] or half) and hour < 24 and minute < 60:
            found[(hour % 12 + 12 * (half == "p" or (not half and hour > 12))) * 60 + minute] = match.group()
    return found


def _unmet(alignment: Alignment, token: Token, said: DateMention) -> Finding:
    label = alignment.passage.label
    bounded = bounds(alignment.claim.text, said)
    taken = {pair.passage.number for pair in alignment.pairs.values() if pair.passage.kind == "date"}
    rivals = [
        mention
        for number, mention in enumerate(alignment.passage.dates)
        if number not in taken
        and bounds(alignment.passage.text, mention) == bounded
        and alignment.anchored(token, mention.start)
    ]
    if not rivals:
        return Finding(CHECK, Outcome.LACKS, f"the claim says {shown(said)}, {label} gives no such date", (token,))
    if not same_event(alignment, token):
        return Finding(CHECK, Outcome.LACKS, f"the claim says {shown(said)}, {label} gives no such date", (token,))
    apart = [each for each in rivals if not said.overlaps(each) and not _is_of_unknown_year(said, each)]
    rival = (apart or rivals)[0]
    place = alignment.passage.place(rival.start, rival.end)
    clash = bool(apart) and _is_exact(said) and not _given_elsewhere(alignment, said)
    outcome = Outcome.CONTRADICTS if clash else Outcome.LACKS
    return Finding(
        CHECK, outcome, f"the claim says {shown(said)}, {label} says {shown(rival)} {place}", (token,), rival=True
    )


def _is_of_unknown_year(said: DateMention, given: DateMention) -> bool:
    """Whether one names a day without its year, and the other that day of a year."""
    return (said.is_yearless or given.is_yearless) and same_day(said, given)


def same_event(alignment: Alignment, token: Token, *, own: bool = False) -> bool:
    """Whether the passage has the verb in whose clause the claim's date or number stands: else it tells of another.

    `own`: where it only says that there is such a number (`the town has 4,000 residents`), it tells of none.
    """
    verb = governor(alignment.claim, token)
    if verb is None or verb.weight <= SAYING:
        return not own or not any(word.norm in _BARE for word in alignment.claim.words)
    pair = alignment.pairs.get(verb)
    return pair is not None and pair.likeness >= NARROWER


def shown(mention: DateMention) -> str:
    """`24 May` for the reader, without the full stop of the sentence."""
    return mention.text.rstrip(".")


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


def bounds(text: str, mention: DateMention) -> str:
    """The word that makes the date a bound (`since`); empty where it says when."""
    found = _OPEN.search(text, max(0, mention.start - 16), mention.start)
    return found.group().split()[0].lower() if found else ""
