"""Speakers: who is meant by a name, an office or a pronoun beside words that were said."""

import re
from collections.abc import Sequence
from functools import lru_cache

from briefing.checking.passages import Index, Passage
from briefing.domain.source import Source
from briefing.language.lexicon import root
from briefing.language.names import Name, country, names, same_name
from briefing.language.quotations import Quotation
from briefing.language.spelling import key
from briefing.language.words import STOPWORDS, words

PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we"})
_PERSONAL = frozenset({"he", "she"})
_SPEAKING_FOR = "spokesman spokeswoman spokesperson statement report official reporter"
_OFFICES = "ministry office government company"
_PLACED = re.compile(r"\b(?:in|at|near|from|to|via|outside|inside|around)\s(?:the\s)?$", re.IGNORECASE)
_COMPANIES = frozenset(
    {"company", "firm", "airline", "operator", "maker", "manufacturer", "carrier", "retailer", "insurer", "brewer"}
) | {"publisher", "bank", "group", "builder", "producer", "promoter"}
_ENDING = """
    Air Airlines Airways Aerospace Books Bank Capital Energy Foods Group Holdings Industries Media Metals Mining Motors
    Oil Partners Power Rail Shipping Steel Systems Telecom
    """
_ENDING_COMPANIES = frozenset(_ENDING.split())
"""Last words of the names of companies."""
_BODY = frozenset(map(root, _SPEAKING_FOR.split()))
"""Who or what speaks for a body."""
_BODIES = frozenset(map(root, _OFFICES.split()))
"""Bodies that say nothing of which one it is, beside a word that does."""
_OF = re.compile(r"(?:,|\s(?:of|for|from|at|in|who|with|that)\b)")
_REACH, _NEAR = 7, 4
"""Words on either side of a name that may describe who bears it; those that stand for him elsewhere."""


def of_quotation(quotation: Quotation, passage: Passage, index: Index) -> str | None:
    """Who says it: as the quotation's own text has it, else whom its pronoun follows, the first one named before."""
    if quotation.speaker or quotation.verb is None:
        return quotation.speaker
    return meant(passage, index)


def meant(passage: Passage, index: Index) -> str | None:
    """Whom a pronoun that opens or closes the passage means: who spoke in the sentence before, else its subject."""
    paragraph = passage.sentence.paragraph
    for step in (-1, -2, -3):
        before = index.neighbour(passage, step)
        if before is None or before.sentence.paragraph < paragraph - 1:
            return None
        named = [each.speaker for each in before.attributions if is_person(each.speaker)]
        if named:
            return named[-1]
        spoken_of = any(each.speaker.casefold() in _PERSONAL for each in before.attributions)
        if before.subject and not spoken_of:
            return before.subject
        if not _is_about_a_pronoun(before):
            return None
    return None


def _is_about_a_pronoun(passage: Passage) -> bool:
    """Whether the sentence names nobody because it speaks of somebody named before."""
    return any(word.norm in PRONOUNS for word in passage.words) or bool(passage.quotations)


def body_meant(passage: Passage, index: Index) -> str | None:
    """Which company "the company" is: the only one that the last sentence with any speaks of, or its subject."""
    human = _surnames(passage.source.id, index)
    for step in (-1, -2, -3):
        before = index.neighbour(passage, step)
        if before is None:
            return None
        bodies = {
            name.key: name.text
            for name in before.names
            if _may_be_company(name, before.text) and not country(name.key) and not human & {*name.key.split()}
            if not _PLACED.search(before.text[: name.start])
        }
        if len(bodies) == 1:
            return next(iter(bodies.values()))
        if bodies:
            return before.subject if before.subject in bodies.values() else None
    return None


@lru_cache(maxsize=64)
def _surnames(source: str, index: Index) -> frozenset[str]:
    """Last words of the full names of people in a source."""
    return frozenset(
        name.key.split()[-1]
        for passage in index.passages
        if passage.source.id == source
        for name in passage.names
        if name.kind == "person" and not _may_be_company(name, passage.text)
    )


def _may_be_company(name: Name, text: str) -> bool:
    """Whether it is no person's name; one of two words may be where it follows `the publisher` or has `which`."""
    before = text[: name.start].split()[-1:]
    return (
        name.kind == "name"
        or text[name.end :].startswith(", which")
        or (bool(before) and before[0] in _COMPANIES)
        or name.text.split()[-1] in _ENDING_COMPANIES
    )


def is_body(phrase: str) -> bool:
    """Whether it names a company only as such: `the company`."""
    found = words(phrase)
    return len(found) == 2 and found[0].norm in ("the", "same") and found[1].norm in _COMPANIES


