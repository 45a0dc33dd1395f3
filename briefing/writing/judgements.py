"""The three key judgements: how it came out, what stands in the way, how it goes on."""

import math
from collections.abc import Callable, Collection, Iterable

from briefing.writing.coverage import Corpus
from briefing.writing.facets import obstacle, outcome, way_on
from briefing.writing.lines import Line
from briefing.writing.novelty import Told

IDEAL = 32
"""Words of a key judgement at most, where there is a choice: one line each."""
_SHORTEST = 8
_CUE = 0.5
"""What each cue adds to the score."""
_QUESTIONS: tuple[Callable[[Collection[str], str], float], ...] = (outcome, obstacle, way_on)


def key_judgements(corpus: Corpus, lines: Iterable[Line], told: Told) -> list[Line]:
    """Up to three lines, the answer first, each the best agreed answer to its question; fills `told`."""
    left = [line for line in lines if line.entry.words >= _SHORTEST]
    chosen: list[Line] = []
    said: set[int] = set()
    for cues in _QUESTIONS:
        best = max(left, key=lambda line: _score(corpus, line, cues, said), default=None)
        if best is None:
            break
        chosen.append(best)
        told.add(best.entry)
        said |= best.entry.concepts
        left = [line for line in left if line is not best and not told.repeats(line.entry)]
    return chosen


def _score(corpus: Corpus, line: Line, cues: Callable[[Collection[str], str], float], said: set[int]) -> float:
    """Agreed weight not said yet, for its length and place, raised by the cues of the question."""
    entry = line.entry
    least = min(2, len(corpus.sources))
    agreed = sorted(concept for concept in entry.concepts - said if corpus.documents[concept] >= least)
    score = corpus.worth(agreed) / math.sqrt(entry.words) * math.sqrt(corpus.lead(entry))
    brevity = 1.0 if entry.words <= IDEAL else math.pow(IDEAL / entry.words, 1.5)
    return score * (1 + _CUE * cues(entry.stems, line.text)) * brevity / (1 + 0.2 * line.leans)
