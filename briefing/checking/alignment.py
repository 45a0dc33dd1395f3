"""Lays a claim beside a sentence of a source: which of its words, names, numbers and dates are met there."""

from collections import Counter
from collections.abc import Container, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from briefing.checking.assertions import Assertion, tokens_of
from briefing.checking.facts import Facts, Token
from briefing.checking.passages import Index, Passage
from briefing.language.lexicon import likeness, opposed, root
from briefing.language.names import Name, country, same_name
from briefing.language.numerals import Quantity, same_unit
from briefing.language.offices import HEADS

SAME, CLOSE, FAMILY = 1.0, 0.9, 0.7
FROM_CONTEXT = 0.8
"""For a name that stands in a sentence before: what "he" or "the delegation" stands for."""
_STANDS_IN = frozenset({"he", "she", "him", "her", "his", "hers", "they", "their", "them", "it", "its", "who"})
_NEAR = 6
"""Words that carry meaning, between two that stand together."""
_PLACED = ("in", "at", "to", "from", "near", "outside", "into", "via")


class Pair(NamedTuple):
    claim: Token
    passage: Token
    likeness: float
    """0 to 1; see `lexicon.likeness`."""
    opposed: bool
    """The two words exclude one another (`accepted`, `rejected`)."""


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
        self.pairs = _pairs(claim, self.tokens, passage)
        self.borrowed: dict[Token, Passage] = {}
        """Names and dates that the passage lacks, met in a sentence before it."""
        self._borrow()

    def _borrow(self) -> None:
        kinds = ("name",) if self.passage.dates else ("name", "date")
        missing = [token for token in self.tokens if token.kind in kinds and not self.met(token)]
        if not missing or len(self.pairs) < 2:
            return
        for step in (-1, -2):
            before = self.index.neighbour(self.passage, step)
            if before is None:
                return
            for token in missing:
                if (
                    token not in self.borrowed
                    and self._may_borrow(token)
                    and any(
                        _likeness(self.claim, token, before, other) >= CLOSE
                        for other in before.tokens
                        if other.kind == token.kind
                    )
                ):
                    self.borrowed[token] = before

    def _may_borrow(self, token: Token) -> bool:
        """A person may be meant only where a pronoun or an office stands for one."""
        if token.kind != "name":
            return True
        name = self.claim.names[token.number]
        if name.kind not in ("person", "name") or country(name.key):
            return True
        return any(word.norm in _STANDS_IN or word.norm in HEADS for word in self.passage.words)

    @property
    def coverage(self) -> float:
        """Share of the claim's weight that is met, 0 to 1."""
        return self.coverage_without(())

    def coverage_without(self, left_out: Sequence[Token], *, topic: float = 0.0) -> float:
        """The same, for the rest of the claim; `topic` is what a name counts that the passage leaves to its article.

        "The negotiations delivered a mutual agreement" need not name once more who negotiated.
        """
        total = met = 0.0
        for token in self.tokens:
            if token in left_out:
                continue
            weight = token.weight * self._rarity(token)
            total += weight
            if token in self.granted:
                met += weight
            elif pair := self.pairs.get(token):
                met += weight * (0 if pair.opposed else pair.likeness)
            elif token in self.borrowed:
                met += weight * FROM_CONTEXT
            elif topic and token.kind == "name" and self._is_topic(token):
                met += weight * topic
        return met / total if total else 0.0

    def _is_topic(self, token: Token) -> bool:
        """Whether the article opens with the name."""
        opening = self.index.opening(self.passage.source)
        name = self.claim.names[token.number]
        return any(name_likeness(name, other) >= CLOSE for other in opening)

    def _rarity(self, token: Token) -> float:
        if token.kind != "word":
            return 1.0
        return 0.5 + 0.5 * self.index.rarity(token.root)

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
        return token in self.granted or token in self.borrowed or (pair is not None and not pair.opposed)

    @property
    def unmet(self) -> list[Token]:
        return [token for token in self.tokens if not self.met(token)]


