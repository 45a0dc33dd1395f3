"""What one word has to do with another: the hand-made lexicon first, then WordNet, by the senses words mostly have.

`thesaurus.txt` is derived from WordNet 3.0 (Fellbaum 1998) by `fitting/derive_thesaurus.py`; its head explains the
marks. Which of two related words bears the other out follows natural logic (MacCartney and Manning 2007, "Natural
logic for textual inference"): a claim may be more general than its source ("diplomat" for "ambassador"), never more
special.
"""

from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from briefing.language import lexicon


class Relation(Enum):
    """What a word of a claim is to a word of its source."""

    SAME = "same"
    """Forms of one word."""
    SYNONYM = "synonym"
    BROADER = "broader"
    """The claim's word is the more general: what the source says entails it."""
    NARROWER = "narrower"
    """The claim's word says more than the source does."""
    DERIVED = "derived"
    """One is made of the other: `negotiate`, `negotiation`."""
    ANTONYM = "antonym"
    COUSIN = "cousin"
    """Two of a kind of which one is no other: `gold`, `copper`."""


class Link(NamedTuple):
    """A relation, and how sure it is."""

    relation: Relation
    strength: float
    """0 to 1: 1 for one word, .9 by the lexicon, .8 where both words mostly have the sense, .4 where they may."""


HAND, MAIN, MAY = 0.9, 0.8, 0.4
_MARKS = {
    "=": Link(Relation.SYNONYM, MAIN), "?": Link(Relation.SYNONYM, MAY), "<": Link(Relation.NARROWER, MAIN),
    "-": Link(Relation.NARROWER, MAY), "!": Link(Relation.ANTONYM, MAIN), "+": Link(Relation.DERIVED, MAIN),
}  # fmt: skip
_BEARING = frozenset({Relation.SAME, Relation.SYNONYM, Relation.BROADER})
_NOT_LISTED = (Relation.SAME, Relation.DERIVED, Relation.ANTONYM, Relation.COUSIN)
"""What WordNet may say of two words whose synonyms the lexicon lists itself."""
_HAND_TABLES = (
    (lexicon.opposites, Relation.ANTONYM),
    (lexicon.synonyms, Relation.SYNONYM),
    (lexicon.special, Relation.BROADER),
    (lexicon.causes, Relation.BROADER),
    (lexicon.general, Relation.NARROWER),
    (lexicon.others, Relation.COUSIN),
)
_TURNED = {Relation.NARROWER: Relation.BROADER}
_ENDINGS = (
    ("ies", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("iest", "y"), ("est", "e"), ("est", ""), ("ier", "y"), ("er", "e"), ("er", ""),
)  # fmt: skip
_SUFFIXES = "ty ment er or ist ian man woman dom wide hood ship en ation ition tion ence ance ness ly ful less"
_LENGTHENING = frozenset(_SUFFIXES.split())


class _Entry(NamedTuple):
    others: dict[str, str]
    """Word -> mark of the relation to it."""
    kinds: frozenset[str]


@cache
def _table() -> dict[str, str]:
    """Word -> the rest of its line, read when first asked for."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="ascii")
    return {word: rest for word, _, rest in (line.partition(" ") for line in text.splitlines()) if word != "#"}


@lru_cache(maxsize=32768)
def _entry(lemma: str) -> _Entry:
    parts = _table().get(lemma, "").split()
    return _Entry(
        {part[1:]: part[0] for part in parts if part[0] in _MARKS},
        frozenset(part[1:] for part in parts if part[0] == "/"),
    )


@lru_cache(maxsize=65536)
def lemma(norm: str) -> str:
    """The word that a form belongs to, by WordNet's rules of detachment (`morphy`); the form itself if none is known.

    One of several by use: `left` is of `leave`, `meeting` of `meet`.
    """
    table = _table()
    for form in dict.fromkeys((norm, lexicon.american(norm))):
        for candidate in _candidates(form):
            if (rest := table.get(candidate)) is not None:  # `found` is of `find`, but `founded` is not
                return rest[1:] if rest.startswith("@") and candidate == form else candidate
    return norm


def _candidates(form: str) -> Iterator[str]:
    yield form
    for ending, other in _ENDINGS:
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield stem + other
            if not other and ending not in ("s", "es") and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=32768)
def implied(lemma: str) -> tuple[str, ...]:
    """The words that whoever says this one says as well: synonyms and broader words, in the senses both mostly have."""
    return tuple(other for other, mark in _entry(lemma).others.items() if mark in "=<")


@lru_cache(maxsize=32768)
def related(lemma: str) -> frozenset[str]:
    """All that the word implies and all that it excludes."""
    return frozenset((*implied(lemma), *antonyms(lemma)))


@lru_cache(maxsize=32768)
def antonyms(lemma: str) -> tuple[str, ...]:
    """The words that exclude this one."""
    return tuple(other for other, mark in _entry(lemma).others.items() if mark == "!")


@lru_cache(maxsize=32768)
def _derived(lemma: str) -> frozenset[str]:
    return frozenset(other for other, mark in _entry(lemma).others.items() if mark == "+") | {lemma}


@lru_cache(maxsize=65536)
def apart(one: str, other: str) -> bool:
    """Whether two lemmas, both known, are of no common derivation: `interest` and `international`, however alike."""
    table = _table()
    known = one in table and other in table
    return known and _derived(one).isdisjoint(_derived(other)) and not _lengthened(*sorted((one, other), key=len))


def _lengthened(short: str, long: str) -> bool:
    """WordNet lacks some derivations: `sovereign`, `sovereignty`."""
    stem = short[:-1] if short[-1] in "ey" else short
    return long.startswith(stem) and long[len(stem) :] in _LENGTHENING


@lru_cache(maxsize=131072)
def relation(claim: str, source: str) -> Link | None:
    """What a word of a claim is to a word of its source (norms, in any form); None where nothing is known."""
    ours, theirs = lexicon.root(claim), lexicon.root(source)
    if by_hand := _by_hand(ours, theirs):
        return Link(by_hand, HAND)
    found = _between(lemma(claim), lemma(source))
    if ours == theirs:  # of one stem, perhaps by chance: `author`, `authority`
        return Link(Relation.DERIVED, MAY) if apart(lemma(claim), lemma(source)) else Link(Relation.SAME, 1.0)
    if found and found.relation not in _NOT_LISTED and lexicon.is_listed(ours) and lexicon.is_listed(theirs):
        return None
    return found


def bears_out(claim: str, source: str) -> bool:
    """Whether who says the source's word says the claim's as well, in the senses that both mostly have."""
    link = relation(claim, source)
    return link is not None and link.relation in _BEARING and link.strength >= MAIN


def _by_hand(ours: str, theirs: str) -> Relation | None:
    for related, name in _HAND_TABLES:
        if theirs in related(ours):
            return name
    return None


def _between(ours: str, theirs: str) -> Link | None:
    """By WordNet, of two lemmas."""
    if ours == theirs:
        return Link(Relation.SAME, 1.0)
    here, there = _entry(ours), _entry(theirs)
    if mark := here.others.get(theirs):
        return _MARKS[mark]
    if mark := there.others.get(ours):
        link = _MARKS[mark]
        return link._replace(relation=_TURNED.get(link.relation, link.relation))
    return Link(Relation.COUSIN, MAIN) if here.kinds & there.kinds else None
