"""Which words of the news stand for one another, say more than one another, or shut one another out; made by hand."""

from functools import cache, lru_cache
from itertools import chain, permutations
from pathlib import Path
from typing import NamedTuple

from briefing.language.words import stem

_BRITISH = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"))
_OUR = ("lab", "fav", "hon", "neighb", "harb", "col", "rum", "behavi", "endeav", "arm", "hum", "flav", "vap", "sav")
_SPELLINGS = {
    "defence": "defense", "offence": "offense", "licence": "license", "programme": "program", "centre": "center",
    "theatre": "theater", "metre": "meter", "sceptical": "skeptical", "scepticism": "skepticism", "grey": "gray",
    "tyre": "tire", "cheque": "check", "judgement": "judgment", "manoeuvre": "maneuver", "travelled": "traveled",
    "travelling": "traveling", "cancelled": "canceled", "cancelling": "canceling", "cease-fire": "ceasefire",
}  # fmt: skip


class _Tables(NamedTuple):
    lemmas: dict[str, str]
    """Irregular form -> lemma."""
    plurals: frozenset[str]
    """Irregular forms that are nouns."""
    synonyms: dict[str, frozenset[str]]
    """Root -> the roots that mean the same."""
    broader: dict[str, frozenset[str]]
    """Root -> the roots that are said with it: `ambassador` -> `diplomat`."""
    causes: dict[str, frozenset[str]]
    """Root -> the deeds that bring it about for whom they are done to: `die` -> `kill`."""
    opposites: dict[str, frozenset[str]]
    """Root -> the roots it excludes."""
    others: dict[str, frozenset[str]]
    """Root -> others of its kind, which it is not: `gold` -> `copper`."""
    groups: dict[str, frozenset[int]]
    """Root -> the lines on which it stands with what is spoken of together with it."""
    phrases: dict[tuple[str, str], str]
    """Two roots in a row -> the root of the verb they make."""


@lru_cache(maxsize=65536)
def root(norm: str) -> str:
    """One form for all forms of a word: irregular forms and spellings folded, then the Snowball stem."""
    word = _tables().lemmas.get(norm, norm)
    return _root(word)


def _root(word: str) -> str:
    return stem(american(word))


def american(word: str) -> str:
    """The word in one of its spellings: `defence` -> `defense`, `recognise` -> `recognize`."""
    word = _SPELLINGS.get(word, word)
    if "our" in word and word.startswith(_OUR):
        word = word.replace("our", "or", 1)
    for british, american in _BRITISH:
        if word.endswith(british) and len(word) > len(british) + 2:
            word = word[: -len(british)] + american
            break
    return word


def is_irregular(norm: str) -> bool:
    """Whether it is an irregular form of a verb, or an adjective made of one (`dead`)."""
    return norm in _tables().lemmas and norm not in _tables().plurals


class _Reading:
    """The tables while they are filled, line by line."""

    def __init__(self) -> None:
        self.lemmas: dict[str, str] = {}
        self.plurals: set[str] = set()
        self.phrases: dict[tuple[str, str], str] = {}
        self.groups: dict[str, set[int]] = {}
        self.related: dict[str, dict[str, set[str]]] = {mark: {} for mark in "=>^!/"}

    def read(self, number: int, line: str) -> None:
        mark, _, rest = line.partition(" ")
        if mark in ("@", "*"):
            form, lemma = rest.split()
            self.lemmas[form] = lemma
            if mark == "*":
                self.plurals.add(form)
            return
        sides = [[_root(word) for word in side.split()] for side in rest.split("|")]
        if mark == "+":
            first, second = sides[0]
            self.phrases[first, second] = sides[1][0]
        elif mark in ("=", "/", "!"):
            sides = [[word] for word in sides[0]] if len(sides) == 1 else sides
            for one, other in permutations(sides, 2):
                self._relate(mark, one, other)
        elif mark in (">", "^"):
            self._relate(mark, *(sides if mark == ">" else reversed(sides)))
        if mark in ("=", ">", "^", "~"):
            for word in chain.from_iterable(sides):
                self.groups.setdefault(word, set()).add(number)

    def _relate(self, mark: str, one: list[str], other: list[str]) -> None:
        for word in one:
            self.related[mark].setdefault(word, set()).update(set(other) - {word})


@cache
def _tables() -> _Tables:
    reading = _Reading()
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            reading.read(number, line)
    synonyms, broader, causes, opposites, others = (
        {word: frozenset(several) for word, several in reading.related[mark].items()} for mark in "=>^!/"
    )
    groups = {word: frozenset(numbers) for word, numbers in reading.groups.items()}
    return _Tables(
        reading.lemmas,
        frozenset(reading.plurals),
        synonyms,
        broader,
        causes,
        opposites,
        others,
        groups,
        reading.phrases,
    )


_NONE: frozenset[str] = frozenset()


def groups(root: str) -> frozenset[int]:
    """Numbers of the groups of words spoken of together that a root is in: to find a sentence, not to prove by it."""
    return _tables().groups.get(root, frozenset())


def is_listed(root: str) -> bool:
    """Whether the lexicon knows synonyms of a root, or what it says besides."""
    tables = _tables()
    return root in tables.synonyms or root in tables.broader


def synonyms(root: str) -> frozenset[str]:
    """The roots that stand for a root, and it for them; without itself."""
    return _tables().synonyms.get(root, _NONE)


@lru_cache(maxsize=65536)
def special(root: str) -> frozenset[str]:
    """The roots that say a root and more (`diplomat`: `ambassador`), whoever says one of them says the root."""
    return frozenset(word for word, several in _tables().broader.items() if root in several)


def causes(root: str) -> frozenset[str]:
    """The roots of deeds after which a root holds of whom they are done to (`die`: `kill`)."""
    return _tables().causes.get(root, _NONE)


@lru_cache(maxsize=65536)
def general(root: str) -> frozenset[str]:
    """The roots that say less than a root: `ambassador` -> `diplomat`, `kill` -> `die`."""
    effects = {effect for effect, several in _tables().causes.items() if root in several}
    return _tables().broader.get(root, _NONE) | effects


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How far root `b` bears `a` out: 1 the same, .9 a synonym or special, .7 a family (`resolv`, `resolut`)."""
    if a == b:
        return 1.0
    if b in synonyms(a) or b in special(a):
        return 0.9
    shared = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        shared += 1
    return 0.7 if shared >= 5 and len(a) - shared <= 3 and len(b) - shared <= 3 else 0.0


def opposites(root: str) -> frozenset[str]:
    """The roots that a root excludes (`accept`: `reject`, ...)."""
    return _tables().opposites.get(root, _NONE)


def others(root: str) -> frozenset[str]:
    """The roots of other things of the same kind (`gold`: `copper`, ...)."""
    return _tables().others.get(root, _NONE)


def opposed(a: str, b: str) -> bool:
    """Whether the two roots exclude one another (`accept`, `reject`)."""
    return b in opposites(a)


def phrase(first: str, second: str) -> str | None:
    """The verb that two roots in a row make: `take part` -> `participate`."""
    return _tables().phrases.get((first, second))
