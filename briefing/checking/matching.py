"""Which word, name, number or date of a passage meets one of a claim, and how well."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.checking.facts import OPENING, Facts, Lookup, Token
from briefing.checking.marks import TARGET
from briefing.language import lexicon, thesaurus
from briefing.language.dates import DateMention
from briefing.language.lexicon import root
from briefing.language.names import Name, country, same_name
from briefing.language.numerals import Quantity, same_unit

SAME, CLOSE, FAMILY, NARROWER = 1.0, 0.9, 0.7, 0.4
"""Likeness of a word of the claim to one of the passage: the same word; a synonym, or a more special word in the
passage; of one family; a more general word in the passage, by which the claim's is not met."""
_ROUGHER = 3
"""So many times less exact may a date be that bears out another."""
_BEING, _HELPERS = frozenset({"be", "been", "being", "is", "are", "was", "were", "get", "gets", "got"}), 3
"""What makes a verb passive, within so many words before it."""
_AFTER_PARTICIPLES = frozenset({"by", "in", "on", "at", "when", "while", "during", "after", "near", "as", "and"})
"""What follows a passive without its helping verb: `three miners killed in a blast`."""
_PLACED = ("in", "at", "to", "from", "near", "outside", "into", "via")


class Pair(NamedTuple):
    claim: Token
    passage: Token
    likeness: float
    """`SAME`, `CLOSE`, `FAMILY` or `NARROWER`."""
    opposed: bool
    """The two words exclude one another (`accepted`, `rejected`)."""

    @property
    def met(self) -> bool:
        """Whether the passage has the claim's word, or denies its opposite."""
        if self.likeness <= NARROWER:
            return False
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
    for token, pair in chosen.items():
        if pair.passage.root in lexicon.causes(token.root) and not _undergoes(claim, token, chosen, passage):
            chosen[token] = pair._replace(likeness=NARROWER)
    return chosen


def _undergoes(claim: Facts, token: Token, chosen: Mapping[Token, Pair], passage: Facts) -> bool:
    """Whether the deed is done to the one of whom the claim tells what it leads to: who is killed dies, no other."""
    deed = chosen[token].passage
    subjects = [
        pair.passage
        for other, pair in chosen.items()
        if other.end <= token.start and other.weight >= 1 and other.kind in ("word", "name")
        if not _is_placed(claim.text, other)
    ]
    if not subjects:
        return True
    words = passage.words
    passive = any(word.norm in _BEING for word in words[max(0, deed.at - _HELPERS) : deed.at])
    bare = deed.at + 1 == len(words) or words[deed.at + 1].norm in _AFTER_PARTICIPLES
    return (subjects[-1].start < deed.start) == (passive or bare)


def _candidates(claim: Facts, token: Token, passage: Facts) -> list[Pair]:
    if token.kind == "word":
        return _of_word(token, claim.lemma(token), passage)
    found = []
    for other in passage.lookup.wholes:
        if how := _likeness(claim, token, passage, other):
            found.append(Pair(token, other, how, False))
    if token.kind == "name":
        found += [Pair(token, other, SAME, False) for other in passage.lookup.by_root.get(root(token.root), ())]
    return found


def _of_word(token: Token, lemma: str | None, passage: Facts) -> list[Pair]:
    """What the hand-made lexicon says of two words goes before what the thesaurus says."""
    lookup = passage.lookup
    found: dict[Token, Pair] = {}
    for other in lookup.by_root.get(token.root, ()):
        found[other] = Pair(token, other, SAME, False)
    if by_hand := _by_hand(token.root):
        for base in sorted(lookup.by_root.keys() & by_hand.keys()):
            for other in lookup.by_root[base]:
                found[other] = Pair(token, other, *by_hand[base][other.denied == TARGET])
    if lemma:
        for other, likeness, opposed in _by_thesaurus(token.root, lemma, lookup):
            found.setdefault(other, Pair(token, other, likeness, opposed))
    for other in lookup.by_opening.get(token.root[:OPENING], ()):
        if other not in found and lexicon.likeness(token.root, other.root) and not _apart(lemma, passage.lemma(other)):
            found[other] = Pair(token, other, FAMILY, False)
    for other in lookup.named.get(token.root, ()):
        found.setdefault(other, Pair(token, other, FAMILY, False))
    return list(found.values())


