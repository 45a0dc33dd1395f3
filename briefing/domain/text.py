"""Positions in a source's text: spans, marked regions, sentences, chunks; and what is text at all."""

from dataclasses import dataclass
from enum import StrEnum


def unbroken(text: str) -> str:
    """The text with U+FFFD in the place of each half of a character (lone surrogate), as browsers have it.

    JSON, YAML and some charsets can hold such halves; UTF-8 cannot, and so no file and no store.
    """
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open interval `[start, end)` in Unicode code points of one source's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class RegionKind(StrEnum):
    """Why a stretch of text is no prose of the article."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    NAVIGATION = "navigation"
    RELATED = "related"
    COPYRIGHT = "copyright"
    ABOUT = "about"
    CONTRIBUTORS = "contributors"
    LINK = "link"
    REPEATED = "repeated"
    FURNITURE = "furniture"
    """Running heads, page numbers, read-time lines and the like."""
    INSTRUCTION = "instruction"
    """It speaks to a machine: see `Source.instructions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A marked stretch of a source. Marked, never cut: the text stays as it was read."""

    kind: RegionKind
    span: Span

    @property
    def is_boilerplate(self) -> bool:
        """Titles and headings belong to the article; all other regions surround it."""
        return self.kind not in (RegionKind.TITLE, RegionKind.HEADING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One citable sentence: never inside a region, never across a paragraph."""

    index: int
    """Position among the source's sentences, from 0."""
    spans: tuple[Span, ...]
    """Pieces in reading order: several where links or page furniture stand inside the sentence."""
    text: str
    """The pieces joined for reading: runs of white space folded to one blank."""
    paragraph: int
    """Number of the paragraph in the source, from 0."""
    heading: str | None = None
    """The nearest heading above, where there is one."""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A sentence-aligned stretch of a source, small enough for one request."""

    source: str
    span: Span
    tokens: int
    """Tokens of the text of the span in the vocabulary of `llm.tokens`."""
