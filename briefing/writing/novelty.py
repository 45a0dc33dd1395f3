"""Nothing said twice: how much of a sentence has not been said before."""

import re
from collections.abc import Iterable

from briefing.writing.coverage import Corpus, Entry

_NUMBER = re.compile(r"\d")
SAME = 0.55
"""Share of the shorter sentence's weight that two sentences have in common when they tell the same thing."""
LITTLE = 0.4
"""A sentence with less new weight than this adds too little."""


class Told:
    """The sentences that a brief has so far."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._stems: set[str] = set()
        self._sentences: list[tuple[frozenset[str], float]] = []

    def add(self, entry: Entry) -> None:
        stems = frozenset(entry.stems)
        self._stems |= stems
        self._sentences.append((stems, self._weight(stems)))

    def repeats(self, entry: Entry) -> bool:
        """Whether what the entry says has been said: in one sentence, or here and there."""
        stems = frozenset(entry.stems)
        weight = self._weight(stems)
        if not weight:
            return True
        if self._weight(stems - self._stems) < LITTLE * weight:
            return True
        for other, other_weight in self._sentences:
            common = self._weight(stems & other)
            if common > SAME * min(weight, other_weight):
                return True
            if _same_number(stems, other) and common > 0.6 * SAME * min(weight, other_weight):
                return True
        return False

    def _weight(self, stems: Iterable[str]) -> float:
        """Words count alike, numbers double: what is said is not what is said often."""
        return sum(2.0 if _NUMBER.search(stem) else 1.0 for stem in stems)


def _same_number(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_NUMBER.search(stem) for stem in one & other)
