"""Which word, name, number or date of a passage meets one of a claim, and how well."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing.checking.facts import OPENING, Facts, Lookup, Token
from briefing.checking.marks import TARGET
from briefing.language.dates import DateMention
from briefing.language.lexicon import groups, likeness, opposites, root
from briefing.language.names import Name, country, same_name
from briefing.language.numerals import Quantity, same_unit

SAME, CLOSE, FAMILY = 1.0, 0.9, 0.7
_ROUGHER = 3
"""So many times less exact may a date be that bears out another."""
_PLACED = ("in", "at", "to", "from", "near", "outside", "into", "via")


class Pair(NamedTuple):
    claim: Token
    passage: Token
    likeness: float
    """0 to 1; see `lexicon.likeness`."""
    opposed: bool
    """The two words exclude one another (`accepted`, `rejected`)."""

    @property
    def met(self) -> bool:
        """Whether the passage has the claim's word, or denies its opposite."""
        return not self.opposed or (self.claim.denied == TARGET) != (self.passage.denied == TARGET)


def pairs(claim: Facts, tokens: Sequence[Token], passage: Facts) -> dict[Token, Pair]:
    """For each token of the claim that the passage has, the one it is best laid beside."""
    candidates = {token: found for token in tokens if (found := _candidates(claim, token, passage))}
    in_clause = Counter(pair.passage.clause for found in candidates.values() for pair in found if not pair.opposed)
    chosen: dict[Token, Pair] = {}
    taken: set[Token] = set()
    for token, found in candidates.items():
        free = [pair for pair in found if pair.passage not in taken]
        if free:
            chosen[token] = max(free, key=lambda pair: _rank(pair, in_clause[pair.passage.clause]))
            if token.kind in ("number", "date"):
                taken.add(chosen[token].passage)
    return chosen


def _candidates(claim: Facts, token: Token, passage: Facts) -> list[Pair]:
    if token.kind == "word":
        return _of_word(token, passage.lookup)
    found = []
    for other in passage.lookup.wholes:
        if how := _likeness(claim, token, passage, other):
            found.append(Pair(token, other, how, False))
    if token.kind == "name":
        found += [Pair(token, other, SAME, False) for other in passage.lookup.by_root.get(root(token.root), ())]
    return found


def _of_word(token: Token, lookup: Lookup) -> list[Pair]:
    found: dict[Token, Pair] = {}
    for other in lookup.by_root.get(token.root, ()):
        found[other] = Pair(token, other, SAME, False)
    for group in groups(token.root):
        for other in lookup.by_group.get(group, ()):
            found.setdefault(other, Pair(token, other, CLOSE, False))
    for other in lookup.by_opening.get(token.root[:OPENING], ()):
        if likeness(token.root, other.root) and other not in found:
            found[other] = Pair(token, other, FAMILY, False)
    for opposite in opposites(token.root):
        for other in lookup.by_root.get(opposite, ()):
            found.setdefault(other, Pair(token, other, CLOSE, True))
    for other in lookup.named.get(token.root, ()):
        found.setdefault(other, Pair(token, other, FAMILY, False))
    return list(found.values())


def _rank(pair: Pair, in_clause: int) -> tuple[bool, float, bool, int, int]:
    """Of several words that could be meant: the likest, meant alike, where most of the claim is met, the first."""
    alike = bool(pair.claim.denied) == bool(pair.passage.denied)
    return not pair.opposed, pair.likeness, alike, in_clause, -pair.passage.start


def _likeness(claim: Facts, token: Token, passage: Facts, other: Token) -> float:
    """Of two names, numbers or dates."""
    if token.kind != other.kind:
        return 0.0
    if token.kind == "name":
        placed = _is_placed(claim.text, token)
        return name_likeness(claim.names[token.number], passage.names[other.number], metonyms=not placed)
    if token.kind == "number":
        return quantity_likeness(claim.quantities[token.number], passage.quantities[other.number])
    said, given = claim.dates[token.number], passage.dates[other.number]
    own_day = claim.anchor not in (None, passage.anchor)  # the claim's days are reckoned from the draft's own
    # In an undated passage nobody knows which Friday is meant, nor in which month.
    if passage.undated and (given.relative or (said.relative and not own_day)):
        alike = said.relative and given.relative and (said.earliest, said.latest) == (given.earliest, given.latest)
        return SAME if alike else 0.0
    return SAME if date_agrees(said, given) else 0.0


def date_agrees(said: DateMention, given: DateMention) -> bool:
    """Whether `given` bears `said` out: they meet, and it is nearly as exact."""
    exact, rough = (said.latest - said.earliest).days, (given.latest - given.earliest).days
    return said.overlaps(given) and rough <= _ROUGHER * (exact + 1)


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
