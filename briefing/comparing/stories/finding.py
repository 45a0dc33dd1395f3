"""From sources to stories: read, weigh, find neighbours, join, name."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import pairwise

from briefing.comparing.stories.breadth import Breadth
from briefing.comparing.stories.joining import ALIKE, Joining
from briefing.comparing.stories.neighbours import neighbours
from briefing.comparing.stories.tokens import Article, Lexicon
from briefing.comparing.stories.weights import Weights
from briefing.domain.source import Source
from briefing.domain.story import Story
from briefing.language.plain_words import is_common

_FEW = 40
"""Articles up to which their own number of a word says too little of how rare it is."""
_TERMS = 6
"""Words that name a story."""
_COMMON = 0.5
"""What an everyday word is worth among them."""
_READ = 40
"""Articles of a story that are read for these."""


def find(sources: Sequence[Source], *, alike: float = ALIKE, broad: bool = True) -> tuple[Story, ...]:
    """Every source in exactly one story; the largest story first, copies counted once, among equals the newest.

    The order of the sources decides nothing but the order of ids and of equal stories. A copy is where its original
    is. Time and memory are near-linear in the words of all sources.

    Args:
        alike: mean likeness, 0 to 1, from which two groups of articles may be one story.
        broad: whether two of a few articles must share more than one thing; see `Breadth`.
    """
    originals = sorted((source for source in sources if source.duplicate_of is None), key=_key)
    lexicon = Lexicon()
    articles = [lexicon.article(source) for source in originals]
    weights = Weights(articles, lexicon)
    vectors = [weights.vector(article) for article in articles]
    breadth = Breadth(articles, lexicon) if broad and len(articles) <= _FEW else None
    days = [source.published for source in originals]
    groups = Joining(vectors, days, neighbours(vectors), alike=alike, breadth=breadth).run()
    del vectors
    spellings = lexicon.spellings()
    story_of: dict[str, int] = {}
    terms = []
    for number, group in enumerate(groups):
        story_of.update({originals[member].id: number for member in group})
        terms.append(_terms([articles[member] for member in group[:_READ]], weights, lexicon, spellings))
    return _stories(sources, story_of, terms)


def _key(source: Source) -> tuple[bytes, str, str, str]:
    """An order that hangs on what the sources are, not on where they stand."""
    day = source.published.isoformat() if source.published else ""
    return sha256(source.text.encode("utf-8", "surrogatepass")).digest(), source.title or "", day, source.id


def _stories(sources: Sequence[Source], story_of: dict[str, int], terms: list[tuple[str, ...]]) -> tuple[Story, ...]:
    members: dict[int, list[Source]] = {}
    for source in sources:
        number = story_of[source.id if source.duplicate_of is None else source.duplicate_of]
        members.setdefault(number, []).append(source)
    found: list[tuple[int, int, int, Story]] = []
    for number, group in members.items():
        days = [source.published for source in group if source.published]
        story = Story(
            sources=tuple(source.id for source in group),
            terms=terms[number],
            first=min(days, default=None),
            last=max(days, default=None),
        )
        originals = sum(source.duplicate_of is None for source in group)
        found.append((-originals, -(story.last.toordinal() if story.last else 0), len(found), story))
    return tuple(story for *_, story in sorted(found, key=lambda each: each[:3]))


def _terms(articles: list[Article], weights: Weights, lexicon: Lexicon, spellings: dict[int, str]) -> tuple[str, ...]:
    """The words that most of the articles have, in the title above all, and few others."""
    told: Counter[int] = Counter()
    beside: Counter[tuple[int, int]] = Counter()
    names = cache(lexicon.is_name)
    for article in articles:
        told.update({number for part in (article.head, article.body) for number in part if number in spellings})
        told.update({number for number in article.head if number in spellings})
        beside.update(
            {pair for part in (article.head, article.body) for pair in pairwise(part) if all(map(names, pair))}
        )
    weight = {
        number: count * weights.rarity(number) * (_COMMON if is_common(spellings[number].lower()) else 1)
        for number, count in told.items()
    }
    best = sorted(weight, key=lambda number: (-weight[number], spellings[number]))[:_TERMS]
    return tuple(" ".join(spellings[number] for number in run) for run in _runs(best, beside, len(articles)))


def _runs(best: list[int], beside: Counter[tuple[int, int]], articles: int) -> list[list[int]]:
    """The words in their order; those of a person, side by side in most of the articles, as one."""
    runs: list[list[int]] = []
    for number in best:
        for run in runs:
            if 2 * beside[number, run[0]] > articles:
                run.insert(0, number)
                break
            if 2 * beside[run[-1], number] > articles:
                run.append(number)
                break
        else:
            runs.append([number])
    return runs
