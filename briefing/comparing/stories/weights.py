"""What an article is compared by: its stems and pairs of neighbouring stems, each as heavy as it is rare."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, log1p, sqrt

from briefing.comparing.stories.tokens import Article, Lexicon

HEAD = 2
"""What an occurrence in the title counts."""
DAMPED = 2.5
"""An article that has a term t times weighs it by ln(1 + 2.5 t): the second time says less than the first."""
IMAGINED = 200
"""Articles on other things imagined beside the given ones: five articles on one event do not make its words common."""
_IMAGINED_STEM = 4.0
"""In how many of them a stem stands, a stem that news of all kinds has, a pair of stems."""
_IMAGINED_COMMON = 7.0
_IMAGINED_PAIR = 0.25
NAME = 1.2
"""A name tells more than another word of its rarity."""
_LONELY = 0.6
"""What a term that one article alone has counts against its likeness to any other, among few articles: two that share
little are not alike because they share something."""
_LONELY_HALVED = 40
"""Among so many articles it counts half of this, among many next to nothing: there, it is an accident of wording."""
_HEAVIEST = 400
"""Terms of an article that are compared; the others count in its length only."""
_SLOTS = (1 << 24) - 1
PAIR = 32
"""A pair is one number: its first stem, shifted by as many bits, and its second."""


@dataclass(frozen=True, slots=True)
class Vector:
    """The product of two is their likeness, 0 to 1."""

    terms: "array[int]"
    """The heaviest first; none that no other article has."""
    values: "array[float]"


class Weights:
    """How much each term of these articles tells: TF-IDF (Manning, Raghavan and Schuetze, Introduction to Information
    Retrieval, 2008, chapter 6) with damped counts and a prior for the rarity.
    """

    def __init__(self, articles: Sequence[Article], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._number = len(articles)
        self._seen, self._again = bytearray(_SLOTS + 1), bytearray(_SLOTS + 1)
        for article in articles:
            self._look_for_pairs(article)
        self._articles: Counter[int] = Counter()
        for article in articles:
            self._articles.update({*self._terms(article.head)[0], *self._terms(article.body)[0]})
        self._rarities = {term: self._rarity(count, term) for term, count in self._articles.items() if count > 1}

    def _look_for_pairs(self, article: Article) -> None:
        """Most pairs stand in one article alone; a table of bits tells them, most of the time, in little memory."""
        seen, again = self._seen, self._again
        for slot in {_slot(pair) for part in (article.head, article.body) for pair in _pairs(part)}:
            if seen[slot]:
                again[slot] = 1
            seen[slot] = 1

    def _terms(self, part: "array[int]") -> tuple[list[int], int]:
        """Its stems and the pairs that may stand elsewhere too, as often as they are there; how many do not."""
        again = self._again
        pairs = _pairs(part)
        shared = [pair for pair in pairs if again[_slot(pair)]]
        return [*filter(None, part), *shared], len(pairs) - len(shared)

    def _counts(self, article: Article) -> tuple[Counter[int], int]:
        """How often it has each term, those of the title counted double; and how many pairs nobody else has."""
        counts: Counter[int] = Counter()
        head, alone = self._terms(article.head)
        body, others = self._terms(article.body)
        counts.update(head * HEAD)
        counts.update(body)
        return counts, alone + others

    def rarity(self, term: int) -> float:
        """How much its being in an article tells, in nats."""
        return self._rarity(self._articles[term], term)

    def _rarity(self, articles: int, term: int) -> float:
        pair = term >> PAIR
        imagined = _IMAGINED_PAIR if pair else _IMAGINED_COMMON if self._lexicon.is_common(term) else _IMAGINED_STEM
        told = log((self._number + IMAGINED) / (articles + imagined))
        return told * NAME if not pair and self._lexicon.is_name(term) else told

    def vector(self, article: Article) -> Vector:
        counts, alone = self._counts(article)
        lonely = _LONELY / (1 + self._number / _LONELY_HALVED)
        pair_alone = lonely * self._rarity(1, 1 << PAIR) * log1p(DAMPED)
        length = alone * pair_alone**2
        shared = []
        shared_rarity = self._rarities.get
        damped = [log1p(DAMPED * times) for times in range(max(counts.values(), default=0) + 1)]
        for term, count in counts.items():
            rarity = shared_rarity(term)
            if rarity is None:
                length += (lonely * self._rarity(1, term) * damped[count]) ** 2
            else:
                weight = rarity * damped[count]
                shared.append((-weight, term))
                length += weight**2
        shared.sort()
        del shared[_HEAVIEST:]
        unit = sqrt(length) or 1.0
        return Vector(array("Q", [term for _, term in shared]), array("d", [-weight / unit for weight, _ in shared]))


def _pairs(part: "array[int]") -> list[int]:
    return [left << PAIR | right for left, right in pairwise(part) if left and right]


def _slot(pair: int) -> int:
    return (pair * 2654435761 ^ pair >> 29) & _SLOTS
