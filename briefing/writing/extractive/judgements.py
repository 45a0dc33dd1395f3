"""The three key judgements: how it came out, what stands in the way, how it goes on."""

import math
from collections.abc import Callable, Collection, Iterable

from briefing.language.marks import marked
from briefing.language.names import names
from briefing.language.words import content_stems
from briefing.writing.extractive.coverage import Corpus, Entry
from briefing.writing.extractive.facets import Facet, obstacle, outcome, way_on
from briefing.writing.extractive.lines import Line, Lines
from briefing.writing.extractive.novelty import Told

IDEAL = 32
"""Words of a key judgement at most, where there is a choice: one line each."""
_SHORTEST = 8
_CUE = 0.5
"""What a sentence with no cue of the question counts, against 1 for each cue."""
_ANYWHERE = 0.8
"""How far the place in the article is forgotten: the outcome stands at the head of the news, the dispute need not."""
_MOST_CUES = 3
_QUOTED, _ASSESSED = 0.6, 0.7
"""What a quotation, and what somebody's assessment of the outcome, count against a plain statement."""
_LEANING = 0.5
"""What each word that leans on something before it costs: nothing stands before a key judgement."""
_ADDED = 0.5
"""Share of a judgement's weight that the ones before it must have left open."""
_QUESTIONS: tuple[Callable[[Collection[str], str], float], ...] = (outcome, obstacle, way_on)


def key_judgements(lines: Lines, entries: Iterable[Entry], told: Told) -> list[Line]:
    """Up to three lines, the answer first, each the best agreed answer to its question; fills `told`."""
    corpus = lines.corpus
    left = [line for line in lines.all(entries) if line.entry.words >= _SHORTEST and not lines.strangers(line)]
    left = [line for line in left if not told.repeats(line.entry)]
    chosen: list[Line] = []
    said: set[int] = set()
    for cues in _QUESTIONS:
        best = max(left, key=lambda line: _score(corpus, line, cues, said), default=None)
        if best is None:
            break
        chosen.append(best)
        told.add(best.entry)
        said |= best.entry.concepts
        left = [line for line in left if _adds(corpus, line.entry, said) and not told.repeats(line.entry)]
    return chosen


def _adds(corpus: Corpus, entry: Entry, said: set[int]) -> bool:
    return corpus.worth(entry.concepts - said) >= _ADDED * corpus.worth(entry.concepts)


def _score(corpus: Corpus, line: Line, cues: Callable[[Collection[str], str], float], said: set[int]) -> float:
    """Agreed weight not said yet, for its length and place, raised by the cues of the question.

    The names of people carry none: who took part is no answer.
    """
    entry = line.entry
    least = min(2, len(corpus.sources))
    people = {stem for name in names(line.text) if name.kind == "person" for stem in content_stems(name.text)}
    agreed = [
        concept
        for concept in entry.concepts - said
        if corpus.documents[concept] >= least and people.isdisjoint(corpus.stems_of(concept))
    ]
    place = 1.0 if cues is outcome else math.pow(corpus.lead(entry), -_ANYWHERE)
    weight = math.sqrt(corpus.worth(agreed)) * math.pow(corpus.prior(entry) * place, 0.7)
    brevity = min(1.0, IDEAL / entry.words)
    answer = _CUE + min(cues(entry.stems, line.text), _MOST_CUES)
    assessed = cues is outcome and line.facet is Facet.MEANING
    telling = (_QUOTED if marked(line.text) else 1.0) * (_ASSESSED if assessed else 1.0)
    return weight * answer * brevity * telling / (1 + _LEANING * line.leans)
