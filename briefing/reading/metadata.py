"""What a source says of itself: title, publisher, author, day, address. Unknown beats wrong."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from briefing.domain.text import RegionKind, Span
from briefing.language.dates import dates
from briefing.reading.bylines import byline
from briefing.reading.layout import fold
from briefing.reading.sentences import Marked

_OWNER = re.compile(
    r"(?:copyright|©|\(c\)|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?|all rights reserved|by|[\s,:.|–-])+",
    re.IGNORECASE,
)
_OWNER_END = re.compile(r"\s[-–—|]\s|[.|;]\s*|,\s|\.?\s*all rights reserved", re.IGNORECASE)
_FILE_PHOTO = re.compile(r"\bfile (?:photo|image|picture)\b|\A\W*FILE\b|\barchive\b")
_AGENCY = re.compile(r"\(([A-Z][\w.’'& -]{1,25})\)")
_TITLE_LABEL = re.compile(r"(?:title|headline)\s*:\s*", re.IGNORECASE)
_SITE = re.compile(r"\s+\|\s+([A-Z][\w.’'& -]{1,30})\Z")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """As in `Source`."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    published_span: Span | None = None
    event_date: date | None = None
    url: str | None = None

    def over(self, other: "Facts") -> "Facts":
        """These facts, and where they are silent the other ones; the day and its place stay together."""
        dated = self if self.published else other
        return Facts(
            title=self.title or other.title,
            publisher=self.publisher or other.publisher,
            author=self.author or other.author,
            published=dated.published,
            published_span=dated.published_span,
            event_date=self.event_date or other.event_date,
            url=self.url or other.url,
        )


def describe(text: str, marked: list[Marked]) -> Facts:
    """What the marked regions of a text say of it."""
    facts = Facts(url=_address(text, marked), event_date=_event_date(text, marked))
    for stated in [*_bylines(text, marked), *_datelines(text, marked), _owner(marked)]:
        facts = facts.over(stated)
    title = next((each.paragraph.text for each in marked if each.kind is RegionKind.TITLE), None)
    if title is None:
        return facts
    title = title[label.end() :] if (label := _TITLE_LABEL.match(title)) else title
    site = _SITE.search(title)
    if site is None or len(title[: site.start()].split()) < 4:
        return replace(facts, title=title)
    return replace(facts, title=title[: site.start()], publisher=facts.publisher or site[1])


def _bylines(text: str, marked: list[Marked]) -> Iterator[Facts]:
    """Those of the first publication before those of a later change."""
    updates: list[Facts] = []
    for each in marked:
        start = each.paragraph.start
        found = byline(text[start : each.paragraph.end]) if each.kind is RegionKind.BYLINE else None
        if found is None:
            continue
        place = Span(start + found.place.start, start + found.place.end) if found.place else None
        facts = Facts(
            author=fold(found.author) if found.author else None,
            publisher=fold(found.publisher) if found.publisher else None,
            published=found.published,
            published_span=place if found.published else None,
        )
        if found.updated:
            updates.append(facts)
        else:
            yield facts
    yield from updates


def _datelines(text: str, marked: list[Marked]) -> Iterator[Facts]:
    for each in marked:
        for hole in each.holes:
            if hole.kind is not RegionKind.BYLINE:
                continue
            words = hole.span.of(text)
            agency = _AGENCY.search(words)
            yield Facts(publisher=fold(agency[1]) if agency else None)
            for day, place in _full_dates(words):
                yield Facts(
                    published=day, published_span=Span(hole.span.start + place.start, hole.span.start + place.end)
                )


def _event_date(text: str, marked: list[Marked]) -> date | None:
    """The day on which the first picture was taken that is no old one."""
    for each in marked:
        words = text[each.paragraph.start : each.paragraph.end]
        if each.kind is RegionKind.CAPTION and not _FILE_PHOTO.search(words):
            for day, _ in _full_dates(words):
                return day
    return None


def _full_dates(words: str) -> Iterator[tuple[date, Span]]:
    for mention in dates(words, None):
        if mention.earliest == mention.latest and not mention.relative:
            yield mention.earliest, Span(mention.start, mention.end)


def _owner(marked: list[Marked]) -> Facts:
    """The publisher as the last copyright line names it."""
    for each in reversed(marked):
        if each.kind is RegionKind.COPYRIGHT:
            words = each.paragraph.text
            at = re.search(r"copyright|©|\(c\)", words, re.IGNORECASE)
            start = _OWNER.match(words, at.start()) if at else None
            name = _OWNER_END.split(words[start.end() :], maxsplit=1)[0].strip(" .,") if start else ""
            if name[:1].isupper() and len(name.split()) <= 7:
                return Facts(publisher=name)
    return Facts()


def _address(text: str, marked: list[Marked]) -> str | None:
    """The address that stands above the article, if there is just one."""
    for each in marked:
        if each.kind is None:
            return None
        if each.kind is RegionKind.LINK:
            found = _ADDRESS.findall(text[each.paragraph.start : each.paragraph.end])
            return str(found[0]) if len(found) == 1 else None
    return None
