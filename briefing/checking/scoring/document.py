"""The sentences of the sources as one run of tokens, indexed by root; ranks them as evidence for a claim."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from math import log, log1p

from briefing.checking.scoring.tokens import Token, tokens
from briefing.language.lexicon import groups, likeness, opposed

SYNONYM, FAMILY, MISSPELT = 0.3, 0.3, 0.2
"""What it costs the alignment to take a related word for the word itself."""
_RELATED = 8
_NEAREST = 200
"""So many places of a word are looked at for its distance to another."""
_SHARE = 0.6
"""What a related word earns a sentence, against the word itself."""
_RARITY = 1.3
"""Power of a root's inverse sentence frequency."""
_LENGTH, _SHORT = 0.1, 12
"""A long sentence has more words by chance: its score is divided by (length + 12) to the power of 0.1."""


class Document:
    """Built once for many claims, in time linear in the text."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.tokens: list[Token] = []
        self.bounds: list[tuple[int, int]] = []
        """Of each sentence, among the tokens: the first, and the one after the last."""
        self.sentence_of: list[int] = []
        """Token -> number of its sentence."""
        for number, sentence in enumerate(sentences):
            found = tokens(sentence)
            self.bounds.append((len(self.tokens), len(self.tokens) + len(found)))
            self.tokens += found
            self.sentence_of += [number] * len(found)
        self.roots = tuple(token.root for token in self.tokens)
        self.places: dict[str, list[int]] = defaultdict(list)
        """Root -> its places among the tokens."""
        for place, root in enumerate(self.roots):
            self.places[root].append(place)
        self.places.default_factory = None
        self._related: dict[str, list[tuple[float, str]]] = {}
        self._stand_ins: dict[str, frozenset[str]] = {}
        self._sentence_roots: dict[int, frozenset[str]] = {}
        self._behind: dict[tuple[str, int], set[tuple[str, ...]]] = {}
        """Root and length of a run -> what follows it there; gathered for the roots that are asked for."""
        self._content_behind: dict[str, set[str]] = {}
        self._last: tuple[dict[str, float], dict[int, float]] = {}, {}
        """The roots that were looked for last, and what was found: they are asked for more than once."""

    def follow(self, run: tuple[str, ...]) -> bool:
        """Whether two or three roots stand in a row anywhere."""
        first, length = run[0], len(run)
        if (behind := self._behind.get((first, length))) is None:
            places = self.places.get(first, ())
            behind = self._behind[first, length] = {self.roots[place + 1 : place + length] for place in places}
        return run[1:] in behind

    def follow_loosely(self, pair: tuple[str, str]) -> bool:
        """Whether two roots stand in a row when function words, and at most one other word, are left out."""
        first, second = pair
        if (behind := self._content_behind.get(first)) is None:
            behind = self._content_behind[first] = set()
            for place in self.places.get(first, ()):
                if self.tokens[place].is_content:
                    later = (self.tokens[at] for at in range(place + 1, len(self.tokens)))
                    behind.update(islice((token.root for token in later if token.is_content), 2))
        return second in behind

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        table: dict[str, list[str]] = defaultdict(list)
        for root in self.places:
            table[root[:4]].append(root)
        return table

    @cached_property
    def _by_group(self) -> dict[int, list[str]]:
        table: dict[int, list[str]] = defaultdict(list)
        for root in self.places:
            for group in groups(root):
                table[group].append(root)
        return table

    def sentence_roots(self, number: int) -> frozenset[str]:
        if (found := self._sentence_roots.get(number)) is None:
            first, last = self.bounds[number]
            found = self._sentence_roots[number] = frozenset(self.roots[first:last])
        return found

    def stand_ins(self, root: str) -> frozenset[str]:
        """The root and all that can stand for it here."""
        if (found := self._stand_ins.get(root)) is None:
            found = self._stand_ins[root] = frozenset((root, *(other for _, other in self.related(root))))
        return found

    def related(self, root: str) -> list[tuple[float, str]]:
        """Roots of the document that can stand for this one, cheapest first, with their cost."""
        if root not in self._related:
            costs: dict[str, float] = {}
            if root[0] not in "#@":
                for group in groups(root):
                    for other in self._by_group.get(group, ()):
                        costs[other] = SYNONYM
                if len(root) >= 4:
                    for other in self._by_beginning.get(root[:4], ()):
                        if cost := _kinship(root, other):
                            costs[other] = min(cost, costs.get(other, cost))
            found = [(cost, other) for other, cost in costs.items() if other != root and not opposed(root, other)]
            self._related[root] = sorted(found)[:_RELATED]
        return self._related[root]

    def scores(self, weights: dict[str, float]) -> dict[int, float]:
        """Sentence -> weight of the roots it shares, each by how rare it is."""
        if self._last[0] != weights:
            self._last = weights, self._scores(weights)
        return self._last[1]

    def _scores(self, weights: dict[str, float]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        for root, weight in weights.items():
            exact = {self.sentence_of[place] for place in self.places.get(root, ())}
            if exact:
                gain = weight * log(1 + len(self.bounds) / len(exact)) ** _RARITY
                for number in exact:
                    scores[number] += gain
            for _, other in self.related(root):
                near = {self.sentence_of[place] for place in self.places[other]} - exact
                if near:
                    exact |= near
                    gain = _SHARE * weight * log(1 + len(self.bounds) / len(exact)) ** _RARITY
                    for number in near:
                        scores[number] += gain
        return scores

    def rank(self, claim: Sequence[Token]) -> list[int]:
        """Sentences that share a word with the claim, the likeliest evidence first."""
        scores = self.scores(weights(claim))
        norm = {n: (_SHORT + self.bounds[n][1] - self.bounds[n][0]) ** _LENGTH for n in scores}
        return sorted(scores, key=lambda number: (-scores[number] / norm[number], number))

    def distance(self, a: str, b: str) -> int | None:
        """Least distance, in tokens, from the root `a` forward to `b`; negative if `b` stands before it."""
        left, right = self.places.get(a), self.places.get(b)
        if not left or not right or a == b:
            return None
        nearest: int | None = None
        for place in left[:_NEAREST]:
            after = bisect_left(right, place)
            for other in right[max(0, after - 1) : after + 1]:
                if nearest is None or abs(other - place) < abs(nearest):
                    nearest = other - place
        return nearest


def weights(claim: Sequence[Token]) -> dict[str, float]:
    """Roots of the claim's content words, each once."""
    found: dict[str, float] = {}
    for token in claim:
        if token.is_content:
            found[token.root] = max(found.get(token.root, 0.0), token.weight)
    return found


def _kinship(root: str, other: str) -> float | None:
    if likeness(root, other) == 0.7:
        return FAMILY
    if min(len(root), len(other)) >= 5 and abs(len(root) - len(other)) <= 1 and _is_misspelling(root, other):
        return MISSPELT
    return None


def _is_misspelling(a: str, b: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return (len(a) <= 1 and len(b) <= 1) or (len(a) == len(b) == 2 and a == b[::-1])


def spread(numbers: Sequence[int]) -> float:
    """How far apart sentences stand, on a logarithmic scale."""
    return log1p(max(numbers) - min(numbers)) if numbers else 0.0
