"""Whether two of a few articles share more than one thing: a country, say, is no event.

Among many articles a word is known to be rare or not by how many of them have it. Among few every word seems rare, and
two items on one country are alike by its name alone. So there a second witness is heard: what else they share, weighed
by how often English has it (`commonness.txt`), less what any two reports share.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log, log1p, sqrt

from briefing.comparing.stories.tokens import Article, Lexicon
from briefing.comparing.stories.weights import DAMPED, HEAD, IMAGINED, NAME, PAIR
from briefing.language.commonness import uses
from briefing.language.lexicon import root
from briefing.language.plain_words import CALENDAR
from briefing.language.words import stem

ENOUGH = 0.02
"""Mean of the pairs of two groups from which they may be one story."""
_CHANCE = 0.1
"""What the part of their words that two articles share counts against them: any two reports share some."""
_REPORTS = 250
"""Of so many reports one has a word that WordNet's texts have once: twice as many have it at each level."""
_NOWHERE = 0.002
"""What part of all reports has a word that those texts do not have: a name, mostly."""
_COMMON = 0.03
"""The least for a word that news of all kinds has: those texts are of 1961."""
_CALENDAR = 0.4
_MOST = 0.9
_PAIRED = 0.00125
"""For a pair of neighbouring stems."""
_DATES = frozenset(stem(word) for word in CALENDAR)


class Breadth:
    """What pairs of articles share beside the one term that makes them most alike."""

    def __init__(self, articles: Sequence[Article], lexicon: Lexicon) -> None:
        counts = [_counts(article) for article in articles]
        found = Counter(term for each in counts for term in each)
        shares = _shares(lexicon)
        rarity: dict[int, float] = {}
        for term, having in found.items():
            share = _PAIRED if term >> PAIR else shares[term]
            told = log((len(articles) + IMAGINED) / (having + IMAGINED * share))
            rarity[term] = told * NAME if not term >> PAIR and lexicon.is_name(term) else told
        self._weights = [
            {term: rarity[term] * log1p(DAMPED * times) for term, times in each.items()} for each in counts
        ]
        self._lengths = [sqrt(sum(weight**2 for weight in each.values())) or 1.0 for each in self._weights]
        self._stems = [sum(not term >> PAIR for term in each) for each in counts]
        self._known: dict[tuple[int, int], float] = {}

    def between(self, some: Sequence[int], others: Sequence[int]) -> float:
        """Mean of all pairs with a member in each."""
        return sum(self._of(one, other) for one in some for other in others) / (len(some) * len(others))

    def _of(self, one: int, other: int) -> float:
        pair = min(one, other), max(one, other)
        if pair not in self._known:
            self._known[pair] = self._measured(*pair)
        return self._known[pair]

    def _measured(self, one: int, other: int) -> float:
        mine, theirs = self._weights[one], self._weights[other]
        shared = [(weight * theirs[term], term) for term, weight in mine.items() if term in theirs]
        if not shared:
            return 0.0
        heaviest = max(shared)
        beside = sum(weight for weight, _ in shared) - heaviest[0]
        stems = sum(not term >> PAIR for _, term in shared) - (not heaviest[1] >> PAIR)
        chance = stems / sqrt(self._stems[one] * self._stems[other])
        return beside / (self._lengths[one] * self._lengths[other]) - _CHANCE * chance


def _counts(article: Article) -> Counter[int]:
    """How often it has each stem and pair, those of the title counted `HEAD` times (pairs once)."""
    counts: Counter[int] = Counter()
    for part, times in ((article.head, HEAD), (article.body, 1)):
        counts.update([*filter(None, part)] * times)
        counts.update(left << PAIR | right for left, right in pairwise(part) if left and right)
    return counts


def _shares(lexicon: Lexicon) -> dict[int, float]:
    """Of each stem, what part of all reports has it."""
    table = uses()
    shares: dict[int, float] = {}
    for number, word in lexicon.words():
        use = table.get(root(word))
        share = _NOWHERE if use is None else 2**use.level / _REPORTS
        if lexicon.is_common(number):
            share = max(share, _COMMON)
        if stem(word) in _DATES:
            share = max(share, _CALENDAR)
        shares[number] = max(shares.get(number, 0.0), min(share, _MOST))
    return shares
