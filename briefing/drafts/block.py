"""A block of a draft as it is read: its visible text, and where in the file each character of it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from briefing.domain.text import Span


class Kind(StrEnum):
    PROSE = "prose"
    ITEM = "item"
    CELL = "cell"
    HEADING = "heading"
    CODE = "code"


class AsideKind(StrEnum):
    NOTE = "note"
    """A footnote mark."""
    MARK = "mark"
    """A verdict in brackets, as this program writes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A mark that belongs to a sentence and is no words of it."""

    kind: AsideKind
    start: int
    end: int
    """Its stretch of the file."""
    label: str
    """Of the footnote, or the words of the mark."""


class Glyph(NamedTuple):
    """One or more characters that are read, and the stretch of the file they are written as."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    kind: Kind
    text: str
    """What is read; line ends are blanks."""
    starts: Sequence[int]
    """By position in `text`: where that character begins in the file."""
    ends: Sequence[int]
    """Likewise, where it ends."""
    asides: tuple[Aside, ...] = ()
    """In order."""
    spots: Sequence[int] = ()
    """By number of the aside: its position in `text`."""
    linked: frozenset[int] = frozenset()
    """Positions in `text` that are words of a link."""
    markup: frozenset[int] = frozenset()
    """Positions in the file of emphasis, brackets and the like, which go with the words beside them."""
    level: int = 0
    """Of a heading: 1 to 6."""

    @classmethod
    def of(
        cls,
        kind: Kind,
        glyphs: Iterable[Glyph],
        *,
        asides: Iterable[Aside] = (),
        linked: Iterable[Span] = (),
        markup: Iterable[int] = (),
        level: int = 0,
    ) -> "Block":
        """`linked` are stretches of the file."""
        glyphs = list(glyphs)
        starts = [start for text, start, _ in glyphs for _ in text]
        marks = sorted(asides, key=lambda aside: aside.start)
        return cls(
            kind=kind,
            text="".join(text for text, _, _ in glyphs),
            starts=starts,
            ends=[end for text, _, end in glyphs for _ in text],
            asides=tuple(marks),
            spots=[bisect_left(starts, aside.start) for aside in marks],
            linked=frozenset(
                at for span in linked for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
            ),
            markup=frozenset(markup),
            level=level,
        )

    def place(self, start: int, end: int) -> Span:
        """The stretch of the file for `text[start:end]`, with the emphasis and links that begin or end there."""
        first, last = self.starts[start], self.ends[end - 1]
        before = self.ends[start - 1] if start else 0
        while first > before and first - 1 in self.markup:
            first -= 1
        while last in self.markup:
            last += 1
        return Span(first, last)

    def between(self, start: int, end: int) -> Iterable[tuple[int, Aside]]:
        """The asides at positions `(start, end]` of `text`, each with its position."""
        first, last = bisect_right(self.spots, start), bisect_right(self.spots, end)
        return zip(self.spots[first:last], self.asides[first:last], strict=True)