_Likeness = tuple[float, bool]
"""How like they are, and whether they exclude one another."""
_SYNONYM: tuple[_Likeness, _Likeness] = ((CLOSE, False), (CLOSE, False))
_SPECIAL: tuple[_Likeness, _Likeness] = ((CLOSE, False), (NARROWER, False))
"""A word of the passage that says more than the claim's; and where it is denied: who met no ambassador may have met a
diplomat, who met no diplomat met no ambassador."""
_GENERAL: tuple[_Likeness, _Likeness] = ((NARROWER, False), (CLOSE, False))
_OPPOSITE: tuple[_Likeness, _Likeness] = ((CLOSE, True), (CLOSE, True))


@lru_cache(maxsize=32768)
def _by_hand(root: str) -> dict[str, tuple[_Likeness, _Likeness]]:
    """Root of a word of the passage -> how like it is to this one of the claim: affirmed, and denied."""
    return {
        **dict.fromkeys(lexicon.general(root), _GENERAL),
        **dict.fromkeys(lexicon.special(root) | lexicon.causes(root), _SPECIAL),
        **dict.fromkeys(lexicon.synonyms(root), _SYNONYM),
        **dict.fromkeys(lexicon.opposites(root), _OPPOSITE),
    }


def _apart(lemma: str | None, other: str | None) -> bool:
    """Whether two words begin alike by chance: `interest`, `international`."""
    return lemma is not None and other is not None and thesaurus.apart(lemma, other)


def _by_thesaurus(root: str, lemma: str, lookup: Lookup) -> Iterator[tuple[Token, float, bool]]:
    """Likewise, the likest first. Of two words whose synonyms the lexicon lists, it has the last word."""
    for other in lookup.by_lemma.get(lemma, ()):
        yield other, SAME, False
    says_more = lookup.by_implied.get(lemma, [])
    if not says_more and thesaurus.related(lemma).isdisjoint(lookup.by_lemma):
        return
    says_less = [other for word in thesaurus.implied(lemma) for other in lookup.by_lemma.get(word, ())]
    if (says_more or says_less) and lexicon.is_listed(root):
        says_more, says_less = (
            [each for each in some if not lexicon.is_listed(each.root)] for some in (says_more, says_less)
        )
    for several, denied in ((says_more, False), (says_less, True)):
        for other in several:
            if (other.denied == TARGET) == denied:
                yield other, CLOSE, False
    for word in thesaurus.antonyms(lemma):
        for other in lookup.by_lemma.get(word, ()):
            yield other, CLOSE, True
    for other in (*says_more, *says_less):
        yield other, NARROWER, False


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
        alike = said.relative and given.relative and _are_one_word(said, given)
        return SAME if alike or (said.is_yearless and same_day(said, given)) else 0.0
    return SAME if date_agrees(said, given) else 0.0


def _are_one_word(said: DateMention, given: DateMention) -> bool:
    """Whether both say the same of an unknown day: `Friday`, whichever it is."""
    either = said.either or given.either
    return said.overlaps(given) if either else (said.earliest, said.latest) == (given.earliest, given.latest)


def date_agrees(said: DateMention, given: DateMention) -> bool:
    """Whether `given` bears `said` out: it lies within it; where one is only rough, they meet, and it is as exact."""
    if given.within(said):
        return True
    exact, rough = (said.latest - said.earliest).days, (given.latest - given.earliest).days
    loose = said.is_rough or given.is_rough
    return loose and said.overlaps(given) and rough <= _ROUGHER * (exact + 1)


def same_day(said: DateMention, given: DateMention) -> bool:
    """Whether both are one day and month, whatever the year."""
    days = {(day.month, day.day) for each in (said, given) for day in (each.earliest, each.latest)}
    return len(days) == 1


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
    """Whether the claim's quantity `a` is borne out by `b`: `b` within `a`, of the same kind, units not at odds.

    Eleven villagers are eleven people.
    """
    if a.ordinal != b.ordinal or (a.share != b.share and not _as_shares(a, b)):
        return 0.0
    if a.unit and b.unit and not same_unit(a, b) and not a.share and not thesaurus.bears_out(a.unit, b.unit):
        return 0.0
    left, right = _as_shares(a, b) or ((a.low, a.high), (b.low, b.high))
    slack = 1e-12 * max(abs(left[0]), 1)
    return SAME if left[0] - slack <= right[0] and right[1] <= left[1] + slack else 0.0


def _as_shares(a: Quantity, b: Quantity) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Both as shares of a whole, where one is a share and the other a percentage."""
    if a.share == b.share or not all(each.share or each.unit == "percent" for each in (a, b)):
        return None
    left, right = ((q.low, q.high) if q.share else (q.low / 100, q.high / 100) for q in (a, b))
    return left, right
