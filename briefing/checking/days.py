"""Days: a date in square brackets behind `Friday` or `yesterday` says which day that was, seen from the article."""

import re
from datetime import date
from typing import NamedTuple

from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Passage
from briefing.language.dates import dates

CHECK = "date"
_STAMP = re.compile(r"\s\[(\d{1,2} [A-Z][a-z]+ \d{4})\]")
_REACH = 40
"""Characters before the brackets in which the words for the day must stand."""


class Day(NamedTuple):
    words: str
    """What stands before the brackets, to the last character before them."""
    day: date
    text: str
    """What stands in them."""


def of(text: str) -> tuple[str, tuple[Day, ...]]:
    """The sentence without such brackets, and what each of them says."""
    found = []
    for match in _STAMP.finditer(text):
        named = dates(match[1], None)
        if not named or named[0].earliest != named[0].latest:
            return text, ()  # no day of the calendar: an insertion of another kind, which is text like any other
        found.append(Day(text[max(0, match.start() - _REACH) : match.start()], named[0].earliest, match[1]))
    return _STAMP.sub("", text), tuple(found)


def compare(days: tuple[Day, ...], passage: Passage) -> list[Finding]:
    """A finding for each day that the words do not mean when the passage's article uses them."""
    findings = []
    for day in days:
        anchor = None if passage.undated else passage.anchor
        meant = [each for each in dates(day.words, anchor) if each.relative and each.end == len(day.words)]
        if not meant:
            detail = f"{passage.label} does not say which day {day.words.split()[-1]!r} was"
            findings.append(Finding(CHECK, Outcome.LACKS, detail))
        elif (meant[0].earliest, meant[0].latest) != (day.day, day.day):
            detail = f"the claim puts {meant[0].text!r} on {day.text}, in {passage.label} it is {meant[0].earliest}"
            findings.append(Finding(CHECK, Outcome.LACKS, detail))
    return findings