def has_pronoun(passage: Passage) -> bool:
    """Whether somebody named before is meant in it."""
    return any(word.norm in _PERSONAL | {"his", "her", "him"} for word in passage.words)


def resolved(speaker: str, passage: Passage, index: Index) -> str:
    """The name behind a pronoun where the sentences before tell, else the speaker as written."""
    if is_body(speaker):
        return body_meant(passage, index) or speaker
    return (meant(passage, index) or speaker) if speaker.casefold() in _PERSONAL else speaker


def is_source_itself(source: Source, speaker: str) -> bool:
    """Whether it is the source itself that speaks: its author or publisher."""
    return any(known and _is_of(speaker, known) for known in (source.author, source.publisher))


def _is_of(speaker: str, known: str) -> bool:
    mine, theirs = _plain(speaker), _plain(known)
    return same_name(speaker, known) or (bool(mine) and f" {' '.join(mine)} " in f" {' '.join(theirs)} ")


def _plain(text: str) -> list[str]:
    found = [word.norm for word in words(text)]
    return found[1:] if found[:1] == ["the"] else found


def may_be(claimed: str, given: str, source: Source, index: Index) -> bool:
    """Whether both can be one speaker: one name, a body and who speaks for it, an office and its holder."""
    if same_name(claimed, given) or key(claimed) == key(given) or _is_short_for(claimed, given):
        return True
    mine, theirs = names(claimed), names(given)
    if is_body(claimed) and theirs and all(_may_be_company(name, given) for name in theirs):
        return not _surnames(source.id, index) & {*theirs[0].key.split()} and not country(theirs[0].key)
    if any(same_name(a.text, b.text) for a in mine for b in theirs):
        return True
    if any(map(_is_human, mine)):
        return not any(map(_is_human, theirs)) and any(_is_described(given, who, source, index) for who in mine)
    if any(map(_is_human, theirs)):
        return _is_body_of(claimed, mine, theirs, source, index)
    if mine and theirs:
        return bool(_lands(mine) & _lands(theirs))
    shared = _content(claimed) & _content(given)
    return bool(shared) or not _content(claimed) or not _content(given)


def _is_short_for(one: str, other: str) -> bool:
    """`Harrow` for `Harrow Books`."""
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _is_body_of(claimed: str, mine: Sequence[Name], theirs: Sequence[Name], source: Source, index: Index) -> bool:
    """`The Kremlin` for its spokesman Peskov; `the captain` for Osei."""
    for who in theirs:
        for passage in _naming(who, source, index):
            if mine and _lands(mine) & _lands(passage.names):
                return True
            if not mine and _head(claimed) in _beside(who, passage):
                return True
    return not mine and not _content(claimed)


def _is_described(phrase: str, who: Name, source: Source, index: Index) -> bool:
    """Whether the source calls the person what the phrase says: `the minister`, for Vahl."""
    head = _head(phrase)
    return not head or any(head in _beside(who, passage) for passage in _naming(who, source, index))


def _naming(who: Name, source: Source, index: Index) -> list[Passage]:
    return [
        passage
        for passage in index.elsewhere(source, who.key.split()[-1])
        if any(same_name(who.text, name.text) for name in passage.names)
    ]


def beside(name: str, source: Source, index: Index) -> set[str]:
    """Roots of the words around a name, wherever the source has it."""
    return {each for who in names(name) for passage in _naming(who, source, index) for each in _beside(who, passage)}


def _beside(who: Name, passage: Passage, reach: int = _NEAR) -> set[str]:
    """Roots of the words around the name."""
    found: set[str] = set()
    norms = [(word.start, root(word.norm)) for word in passage.words]
    for name in passage.names:
        if same_name(who.text, name.text):
            at = sum(start < name.start for start, _ in norms)
            found.update(norm for _, norm in norms[max(0, at - reach) : at + len(words(name.text)) + reach])
    return found


def _head(phrase: str) -> str:
    """Root of the noun that says what the speaker is: `minister` of `the former minister of transport`."""
    found = words(_OF.split(phrase)[0])
    return root(found[-1].norm) if found and found[-1].norm not in STOPWORDS else ""


def _content(phrase: str) -> set[str]:
    """Roots of what describes the speaker; those that only say that somebody speaks tell nobody apart."""
    found = {root(word.norm) for word in words(phrase) if word.norm not in STOPWORDS} - _BODY
    return found - _BODIES or found


def _lands(found: Sequence[Name]) -> set[str]:
    return {country(name.key) or name.key for name in found}


def _is_human(name: Name) -> bool:
    return name.kind == "person" or (name.kind == "name" and not country(name.key))


def is_person(speaker: str) -> bool:
    """Whether somebody is named, not only described."""
    return any(name.kind in ("person", "name") and not country(name.key) for name in names(speaker))
