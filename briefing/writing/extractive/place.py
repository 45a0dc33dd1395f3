"""Where a piece of a sentence stands in its source: from characters of `Sentence.text` to exact evidence."""

from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.domain.text import Sentence


def evidence(source: Source, sentence: Sentence, start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
    """The places of `sentence.text[start:end]`, one for each piece of the sentence that it touches.

    `Sentence.text` differs from its pieces by white space alone, so that the n-th visible character of the one is
    the n-th visible character of the other.
    """
    end = len(sentence.text) if end is None else end
    first = _visible(sentence.text[:start])
    last = first + _visible(sentence.text[start:end])
    found: list[Evidence] = []
    seen = 0
    for span in sentence.spans:
        piece = span.of(source.text)
        visible = [at for at, char in enumerate(piece) if not char.isspace()]
        low, high = max(first - seen, 0), min(last - seen, len(visible))
        if low < high:
            begin, stop = span.start + visible[low], span.start + visible[high - 1] + 1
            found.append(Evidence(source=source.id, start=begin, end=stop, quote=source.text[begin:stop]))
        seen += len(visible)
    return tuple(found)


def _visible(text: str) -> int:
    return sum(not char.isspace() for char in text)
