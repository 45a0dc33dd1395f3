"""Paragraphs as they read, with the way back to the characters of their source."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.language.words import fold


@dataclass(frozen=True)
class Passage:
    """The sentences of one paragraph, joined for reading."""

    source: Source
    sentences: tuple[Sentence, ...]

    @cached_property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @cached_property
    def folded(self) -> str:
        """For a quick look whether a key or a stem can be in it at all."""
        return fold(self.text)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each sentence begins in `text`."""
        starts, at = [], 0
        for sentence in self.sentences:
            starts.append(at)
            at += len(sentence.text) + 1
        return tuple(starts)

    def sentence_at(self, offset: int) -> int:
        """Position in `sentences` of the one that holds this offset of `text`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def evidence(self, start: int, end: int) -> Evidence:
        """The place in the source of `text[start:end]`.

        Where boilerplate or another interruption stands inside, the longest stretch without one.
        """
        pieces: list[Span] = []
        for at in range(self.sentence_at(start), self.sentence_at(max(start, end - 1)) + 1):
            sentence, begin = self.sentences[at], self.starts[at]
            for piece in _places(self.source.text, sentence, max(0, start - begin), end - begin):
                if pieces and not self.source.text[pieces[-1].end : piece.start].strip():
                    pieces[-1] = Span(pieces[-1].start, piece.end)
                else:
                    pieces.append(piece)
        best = max(pieces, key=lambda piece: piece.end - piece.start)
        return Evidence(source=self.source.id, start=best.start, end=best.end, quote=best.of(self.source.text))

    def sentence_evidence(self, offset: int) -> Evidence:
        """The place of the whole sentence around an offset of `text`."""
        at = self.sentence_at(offset)
        return self.evidence(self.starts[at], self.starts[at] + len(self.sentences[at].text))


def of(source: Source) -> tuple[Passage, ...]:
    """The paragraphs of a source, in order."""
    return tuple(
        Passage(source, tuple(group)) for _, group in groupby(source.sentences, key=lambda sentence: sentence.paragraph)
    )


def _places(text: str, sentence: Sentence, start: int, end: int) -> list[Span]:
    """The stretches of the source that read as `sentence.text[start:end]`: what is not white space is the same."""
    wanted = sentence.text[:end].replace("\u00a0", " ")
    skipped = sum(not char.isspace() for char in wanted[:start])
    length = sum(not char.isspace() for char in wanted) - skipped
    found: list[Span] = []
    for span in sentence.spans:
        places = [at for at in range(span.start, span.end) if not text[at].isspace()]
        inside = places[skipped : skipped + length] if length > 0 else []
        if inside:
            found.append(Span(inside[0], inside[-1] + 1))
        skipped, length = max(0, skipped - len(places)), length - len(inside)
    return found or [sentence.spans[0]]
