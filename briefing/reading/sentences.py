"""Sentences of a source: the prose that is left between the marked regions."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.domain.text import Region, RegionKind, Sentence, Span
from briefing.language.sentences import split
from briefing.reading.layout import Paragraph, joined

_BETWEEN = frozenset({RegionKind.LINK, RegionKind.FURNITURE})
"""What can stand inside a sentence: a note's addresses, the foot of one page and the head of the next."""

_UNMARKED = 7
"""Rank of a heading that does not show its own; those that do have 1 to 6."""

_LABEL = 10
"""Rank of a bullet that is a label, below all headings; its indent is added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A paragraph and what it was recognised as."""

    paragraph: Paragraph
    kind: RegionKind | None = None
    """None for prose."""
    holes: tuple[Region, ...] = ()
    """In prose: stretches of it that are none, sorted; a heading among them stands at the start."""

    @property
    def pieces(self) -> Iterator[Span]:
        """The prose of it, in reading order."""
        at = self.paragraph.start
        for hole in self.holes:
            if at < hole.span.start:
                yield Span(at, hole.span.start)
            at = hole.span.end
        if at < self.paragraph.end:
            yield Span(at, self.paragraph.end)


def regions(text: str, marked: list[Marked]) -> tuple[Region, ...]:
    """The marked stretches in order; neighbours of one kind with nothing between them are one."""
    found: list[Region] = []
    for each in marked:
        if each.kind is None:
            found += each.holes
            continue
        region = Region(kind=each.kind, span=Span(each.paragraph.mark, each.paragraph.end))
        last = found[-1] if found else None
        if last and last.kind == region.kind and region.is_boilerplate:
            between = text[last.span.end : region.span.start]
            if not between.strip():
                found[-1] = Region(kind=region.kind, span=Span(last.span.start, region.span.end))
                continue
        found.append(region)
    return tuple(found)


def sentences(text: str, marked: list[Marked]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    number = 0
    for pieces, heading in _prose(text, marked):
        before = len(found)
        for spans in _split(text, pieces):
            words = joined(text, spans)
            if any(map(str.isalnum, words)):
                found.append(Sentence(index=len(found), spans=spans, text=words, paragraph=number, heading=heading))
        number += len(found) > before
    return tuple(found)


def _prose(text: str, marked: list[Marked]) -> Iterator[tuple[list[Span], str | None]]:
    """Paragraphs of prose as pieces, each with the heading it stands under."""
    headings = _Headings()
    pieces: list[Span] = []
    last: Paragraph | None = None
    heading: str | None = None
    for each in marked:
        paragraph = each.paragraph
        if each.kind in _BETWEEN:
            continue
        goes_on = each.kind is None and last is not None and _goes_on(text, last, paragraph, pieces)
        if pieces and not goes_on:
            yield pieces, heading
            pieces = []
        last = None
        if each.kind is RegionKind.HEADING:
            headings.push(paragraph, paragraph.text)
        elif each.kind is None:
            headings.enter(text, each)
            heading = headings.nearest
            pieces += each.pieces
            last = paragraph
    if pieces:
        yield pieces, heading


class _Headings:
    """The headings that a paragraph stands under, while a text is read from top to bottom."""

    def __init__(self) -> None:
        self._above: list[tuple[int, str]] = []
        self._in_list = False
        self._nested: set[int] = set()
        """Ranks of labels whose bullets stand deeper than they do: one beside them is no longer theirs."""

    @property
    def nearest(self) -> str | None:
        return self._above[-1][1] if self._above else None

    def push(self, paragraph: Paragraph, words: str) -> None:
        rank = _LABEL + paragraph.indent if paragraph.bullet else paragraph.level or _UNMARKED
        self._leave(rank)
        self._above.append((rank, words.rstrip(":")))
        self._nested.discard(rank)
        self._in_list = False

    def enter(self, text: str, prose: Marked) -> None:
        """Leave the headings that do not reach down to this paragraph; take up the one glued to its start."""
        paragraph = prose.paragraph
        if self._in_list and not paragraph.bullet and paragraph.gap > 1:
            self._leave(_UNMARKED)
        self._leave(_LABEL + paragraph.indent + (1 if paragraph.bullet else 0))
        if paragraph.bullet and self._above and self._above[-1][0] >= _LABEL:
            label = self._above[-1][0]
            if label == _LABEL + paragraph.indent and label in self._nested:
                self._leave(label)
            elif label < _LABEL + paragraph.indent:
                self._nested.add(label)
        for hole in prose.holes[:1]:
            if hole.kind is RegionKind.HEADING:
                self.push(paragraph, hole.span.of(text))
        self._in_list = paragraph.bullet

    def _leave(self, rank: int) -> None:
        while self._above and self._above[-1][0] >= rank:
            self._above.pop()


def _goes_on(text: str, last: Paragraph, paragraph: Paragraph, pieces: list[Span]) -> bool:
    """Whether a paragraph takes up the sentence that links, page furniture or the end of a page broke off."""
    if paragraph.bullet or last.terminated or not pieces:
        return False
    between = text[last.end : paragraph.mark]
    if "\f" in between and last.words >= 8:
        return True
    word = paragraph.text.split(" ", 1)[0]
    return bool(between.strip()) and (len(word) + 1 >= last.room or text[paragraph.start].islower())


def _split(text: str, pieces: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Sentences of one paragraph, each as the pieces of the text it is made of."""
    if len(pieces) == 1:
        start = pieces[0].start
        for span in split(pieces[0].of(text)):
            yield (Span(start + span.start, start + span.end),)
        return
    whole = ""
    places: list[tuple[int, Span]] = []
    for piece in pieces:
        trimmed = _trimmed(text, piece.start, piece.end)
        if trimmed is None:
            continue
        apart = text[trimmed.start - 1].isspace() or (places and text[places[-1][1].end].isspace())
        whole += " " if whole and apart else ""
        places.append((len(whole), trimmed))
        whole += trimmed.of(text)
    for span in split(whole):
        yield tuple(_back(text, span, places))


def _back(text: str, span: Span, places: list[tuple[int, Span]]) -> Iterator[Span]:
    """Where a stretch of the pieces put together lies in the text."""
    for at, piece in places:
        start = max(span.start - at, 0) + piece.start
        end = min(span.end - at + piece.start, piece.end)
        trimmed = _trimmed(text, start, end) if start < end else None
        if trimmed:
            yield trimmed


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space around it; None where it is nothing else."""
    raw = text[start:end]
    visible = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    return Span(start + lead, start + lead + len(visible)) if visible else None
