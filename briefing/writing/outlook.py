"""The forecast: the sources' own judgements of what is to come, each under its horizon and in its own words."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.brief import Horizon
from briefing.domain.yardstick import Yardstick
from briefing.language.estimative import estimates, forward_looking
from briefing.writing.horizons import bounds, from_heading, from_words
from briefing.writing.lines import Line

_ALTERNATIVES = re.compile(r"\bor\b(?!\s+(?:so|not|less|more)\b)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|as\s+long\s+as|depending\s+on|in\s+(?:case|the\s+event)|once|(?:only\s+)?(?:when|after)|"
    r"before|until|while)\b|\bshould\s+(?:both|either|neither|all|any|no|the|an?|its|their|his|her|they|he|she|it|we|(?-i:[A-Z]\w+))\b",
    re.IGNORECASE,
)
_PER_HORIZON = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A line that looks ahead."""

    line: Line
    horizon: Horizon
    starts: datetime.date
    until: datetime.date | None
    term: str | None
    band: tuple[int, int] | None
    notes: tuple[str, ...]


def judgement(line: Line, *, day: datetime.date, yardstick: Yardstick) -> Judgement | None:
    """The line as a forecast; None where it does not look ahead or names no time.

    `day`: the day on which its source speaks.
    """
    text = line.text
    found = estimates(text, yardstick)
    graded = next((estimate for estimate in found if estimate.band), None)
    if not forward_looking(text) and not graded:
        return None
    stated = from_words(text, day)
    term = from_heading(line.entry.sentence.heading) or stated
    if term is None:
        return None
    starts, until = bounds(term.horizon, day)
    if stated and stated.until and stated.horizon is term.horizon:
        until = stated.until
    chosen = graded or (found[0] if found else None)
    return Judgement(
        line=line,
        horizon=term.horizon,
        starts=starts,
        until=until,
        term=chosen.term if chosen else None,
        band=chosen.band if chosen else None,
        notes=_notes(text[chosen.end :] if chosen else text, until),
    )


def _notes(after: str, until: datetime.date | None) -> tuple[str, ...]:
    notes = []
    if _ALTERNATIVES.search(after):
        notes.append("two outcomes: scored as two")
    if _CONDITION.search(after):
        notes.append("conditional")
    if until is None:
        notes.append("no end date, not scorable")
    return tuple(notes)


def outlook(lines: Iterable[Line], *, date: datetime.date, yardstick: Yardstick) -> list[Judgement]:
    """The judgements by horizon, yardstick words first."""
    found = [
        made
        for line in lines
        if (made := judgement(line, day=line.entry.source.anchor or date, yardstick=yardstick))
    ]
    ranked: list[Judgement] = []
    for horizon in Horizon:
        of_horizon = [made for made in found if made.horizon is horizon]
        of_horizon.sort(key=lambda made: made.band is None)
        ranked += of_horizon[:_PER_HORIZON]
    return ranked