def _pairs(claim: Facts, tokens: Sequence[Token], passage: Facts) -> dict[Token, Pair]:
    candidates: dict[Token, list[Pair]] = {}
    for token in tokens:
        found = []
        for other in passage.tokens:
            how = _likeness(claim, token, passage, other)
            if how:
                found.append(Pair(token, other, how, False))
            elif token.kind == other.kind == "word" and opposed(token.root, other.root):
                found.append(Pair(token, other, CLOSE, True))
        if found:
            candidates[token] = found
    in_clause = Counter(pair.passage.clause for found in candidates.values() for pair in found if not pair.opposed)
    return {
        token: max(found, key=lambda pair: _rank(pair, in_clause[pair.passage.clause]))
        for token, found in candidates.items()
    }


def _rank(pair: Pair, in_clause: int) -> tuple[bool, float, bool, int, int]:
    """Of several words that could be meant: the likest, meant alike, where most of the claim is met, the first."""
    alike = bool(pair.claim.denied) == bool(pair.passage.denied)
    return not pair.opposed, pair.likeness, alike, in_clause, -pair.passage.start


def _likeness(claim: Facts, token: Token, passage: Facts, other: Token) -> float:
    if token.kind == "word":
        if other.kind == "word":
            return likeness(token.root, other.root)
        return FAMILY if other.kind == "name" and token.root == root(other.root) else 0.0
    if token.kind == "name":
        if other.kind == "name":
            placed = _is_placed(claim.text, token)
            return name_likeness(claim.names[token.number], passage.names[other.number], metonyms=not placed)
        return SAME if other.kind == "word" and other.root == root(token.root) else 0.0
    if token.kind != other.kind:
        return 0.0
    if token.kind == "number":
        return quantity_likeness(claim.quantities[token.number], passage.quantities[other.number])
    return SAME if claim.dates[token.number].overlaps(passage.dates[other.number]) else 0.0


def _is_placed(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 12) : token.start].lower().split()
    before = before[:-1] if before and before[-1] == "the" else before
    return bool(before) and before[-1] in _PLACED


def name_likeness(a: Name, b: Name, *, metonyms: bool = True) -> float:
    """Whether two names name one thing; `metonyms` lets `Kremlin` stand for `Russia`."""
    if a.key == b.key:
        return SAME if same_name(a.text, b.text) else 0.0
    land = country(a.key)
    if land and land == country(b.key):
        adjectival = "people" in (a.kind, b.kind) and land in (a.key, b.key)
        return CLOSE if metonyms or adjectival else 0.0
    if a.kind == b.kind == "person":
        return 0.0
    left, right = set(a.key.split()), set(b.key.split())
    common = left & right
    return FAMILY if common and 2 * len(common) >= max(len(left), len(right)) and len(left) != len(right) else 0.0


def quantity_likeness(a: Quantity, b: Quantity) -> float:
    """Whether the claim's quantity `a` is borne out by `b`: `b` within `a`, of the same kind, units not at odds."""
    if a.ordinal != b.ordinal or (a.share != b.share and not _as_shares(a, b)):
        return 0.0
    if a.unit and b.unit and not same_unit(a, b) and not a.share:
        return 0.0
    left, right = _as_shares(a, b) or ((a.low, a.high), (b.low, b.high))
    slack = 1e-6 * max(abs(left[0]), 1)
    return SAME if left[0] - slack <= right[0] and right[1] <= left[1] + slack else 0.0


def _as_shares(a: Quantity, b: Quantity) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Both as shares of a whole, where one is a share and the other a percentage."""
    if a.share == b.share or not all(each.share or each.unit == "percent" for each in (a, b)):
        return None
    left, right = ((q.low, q.high) if q.share else (q.low / 100, q.high / 100) for q in (a, b))
    return left, right
