"""Stretches: a very long text in pieces that end between words, so that what is read word by word stays linear."""

from collections.abc import Iterator

LONGEST = 4000
"""Characters of one piece; sentences are far shorter."""


def stretches(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each piece, in order; the whole text where it is short enough."""
    start = 0
    while len(text) - start > LONGEST:
        end = max(text.rfind(". ", start, start + LONGEST) + 1, 0) or text.rfind(" ", start, start + LONGEST)
        end = end if end > start else start + LONGEST
        yield start, text[start:end]
        start = end
    yield start, text[start:]
