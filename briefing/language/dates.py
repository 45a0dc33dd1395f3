"""Dates in a text, as the days they can mean; relative ones are reckoned from the day of the article."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache

from briefing.domain.text import Span
from briefing.language.weekdays import Way, way
from briefing.language.words import words


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    start: int
    end: int
    earliest: date
    """First day that it can mean, inclusive."""
    latest: date
    """Last day that it can mean, inclusive."""
    text: str
    relative: bool
    """True where its meaning hangs on the day of the article."""
    either: bool = False
    """True where it is one of its bounds and no day between: `the strike planned for Friday`, this or the last."""

    @property
    def is_rough(self) -> bool:
        """Whether its bounds are only about where it lies: `two weeks ago`, `early May`."""
        return self.text.lower().startswith(("early", "mid", "late")) or self.text.lower().endswith("ago")

    @property
    def is_yearless(self) -> bool:
        """Whether it names a day of some year: `3 March`."""
        return self.relative and self.earliest == self.latest and bool(_WRITTEN.fullmatch(self.text.rstrip(".")))

    @property
    def _spans(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each time that it can be."""
        if self.either:
            return (self.earliest, self.earliest), (self.latest, self.latest)
        return ((self.earliest, self.latest),)

    def overlaps(self, other: "DateMention") -> bool:
        return any(a <= last and first <= b for a, b in self._spans for first, last in other._spans)

    def within(self, other: "DateMention") -> bool:
        """Whether whatever it can mean lies in what the other can mean."""
        return all(any(first <= a and b <= last for first, last in other._spans) for a, b in self._spans)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_WRITTEN = re.compile(
    rf"(?<![\w.,])(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<d1>{_DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<d1b>{_DAY})(?:st|nd|rd|th)?)?(?:\s+of)?\s+(?P<m1>{_MONTH})"
    rf"(?:,?\s+(?P<y1>{_YEAR})(?!\d))?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>{_DAY})(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<d2b>{_DAY}))?(?![\d:%]|,\d{{3}})"
    rf"(?:,?\s+(?P<y2>{_YEAR})(?!\d))?"
    rf"|(?:(?P<p3>early|mid|late)[\s-]+)?(?P<m3>{_MONTH}),?(?:\s+of)?\s+(?P<y3>{_YEAR})(?!\d)"
    rf"|(?P<y4>{_YEAR})\s?[-–/]\s?(?P<y4b>{_YEAR}|\d\d)(?![\d\w])"
    rf"|(?:(?P<p5>early|mid|late)[\s-]+)?(?P<y5>{_YEAR})(?P<decade>s)?(?![\w%]|[.,]\d)"
    rf")",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"\b(?:"
    rf"(?P<day>today|tonight|yesterday|tomorrow)"
    rf"|(?:(?P<which>last|next|this|coming|past)\s+)?(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\b"
    rf"|(?P<that>last|past|previous|this|current|next|coming)\s+(?P<unit>week(?:end)?|month|year)\b"
    rf"|(?P<n>\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<ago>day|week|month|year)s?\s+ago"
    rf"|(?P<prep>in|since|by|until|till|during|early|mid|late|last|next|this|from)[\s-]+(?P<month>{_MONTH})"
    rf"(?!,?\s+(?:{_YEAR}|{_DAY})\b)"
    rf")",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(?<!\w)[^\W_]+")
_MONTH_NAMES = """
    jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
    november dec december
"""
_DAY_NAMES = "today tonight yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday"
_BEFORE_DAYS = """
    last next this coming past previous current a an one two three four five six seven eight nine ten in since by until
    till during from early mid late
"""
_PERIODS = "day days week weeks weekend month months year years"
_WRITTEN_FIRST = frozenset((*_MONTH_NAMES.split(), "early", "mid", "late"))
_RELATIVE_FIRST = frozenset((*_DAY_NAMES.split(), *_BEFORE_DAYS.split()))
"""Words with which a date can begin, besides digits."""
_RELATIVE_WORDS = frozenset((*_MONTH_NAMES.split(), *_DAY_NAMES.split(), *_PERIODS.split()))
"""Words without which no text has a relative date: most sentences are looked at no further."""
_COUNTED = re.compile(r"\s+(?!(?:was|is|its|his|has)\b)(?:people|men|women|children|[a-z]{3,}[^su\s\W]s)\b")
_YEAR_CUE = re.compile(
    r"(?:in|since|of|the|by|from|until|till|during|for|after|before|early|mid|late|to|year|and|its|their|failed)\W+$",
    re.IGNORECASE,
)
_QUANTITY_CUE = re.compile(r"(?:than|over|under|about|some|nearly|almost|least|most|roughly|[$€£])\s*$", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
} | {"a": 1, "an": 1}
_PARTS = {"early": (1, 4), "mid": (4, 9), "late": (9, 12)}
"""Months that `early 2022` and its like can mean; the same share of days for months."""
_DAYS_OF_PART = {"early": (1, 12), "mid": (9, 21), "late": (18, 31)}


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _span_of(year: int, month: int, first: int = 1, last: int = 31) -> tuple[date, date] | None:
    """Days of a month; None where there is no such day."""
    length = monthrange(year, month)[1]
    return (date(year, month, first), date(year, month, min(last, length))) if first <= min(last, length) else None


def _nearest_year(month: int, day: int, anchor: date) -> int:
    """The year in which that day comes nearest to the anchor."""
    months = (month - anchor.month) + (day - anchor.day) / 31
    return anchor.year + (1 if months < -6 else -1 if months > 6 else 0)


def _day_of(match: re.Match[str], which: str, anchor: date | None) -> tuple[date, date] | None:
    month, first = _month(match[f"m{which}"]), int(match[f"d{which}"])
    last = int(match[f"d{which}b"] or first)
    if match[f"y{which}"]:
        year = int(match[f"y{which}"])
    elif anchor is None:
        return None
    else:
        year = _nearest_year(month, first, anchor)
    return _span_of(year, month, first, last) if MINYEAR <= year <= MAXYEAR else None


def _years(match: re.Match[str]) -> tuple[date, date] | None:
    if match["y4"]:
        first = int(match["y4"])
        last = int(match["y4b"]) if len(match["y4b"]) == 4 else first - first % 100 + int(match["y4b"])
        return (date(first, 1, 1), date(last, 12, 31)) if first <= last else None
    year = int(match["y5"])
    if match["decade"]:
        return (date(year, 1, 1), date(year + 9, 12, 31)) if year % 10 == 0 else None
    low, high = _PARTS[match["p5"].lower()] if match["p5"] else (1, 12)
    return date(year, low, 1), date(year, high, monthrange(year, high)[1])


def _written_days(match: re.Match[str], anchor: date | None) -> tuple[date, date] | None:
    if match["iso"]:
        try:
            day = date.fromisoformat(match["iso"])
        except ValueError:
            return None
        return day, day
    if match["m1"]:
        return _day_of(match, "1", anchor)
    if match["m2"]:
        return _day_of(match, "2", anchor)
    if match["m3"]:
        first, last = _DAYS_OF_PART[match["p3"].lower()] if match["p3"] else (1, 31)
        return _span_of(int(match["y3"]), _month(match["m3"]), first, last)
    return _years(match)


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Whether four bare digits are a year and not a count: `in 2024`, `2022 talks`, but `some 2000 people`."""
    before = text[max(0, match.start() - 12) : match.start()]
    if _QUANTITY_CUE.search(before):
        return False
    return bool(_YEAR_CUE.search(before)) or not _COUNTED.match(text, match.end())


def _weekday(match: re.Match[str], text: str, anchor: date) -> tuple[date, date]:
    """The day it is; where the sentence leaves open which, the last one and the next."""
    wanted = _WEEKDAYS.index(match["weekday"][:3].lower())
    which = (match["which"] or "").lower()
    back = anchor - timedelta(days=(anchor.weekday() - wanted) % 7 or (7 if which == "last" else 0))
    ahead = anchor + timedelta(days=(wanted - anchor.weekday()) % 7 or (7 if which in ("next", "coming") else 0))
    if which in ("next", "coming"):
        return ahead, ahead
    if which in ("last", "past"):
        return back, back
    lies = way(text, match.start("weekday"), match.end())
    if lies is Way.OPEN:
        return back, ahead if ahead > back else back + timedelta(days=7)
    return (ahead, ahead) if lies is Way.AHEAD else (back, back)


def _period(that: str, unit: str, anchor: date) -> tuple[date, date]:
    step = -1 if that in ("last", "past", "previous") else 1 if that in ("next", "coming") else 0
    if unit == "year":
        return date(anchor.year + step, 1, 1), date(anchor.year + step, 12, 31)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        year, month = months // 12, months % 12 + 1
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=step)
    if unit == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    return monday, monday + timedelta(days=6)


def _ago(count: int, unit: str, anchor: date) -> tuple[date, date]:
    """`Two weeks ago` is meant roughly: half a unit of slack on both sides."""
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    middle, slack = anchor - timedelta(days=count * days), timedelta(days=days // 2)
    return middle - slack, middle + slack


def _bare_month(match: re.Match[str], anchor: date) -> tuple[date, date] | None:
    """`In January`: the last one before the anchor, the next one after `by`, `until` and `next`."""
    name, prep = match["month"], match["prep"].lower()
    if name.lower() in ("may", "march", "mar") and name[0].islower():
        return None
    month = _month(name)
    ahead = prep in ("by", "until", "till", "next")
    year = anchor.year + (1 if ahead and month < anchor.month else -1 if not ahead and month > anchor.month else 0)
    first, last = _DAYS_OF_PART.get(prep, (1, 31))
    return _span_of(year, month, first, last)


def _relative_days(match: re.Match[str], text: str, anchor: date) -> tuple[date, date] | None:
    if match["day"]:
        word = match["day"].lower()
        day = anchor + timedelta(days=-1 if word == "yesterday" else 1 if word == "tomorrow" else 0)
        return day, day
    if match["weekday"]:
        return _weekday(match, text, anchor)
    if match["that"]:
        return _period(match["that"].lower(), match["unit"].lower(), anchor)
    if match["ago"]:
        count = match["n"].lower()
        return _ago(_NUMBERS.get(count) or int(count), match["ago"].lower(), anchor)
    return _bare_month(match, anchor)


def _begun(pattern: re.Pattern[str], first: frozenset[str], text: str) -> Iterator[re.Match[str]]:
    """What the pattern finds, tried only at digits and at the words it can begin with: it is dear to try everywhere."""
    end = 0
    for run in _RUN.finditer(text):
        word = run.group()
        begins = run.start() >= end and (word[0].isdigit() or word.lower() in first)
        if begins and (match := pattern.match(text, run.start())):
            end = match.end()
            yield match


@lru_cache(maxsize=16)
def _written(text: str) -> list[re.Match[str]]:
    """Kept, because the numbers of a sentence are asked for beside its dates."""
    if not _DIGIT.search(text):
        return []
    return [match for match in _begun(_WRITTEN, _WRITTEN_FIRST, text) if not match["y5"] or _is_year(text, match)]


def calendar_spans(text: str) -> list[Span]:
    """Where days, months and years stand in digits: places whose numbers count nothing."""
    return [Span(match.start(), match.end()) for match in _written(text)]


def dates(text: str, anchor: date | None) -> list[DateMention]:
    """Dates in reading order. Those that hang on an unknown anchor are left out."""
    found: list[DateMention] = []
    for match in _written(text):
        yearless = bool((match["m1"] and not match["y1"]) or (match["m2"] and not match["y2"]))
        if days := _written_days(match, anchor):
            found.append(_mention(match, days, relative=yearless))
    if anchor is None or not (MINYEAR + 999 < anchor.year < MAXYEAR - 999):
        return found
    if not any(word.norm in _RELATIVE_WORDS or "-" in word.norm for word in words(text)):
        return found
    starts = [mention.start for mention in found]
    for match in _begun(_RELATIVE, _RELATIVE_FIRST, text):
        at = bisect_right(starts, match.end() - 1) - 1
        if at >= 0 and found[at].end > match.start():
            continue
        if days := _relative_days(match, text, anchor):
            either = match["weekday"] is not None and days[0] != days[1]
            found.append(_mention(match, days, relative=True, either=either))
    return sorted(found, key=lambda mention: mention.start)


def _mention(match: re.Match[str], days: tuple[date, date], *, relative: bool, either: bool = False) -> DateMention:
    start, end, (earliest, latest), text = *match.span(), days, match.group()
    return DateMention(
        start=start, end=end, earliest=earliest, latest=latest, text=text, relative=relative, either=either
    )
