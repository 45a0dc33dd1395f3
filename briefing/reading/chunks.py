"""Chunks: stretches of a source that fit into one request, cut between sentences."""

from collections.abc import Iterator
from itertools import pairwise

from briefing.domain.source import Source
from briefing.domain.text import Chunk, Span
from briefing.llm.tokens import count

SMALLEST = 16
"""Tokens; one character can take several, so that a smaller bound could not always be kept."""


def chunk(source: Source, *, max_tokens: int, overlap: int = 0) -> tuple[Chunk, ...]:
    """Chunks of at most `max_tokens` each, in order, that together cover every sentence of the source.

    They begin and end with sentences; a single sentence above the bound is cut between words, a single word above
    it wherever needed. Each but the first starts with whole sentences of the one before, as many as fit into
    `overlap` tokens; none if it is 0.

    Raises:
        ValueError: the bound is below `SMALLEST`, or the overlap is not below half the bound.
    """
    if max_tokens < SMALLEST:
        raise ValueError(f"max_tokens must be at least {SMALLEST}, not {max_tokens}")
    if not 0 <= overlap <= max_tokens // 2:
        raise ValueError(f"overlap must lie between 0 and half of max_tokens, not at {overlap}")
    units = [
        piece
        for sentence in source.sentences
        for piece in _fitting(source.text, Span(sentence.start, sentence.end), max_tokens)
    ]
    return tuple(
        Chunk(source=source.id, span=span, tokens=count(span.of(source.text)))
        for span in _packed(source.text, units, max_tokens, overlap)
    )


def _packed(text: str, units: list[Span], bound: int, overlap: int) -> Iterator[Span]:
    """Runs of units, each as long as the bound allows."""
    sizes = [count(text[unit.start : later.start]) for unit, later in pairwise(units)]
    sizes += [count(units[-1].of(text))] if units else []

    def fits(first: int, last: int, limit: int) -> bool:
        """The sum of the parts is quick, and exact to some tokens: near the limit it is counted again."""
        estimate = sum(sizes[first : last + 1])
        return estimate <= 0.8 * limit or count(text[units[first].start : units[last].end]) <= limit

    first = done = 0
    while done < len(units):
        last = done
        while first < done and not fits(first, last, bound):
            first += 1
        while last + 1 < len(units) and fits(first, last + 1, bound):
            last += 1
        yield Span(units[first].start, units[last].end)
        done = first = last + 1
        while first > 0 and done < len(units) and count(text[units[first - 1].start : units[last].end]) <= overlap:
            first -= 1


def _fitting(text: str, sentence: Span, bound: int) -> Iterator[Span]:
    """The sentence, or where it is too long its pieces."""
    start = sentence.start
    while count(text[start : sentence.end]) > bound:
        cut = _cut(text, start, sentence.end, bound)
        yield Span(start, cut)
        start = cut
        while start < sentence.end and text[start].isspace():
            start += 1
    if start < sentence.end:
        yield Span(start, sentence.end)


def _cut(text: str, start: int, end: int, bound: int) -> int:
    """Where the longest piece that fits may end: after a word if one ends there, else between two characters."""
    fits, too_long = start + 1, min(end, start + 40 * bound)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if count(text[start:middle]) <= bound:
            fits = middle
        else:
            too_long = middle
    blank = max((at for at in range(start + 1, fits + 1) if at < end and text[at].isspace()), default=fits)
    while blank > start + 1 and count(text[start:blank]) > bound:
        blank -= 1
    return blank
