"""Words of one sentence that stand in the place of words of another: `approved` for `rejected`, `rebels` for `army`."""

from collections.abc import Sequence
from typing import NamedTuple

from briefing.language.names import same_name
from briefing.language.thesaurus import Relation, relation
from briefing.language.words import STOPWORDS, TOKEN, norm

_LONGEST = 80
"""Words that carry meaning; of a longer text nobody asks what one of them was exchanged for."""
_KIN = frozenset({Relation.SAME, Relation.SYNONYM, Relation.BROADER, Relation.NARROWER, Relation.DERIVED})
"""What makes another word for the same of a word, surely or perhaps."""


_SPELLED = 4
"""Letters of a word that may be spelt in another way."""


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
    """Words that carry meaning and are of no kin to any word of the other sentence, in order; numbers are none.

    Nor is another spelling of one name, or a word that is mistyped in one of the two.
    """
    words, known = _words(text), _words(other)
    if max(len(words), len(known)) > _LONGEST:
        return []
    return [word for word in words if not any(_relation(word, each) in _KIN or _spelt(word, each) for each in known)]


def _spelt(word: str, other: str) -> bool:
    """Whether two words are one or nearly one in letters: `Kyiv`, `Kiev`; `aground`, `agruond`."""
    if len(word) < _SPELLED or word[0].casefold() != other[0].casefold():
        return False
    return same_name(word, other) if word[0].isupper() and other[0].isupper() else sorted(word) == sorted(other)


def _words(text: str) -> Sequence[str]:
    return [word for word in TOKEN.findall(text) if norm(word) not in STOPWORDS and not word[0].isdigit()]


def _relation(word: str, other: str) -> Relation | None:
    link = relation(norm(word), norm(other))
    return link.relation if link else None
