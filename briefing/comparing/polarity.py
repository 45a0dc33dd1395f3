"""Deeds that one source affirms and another denies: the same subject, the same object, the verb turned round."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.comparing.passages import Passage
from briefing.comparing.sides import Mention, disagreement, shortened
from briefing.domain.brief import Disagreement, Strength
from briefing.language.lexicon import likeness, opposites, root
from briefing.language.names import country, names
from briefing.language.words import STOPWORDS, words

_VERB = re.compile(
    r" (?P<helping>(?:(?:has|have|had|did|does|do|is|are|was|were|been|be|also|still|again|later|then|not|never|neither"
    r"|(?:has|had|have|did|does|do|is|are|was|were)n['’]t|[a-z]+ly) )*)"
    r"(?P<refusing>(?:refused|refuses|declined|declines|failed|fails) to )?(?P<verb>[a-z]+)\b(?!['’])"
)
_NEGATIVE = re.compile(r"\b(?:not|never|neither)\b|n['’]t\b")
_FINITE = re.compile(r"(?:ed|s|t|w|n|d|e)$")
"""How a verb in the past or the present ends, or may end."""
_STOPS = re.compile(r"[,;:.—()\"“”]|\b(?:and|but|because|that|while|when|after|before|as|if|which|who|until|unless)\b")
_COMMON = 40
_LONGEST_OBJECT = 50
"""Characters of an object that are looked at."""


@dataclass(frozen=True, slots=True)
class _Deed:
    passage: Passage
    subject: str
    """Country where the name stands for one, else the name's key."""
    verb: str
    """Root."""
    denied: bool
    objects: tuple[str, ...]
    """Roots of the first words of meaning after the verb, within the clause."""
    start: int
    end: int
    """Of subject, verb and object in the passage."""

    @property
    def mention(self) -> Mention:
        return Mention(self.passage.text[self.start : self.end], self.passage.evidence(self.start, self.end))


class Deeds:
    """Gathers who is said to have done, or not to have done, what."""

    def __init__(self) -> None:
        self._deeds: list[_Deed] = []

    def add(self, passage: Passage) -> None:
        self._deeds += _deeds(passage)

    def find(self) -> Iterator[Disagreement]:
        by_subject: defaultdict[tuple[str, str], list[_Deed]] = defaultdict(list)
        found: dict[tuple[str, str], tuple[list[_Deed], list[_Deed]]] = {}
        for deed in self._deeds:
            for word in sorted(set(deed.objects)):
                others = by_subject[deed.subject, word]
                for other in others:
                    if other.passage.source is not deed.passage.source and _contrary(other, deed):
                        sides = found.setdefault((deed.subject, min(other.verb, deed.verb)), ([], []))
                        _add(sides, other, deed)
                if len(others) < _COMMON:
                    others.append(deed)
        for sides in found.values():
            sources = [{deed.passage.source.id for deed in side} for side in sides]
            if sources[0].isdisjoint(sources[1]):
                topic = f"whether {shortened(sides[0][0].mention.statement)}"
                yield disagreement(topic, "negation", Strength.HARD, [[d.mention for d in side] for side in sides])


def _deeds(passage: Passage) -> Iterator[_Deed]:
    """`Moscow has not accepted the truce`: a name, helping words, a verb in the past or present, its object."""
    text = passage.text
    for name in names(text):
        match = _VERB.match(text, name.end) if name.kind != "people" else None
        if match is None or match["verb"] in STOPWORDS or not _FINITE.search(match["verb"]):
            continue
        denied = (_NEGATIVE.search(match["helping"]) is not None) != (match["refusing"] is not None)
        stop = _STOPS.search(text, match.end())
        end = min(stop.start() if stop else len(text), match.end() + _LONGEST_OBJECT)
        while text[end - 1 : end + 1].isalnum() and end < len(text):
            end += 1
        inside = [word for word in words(text[match.end() : end]) if word.norm not in STOPWORDS]
        if inside:
            objects = tuple(root(word.norm) for word in inside)
            verb, subject = root(match["verb"]), country(name.key) or name.key
            yield _Deed(passage, subject, verb, denied, objects, name.start, match.end() + inside[-1].end)


def _contrary(one: _Deed, other: _Deed) -> bool:
    """Whether the verbs exclude one another and most of the shorter object is the same."""
    shared = len(set(one.objects) & set(other.objects))
    shorter = min(len(set(one.objects)), len(set(other.objects)))
    if one.denied != other.denied:
        return _alike(one.verb, other.verb) and shared >= max(2, 0.6 * shorter)
    return other.verb in opposites(one.verb) and shared >= (2 if shorter > 1 else 1) and shared >= 0.6 * shorter


def _add(sides: tuple[list[_Deed], list[_Deed]], one: _Deed, other: _Deed) -> None:
    """Each deed to the side of those that say the same."""
    first, second = sides
    if not first:
        first.append(one)
    for deed in (one, other):
        same = any(not _turned(deed, known) for known in first)
        side = first if same else second
        if deed not in side:
            side.append(deed)


def _turned(one: _Deed, other: _Deed) -> bool:
    return one.denied != other.denied if _alike(one.verb, other.verb) else other.verb in opposites(one.verb)


def _alike(one: str, other: str) -> bool:
    """Whether either verb stands for the other: who did not murder may have killed."""
    return min(likeness(one, other), likeness(other, one)) >= 0.9
