"""Lines and paragraphs: how a text is laid out, whatever it says."""

import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.text import Span
from briefing.language.sentences import split

_TERMINATED = re.compile(r"[.!?…:;。！？]['\"”’»)\]]*\Z")
_NOTE_NUMBER = re.compile(r"\[?\d{1,3}[\].)]*")
_BULLET = re.compile(r"(?:[•‣⁃◦▪●○■□➢➤✓·*–—+-]|\(?(\d{1,2})[.)]|\(?[a-z]\))\s+(?=\S)")
_RULE = re.compile(r"[-=_*~#—–.·\s]{3,}\Z")
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_BLANKS = re.compile(r"\s+")
_LINE_HYPHEN = re.compile(r"(?<=[\w.])([-‐])[^\S\r\n]*(?:\r\n|[\r\n])\s*(?!(?:and|or|to)\b)(?=\w)")

_FULL = 0.85
"""A line is full if it and the next word reach this share of the file's width."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty."""

    start: int
    """First visible character."""
    end: int
    """After the last visible character."""
    indent: int
    """Columns of white space before it."""
    gap: int
    """Empty lines above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together: a paragraph of prose, a bullet, a heading, a block of links."""

    mark: int
    """Where it begins, bullet or hashes included."""
    start: int
    """Where its words begin."""
    end: int
    text: str
    """Its words, white space folded."""
    indent: int
    gap: int
    """Empty lines above it."""
    bullet: bool
    level: int
    """Of a heading that is marked as one: 1 to 6; else 0."""
    link: bool
    """Nothing but web addresses."""
    room: float
    """Columns that its last line has left, less some slack; infinite where lines are not wrapped."""

    @property
    def terminated(self) -> bool:
        return _TERMINATED.search(self.text[-8:]) is not None

    @property
    def words(self) -> int:
        return self.text.count(" ") + 1


def fold(text: str) -> str:
    """`text` on one line: white space folded, words divided at the hyphen of a line's end put together with it."""
    if "-" in text or "‐" in text:
        text = _LINE_HYPHEN.sub(r"\1", text)
    return _BLANKS.sub(" ", text).strip()


def lines(text: str) -> list[Line]:
    found: list[Line] = []
    at = gap = 0
    for raw in text.splitlines(keepends=True):
        visible = raw.strip()
        if visible:
            before = len(raw) - len(raw.lstrip())
            indent = len(raw[:before].expandtabs(4))
            found.append(Line(at + before, at + before + len(visible), indent, gap))
            gap = 0
        else:
            gap += 1
        at += len(raw)
    return found


def width(text: str, found: list[Line]) -> int:
    """Columns at which the file is hard-wrapped; 0 where a line is a paragraph."""
    pairs = [(a, b) for a, b in itertools.pairwise(found) if not b.gap and not _is_bullet(text, b)]
    if len(pairs) < 2:
        return 0
    lengths = sorted(a.end - a.start for a, _ in pairs)
    widest = lengths[int(0.9 * (len(lengths) - 1))]
    if not 30 <= widest <= 160:
        return 0
    total = sum(line.end - line.start for line in found)
    long = sum(line.end - line.start for line in found if line.end - line.start > 1.3 * widest)
    in_blocks = sum(length for length in lengths if length <= 1.3 * widest)
    if long > 0.2 * total or in_blocks < 0.4 * total:
        return 0
    full = sum(_is_full(text, a, b, widest) for a, b in pairs)
    lower = sum(text[b.start].islower() for _, b in pairs)
    cased = text != text.upper() and text != text.lower()
    return widest if full >= 0.6 * len(pairs) and (lower >= 0.3 * len(pairs) or not cased) else 0


