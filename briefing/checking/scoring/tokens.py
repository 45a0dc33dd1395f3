"""Words as the score sees them: their root, what kind of word each is, how much it weighs."""

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.language import gazetteer
from briefing.language.lexicon import root
from briefing.language.plain_words import CALENDAR, is_common
from briefing.language.words import STOPWORDS, words


class Token(NamedTuple):
    norm: str
    root: str
    """Root of a word; `#5` for a number however it is written; `@russia` for a country and its demonym."""
    kind: str
    """`number` (with days and months), `name`, `word`, `frame` (speaks of the text itself), `function`."""
    weight: float

    @property
    def is_content(self) -> bool:
        return self.kind != "function"


_PARTS = re.compile(r"[^\W_]+(?:[.,:']+[^\W_]+)*")
_FRAME_WORDS = """
    passage article text story document summary author narrator describe mention discuss report highlight state note
    according says said speaker writer protagonist overall additionally furthermore
    """
_FRAME = frozenset(map(root, _FRAME_WORDS.split()))
"""Words of a summary that speak of the text it sums up."""
_LIGHT_WORDS = """
    include new people also later former current currently recently various several following become take come find
    make get give year day time
    """
_LIGHT = frozenset(map(root, _LIGHT_WORDS.split()))
_SMALL_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
    """
_NUMBER_WORDS = {word: str(value) for value, word in enumerate(_SMALL_NUMBERS.split())} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "thousand": "1000", "million": "m", "millions": "m", "billion": "bn", "billions": "bn",
    "dozen": "12", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "twice": "2",
    "half": "half",
}  # fmt: skip
del _NUMBER_WORDS["one"]  # more often a pronoun
_AMBIGUOUS_DAYS = frozenset({"may", "march", "mar", "sun", "sat"})
NEGATION = "not"
"""Root of every contracted negation."""


def tokens(text: str) -> list[Token]:
    """All words in order, hyphenated compounds as their parts."""
    found: list[Token] = []
    for word in words(text):
        capital = word.text[0].isupper()
        if "-" in word.norm:
            found += [_token(part, capital) for part in _PARTS.findall(word.norm)]
        else:
            found.append(_token(word.norm, capital))
    return found


@lru_cache(maxsize=65536)
def _token(norm: str, capital: bool) -> Token:
    if norm.endswith("n't"):
        return Token(norm, NEGATION, "function", 0.0)
    if norm in _NUMBER_WORDS:
        return Token(norm, "#" + _NUMBER_WORDS[norm], "number", 1.0)
    if norm[0].isdigit():
        return Token(norm, "#" + norm.replace(",", ""), "number", 1.0)
    if norm in STOPWORDS or len(norm) == 1:
        return Token(norm, norm, "function", 0.0)
    if country := _country(norm, capital):
        return Token(norm, "@" + country, "name", 1.0)
    base = root(norm)
    if norm in CALENDAR and (capital or norm not in _AMBIGUOUS_DAYS):
        return Token(norm, base, "number", 1.0)
    if capital and not is_common(norm):
        return Token(norm, base, "name", 1.2)
    if base in _FRAME:
        return Token(norm, base, "frame", 0.2)
    return Token(norm, base, "word", 0.5 if base in _LIGHT else 1.0)


def _country(norm: str, capital: bool) -> str | None:
    """One spelling for a country, its demonym and its variants; lower-cased text has them too."""
    if capital:
        known = gazetteer.canonical(norm)
        known = gazetteer.demonyms().get(known, known)
        return known.replace(" ", "_") if known != norm or norm in gazetteer.countries() else None
    known = gazetteer.demonyms().get(norm, "")
    return known.replace(" ", "_") or (norm if norm in gazetteer.countries() else None)
