"""Whose words a sentence reports: the speaker it names, the one its article names nearby, or the article's author."""

import re
from dataclasses import dataclass

from briefing.domain.source import Source
from briefing.domain.text import Sentence
from briefing.language.names import Name, names
from briefing.language.outlets import is_outlet
from briefing.language.speech import SPEECH_VERBS, Attribution, attributions
from briefing.writing.extractive.cast import Cast
from briefing.writing.extractive.standalone import unquoted

_PRONOUNS = frozenset({"he", "she"})
_OTHER_PRONOUNS = frozenset({"they", "it", "we", "i", "you", "who", "which", "this", "that"})
_HANDS_OVER = frozenset(
    {"say", "tell", "add", "report", "state", "note", "explain", "write", "announce", "declare", "confirm", "claim"}
    | {"argue", "warn", "post", "tweet", "testify", "remark", "comment", "reply", "respond", "observe", "stress"}
    | {"emphasise", "suggest", "predict", "estimate", "conclude", "acknowledge", "admit", "allege", "assert", "caution"}
    | {"disclose", "forecast", "indicate", "joke", "maintain", "mention", "quip", "recall", "repeat", "reiterate"}
    | {"reveal", "insist", "deny", "concede", "complain", "affirm", "reaffirm", "assure", "boast", "hint", "think"}
)
"""Verbs whose subject answers for what the sentence says; who demands or rejects is told of by the article."""
_BACK = 3
"""Sentences that a pronoun may reach back, inside its paragraph."""
_FRAME = re.compile(
    r"(?:he|she)\s+(?:also\s+)?(?:said|says|added|adds|noted|notes|stated|explained|believes|thinks|argued|argues|warned|"
    r"warns|insisted|insists|predicted|predicts|suggested|suggests|stressed|emphasi[sz]ed|declared|expects|told\s+reporters)"
    r"\s+that\s+(?=\S)",
    re.IGNORECASE,
)
_OWN_FRAME = re.compile(
    r"(?:we|i)\s+(?:judge|assess|believe|expect|think|estimate|forecast|conclude|anticipate)\s+that\s+(?=\S)",
    re.IGNORECASE,
)
_THINKS = re.compile(
    r"(?P<who>[^,;:“”\"]{4,80}?)\s+(?:expects?|believes?|fears?|hopes?|thinks?|considers?|reckons?|assess(?:es)?|estimates?)\b"
)
_PEOPLE = re.compile(
    r"\b(?:officials|experts|analysts|economists|diplomats|observers|critics|sources|forecasters|scientists|investigators|"
    r"researchers|prosecutors|police|authorities|lawyers|doctors|organi[sz]ers|lawmakers|residents|negotiators)\b",
    re.IGNORECASE,
)
_SAME_PERSON = re.compile(r"(?:\w+,?\s+)?(?:he|she|his|her)\b", re.IGNORECASE)
"""A sentence that goes on about the same person: `Yet, he expressed frustration`."""
_HEAD = 80
"""Characters in which a sentence names whom it is about."""
_PREPOSITION = re.compile(
    r"\b(?:in|at|from|near|to|with|by|of|for|between|outside|on|against)\s+(?:the\s+)?$", re.IGNORECASE
)
_DEFINITE = re.compile(r"the\s+(?P<noun>[\w-]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who stands behind a sentence."""

    speaker: str | None
    """As the sentence names it, or in full where it does not; None where the article speaks itself."""
    named: bool
    """The sentence itself names the speaker; where it does not, the brief must."""
    start: int = 0
    """Where the statement begins behind a frame that can go (`He said that`)."""
    own: bool = False
    """The article speaks in the first person: its author is the speaker."""


class Voices:
    """The speakers of one article."""

    def __init__(self, source: Source, cast: Cast) -> None:
        self._source = source
        self._cast = cast

    def of(self, sentence: Sentence) -> Voice | None:
        """The voice of a sentence; None where someone speaks and it cannot be said who."""
        text = sentence.text
        if frame := _OWN_FRAME.match(text):
            return Voice(speaker=None, named=False, start=frame.end(), own=True)
        found = _hand_overs(text)
        named = [each for each in found if _is_named(each.speaker)]
        if named:
            return Voice(speaker=_person_first(named), named=True)
        if not found:
            thinks = _THINKS.match(text)
            who = thinks["who"] if thinks and _PEOPLE.search(thinks["who"]) else None
            return Voice(speaker=who, named=who is not None)
        if subject := _subject(text, before=found[0].start):
            return Voice(speaker=subject.text, named=True)
        speaker = self._behind(found[0].speaker, sentence)
        if speaker is None:
            return None
        frame = _FRAME.match(text)
        goes_on = len(found) > 1  # `He said that ..., adding that ...`
        return Voice(speaker=speaker, named=False, start=frame.end() if frame and not goes_on else 0)

    def _behind(self, speaker: str, sentence: Sentence) -> str | None:
        """Whom `he`, `she` or `the official` means, by the sentences before it in its paragraph.

        Beyond the paragraph only the sentence right before can tell, and only if it says who speaks in it.
        """
        before = self._source.sentences[max(0, sentence.index - _BACK) : sentence.index]
        definite = _DEFINITE.match(speaker)
        if not definite and speaker.lower() not in _PRONOUNS:
            return None
        for earlier in reversed(before):
            spoken = [each.speaker for each in _hand_overs(earlier.text)]
            if earlier.paragraph != sentence.paragraph:
                persons = [each for each in spoken if _is_named(each) and _is_person(each)]
                return self._cast.full_name(persons[-1]) if persons and not definite else None
            if definite:
                noun = definite["noun"].lower()
                found = next((each for each in spoken if _is_named(each) and noun in each.lower().split()), None)
                if found:
                    return found
            elif not _SAME_PERSON.match(earlier.text) and (not spoken or any(map(_is_named, spoken))):
                return self._subject_of(earlier.text, spoken)
        return None

    def _subject_of(self, text: str, spoken: list[str]) -> str | None:
        """The one person that a sentence is about: who speaks in it, or who is named first."""
        if spoken:
            persons = [each for each in spoken if _is_person(each)]
            return self._cast.full_name(persons[-1]) if persons else None
        subject = _subject(text, before=_HEAD)
        return self._cast.full_name(subject.text) if subject else None


def _hand_overs(text: str) -> list[Attribution]:
    return [
        each
        for each in attributions(text)
        if each.speaker.lower() not in ("that", "which", "who", "this")
        and SPEECH_VERBS.get(each.verb.lower(), "say") in _HANDS_OVER
    ]


def _is_named(speaker: str) -> bool:
    """A speaker a reader knows or is told enough of: no pronoun, and not `the official`."""
    low = speaker.lower()
    return low not in _PRONOUNS | _OTHER_PRONOUNS and not (_DEFINITE.match(speaker) and not names(speaker))


def _is_person(speaker: str) -> bool:
    return any(each.kind in ("person", "name") for each in names(speaker)) and not is_outlet(speaker)


def _person_first(found: list[Attribution]) -> str:
    """The one who judges, not the outlet that carries it."""
    return next((each.speaker for each in found if _is_person(each.speaker)), found[0].speaker)


def _subject(text: str, *, before: int) -> Name | None:
    """The person that a sentence is about: the first one named outside quotations, as no possessor."""
    bare = unquoted(text)
    for each in names(bare):
        if each.start >= before:
            break
        possessive = bare[each.end : each.end + 2] in ("'s", "’s")
        if each.kind in ("person", "name") and not possessive and not is_outlet(each.text):
            return None if _PREPOSITION.search(bare[: each.start]) else each
    return None
