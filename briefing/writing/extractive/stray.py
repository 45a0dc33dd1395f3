"""Which sources speak of something else: what the others share, they do not have."""

from briefing.writing.extractive.coverage import Corpus

_ENOUGH = 15
"""Pairs of words that the others must share before anything can be said."""
_LITTLE = 0.03
"""Share of them that an article on the same event has at least, and share of its own pairs that it has in common."""


def strays(corpus: Corpus) -> tuple[str, ...]:
    """Ids of the sources that are about something else than most others; none where no event stands out.

    What the others share are the pairs of words that at least two of them have, and a quarter of them where there
    are many. A pair weighs the number of those that have it.
    """
    if len(corpus.sources) < 3:
        return ()
    least = max(2, (len(corpus.sources) - 1) // 4)
    own: dict[str, set[int]] = {source.id: set() for source in corpus.sources}
    for entry in corpus.entries:
        own[entry.source.id].update(concept for concept in entry.concepts if corpus.is_pair(concept))
    shared = {
        concept: count for concept, count in enumerate(corpus.documents) if count >= least and corpus.is_pair(concept)
    }
    whole = sum(shared.values())
    found: list[str] = []
    for source in corpus.sources:
        mine = [concept for concept in own[source.id] if concept in shared]
        # A pair that only just reaches `least` with this source's help is not shared by the others.
        others = len(shared) - sum(shared[concept] == least for concept in mine)
        weight = whole - sum(shared[concept] if shared[concept] == least else 1 for concept in mine)
        common = sum(shared[concept] - 1 for concept in mine if shared[concept] > least)
        met = sum(corpus.documents[concept] > 1 for concept in own[source.id])
        if others >= _ENOUGH and common < _LITTLE * weight and met < _LITTLE * len(own[source.id]):
            found.append(source.id)
    return tuple(found)
