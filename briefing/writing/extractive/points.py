"""The points of one source: three to five of its own sentences, in its own order."""

from briefing.writing.extractive.coverage import Corpus, Entry, greedy
from briefing.writing.extractive.lines import Line, Lines
from briefing.writing.extractive.novelty import Told

FEWEST, MOST = 3, 5
_WORDS = 110
"""A summary that has its three points stops here."""
_MANY = 50
"""With more sources than these a reader wants three points of each."""


def points(corpus: Corpus, lines: Lines, entries: list[Entry]) -> list[Line]:
    """Three to five lines of one source, fewer where it has no more that stand alone."""
    most = FEWEST if len(corpus.sources) > _MANY else MOST
    told = Told()
    chosen: list[Line] = []

    def admit(entry: Entry) -> bool:
        return lines.line(entry) is not None and not told.repeats(entry)

    for entry in greedy(corpus, entries, admit=admit):
        line = lines.line(entry)
        assert line is not None
        told.add(entry)
        chosen.append(line)
        enough = sum(each.entry.words for each in chosen) >= _WORDS
        if len(chosen) >= most or (len(chosen) >= FEWEST and enough):
            break
    return sorted(chosen, key=lambda line: line.entry.number)
