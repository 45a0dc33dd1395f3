"""Words of one sentence that stand in the place of words of another: `approved` for `rejected`, `rebels` for `army`."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.language.thesaurus import Relation, relation
from briefing.language.words import STOPWORDS, TOKEN, norm

_KIN = frozenset({Relation.SAME, Relation.SYNONYM, Relation.BROADER, Relation.NARROWER, Relation.DERIVED})
"""What makes another word for the same of a word, surely or perhaps."""


class Exchange(NamedTuple):
    """As the sentences have them; empty where nothing stands for anything else."""

    before: str
    now: str


NONE = Exchange("", "")


def turned(before: str, now: str) -> Exchange:
    """Two words of which each excludes the other: `rose`, `fell`. The first such pair."""
    gone, come = _lacking(before, now), _lacking(now, before)
    pairs = ((old, new) for new in come for old in gone if _relation(old, new) is Relation.ANTONYM)
    return Exchange(*next(pairs, NONE))


def exchanged(before: str, now: str) -> Exchange:
    """All words that the other sentence has no word for, where each has some."""
    gone, come = _lacking(before, now), _lacking(now, before)
    return Exchange(" ".join(gone), " ".join(come)) if gone and come else NONE


def _lacking(text: str, other: str) -> list[str]:
    """Words that carry meaning and are of no kin to any word of the other sentence, in order; numbers are none."""
    known = [norm(word) for word in _words(other)]
    return [word for word in _words(text) if not any(_relation(word, each) in _KIN for each in known)]


def _words(text: str) -> Sequence[str]:
    return [word for word in TOKEN.findall(text) if norm(word) not in STOPWORDS and not word[0].isdigit()]


def _relation(word: str, other: str) -> Relation | None:
    link = relation(norm(word), norm(other))
    return link.relation if link else None
