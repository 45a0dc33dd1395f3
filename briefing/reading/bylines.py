"""Lines that say who wrote an article and when: `By A. Writer`, `A. Writer | 26 May 2025`, `Published: ...`."""

import re
from dataclasses import dataclass
from datetime import date

from briefing.domain.text import Span
from briefing.language.dates import dates

LONGEST = 20
"""Words."""

_LABEL = re.compile(
    r"(?P<updated>(?:last )?(?:updated|modified|edited))\b"
    r"|(?:first |originally )?(?:published|posted|created|issued)\b"
    r"|(?P<author>authors?|written|reporter|words|text|story|by)\b"
    r"|(?P<date>date|time)\b"
    r"|(?P<source>source|publisher|publication)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:written|reported|story|text|words|posted|published|analysis|opinion)\s+)?by:?\s+", re.IGNORECASE
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\.?(?!\w)"
    r"|\b(?:GMT|UTC|[A-Z]{1,3}[SD]?T|Z)\b(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|\bT\d\d:\d\d\S*"
    r"|\b(?:hrs?|IST|local time|updated?|published|posted|modified|on|at|last)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"\b(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)\b")
_SEPARATORS = re.compile(r"\s*(?:[|·•/;()\[\]]|\s[–—-]+\s|^[–—-]+|[–—-]+$|,)\s*")
_STRONG = re.compile(r"[|·•/;(\[]|\s[–—-]+\s")
_CAPITAL = r"[A-ZÀ-Þ][\w.’'-]*"
_PARTICLE = r"(?:(?:de|da|di|du|la|le|van|von|der|den|bin|ibn|al|el|dos|y)\s+)*"
_PERSON = re.compile(rf"{_CAPITAL}(?:\s+{_PARTICLE}{_CAPITAL}){{1,3}}")
_PEOPLE = re.compile(rf"{_PERSON.pattern}(?:(?:,\s*{_PERSON.pattern})*,?\s+(?:and|&)\s+{_PERSON.pattern})?")
_NAMES = re.compile(
    r"(?:[A-ZÀ-Þ\d][\w.’'&@-]*|of|for|the|and|in|by|&|de|van|von|staff|writers?|correspondents?|reporters?|editors?"
    r"|contributors?|special|senior|chief|to)(?:\s+|\Z)"
)
_OFFICE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnist|contributors?|analyst|bureau|desk|special|senior"
    r"|chief)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:news|times|post|press|agency|institute|journal|tribune|herald|gazette|review|today|daily|weekly|independent"
    r"|media|guardian|observer|telegraph|magazine|network|radio|tv|group|centre|center|foundation|council|university"
    r"|company|online)\b|\A(?-i:[A-Z]{2,6})\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    updated: bool = False
    """The date is that of a later change."""
    place: Span | None = None
    """Of the date, in the line."""


def byline(line: str) -> Byline | None:
    """What the line says of author and date; None where it is no byline."""
    if line.count(" ") >= LONGEST or len(line) > 200 or not (line[:1].isalnum() or line[:1] in "([|/–—-"):
        return None
    line = line.lstrip("/ ")
    label = _LABEL.match(line)
    day, place = _day(line)
    rest = f"{line[: place.start]} | {line[place.end :]}" if place else line
    by = _BY.search(rest)
    if by and (by.start() == 0 or place or label):
        author = _author(rest[by.end() :])
        if author or (place and by.start() == 0):
            return Byline(author=author, published=day, place=place, updated=_is_update(line, place))
    if label and not by and (labelled := _labelled(line, label, day, place)):
        return labelled
    if place is None:
        return None
    return _dated(line, rest, day, place)


def _day(line: str) -> tuple[date | None, Span | None]:
    """The first full date of the line."""
    for mention in dates(line, None):
        if mention.earliest == mention.latest:
            return mention.earliest, Span(mention.start, mention.end)
    for match in _DOTTED.finditer(line):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day, month = (first, second) if match[2] == "." or first > 12 else (second, first) if second > 12 else (0, 0)
        if 1 <= month <= 12 and 1 <= day <= 31:
            try:
                return date(year, month, day), Span(match.start(), match.end())
            except ValueError:
                continue
    return None, None


def _is_update(line: str, place: Span | None) -> bool:
    before = line[: place.start].casefold() if place else ""
    return "updated" in before or "modified" in before


def _author(rest: str) -> str | None:
    """The names that follow `By`, where they are nothing but names."""
    rest = _CLOCK.sub(" ", rest).strip(" |,-–—")
    names = _PEOPLE.match(rest)
    if names is None:
        return rest.split("|")[0].strip() if rest.isupper() and 1 < len(rest.split()) < 6 and rest.isascii() else None
    after = _SEPARATORS.sub(" ", rest[names.end() :]).strip()
    return names.group().strip() if len(_leftover(after)) == 0 else None


def _leftover(rest: str) -> str:
    """What is left of a line when names, offices and clock times are taken away."""
    return _NAMES.sub("", _CLOCK.sub(" ", rest)).strip(" .:|,")


def _labelled(line: str, label: re.Match[str], day: date | None, place: Span | None) -> Byline | None:
    """`Published: 16 May 2025`, `Author: A. Writer`, `Source: The Paper`."""
    value = line[label.end() :]
    colon = value.lstrip()[:1] in (":", "|")
    value = value.lstrip(" :|\t")
    if label["author"] and colon:
        return Byline(author=value.strip(), published=day, place=place)
    if label["source"] and colon and not value.startswith("http"):
        return Byline(publisher=value.strip()) if len(value.split()) <= 6 else None
    if place and (colon or not _leftover(_SEPARATORS.sub(" ", line[: place.start] + " " + line[place.end :]))):
        return Byline(published=day, place=place, updated=label["updated"] is not None)
    return None


def _dated(line: str, rest: str, day: date | None, place: Span) -> Byline | None:
    """A date among names and separators, and nothing else."""
    parts = [part.strip(" .:") for part in _SEPARATORS.split(_CLOCK.sub(" ", rest))]
    parts = [part for part in parts if part]
    if any(_leftover(part) for part in parts) or sum(len(part.split()) for part in parts) > 10:
        return None
    if parts and not _SEPARATORS.search(line):
        return None
    people = [
        part for part in parts if _PERSON.fullmatch(part) and not _OUTLET.search(part) and not _OFFICE.search(part)
    ]
    outlets = [part for part in parts if _OUTLET.search(part) and not _OFFICE.search(part)]
    return Byline(
        author=people[0] if len(people) == 1 and _STRONG.search(line) else None,
        publisher=outlets[0] if len(outlets) == 1 else None,
        published=day,
        updated=_is_update(line, place),
        place=place,
    )
