"""Concept coverage: which sentences say most of what the sources agree in saying."""

import heapq
import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.domain.source import Source
from briefing.domain.text import Sentence
from briefing.language.lexicon import groups
from briefing.language.names import country, names
from briefing.language.words import content_stems

SHORTEST, LONGEST = 6, 80
"""Words of a sentence that may be chosen."""
_UNIGRAM, _BIGRAM, _SINGLETON = 1.25, 2.5, 0.15
_AGREEMENT = 3
"""Power of the share of sources: what one source says alone weighs little, but for the answer to a question."""
_LENGTH = 0.4
"""Power of the length by which new weight is divided: 0 prefers long sentences, 1 short ones."""
_LEAD, _LEAD_REACH = 4.0, 3.0
"""News tells the main thing first: the first sentence counts five times, the fourth about two and a half."""
_ALONE, _GROUND = 0.3, 4
"""A sentence whose words no other source has keeps this share of its score, to this power."""
_FOCUS = 6.0
"""How much more a concept of the reader's question weighs."""
_ASKED = 1.5
"""Power of the relevance to the question."""
_OFF, _BESIDE = 0.02, 0.2
"""Factor for a sentence with nothing of what the question names; what a neighbour's words count against its own."""

Concept = int


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A sentence as coverage sees it."""

    number: int
    """Position in `Corpus.entries`."""
    source: Source
    sentence: Sentence
    words: int
    stems: tuple[str, ...]
    concepts: frozenset[Concept]


class Corpus:
    """Sentences, concepts and weights of a set of sources.

    Concepts are stemmed content words and pairs of neighbouring content words. A concept's weight grows with the
    number of sources that have it (to the third power) and with the logarithm of its count; a pair seen once
    counts little. On top of that a sentence gains by the share of its words that the other sources have too.
    """

    def __init__(self, sources: Iterable[Source], *, focus: str | None = None) -> None:
        self.sources = tuple(sources)
        self.entries: list[Entry] = []
        self._of: dict[str, list[Entry]] = {}
        self._ids: dict[str | tuple[str, str], Concept] = {}
        self.documents: list[int] = []
        """By concept: how many sources have it."""
        self._counts: list[int] = []
        for source in self.sources:
            self._add(source)
        self._names = list(self._ids)
        asked = self._meant(focus) if focus else frozenset()
        self._agreement = 1 if asked else _AGREEMENT
        self.weights = [self._weight(name, concept) for name, concept in self._ids.items()]
        self._asked: dict[str, float] = {}
        """By stem of the question: 1 for the rarest, less for the others."""
        if asked:
            self._lean(asked)

    def _add(self, source: Source) -> None:
        seen: set[Concept] = set()
        for sentence in source.sentences:
            stems = content_stems(sentence.text)
            concepts = [self._id(stem) for stem in stems]
            concepts += [self._id(pair) for pair in itertools.pairwise(stems)]
            for concept in concepts:
                self._counts[concept] += 1
            seen.update(concepts)
            words = len(sentence.text.split())
            self.entries.append(Entry(len(self.entries), source, sentence, words, stems, frozenset(concepts)))
            self._of.setdefault(source.id, []).append(self.entries[-1])
        for concept in seen:
            self.documents[concept] += 1

    def _id(self, name: str | tuple[str, str]) -> Concept:
        concept = self._ids.setdefault(name, len(self._ids))
        if concept == len(self.documents):
            self.documents.append(0)
            self._counts.append(0)
        return concept

    def _weight(self, name: str | tuple[str, str], concept: Concept) -> float:
        count = self._counts[concept]
        shared = math.pow(self.documents[concept], self._agreement) * math.log1p(count)
        if isinstance(name, tuple):
            return _BIGRAM * shared * (_SINGLETON if count == 1 else 1.0)
        return _UNIGRAM * shared

    def _meant(self, question: str) -> frozenset[str]:
        """The stems that a question names, in the words of the sources too: `Turkey` is `Turkish` and `Ankara`."""
        named = frozenset(content_stems(question))
        senses = {sense for stem in named for sense in groups(stem)}
        countries = {country(name.key) for name in names(question)} - {None}
        return frozenset(
            name
            for name in self._ids
            if isinstance(name, str)
            and (name in named or not senses.isdisjoint(groups(name)) or country(name) in countries)
        )

    def _lean(self, asked: frozenset[str]) -> None:
        """Raise the weight of what the question names, and by half of what stands beside it."""
        spread = dict.fromkeys(sorted(asked), 0)
        for entry in self.entries:
            for stem in spread.keys() & set(entry.stems):
                spread[stem] += 1
        rarity = {stem: math.log(1 + len(self.entries) / count) for stem, count in spread.items()}
        self._asked = {stem: weight / max(rarity.values()) for stem, weight in rarity.items()}
        together = [0] * len(self._ids)
        for entry in self.entries:
            if not asked.isdisjoint(entry.stems):
                for concept in entry.concepts:
                    together[concept] += 1
        for name, concept in self._ids.items():
            named = name in asked if isinstance(name, str) else not asked.isdisjoint(name)
            share = 1.0 if named else 0.5 * together[concept] / self._counts[concept]
            self.weights[concept] *= 1 + (_FOCUS - 1) * share

    def worth(self, concepts: Iterable[Concept]) -> float:
        weights = self.weights
        return sum(weights[concept] for concept in concepts)

    def of(self, source: Source) -> list[Entry]:
        """The entries of one source."""
        return self._of.get(source.id, [])

    def stems_of(self, concept: Concept) -> tuple[str, ...]:
        """The stem, or both stems of a pair."""
        name = self._names[concept]
        return (name,) if isinstance(name, str) else name

    def is_pair(self, concept: Concept) -> bool:
        """Whether the concept is two words in a row."""
        return isinstance(self._names[concept], tuple)

    def weight_of_stem(self, stem: str) -> float:
        """Zero where no source has it."""
        concept = self._ids.get(stem)
        return 0.0 if concept is None else self.weights[concept]

    def sources_with(self, stem: str) -> int:
        """How many sources have the stem."""
        concept = self._ids.get(stem)
        return 0 if concept is None else self.documents[concept]

    def lead(self, entry: Entry) -> float:
        """Factor for the place of a sentence in its source."""
        return 1 + _LEAD * math.exp(-entry.sentence.index / _LEAD_REACH)

    def common_ground(self, entry: Entry) -> float:
        """Mean share of the other sources that have a word of the sentence, 0 to 1; 0 where there is no other."""
        others = len(self.sources) - 1
        if not others or not entry.stems:
            return 0.0
        found = {self._ids[stem] for stem in entry.stems}
        return sum(self.documents[concept] - 1 for concept in found) / (others * len(found))

    def prior(self, entry: Entry) -> float:
        """Factor for what a sentence is, whatever has been said: its place, its common ground, its length."""
        ground = math.pow(_ALONE + self.common_ground(entry), _GROUND)
        standing = self.lead(entry) * ground
        if self._asked:  # the answer may stand anywhere, and only one source may have it
            standing = math.sqrt(standing) * math.pow(self.relevance(entry), _ASKED)
        return standing / math.pow(entry.words, _LENGTH)

    def relevance(self, entry: Entry) -> float:
        """Factor for how much of the reader's question the sentence names, and a little for its neighbours'."""
        near = self.entries[max(0, entry.number - 1) : entry.number + 2]
        beside = max((self._names_of(each) for each in near if each.source is entry.source), default=0.0)
        return _OFF + self._names_of(entry) + _BESIDE * beside

    def _names_of(self, entry: Entry) -> float:
        return sum(self._asked.get(stem, 0.0) for stem in dict.fromkeys(entry.stems))

    @cached_property
    def postings(self) -> dict[str, list[int]]:
        """By stem: numbers of the entries that have it, ascending."""
        found: dict[str, list[int]] = {}
        for entry in self.entries:
            for stem in dict.fromkeys(entry.stems):
                found.setdefault(stem, []).append(entry.number)
        return found


def greedy(
    corpus: Corpus,
    entries: Iterable[Entry],
    *,
    admit: Callable[[Entry], bool],
    factor: Callable[[Entry], float] = lambda _entry: 1.0,
    used: set[Concept] | None = None,
) -> Iterable[Entry]:
    """Entries from the most to the least worth adding, each judged by what the ones before it left unsaid.

    `admit` is asked when an entry's turn has come, and must stay False once it was; `factor` multiplies its score
    and must not change; `used` holds the concepts already said, and is filled. Lazy evaluation (Minoux 1978): an
    entry's gain can only fall, so a stale score is an upper bound and only the top of the heap is counted anew.
    """
    said: set[Concept] = set() if used is None else used
    fixed: dict[int, float] = {}
    heap: list[tuple[float, int]] = []
    entries = list(entries)
    by_number = {entry.number: entry for entry in entries}
    for entry in entries:
        if SHORTEST <= entry.words <= LONGEST and entry.concepts:
            fixed[entry.number] = factor(entry) * corpus.prior(entry)
            heap.append((-corpus.worth(entry.concepts - said) * fixed[entry.number], entry.number))
    heapq.heapify(heap)
    while heap:
        stale, number = heap[0]
        entry = by_number[number]
        score = -corpus.worth(entry.concepts - said) * fixed[number]
        if score > stale + 1e-9 * abs(stale):
            heapq.heapreplace(heap, (score, number))
            continue
        heapq.heappop(heap)
        if score == 0:
            return
        if admit(entry):
            said |= entry.concepts
            yield entry


def select(
    sources: Sequence[Source], words: int, *, admit: Callable[[Entry], bool] = lambda _entry: True
) -> list[Entry]:
    """The sentences of a summary of about `words` words, in the order of choice; the last may pass the limit."""
    corpus = Corpus(sources)
    chosen: list[Entry] = []
    total = 0
    for entry in greedy(corpus, corpus.entries, admit=admit):
        if total >= words:
            break
        chosen.append(entry)
        total += entry.words
    return chosen
