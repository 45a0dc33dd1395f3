"""When a forecast is meant to come true: from a heading or the sentence's own words to a horizon and a last day.

A judgement stands under the horizon in which the time that it names ends. One that names no time has no horizon:
nothing is guessed from its subject.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.domain.brief import Horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A stated time."""

    horizon: Horizon
    until: date | None
    """Last day that the words name; None where they name a horizon and no day."""


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|"
    r"Oct\.|Nov\.|Dec\.)"
)
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
"""Last month of the season in the northern half of the world, where the sources do not say otherwise."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1, "several": 3, "few": 3, "couple": 2, "": 1}
_NAMED = (
    (re.compile(r"\b(?:short|near)[-\s]*term\b|\bimmediate\b", re.I), Horizon.SHORT),
    (re.compile(r"\b(?:medium|mid|intermediate)[-\s]*(?:to[-\s]long[-\s]*)?term\b", re.I), Horizon.MEDIUM),
    (re.compile(r"\blong(?:er)?[-\s]*(?:term|run)\b", re.I), Horizon.LONG),
)
_RANGE = re.compile(
    r"(?P<open>[>+]|over|more\s+than|beyond)?\s*(?:(?:\d+|now)\s*(?:-|–|—|to)\s*)?(?P<n>\d+)\s*(?P<plus>\+)?\s*"
    r"(?P<unit>day|week|month|year)s?",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:"
    r"(?P<soon>(?:in|over|within)\s+the\s+(?:near\s+future|short\s+term|(?:coming|next)\s+(?:hours|days|weeks))|"
    r"within\s+(?:hours|days|weeks)|in\s+the\s+days\s+ahead|in\s+the\s+weeks\s+ahead|today|tomorrow|tonight|"
    r"(?:later|early)\s+(?:today|this\s+week|next\s+week)|this\s+(?:week|weekend|month)|next\s+(?:week|weekend|month)|"
    r"(?:in|within|over)\s+(?:a\s+matter\s+of\s+)?(?:days|weeks)|imminently|any\s+day\s+now)"
    r"|(?P<months>(?:in|over|within|for)\s+(?:the\s+)?(?:(?:coming|next|following)\s+)?(?:few\s+|several\s+)?months"
    r"(?:\s+ahead|\s+to\s+come)?|(?:in|over)\s+the\s+medium\s+term)"
    r"|(?P<years>(?:in|over|within|for)\s+(?:the\s+)?(?:(?:coming|next|many|several)\s+)?(?:few\s+)?(?:years|decades|generations)"
    r"(?:\s+ahead|\s+to\s+come)?|(?:in|over)\s+the\s+long(?:er)?\s+(?:term|run)|(?:next|coming)\s+decades?)"
    r"|(?:(?:with)?in|over|for|after)\s+(?:the\s+)?(?:(?:next|coming|following)\s+)?(?P<n>\d+|an?|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|several|few)?\s*(?P<unit>day|week|month|year|decade)s?\b(?!\s+(?:ago|of|old|after|when))"
    r"|(?:by|until|till|before|beyond|past|through|throughout|to|at)\s+(?:the\s+)?(?:end|close|rest)\s+of\s+(?:the\s+|this\s+)?"
    r"(?P<end>year|month|week|(?P<em>"
    + _MONTH
    + r")(?:,?\s+(?P<emy>20\d\d)|(?P<emnext>\s+(?:of\s+)?next\s+year))?|(?P<ey>20\d\d)|season|summer|decade)"
    r"|(?P<thisyear>(?:later\s+)?this\s+year|year(?:['’]s\s+|-)end|(?:the\s+)?rest\s+of\s+the\s+year|(?:over|in)\s+the\s+coming\s+year)"
    r"|(?P<nextyear>next\s+year)"
    r"|(?P<spre>this|next|the|coming|late|early|mid|by|before|until)[\s-]+(?:the\s+)?(?P<season>summer|autumn|fall|winter|spring)\b(?!['’]s)"
    r"(?:\s+of\s+(?P<sy>20\d\d))?(?P<over>\s+(?:is\s+(?:over|out)|ends)\b)?(?!\s+(?!(?:is|was|as|has|unless|this)\b)(?:[a-z]+s|season|break|recess|olympics|games|offensive|session|term)\s)"
    r"|(?P<mpre>by|until|before|in|through|into|next|late|early|mid|on|for|(?:or|and|to)\s+(?=(?-i:[A-Z])))[\s-]*\b(?:the\s+)?"
    r"(?:(?P<week>first|second|third|last)\s+week\s+of\s+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:(?P<dday>\d{1,2})(?:st|nd|rd|th)?\s+)?(?:early\s+|late\s+|mid-)?"
    r"(?P<month>"
    + _MONTH
    + r")(?:\s+(?P<mday>\d{1,2})(?:st|nd|rd|th)?\b)?(?:,?\s+(?P<my>20\d\d)|(?P<mnext>\s+(?:of\s+)?next\s+year))?"
    r"|(?:the\s+)?(?P<part>first|second|third|fourth|last)\s+(?P<share>half|quarter)\s+of\s+(?P<of>20\d\d|(?:the|this|next)\s+year)"
    r"|(?P<ypre>by|into|until|before|in|through|throughout|during|late|early|mid|since)[\s-]+(?:early\s+|late\s+|mid-)?(?P<year>20\d\d)"
    r")(?!\w)(?!['’]s\b)",
    re.IGNORECASE,
)


_UNEXAMPLED = re.compile(
    r"\b(?:(?!(?:interest|protest|request|contest|arrest|test|west|guest|quest|forest|harvest|invest|suggest)\b)\w{2,}est|"
    r"first\s+time|worst|most|only)\b"
    r"(?:\s+[\w’'-]+){0,6}\s*\Z"
)


_LENGTH = rf"(?:\d+|{'|'.join(word for word in _NUMBERS if len(word) > 2)})"
_UNCLEAR = re.compile(
    r"\bnot\s+(?:before|until)\b|(?i:\bearliest\b)|\bthan\s+(?:in|on|at|by)\b|\band\s+a\s+half\b|\AFor\s+\w+\s+(?:day|week|month|year)s?\b|\b20\d\d\s*[-–—/]\s*\d"
    r"|(?<!^)\b(?:to|by|with|for|from|and|after|on|against|under)\s+(?:April|May|June|August)\s+[A-Z][a-z]"
    rf"|\b{_LENGTH}\s+(?:to|or)\s+{_LENGTH}\s+(?:day|week|month|year)s|\b(?:(?:more|less)\s+than|at\s+least)\s+{_LENGTH}\s+(?:day|week|month|year)s?\b"
)
"""Of `not before June` no last day is known; `April Holm` is a name."""
_FOR_SO_LONG = re.compile(
    r"for\s+(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s", re.IGNORECASE
)
_LASTING = re.compile(
    r"\b(?:remain|stay|continue|keep|persist|hold|endure|go\s+on|be\s+[a-z]+ing)(?:s|es)?\b[^,;:]*\Z", re.IGNORECASE
)


def is_unclear(text: str) -> bool:
    """Whether it names a time from which no last day can be told: `in June at the earliest`, `2025-26`."""
    return _UNCLEAR.search(text) is not None


def from_heading(heading: str | None) -> Stated | None:
    """The horizon that a heading names: `Medium-term (3-12 months)`, `> 1 year`, `Next 6 weeks`."""
    if not heading:
        return None
    for pattern, horizon in _NAMED:
        if pattern.search(heading):
            return Stated(horizon=horizon, until=None)
    match = _RANGE.search(heading)
    if not match:
        return None
    days = int(match["n"]) * {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
    if match["open"] or match["plus"]:
        days += 1
    return Stated(horizon=_by_length(days), until=None)


def from_words(text: str, base: date) -> Stated | None:
    """The latest time to come that the text names, seen from `base`."""
    if is_unclear(text):
        return None
    found = [term for match in _STATED.finditer(text) if not _no_last_day(text, match) and (term := _term(match, base))]
    order = list(Horizon)
    return max(found, key=lambda term: (term.until or date.min, order.index(term.horizon)), default=None)


def _no_last_day(text: str, match: re.Match[str]) -> bool:
    """`Banned for two weeks` says how long, and not by when; so it does of what lasts already: `hold for two weeks`."""
    banned = _FOR_SO_LONG.match(match.group()) is not None and _LASTING.search(text, 0, match.start()) is None
    return banned or _looks_back(text, match)


def _looks_back(text: str, match: re.Match[str]) -> bool:
    """`The biggest in three decades`, `for the first time in years`."""
    length = match["unit"] or match["years"] or match["months"]
    return length is not None and _UNEXAMPLED.search(text, 0, match.start()) is not None


def stated_at(text: str) -> int:
    """Where the time ends with which the text opens (`Over the coming year Turkey ...`); 0 where it opens with none."""
    match = _STATED.match(text)
    return match.end() if match else 0


def bounds(horizon: Horizon, base: date) -> tuple[date, date | None]:
    """First and last day of a horizon seen from `base`; the last of the long term is None."""
    before = {Horizon.MEDIUM: Horizon.SHORT, Horizon.LONG: Horizon.MEDIUM}.get(horizon)
    last = before.last_day(base) if before else None
    start = base if last is None or last == date.max else last + timedelta(days=1)
    return start, horizon.last_day(base)


def _by_length(days: int) -> Horizon:
    if days <= 92:
        return Horizon.SHORT
    return Horizon.MEDIUM if days <= 365 else Horizon.LONG


def _by_day(until: date, base: date) -> Stated | None:
    if until < base:
        return None
    for horizon in (Horizon.SHORT, Horizon.MEDIUM):
        last = horizon.last_day(base)
        if last and until <= last:
            return Stated(horizon=horizon, until=until)
    return Stated(horizon=Horizon.LONG, until=until)


def _term(match: re.Match[str], base: date) -> Stated | None:
    if match["soon"]:
        return _soon(" ".join(match["soon"].casefold().split()), base)
    if match["months"]:
        return Stated(horizon=Horizon.MEDIUM, until=None)
    if match["years"]:
        return Stated(horizon=Horizon.LONG, until=None)
    if match["unit"]:
        return _after(match, base)
    if match["end"]:
        return _end(match, base)
    if match["thisyear"]:
        year = base.year if "coming" not in match["thisyear"].lower() else None
        return _by_day(date(year, 12, 31) if year else base + timedelta(days=364), base)
    if match["nextyear"]:
        return _by_day(date(base.year + 1, 12, 31), base)
    if match["season"]:
        return _season(match, base)
    if match["month"]:
        return _month(match, base)
    if match["part"]:
        return _share_of_year(match, base)
    before = (match["ypre"] or "").lower() == "before"
    if (match["ypre"] or "").lower() == "since":
        return None
    return _by_day(date(int(match["year"]) - before, 12, 31), base)


def _soon(words: str, base: date) -> Stated | None:
    """Days, weeks and months of the calendar have a last day; `soon`, `within days` and their like have none."""
    if words in ("today", "tonight", "later today", "early today"):
        return _by_day(base, base)
    if words == "tomorrow":
        return _by_day(base + timedelta(days=1), base)
    if words.endswith(("this week", "this weekend", "next week", "next weekend")):
        sunday = base + timedelta(days=6 - base.weekday())
        return _by_day(sunday + timedelta(days=7 * ("next" in words)), base)
    if words.endswith(("this month", "next month")):
        first = base.replace(day=1)
        month = first + timedelta(days=31) if "next" in words else first
        return _by_day(month.replace(day=monthrange(month.year, month.month)[1]), base)
    return Stated(horizon=Horizon.SHORT, until=None)


def _share_of_year(match: re.Match[str], base: date) -> Stated | None:
    """`The first half of 2026`, `the last quarter of the year`."""
    of = match["of"].casefold()
    year = int(of) if of.isdigit() else base.year + of.startswith("next")
    months = 6 if match["share"].casefold() == "half" else 3
    part = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // months}[match["part"].casefold()]
    month = months * part
    return _by_day(date(year, month, monthrange(year, month)[1]), base) if month <= 12 else None


def _after(match: re.Match[str], base: date) -> Stated | None:
    words = match["n"] or ""
    if not words and match.group().casefold().endswith("s"):  # `for weeks`
        short = match["unit"].casefold() in ("day", "week")
        return Stated(horizon=Horizon.SHORT if short else Horizon.LONG, until=None)
    count = int(words) if words.isdigit() else _NUMBERS[words.lower()]
    days = count * {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}[match["unit"].lower()]
    if days > 36525:
        return None
    return _by_day(base + timedelta(days=max(int(days) - 1, 0)), base)


def _end(match: re.Match[str], base: date) -> Stated | None:
    if match["ey"]:
        return _by_day(date(int(match["ey"]), 12, 31), base)
    if match["em"]:
        return _by_day(_last_of(match["em"], match["emy"], match["emnext"], base), base)
    unit = match["end"].lower()
    if unit == "year":
        return _by_day(date(base.year, 12, 31), base)
    if unit == "month":
        return _by_day(base.replace(day=monthrange(base.year, base.month)[1]), base)
    if unit == "decade":
        return _by_day(date(base.year // 10 * 10 + 9, 12, 31), base)
    if unit == "summer":
        return _by_day(_end_of_month(8, base), base)
    return _by_day(base + timedelta(days=6 - base.weekday()), base) if unit == "week" else None


def _season(match: re.Match[str], base: date) -> Stated | None:
    last = _SEASONS[match["season"].lower()]
    until = _end_of_month(last, base)
    if match["sy"]:  # of a winter the year in which it ends
        until = until.replace(year=int(match["sy"]), day=28)
        until = _end_of_month(last, until.replace(day=1))
    if match["spre"].lower() in ("before", "by", "until") and not match["over"]:
        first = (last - 3) % 12 + 1
        opening = date(int(match["sy"] or base.year), first, 1)
        ahead = opening > base or match["sy"] is not None
        until = (opening if ahead else opening.replace(year=base.year + 1)) - timedelta(days=1)
    return _by_day(until, base)


def _month(match: re.Match[str], base: date) -> Stated | None:
    """The day where one is named, else the last of the month; of `before July` the last of June."""
    last = _last_of(match["month"], match["my"], match["mnext"], base)
    day = int(match["dday"] or match["mday"] or 0)
    if match["week"] and match["week"].casefold() != "last":
        day = 7 * ("first", "second", "third").index(match["week"].casefold()) + 7
    named = last.replace(day=day) if 0 < day <= last.day else last
    if match["mpre"].casefold() == "before" and " ".join(match.group().casefold().split()[:2]) != "before late":
        named = (named if day else named.replace(day=1)) - timedelta(days=1)
    return _by_day(named, base)


def _last_of(month: str, year: str | None, next_year: str | None, base: date) -> date:
    """The last day of the month: of the year that is named, or of the next such month."""
    number = _number(month)
    if year or next_year:
        of = int(year) if year else base.year + 1
        return date(of, number, monthrange(of, number)[1])
    return _end_of_month(number, base)


def _number(month: str) -> int:
    return _MONTHS.index(month[:3].lower()) + 1


def _end_of_month(month: int, base: date) -> date:
    """The last day of the next such month, this month included."""
    year = base.year if month >= base.month else base.year + 1
    return date(year, month, monthrange(year, month)[1])
