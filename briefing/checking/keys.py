"""Keys: by what a sentence is found among all others, and a claim finds it."""

from briefing.checking.guard import CheckFailed, guarded
from briefing.language import names
from briefing.language.lexicon import root
from briefing.language.spelling import variant
from briefing.language.words import STOPWORDS, words

_MARKS = ".,;:!?\"'“”‘’()"


def found_by(text: str) -> list[str]:
    """The keys of a sentence. Where they cannot be told, its bare words, so that a claim about it still comes upon it
    and is left unchecked: what cannot be read must not go by unseen.
    """
    try:
        return guarded("evidence", keys, text)
    except CheckFailed:
        return [word.strip(_MARKS).casefold() for word in text.split()]


def keys(text: str) -> list[str]:
    """What a sentence is found by: its roots, one spelling of its names, the countries behind demonyms and capitals."""
    found: dict[str, None] = {}
    for word in words(text):
        if word.norm in STOPWORDS:
            continue
        for part in word.norm.split("-") if "-" in word.norm else (word.norm,):
            found[root(part)] = None
            if word.text[0].isupper() and (spelling := variant(part)):
                found[spelling] = None
                if country := names.country(spelling):
                    found[country] = None
    return list(found)
