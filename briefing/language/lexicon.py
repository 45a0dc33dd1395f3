"""Which words stand for one another, and which shut one another out: a small hand-made table of news English."""

from functools import cache, lru_cache
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
    groups: dict[str, frozenset[int]]
    """Stem -> the groups of synonyms it is in."""
    opposites: dict[str, frozenset[str]]
    """Stem -> the stems it excludes."""
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
    """Whether it is an irregular form, of a verb mostly."""
    return norm in _tables().lemmas


@cache
def _tables() -> _Tables:
    lemmas: dict[str, str] = {}
    members: dict[str, set[int]] = {}
    opposites: dict[str, set[str]] = {}
    phrases: dict[tuple[str, str], str] = {}
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        mark, _, rest = line.partition(" ")
        if mark == "=":
            for word in rest.split():
                members.setdefault(_root(word), set()).add(number)
        elif mark == "!":
            left, right = ([_root(word) for word in side.split()] for side in rest.split("|"))
            for one, others in ((left, right), (right, left)):
                for word in one:
                    opposites.setdefault(word, set()).update(others)
        elif mark == ">":
            form, lemma = rest.split()
            lemmas[form] = lemma
        elif mark == "+":
            first, second, verb = (_root(word) for word in rest.split())
            phrases[first, second] = verb
    return _Tables(
        lemmas=lemmas,
        groups={word: frozenset(numbers) for word, numbers in members.items()},
        opposites={word: frozenset(others) for word, others in opposites.items()},
        phrases=phrases,
    )


def groups(root: str) -> frozenset[int]:
    """Numbers of the groups of synonyms that a root is in; empty for most words."""
    return _tables().groups.get(root, frozenset())


@lru_cache(maxsize=65536)
def likeness(a: str, b: str) -> float:
    """How far one root can stand for the other: 1 the same, .9 synonyms, .7 of one family (`resolv`, `resolut`), 0."""
    if a == b:
        return 1.0
    if groups(a) & groups(b):
        return 0.9
    shared = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        shared += 1
    return 0.7 if shared >= 5 and len(a) - shared <= 3 and len(b) - shared <= 3 else 0.0


def opposites(root: str) -> frozenset[str]:
    """The roots that a root excludes (`accept`: `reject`, ...)."""
    return _tables().opposites.get(root, frozenset())


def opposed(a: str, b: str) -> bool:
    """Whether the two roots exclude one another (`accept`, `reject`)."""
    return b in opposites(a)


def phrase(first: str, second: str) -> str | None:
    """The verb that two roots in a row make: `take part` -> `participate`."""
    return _tables().phrases.get((first, second))
