"""Lays a claim beside a sentence of a source: which of its words, names, numbers and dates are met there."""

from collections.abc import Container, Sequence
from functools import cached_property
from itertools import pairwise

from briefing.checking.assertions import Assertion, tokens_of
from briefing.checking.facts import Facts, Token
from briefing.checking.matching import CLOSE, Pair, name_likeness, pairs
from briefing.checking.passages import Index, Passage
from briefing.checking.speakers import body_meant, is_body
from briefing.language.names import country, same_name
from briefing.language.offices import HEADS

FROM_CONTEXT = 0.8
"""For a name that stands in a sentence before: what "he" or "the delegation" stands for."""
_STANDS_IN = frozenset({"he", "she", "him", "her", "his", "hers", "they", "their", "them", "it", "its", "who"})
_LEFT_OUT = 2
"""Tokens that one finding is about, at most."""
_NEAR = 6
"""Words that carry meaning, between two that stand together."""


class Alignment:
    """One claim, or one assertion of it, beside one passage."""

    def __init__(
        self,
        claim: Facts,
        part: Assertion,
        passage: Passage,
        index: Index,
        granted: frozenset[Token] = frozenset(),
    ) -> None:
        self.claim = claim
        self.start, self.end = part.start, part.end
        self.tokens = tokens_of(claim, part)
        self.passage = passage
        self.index = index
        self.granted = granted
        """Parts that were borne out elsewhere: a known office, the name of the source's own author."""

    @cached_property
    def pairs(self) -> dict[Token, Pair]:
        """Each token of the claim that the passage has, with the one it is laid beside."""
        return pairs(self.claim, self.tokens, self.passage)

    @cached_property
    def borrowed(self) -> dict[Token, Passage]:
        """Names and dates that the passage lacks, met in a sentence before it."""
        kinds = ("name",) if self.passage.dates else ("name", "date")
        missing = [t for t in self.tokens if t.kind in kinds and t not in self.granted and t not in self.pairs]
        borrowed: dict[Token, Passage] = {}
        if not missing or len(self.pairs) < 2:
            return borrowed
        for step in (-1, -2):
            before = self.index.neighbour(self.passage, step)
            if before is None:
                break
            for token in missing:
                if (
                    token not in borrowed
                    and self._may_borrow(token)
                    and any(pair.likeness >= CLOSE for pair in pairs(self.claim, [token], before).values())
                ):
                    borrowed[token] = before
        return borrowed

    def _may_borrow(self, token: Token) -> bool:
        """A person may be meant only where a pronoun or an office stands for one."""
        if token.kind != "name":
            return True
        name = self.claim.names[token.number]
        if name.kind not in ("person", "name") or country(name.key):
            return True
        if any(word.norm in _STANDS_IN or word.norm in HEADS for word in self.passage.words):
            return True
        words = self.passage.words
        stands_in = any(is_body(f"{a.norm} {b.norm}") for a, b in pairwise(words))
        return stands_in and same_name(body_meant(self.passage, self.index) or "", name.text)

    @cached_property
    def coverage(self) -> float:
        """Share of the claim's weight that is met, 0 to 1."""
        return self.coverage_without(())

    def coverage_without(self, left_out: Sequence[Token], *, topic: float = 0.0) -> float:
        """The same, for the rest of the claim; `topic` is what a name counts that the passage leaves to its article.

        "The negotiations delivered a mutual agreement" need not name once more who negotiated.
        """
        total = met = 0.0
        pairs, rarity = self.pairs, self.index.rarity
        for token in self.tokens:
            if left_out and token in left_out:
                continue
            weight = token.weight if token.kind != "word" else token.weight * (0.5 + 0.5 * rarity(token.root))
            total += weight
            if self.granted and token in self.granted:
                met += weight
            elif pair := pairs.get(token):
                met += weight * pair.likeness if pair.met else 0.0
            elif token.kind != "word" and token in self.borrowed:
                met += weight * FROM_CONTEXT
            elif topic and token.kind == "name" and self._is_topic(token):
                met += weight * topic
        return met / total if total else 0.0

    @cached_property
    def reach(self) -> float:
        """No less than `coverage_without` with any `_LEFT_OUT` tokens left out, the topic's names in full."""
        total = met = 0.0
        lost = []
        pairs, rarity = self.pairs, self.index.rarity
        for token in self.tokens:
            weight, has = token.weight, 0.0
            if token.kind == "word":
                weight *= 0.5 + 0.5 * rarity(token.root)
            if self.granted and token in self.granted:
                has = weight
            elif pair := pairs.get(token):
                has = weight * pair.likeness if pair.met else 0.0
            elif token.kind != "word" and token in self.borrowed:
                has = weight * FROM_CONTEXT
            if token.kind == "name" and has < weight and token not in pairs and self._is_topic(token):
                has = weight
            total, met = total + weight, met + has
            lost.append(weight - has)
        rest = total - sum(sorted(lost)[-_LEFT_OUT:])
        return met / rest if rest > 1e-9 else 1.0

    def _is_topic(self, token: Token) -> bool:
        """Whether the article opens with the name."""
        opening = self.index.opening(self.passage.source)
        name = self.claim.names[token.number]
        return any(name_likeness(name, other) >= CLOSE for other in opening)

    @cached_property
    def coherence(self) -> float:
        """Share of the neighbours in the claim that stand near one another in the passage too, 0 to 1.

        What is met here and there in a long sentence, out of all connection, is no evidence.
        """
        met = [
            self._places[pair.passage] for token in self.tokens if (pair := self.pairs.get(token)) and token.weight >= 1
        ]
        links = [abs(one - other) <= _NEAR for one, other in pairwise(met)]
        return sum(links) / len(links) if links else 1.0

    @cached_property
    def _places(self) -> dict[Token, int]:
        return {token: at for at, token in enumerate(self.passage.tokens)}

    def anchored(self, token: Token, start: int, *, apart_from: Container[str] = ()) -> bool:
        """Whether another word of the claim, near `token`, is met near offset `start` of the passage.

        Only then do the two places speak of the same. `apart_from`: roots that do not count.
        """
        here = self.tokens.index(token) if token in self.tokens else 0
        there = sum(other.start < start for other in self.passage.tokens)
        for at, other in enumerate(self.tokens):
            pair = self.pairs.get(other)
            if pair is None or other is token or other.kind != "word" or other.weight < 1 or other.root in apart_from:
                continue
            if abs(at - here) <= _NEAR and abs(self._places[pair.passage] - there) <= _NEAR:
                return True
        return False

    def met(self, token: Token) -> bool:
        pair = self.pairs.get(token)
        return token in self.granted or token in self.borrowed or (pair is not None and pair.met)

    @property
    def unmet(self) -> list[Token]:
        return [token for token in self.tokens if not self.met(token)]
