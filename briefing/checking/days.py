"""Days: a date in square brackets behind `Friday` or `yesterday` says which day that was, seen from the article."""

import re
from datetime import date
from typing import NamedTuple

from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Passage
from briefing.language.dates import DateMention, dates

CHECK = "date"
_STAMP = re.compile(r"\s\[(\d{1,2} [A-Z][a-z]+ \d{4})\]")


class Day(NamedTuple):
    sentence: str
    """The sentence without any such brackets."""
    end: int
    """Where in it the words for the day end."""
    day: date
    text: str
    """What stands in them."""


def of(text: str) -> tuple[str, tuple[Day, ...]]:
    """The sentence without such brackets, and what each of them says."""
    bare = _STAMP.sub("", text)
    found: list[Day] = []
    taken = 0
    for match in _STAMP.finditer(text):
        named = dates(match[1], None)
        if not named or named[0].earliest != named[0].latest:
            return text, ()  # no day of the calendar: an insertion of another kind, which is text like any other
        found.append(Day(bare, match.start() - taken, named[0].earliest, match[1]))
        taken += len(match.group())
    return bare, tuple(found)


def compare(days: tuple[Day, ...], passage: Passage) -> list[Finding]:
    """A finding for each day that the words do not mean when the passage's article uses them."""
    findings = []
    anchor = None if passage.undated else passage.anchor
    for day in days:
        meant = next((each for each in dates(day.sentence, anchor) if each.relative and each.end == day.end), None)
        if meant is None or any(each.either for each in (meant, *_namesakes(meant, passage))):
            word = day.sentence[: day.end].split()[-1]
            findings.append(Finding(CHECK, Outcome.LACKS, f"{passage.label} does not say which day {word!r} was"))
        elif (meant.earliest, meant.latest) != (day.day, day.day):
            detail = f"the claim puts {meant.text!r} on {day.text}, in {passage.label} it is {meant.earliest}"
            findings.append(Finding(CHECK, Outcome.LACKS, detail))
    return findings


def _namesakes(meant: DateMention, passage: Passage) -> list[DateMention]:
    """Mentions of the same weekday in the passage."""
    word = meant.text.split()[-1].lower()
    return [each for each in passage.dates if each.relative and each.text.lower().split()[-1] == word]
