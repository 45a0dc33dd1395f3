"""Plain text drafts: paragraphs, bullets, headings; hard-wrapped lines belong together."""

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.drafts.block import Aside, AsideKind, Block, Glyph, Kind
from briefing.reading.layout import Paragraph, paragraphs

_NOTE = re.compile(r"(?<=[^\s(\[])\[\^?(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]")
"""The number of a note glued to a word."""
_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(r"[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_WORDS_OF_HEADING = 14


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a draft in order."""
    found = list(_joined(text, paragraphs(text)))
    for number, paragraph in enumerate(found):
        below = found[number + 1] if number + 1 < len(found) else None
        heading = _is_heading(paragraph, apart=below is not None and below.gap > 0)
        kind = Kind.HEADING if heading else Kind.ITEM if paragraph.bullet else Kind.PROSE
        yield _block(kind, text, paragraph)


def _joined(text: str, found: list[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, with a line that goes on in small letters put to the one above it, however short that is."""
    last: Paragraph | None = None
    for paragraph in found:
        goes_on = last and not (last.terminated or last.level or last.link or paragraph.bullet or paragraph.gap)
        if last and goes_on and text[paragraph.start].islower():
            last = replace(last, end=paragraph.end, text=f"{last.text} {paragraph.text}")
            continue
        if last:
            yield last
        last = paragraph
    if last:
        yield last


def _block(kind: Kind, text: str, paragraph: Paragraph) -> Block:
    shown: list[tuple[int, int, str]] = []
    at = paragraph.start
    for gap in _BLANKS.finditer(text, paragraph.start, paragraph.end):
        if not _LINE_END.search(gap[0]):
            continue
        shown += [(place, place + 1, text[place]) for place in range(at, gap.start())]
        shown.append((gap.start(), gap.end(), " "))
        at = gap.end()
    shown += [(place, place + 1, text[place]) for place in range(at, paragraph.end)]
    notes = list(_NOTE.finditer(text, paragraph.start, paragraph.end))
    hidden = {place for note in notes for place in range(*note.span())}
    return Block.of(
        kind,
        [Glyph(char, start, end) for start, end, char in shown if start not in hidden],
        asides=(Aside(kind=AsideKind.NOTE, start=note.start(), end=note.end(), label=note[1]) for note in notes),
        level=paragraph.level,
    )


def _is_heading(paragraph: Paragraph, *, apart: bool) -> bool:
    """One that is marked as such, or a short line that ends like no sentence.

    `apart`: something stands below it, behind an empty line.
    """
    if paragraph.level:
        return True
    short = paragraph.words <= _WORDS_OF_HEADING and not paragraph.bullet
    return short and apart and paragraph.text[-1:] not in ".!?…:;,”\"’')]"
