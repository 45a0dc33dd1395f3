"""Markdown: read as if its markup were not there, with every position given in the file itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from briefing.domain.source import Source
from briefing.domain.text import Region, RegionKind, Span
from briefing.reading.boilerplate import mark
from briefing.reading.charset import decode
from briefing.reading.layout import joined, paragraphs
from briefing.reading.metadata import Facts
from briefing.reading.text import check_length, source_of

_FRONT = re.compile(r"\A---[^\S\n]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[^\S\n]*(?:\r?\n|\Z)", re.DOTALL)
_TABLE_OR_LINK = re.compile(r"^[ ]{0,3}\|[^\n]*$|^\[[^\]\n]+\]:[^\S\n]+\S+[^\n]*$", re.MULTILINE)
_CODE_OR_COMMENT = re.compile(r"^(?P<fence>```|~~~).*?(?:^(?P=fence)[^\n]*|\Z)|<!--.*?-->", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(
    r"(?P<image>!\[[^\]\n]*\]\([^)\n]*\))"
    r"|\[\^[^\]\s]+\]:?"
    r"|\[(?P<words>[^\[\]\n]+)\](?P<target>\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])"
    r"|(?P<quote>^[ ]{0,3}(?:>[ ]?)+)"
    r"|\\(?=[!-/:-@\[-`{-~])"
    r"|\*{2,}|_{2,}(?=\w)|(?<=\w)_{2,}|~~|`+"
    r"|(?<![\w*\\])(?P<mark>[*_])(?=[^\s*_])(?P<inner>[^*_\n]+?)(?<=[^\s*_])(?P=mark)(?![\w*])"
    r"|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>",
    re.MULTILINE,
)
_KEYS = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "publication", "site", "sitename", "outlet"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "publishdate", "pubdate", "datepublished"),
    "event_date": ("event", "event_date"),
    "url": ("url", "link", "canonical", "permalink", "source"),
}
"""Names that front matter gives to what a source says of itself."""


def read_markdown(data: bytes) -> Source:
    """A Markdown file; `Source.text` is the decoded file itself, a byte order mark apart.

    Raises:
        SourceError: it is binary, too long, or there is nothing in it to read.
    """
    decoded = decode(data)
    text = decoded.text
    check_length(text)
    front = _FRONT.match(text)
    blocks = list(_blocks(text, front))
    kept = _Kept(text, blocks)
    marked = mark(kept.text, paragraphs(kept.text, soft=True))
    inner = source_of(kept.text, marked, facts=_facts(front[1]) if front else None, warnings=decoded.warnings)
    return kept.back(inner, blocks)


def _blocks(text: str, front: re.Match[str] | None) -> Iterator[Region]:
    """Front matter, code, comments, tables and link definitions, in order."""
    at = front.end() if front else 0
    if front:
        yield Region(kind=RegionKind.FURNITURE, span=Span(0, len(front.group().rstrip())))
    found = [match.span() for match in _CODE_OR_COMMENT.finditer(text, at)]
    found += [match.span() for match in _TABLE_OR_LINK.finditer(text, at)]
    for start, end in sorted(found):
        if start >= at:
            kind = RegionKind.LINK if text[start] == "[" else RegionKind.FURNITURE
            yield Region(kind=kind, span=Span(start, end))
            at = end


class _Kept:
    """What is left of a file when its markup is taken out, and the way back."""

    def __init__(self, text: str, blocks: list[Region]) -> None:
        self._whole = text
        self._pieces = list(_between(len(text), sorted([*_markup(text, blocks), *(each.span for each in blocks)])))
        self._starts = [0, *accumulate(piece.end - piece.start for piece in self._pieces)]
        self.text = "".join(piece.of(text) for piece in self._pieces)

    def _spans(self, span: Span) -> Iterator[Span]:
        """The stretches of the file that a stretch of the kept text comes from."""
        at = bisect_right(self._starts, span.start) - 1
        while at < len(self._pieces) and self._starts[at] < span.end:
            piece, first = self._pieces[at], self._starts[at]
            start = piece.start + max(span.start - first, 0)
            end = min(piece.start + span.end - first, piece.end)
            yield from _visible(self._whole, Span(start, end))
            at += 1

    def _hull(self, span: Span) -> Span:
        spans = list(self._spans(span))
        return Span(spans[0].start, spans[-1].end)

    def back(self, inner: Source, blocks: list[Region]) -> Source:
        """The same source over the whole file."""
        sentences = []
        for sentence in inner.sentences:
            spans = tuple(part for span in sentence.spans for part in self._spans(span))
            sentences.append(replace(sentence, spans=spans, text=joined(self._whole, spans)))
        found = [replace(region, span=part) for region in inner.regions for part in self._parts(region, blocks)]
        dated = inner.published_span
        return replace(
            inner,
            text=self._whole,
            regions=tuple(sorted([*found, *blocks], key=lambda region: region.span)),
            sentences=tuple(sentences),
            published_span=self._hull(dated) if dated else None,
        )

    def _parts(self, region: Region, blocks: list[Region]) -> Iterator[Span]:
        """A region in the file, without the blocks that stand inside it."""
        hull = self._hull(region.span)
        yield from (
            span
            for gap in _between(hull.end, [each.span for each in blocks if each.span.overlaps(hull)], start=hull.start)
            for span in _visible(self._whole, gap)
        )


def _visible(text: str, span: Span) -> Iterator[Span]:
    visible = span.of(text).strip()
    if visible:
        start = span.start + span.of(text).index(visible)
        yield Span(start, start + len(visible))


def _between(end: int, cuts: list[Span], *, start: int = 0) -> Iterator[Span]:
    """What is left of [start, end) beside the cuts."""
    for cut in cuts:
        if start < cut.start:
            yield Span(start, cut.start)
        start = max(start, cut.end)
    if start < end:
        yield Span(start, end)


def _markup(text: str, blocks: list[Region]) -> Iterator[Span]:
    """Marks of emphasis, links, quotations: their words stay."""
    for gap in _between(len(text), [each.span for each in blocks]):
        at = gap.start
        while match := _MARKUP.search(text, at, gap.end):
            start, end = match.span()
            if match["words"] is not None:
                yield Span(start, start + 1)
                yield Span(match.end("words"), end)
                at = start + 1
            elif match["mark"] is not None:
                yield Span(start, start + 1)
                yield Span(end - 1, end)
                at = start + 1
            else:
                yield Span(start, end)
                at = end


def _facts(front: str) -> Facts:
    """What the front matter states; one that is no YAML states nothing."""
    import yaml

    try:
        stated = yaml.safe_load(front)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Facts()
    if not isinstance(stated, dict):
        return Facts()
    values = {str(key).casefold(): value for key, value in stated.items()}
    known: dict[str, Any] = {
        field: next((values[name] for name in names if values.get(name)), None) for field, names in _KEYS.items()
    }
    url = _words(known["url"])
    return Facts(
        title=_words(known["title"]),
        publisher=_words(known["publisher"]),
        author=_words(known["author"]),
        published=_day(known["published"]),
        event_date=_day(known["event_date"]),
        url=url if url and url.startswith(("http://", "https://")) else None,
    )


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = ", ".join(each for each in value if isinstance(each, str))
    return " ".join(str(value).split()) if isinstance(value, str) and value.strip() else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
