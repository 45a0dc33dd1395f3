"""One article as a model is shown it, and the way back: from words it quotes to their place in the source."""

from bisect import bisect_right
from functools import cached_property

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.language.location import Folded

_EDGES = " \t\n'\"’‘“”„«»….,;:"


class Article:
    """The prose of a source: its sentences, without what surrounds them."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def text(self, span: Span | None = None) -> str:
        """What of the prose stands in `span`, or all: paragraph by paragraph, under its headings."""
        lines: list[str] = []
        paragraph: int | None = None
        heading: str | None = None
        for sentence in self.source.sentences:
            words = self._words(sentence, span)
            if not words:
                continue
            if sentence.heading and sentence.heading != heading:
                lines.append(f"## {sentence.heading}")
                paragraph = None
            if sentence.paragraph == paragraph:
                lines[-1] += f" {words}"
            else:
                lines.append(words)
            paragraph, heading = sentence.paragraph, sentence.heading
        return "\n\n".join(lines)

    def halves(self, span: Span | None = None) -> tuple[tuple[Span, str], ...] | None:
        """The stretch cut between two sentences near its middle, each half with its text; None where it is but one."""
        span = span or Span(0, len(self.source.text))
        starts = [sentence.start for sentence in self.source.sentences if span.start < sentence.start < span.end]
        cuts = sorted(starts, key=lambda start: abs(2 * start - span.start - span.end))
        for cut in cuts:
            halves = tuple((half, self.text(half)) for half in (Span(span.start, cut), Span(cut, span.end)))
            if all(text for _, text in halves):
                return halves
        return None

    def _words(self, sentence: Sentence, span: Span | None) -> str:
        """The sentence, or so much of it as stands in `span`."""
        if span is None or (span.start <= sentence.start and sentence.end <= span.end):
            return sentence.text
        pieces = [
            self.source.text[max(piece.start, span.start) : min(piece.end, span.end)]
            for piece in sentence.spans
            if piece.overlaps(span)
        ]
        return " ".join(" ".join(pieces).split())

    def locate(self, quote: str) -> tuple[Evidence, ...]:
        """The place of these words; several where page furniture stands between them, none where they are not said.

        Marks around the words may be the model's own: without them the words must be found as they are.
        """
        for words in dict.fromkeys((quote.strip(), quote.strip(_EDGES))):
            spans = self._in_prose(words) or self._elsewhere(words)
            if spans:
                return tuple(
                    Evidence(source=self.source.id, start=span.start, end=span.end, quote=span.of(self.source.text))
                    for span in spans
                )
        return ()

    def _in_prose(self, words: str) -> list[Span]:
        found = self._prose.find(words, whole=True)
        if found is None:
            return []
        spans: list[Span] = []
        first = bisect_right(self._offsets, found.start) - 1
        for offset, piece in zip(self._offsets[first:], self._pieces[first:], strict=True):
            start, end = max(found.start, offset), min(found.end, offset + piece.end - piece.start)
            if offset >= found.end:
                break
            if start < end:
                spans.append(Span(piece.start + start - offset, piece.start + end - offset))
        return self._joined(spans)

    def _joined(self, spans: list[Span]) -> list[Span]:
        """Neighbours with nothing but white space between them as one span."""
        joined = spans[:1]
        for span in spans[1:]:
            if self.source.text[joined[-1].end : span.start].strip():
                joined.append(span)
            else:
                joined[-1] = Span(joined[-1].start, span.end)
        return joined

    def _elsewhere(self, words: str) -> list[Span]:
        """Titles and headings are no sentences, and yet the article's own words."""
        boilerplate = self.source.boilerplate
        for span in self._whole.find_all(words, whole=True):
            if not any(span.overlaps(other) for other in boilerplate):
                return [span]
        return []

    @cached_property
    def _whole(self) -> Folded:
        return Folded(self.source.text)

    @cached_property
    def _pieces(self) -> list[Span]:
        return [span for sentence in self.source.sentences for span in sentence.spans if span.end > span.start]

    @cached_property
    def _offsets(self) -> list[int]:
        """Where in the prose each piece begins: the pieces stand one blank apart."""
        offsets, at = [], 0
        for piece in self._pieces:
            offsets.append(at)
            at += piece.end - piece.start + 1
        return offsets

    @cached_property
    def _prose(self) -> Folded:
        return Folded(" ".join(piece.of(self.source.text) for piece in self._pieces))
