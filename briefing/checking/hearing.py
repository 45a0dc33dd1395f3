"""Hearing: who speaks in a sentence of a source, by its own words or because it is part of what somebody says."""

from functools import lru_cache
from typing import NamedTuple

from briefing.checking import speakers
from briefing.checking.passages import Index, Passage
from briefing.checking.quotes import window_of
from briefing.language.quotations import quotations
from briefing.language.speech import RELAYING, SPEECH_VERBS

_MOST_OF = 0.5
"""Share of a sentence that a quotation must fill for the sentence to be its speaker's."""


class Said(NamedTuple):
    """That somebody says something, in a passage."""

    speaker: str
    """The name behind a pronoun, where the sentences before tell."""
    verb: str
    """Base form; what stands before a speaker who is passed on (`according to`), or before his words (`:`)."""
    start: int
    """Of speaker and verb in the passage."""
    end: int


@lru_cache(maxsize=1024)
def voices(passage: Passage, index: Index) -> tuple[Said, ...]:
    """Who speaks in the passage: by its own words, or because it is part of a quotation that goes on."""
    found = [
        Said(speakers.resolved(said.speaker, passage, index), base(said.verb), said.start, said.end)
        for said in passage.attributions
    ]
    if not found and (holder := _holder(passage, index)):
        found.append(Said(holder, ":", 0, 0))
    return tuple(found)


def _holder(passage: Passage, index: Index) -> str | None:
    """Who says a sentence that is quoted and names nobody itself."""
    if not passage.quotations:
        return None
    window = window_of(passage, index, 0)
    start = window.first
    end = start + len(passage.text)
    for quotation in quotations(window.text):
        if min(end, quotation.end) - max(start, quotation.start) > _MOST_OF * (end - start):
            return quotation.speaker or speakers.meant(passage, index)
    return None


def base(verb: str) -> str:
    """Base form of a verb of speech; what stands before one who is passed on as it is, in lower case."""
    plain = " ".join(verb.casefold().split())
    return plain if plain in RELAYING else SPEECH_VERBS.get(plain, plain)
