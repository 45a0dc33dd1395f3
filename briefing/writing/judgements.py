"""The three key judgements: how it came out, what stands in the way, how it goes on."""

import math
from collections.abc import Callable, Iterable

from briefing.writing.coverage import Corpus
from briefing.writing.facets import obstacle, outcome, way_on
from briefing.writing.lines import Line
from briefing.writing.novelty import Told

IDEAL = 35
"""Words of a key judgement: one line each."""
_CUE = 0.4
_QUESTIONS: tuple[Callable[[str], int], ...] = (outcome, obstacle, way_on)


def key_judgements(corpus: Corpus, lines: Iterable[Line], told: Told) -> list[Line]:
    """Up to three lines, the answer first, each the best agreed answer to its question; fills `told`."""
    open_lines = [line for line in lines if line.entry.words >= 6]
    chosen: list[Line] = []
    said: set[int] = set()
    for cues in _QUESTIONS:
        best = max(open_lines, key=lambda line: _score(corpus, line, cues, said), default=None)
        if best is None:
            break
        chosen.append(best)
        told.add(best.entry)
        said |= best.entry.concepts
        open_lines = [line for line in open_lines if line is not best and not told.repeats(line.entry)]
    return chosen


def _score(corpus: Corpus, line: Line, cues: Callable[[str], int], said: set[int]) -> float:
    shared = 1 if len(corpus.sources) == 1 else 2
    agreed = [
        concept
        for concept in line.entry.concepts
        if corpus.documents[concept] >= shared and concept not in said
    ]
    score = corpus.worth(sorted(agreed)) / math.sqrt(line.entry.words) * (1 + _CUE * min(cues(line.text), 4))
    return score * min(1.0, IDEAL / line.entry.words) * math.sqrt(corpus.lead(line.entry))
