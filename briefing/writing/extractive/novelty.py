"""Nothing said twice: how much of a sentence has not been said before."""

from collections.abc import Iterable
from functools import lru_cache

from briefing.language.lexicon import groups
from briefing.writing.extractive.coverage import Entry

SAME = 0.5
"""Share of the shorter sentence that two sentences have in common when they tell the same thing."""
_SAME_NUMBER = 0.36
"""The share that is enough where they have a number in common too."""
_NEW = 0.35
"""The least share of a sentence that must be new to the brief as a whole."""
_FIGURE = 2.0
"""A number tells as much as two words."""


@lru_cache(maxsize=65536)
def _meaning(stem: str) -> str:
    """One form for words that the lexicon takes to mean the same: `swap` and `exchange`."""
    same = groups(stem)
    return f"={min(same)}" if same else stem


@lru_cache(maxsize=65536)
def _weight(meaning: str) -> float:
    return _FIGURE if any(char.isdigit() for char in meaning) and not meaning.startswith("=") else 1.0


def _total(meanings: Iterable[str]) -> float:
    return sum(_weight(meaning) for meaning in meanings)


class Told:
    """What a brief has said so far, sentence by sentence."""

    def __init__(self) -> None:
        self._said: set[str] = set()
        self._sentences: list[tuple[frozenset[str], float]] = []

    def add(self, entry: Entry) -> None:
        meanings = frozenset(map(_meaning, entry.stems))
        self._said |= meanings
        self._sentences.append((meanings, _total(meanings)))

    def add_aside(self, entry: Entry) -> None:
        """Something that stands elsewhere in the brief: not to be told again, though its words may well come up."""
        meanings = frozenset(map(_meaning, entry.stems))
        self._sentences.append((meanings, _total(meanings)))

    def repeats(self, entry: Entry) -> bool:
        """Whether what the entry says has been said: in one sentence, or here and there."""
        meanings = frozenset(map(_meaning, entry.stems))
        weight = _total(meanings)
        if _total(meanings - self._said) <= _NEW * weight:
            return True
        for other, other_weight in self._sentences:
            common = meanings & other
            shorter = min(weight, other_weight)
            enough = _SAME_NUMBER if any(_weight(each) == _FIGURE for each in common) else SAME
            if _total(common) > enough * shorter:
                return True
        return False
