"""Words of a text: tokens with their places, a norm to compare them by, stems, and what counts as a function word."""

import importlib
import importlib.util
import re
import sys
import types
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple, Protocol


class Word(NamedTuple):
    """One token of a text (a tuple because articles have hundreds of thousands of them)."""

    start: int
    end: int
    text: str
    norm: str
    """Casefolded, without diacritics and possessive 's, straight marks: `Dolmabahçe’s` -> `dolmabahce`."""


_APOSTROPHES = "'’‘ʼ＇"
_DASHES = "-‐‑‒–—―−"
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., p.m.
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*(?:[-‐‑–][^\W_]+)*"  # 1,000  13:30  30-day  19th
    r"|[^\W_]+(?:[-‐‑–'’ʼ][^\W_]+)*"
)
_MARKS = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys("“”„‟«»″＂", '"')}
)
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_SPLIT = re.compile(r"[^\W_]+(?:[.,:']+[^\W_]+)*")


def _without_diacritics(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_LETTERS)


def fold(text: str) -> str:
    """The text as comparisons see it; not of the same length, so never for spans."""
    if not text.isascii():
        text = _without_diacritics(_without_diacritics(text).casefold()).translate(_MARKS)
    return " ".join(text.lower().split())


def lowered(text: str) -> str:
    """The text in lower case: what a pattern of lower-case letters finds in it, the same one blind to case finds in the
    text, to which `İ` and `ı` are an i and `ſ` an s. Long alternatives are found fifteen times as fast like this.
    """
    low = text.lower()
    return low if low.isascii() else low.replace("\u0307", "").replace("ı", "i").replace("ſ", "s")


@lru_cache(maxsize=65536)
def norm(token: str) -> str:
    """Norm of one token; see `Word.norm`."""
    folded = fold(token)
    return folded[:-2] if folded.endswith("'s") and len(folded) > 2 else folded


_REMEMBERED = 4_000
"""Characters of a text whose words are kept: several analyses of one sentence follow one another. A whole article is
analysed once, and a cache of articles would hold many times their size.
"""


def words(text: str) -> list[Word]:
    """Alphanumeric tokens with inner apostrophes, hyphens and decimal separators; `U.S.` is one token."""
    return list(_kept_words(text)) if len(text) <= _REMEMBERED else _words(text)


@lru_cache(maxsize=1024)
def _kept_words(text: str) -> tuple[Word, ...]:
    return tuple(_words(text))


def _words(text: str) -> list[Word]:
    return [Word(m.start(), m.end(), token := m.group(), norm(token)) for m in TOKEN.finditer(text)]


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


@cache
def _stemmer() -> _Stemmer:
    """The Snowball English stemmer, loaded beside its package.

    The package's own `__init__` imports the stemmers of thirty languages, 150 ms of CPU at every start.
    """
    spec = importlib.util.find_spec("snowballstemmer")
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError("snowballstemmer is not installed", name="snowballstemmer")
    package = types.ModuleType("briefing.language._snowball")
    package.__path__ = list(spec.submodule_search_locations)
    sys.modules[package.__name__] = package
    stemmer: _Stemmer = importlib.import_module(f"{package.__name__}.english_stemmer").EnglishStemmer()
    return stemmer


@lru_cache(maxsize=131072)
def stem(norm: str) -> str:
    """Snowball English ("Porter 2") stem of a norm."""
    return _stemmer().stemWord(norm)


_FUNCTION_WORDS = """
    a about above after again against all also although am among an and another any are aren't around as at away
    be became because become been before being below between both but by came can can't cannot could couldn't
    did didn't do does doesn't doing don't down during each either else ever every few for from further
    get gets getting go goes going got had hadn't has hasn't have haven't having he he'd he'll he's her here hers
    herself him himself his how however i i'd i'll i'm i've if in indeed into is isn't it it's its itself just
    let let's like made make makes many may me meanwhile might more moreover most much must my myself neither
    never nevertheless no nor not now of off on once one only onto or other others our ours ourselves out over own
    per perhaps quite rather said same say says she she'd she'll she's should shouldn't since so some such than
    that that's the their theirs them themselves then there there's therefore these they they'd they'll they're
    they've this those though through thus to together too toward towards under until up upon us very via
    was wasn't we we'd we'll we're we've well were weren't what when where whether which while who who's whom whose
    why will with within without won't would wouldn't yet you you'd you'll you're you've your yours yourself
    """
STOPWORDS: frozenset[str] = frozenset(_FUNCTION_WORDS.split())


@lru_cache(maxsize=8192)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry meaning, in order; hyphenated compounds count as their parts."""
    stems: list[str] = []
    for token in TOKEN.findall(text):
        normed = norm(token)
        parts = [normed] if "-" not in normed else _SPLIT.findall(normed)
        stems.extend(stem(part) for part in parts if part not in STOPWORDS)
    return tuple(stems)