def paragraphs(text: str, *, soft: bool = False) -> list[Paragraph]:
    """The text's paragraphs in order; `soft` where a single line break never ends one, as in Markdown."""
    found = lines(text)
    wrapped = width(text, found)
    groups: list[list[Line]] = []
    marks: list[int] = []
    number = 0
    for line in found:
        if _RULE.match(text, line.start, line.end):
            groups.append([])
            marks.append(0)
            continue
        bullet = _BULLET.match(text, line.start, line.end)
        if bullet and bullet[1]:
            in_order = int(bullet[1]) in (1, number + 1)
            number = int(bullet[1]) if in_order else number
            bullet = bullet if in_order else None
        mark = bullet.end() - line.start if bullet else 0
        group = groups[-1] if groups and not line.gap else []
        if group and _goes_on(text, group, line, wrapped, soft=soft, bullets=(marks[-1] > 0, mark > 0)):
            group.append(line)
        else:
            groups.append([line])
            marks.append(mark)
    return [_paragraph(text, group, mark, wrapped) for group, mark in zip(groups, marks, strict=True) if group]


def segments(text: str) -> list[Span]:
    """Every sentence, heading, caption and block of links, before any is joined over a link or taken out."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        if paragraph.link:
            found.append(Span(paragraph.start, paragraph.end))
            continue
        pieces = split(text[paragraph.start : paragraph.end])
        for number, piece in enumerate(pieces):
            start = paragraph.mark if number == 0 else paragraph.start + piece.start
            found.append(Span(start, paragraph.start + piece.end))
    return found


def joined(text: str, spans: Iterable[Span]) -> str:
    """The pieces of a sentence as one reads them."""
    whole = ""
    end = 0
    for span in spans:
        piece = fold(text[span.start : span.end])
        apart = text[end : end + 1].isspace() or text[span.start - 1 : span.start].isspace()
        whole += f" {piece}" if whole and apart and piece[:1] not in ".,;:!?)" else piece
        end = span.end
    return whole


def _paragraph(text: str, group: list[Line], mark: int, wrapped: int) -> Paragraph:
    first, last = group[0], group[-1]
    hashes = _HASHES.match(text, first.start, first.end)
    start = hashes.end() if hashes else first.start + mark
    return Paragraph(
        mark=first.start,
        start=start,
        end=last.end,
        text=fold(text[start : last.end]),
        indent=first.indent,
        gap=first.gap,
        bullet=mark > 0,
        level=hashes.group().count("#") if hashes else 0,
        link=_is_link(text, first),
        room=_FULL * wrapped - (last.end - last.start) if wrapped else math.inf,
    )


def _goes_on(text: str, group: list[Line], line: Line, wrapped: int, *, soft: bool, bullets: tuple[bool, bool]) -> bool:
    """Whether `line`, directly below the group, belongs to the same paragraph; `bullets`: the group's, the line's."""
    above = group[-1]
    if _is_link(text, above) or _is_link(text, line):
        return _is_link(text, above) and _is_link(text, line)
    if _HASHES.match(text, above.start, above.end) or _HASHES.match(text, line.start, line.end):
        return False
    terminated = _TERMINATED.search(text[above.end - 4 : above.end]) is not None
    full = wrapped > 0 and _is_full(text, above, line, wrapped)
    lower = text[line.start].islower()
    listed, bullet = bullets
    if bullet:
        return full and not terminated and not listed
    if soft:
        return True
    if not wrapped:
        return lower and not terminated and above.end - above.start >= 30
    indented = line.indent > above.indent and not listed
    if indented and (terminated or not full):
        return False
    half = above.end - above.start >= 0.6 * wrapped
    return full or (not terminated and (lower or (half and text[line.start].isdigit())))


def _is_full(text: str, above: Line, below: Line, wrapped: int) -> bool:
    """Whether the first word of the line below would hardly have found room above."""
    word = text[below.start : below.end].split(None, 1)[0]
    return above.end - above.start + 1 + len(word) >= _FULL * wrapped


def _is_bullet(text: str, line: Line) -> bool:
    return _BULLET.match(text, line.start, line.end) is not None


def _is_link(text: str, line: Line) -> bool:
    """Whether it holds web addresses and nothing else but the number of a note before them."""
    words = text[line.start : line.end].split()
    if len(words) > 1 and _NOTE_NUMBER.fullmatch(words[0]):
        words = words[1:]
    return all(word.lstrip("<([").startswith(("http://", "https://", "www.")) for word in words)
