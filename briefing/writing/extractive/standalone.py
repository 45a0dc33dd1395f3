"""Can a sentence stand alone? What it would leave dangling, and the words at its head that can go."""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.language.marks import marked
from briefing.language.names import names
from briefing.language.words import lowered
from briefing.writing.extractive import dangling

_COLONS = 2
"""A sentence with more of them is a list of particulars."""
_LETTERS = re.compile("[a-z]+")
_ADDRESS = re.compile(r"\w@\w|https?:|\bwww\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sentence taken out of its article."""

    start: int
    """Where the usable part begins in the sentence: behind a leading connective."""
    faults: tuple[str, ...]
    """What would dangle; empty where the sentence stands alone."""
    leans: tuple[str, ...]
    """What a reader can live with, and would rather not (`also`)."""


def unquoted(text: str) -> str:
    """The text with what stands in quotation marks blanked out, of the same length."""
    for mark in marked(text):
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


@lru_cache(maxsize=65536)
def standing(text: str) -> Standing:
    """How a sentence stands outside its article; `text` as in `Sentence.text`."""
    start = _start(text)
    begun = not text[:1].islower()
    text = text[start:]
    bare = unquoted(text)
    checks = (
        ("cut quotation", _cut_quotation(text)),
        ("no speaker", not any(char.isalpha() for char in bare)),
        ("question or lead-in", _asks(text)),
        ("fragment", not begun or not dangling.VERB.search(bare) or len(text.split()) < 5),
        ("listing", text.count(": ") > _COLONS or bool(_ADDRESS.search(text))),
        ("teaser", bool(dangling.TEASER.match(text))),
        ("caption", bool(dangling.CAPTION.search(text)) and not dangling.PAST.search(bare, text.find(" "))),
        ("first person", bool(dangling.FIRST_PERSON.search(bare))),
        ("points back", _points_back(text, bare)),
        ("unnamed person", _unnamed_person(text, bare)),
    )
    leans = [found.group().lower() for found in dangling.LEAN.finditer(bare)]
    if shell := dangling.SHELL.match(text):
        leans.append(shell.group().lower())
    return Standing(start=start, faults=tuple(name for name, holds in checks if holds), leans=tuple(leans))


def _start(text: str) -> int:
    start = 0
    while match := dangling.LEADING.match(text, start):
        start = match.end()
    return start


def _asks(text: str) -> bool:
    return text.rstrip("”\"’' )").endswith(("?", ":", "…", "...", "!")) or bool(dangling.INVERTED.match(text))


def _cut_quotation(text: str) -> bool:
    unbalanced = text.count("“") != text.count("”") or text.count('"') % 2 == 1
    return unbalanced or any(not mark.closed for mark in marked(text))


def _points_back(text: str, bare: str) -> bool:
    head = text.lstrip("“\"‘'([")
    if dangling.HEAD.match(head) or _points(bare):
        return True
    if dangling.THE_OTHER.search(bare) and not dangling.ONE_OF_TWO.search(bare):
        return True
    if dangling.IT.match(head):
        return not dangling.EXPLETIVE.match(head)
    found = dangling.IT.search(bare)
    if not found or dangling.EXPLETIVE.match(bare, found.start()):
        return False
    before = bare[: found.start()]
    verb = dangling.VERB.search(before)
    if len(before.split()) < 3 or not verb:
        return True
    right_behind = len(before[verb.end() :].split()) < 3 and "," not in before
    return right_behind and not dangling.MADE_CLEAR.match(bare, found.end())


def _points(bare: str) -> bool:
    """Whether a word points back to what was told or to who spoke before."""
    words = frozenset(_LETTERS.findall(lowered(bare)))
    if not dangling.POINTERS.isdisjoint(words) and dangling.POINTING.search(bare):
        return True
    return not dangling.SPEAKING.isdisjoint(words) and dangling.UNNAMED_SPEAKER.search(bare) is not None


def _unnamed_person(text: str, bare: str) -> bool:
    """A pronoun of the third person before anybody it could mean."""
    single = dangling.SINGULAR.search(bare)
    if single:
        at = single.start()
        if dangling.AFTER_OPENING.search(bare[:at]) or not (_person_before(bare, at) or _named_after(bare, at)):
            return True
    plural = dangling.PLURAL.search(bare)
    if plural and len(bare[: plural.start()].split()) < 2:
        return True
    quoted = dangling.SINGULAR.search(text)
    return quoted is not None and not bare[quoted.start()].strip() and not _person_before(text, quoted.start())


def _person_before(text: str, at: int) -> bool:
    if dangling.PERSON.search(text[:at]):
        return True
    return any(
        name.start < at and name.kind in ("person", "name") and not dangling.PLACE_BEFORE.search(text[: name.start])
        for name in names(text)
    )


def _named_after(bare: str, at: int) -> bool:
    """`Before he left, Putin said ...`: an opening clause whose pronoun is named right behind its comma."""
    comma = bare.find(",", at)
    if comma < 0 or not dangling.OPENING.match(bare):
        return False
    subject = re.match(r",\s+(?:the\s+)?", bare[comma:])
    first = comma + (subject.end() if subject else 0)
    return any(
        name.kind in ("person", "name") and dangling.TITLES.fullmatch(bare, first, name.start)
        for name in names(bare)
        if first <= name.start <= first + 40
    )
