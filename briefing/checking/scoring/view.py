"""One sentence of a claim beside its evidence: the sentences that cover it, and where in them its words stand."""

from collections.abc import Sequence
from functools import cached_property

from briefing.checking.scoring.document import Document, weights
from briefing.checking.scoring.laying import Fragment, fragments, lay
from briefing.checking.scoring.tokens import Token

_MOST = 3
"""Sentences taken as evidence."""
_LEAST_GAIN = 0.08
"""Share of the claim that a further sentence must add."""
_NEIGHBOUR = 1.25
"""A sentence next to one already taken is preferred."""
RELATED = 0.7
"""What a related word counts, against the word itself."""


class View:
    def __init__(self, document: Document, text: str, claim: Sequence[Token]) -> None:
        self.document = document
        self.text = text
        self.claim = claim
        self.content = [at for at, token in enumerate(claim) if token.is_content and token.kind != "frame"]
        """Places of the words that carry meaning."""
        self.weights = weights(claim)
        self.weight = sum(self.weights.values())
        self._stand_ins = {root: document.stand_ins(root) for root in self.weights}
        self.ranked = document.rank(claim)
        self.evidence, self.recalls = self._cover()
        """Numbers of the sentences taken, best first; share of the claim met by the first, first two, first three."""
        self.region = frozenset(self.evidence)
        self.path, self.cost = lay(document, claim, self.region)
        self.places = [self.path.get(at) for at in self.content]
        """Of each content word, None where it is not met."""

    @cached_property
    def fragments(self) -> list[Fragment]:
        return fragments(self.document, [token.root for token in self.claim])

    @cached_property
    def copied(self) -> list[int]:
        """For each token the length of the copied run it is in."""
        lengths = [0] * len(self.claim)
        for start, length in self.fragments:
            lengths[start : start + length] = [length] * length
        return lengths

    @cached_property
    def evidence_roots(self) -> list[frozenset[str]]:
        return [self.document.sentence_roots(number) for number in self.evidence]

    @cached_property
    def evidence_words(self) -> list[str]:
        """Norms of its words, each once."""
        tokens = self.document.tokens
        found = (token for number in self.evidence for token in tokens[slice(*self.document.bounds[number])])
        return list(dict.fromkeys(token.norm for token in found if token.is_content and token.kind != "number"))

    def norms(self, most: int) -> frozenset[str]:
        """All words of the best sentences, contracted negations as `not`."""
        found: set[str] = set()
        for number in self.evidence[:most]:
            first, last = self.document.bounds[number]
            for token in self.document.tokens[first:last]:
                found.add(token.root if token.root == "not" else token.norm)
        return frozenset(found)

    def _cover(self) -> tuple[list[int], list[float]]:
        """Greedy choice of the sentences that together meet most of the claim."""
        taken: list[int] = []
        recalls: list[float] = []
        left = dict(self.weights)
        while len(taken) < _MOST:
            best = min(((-self._gain(number, left, taken), number) for number in self._open(taken)), default=None)
            if best is None or (taken and -best[0] < _LEAST_GAIN * self.weight):
                break
            taken.append(best[1])
            roots = self.document.sentence_roots(best[1])
            left = {root: weight for root, weight in left.items() if self._stand_ins[root].isdisjoint(roots)}
            recalls.append(1 - sum(left.values()) / self.weight if self.weight else 0.0)
        while len(recalls) < _MOST:
            recalls.append(recalls[-1] if recalls else 0.0)
        return taken, recalls

    def _open(self, taken: list[int]) -> set[int]:
        if not taken:
            return set(self.ranked[:8])
        near = {number + step for number in taken for step in (-1, 1)}
        return (set(self.ranked[:10]) | {n for n in near if 0 <= n < len(self.document.bounds)}) - set(taken)

    def _gain(self, number: int, left: dict[str, float], taken: list[int]) -> float:
        roots = self.document.sentence_roots(number)
        gain = 0.0
        for root, weight in left.items():
            if root in roots:
                gain += weight
            elif not self._stand_ins[root].isdisjoint(roots):
                gain += RELATED * weight
        return gain * (_NEIGHBOUR if any(abs(number - other) == 1 for other in taken) else 1.0)
