"""Deeds that one source affirms and another denies: the same subject, the same object, the verb turned round."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.comparing.passages import Passage
from briefing.comparing.sides import Mention, disagreement, shortened
from briefing.domain.brief import Disagreement, Strength
from briefing.language.lexicon import likeness, opposed, root
from briefing.language.names import Name, country, names
from briefing.language.words import STOPWORDS, Word, words

_HELPING = "has have had did does do is are was were been be also still again later then"
_AUXILIARIES: frozenset[str] = frozenset(_HELPING.split())
_NEGATING = "not never neither didn't doesn't don't hasn't haven't hadn't isn't aren't wasn't weren't"
_NEGATIVE: frozenset[str] = frozenset(_NEGATING.split())
_REFUSING = frozenset({"refused", "refuses", "declined", "declines", "failed", "fails"})
_MODAL = "will would could may might should must can cannot if won't wouldn't"
_UNREAL: frozenset[str] = frozenset(_MODAL.split())
_STOPS = re.compile(r"[,;:.—()\"“”]|\b(?:and|but|because|that|while|when|after|before|as|if|which|who|until|unless)\b")
_COMMON = 40
_LONGEST_OBJECT = 6


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
    mention: Mention


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
    tokens = words(passage.text)
    starts = {word.start: at for at, word in enumerate(tokens)}
    for name in names(passage.text):
        at = _after(tokens, starts, name)
        if at is None:
            continue
        denied = False
        while at < len(tokens) and (tokens[at].norm in _AUXILIARIES | _NEGATIVE or tokens[at].norm.endswith("ly")):
            denied = denied or tokens[at].norm in _NEGATIVE
            at += 1
        if at < len(tokens) - 2 and tokens[at].norm in _REFUSING and tokens[at + 1].norm == "to":
            denied, at = not denied, at + 2
        if at >= len(tokens) or tokens[at].norm in _UNREAL | STOPWORDS or not tokens[at].text.islower():
            continue
        yield from _deed_of(passage, name, tokens[at], denied)


def _after(tokens: Sequence[Word], starts: dict[int, int], name: Name) -> int | None:
    """The token right after the name, nothing but a blank between."""
    at = starts.get(name.start)
    while at is not None and at < len(tokens) and tokens[at].start < name.end:
        at += 1
    if at is None or at >= len(tokens) or tokens[at].start != name.end + 1:
        return None
    return at


def _deed_of(passage: Passage, name: Name, verb: Word, denied: bool) -> Iterator[_Deed]:
    text = passage.text
    stop = _STOPS.search(text, verb.end)
    end = stop.start() if stop else len(text)
    inside = [word for word in words(text[verb.end : end]) if word.norm not in STOPWORDS][:_LONGEST_OBJECT]
    if not inside or not verb.norm.endswith(("ed", "s", "t", "w", "n", "d", "e")) or name.kind == "people":
        return
    objects = tuple(root(word.norm) for word in inside)
    end = verb.end + inside[-1].end
    mention = Mention(text[name.start : end], passage.evidence(name.start, end))
    yield _Deed(passage, country(name.key) or name.key, root(verb.norm), denied, objects, mention)


def _contrary(one: _Deed, other: _Deed) -> bool:
    """Whether the verbs exclude one another and most of the shorter object is the same."""
    shared = len(set(one.objects) & set(other.objects))
    shorter = min(len(set(one.objects)), len(set(other.objects)))
    if one.denied != other.denied:
        return likeness(one.verb, other.verb) >= 0.9 and shared >= max(2, 0.6 * shorter)
    return opposed(one.verb, other.verb) and shared >= (2 if shorter > 1 else 1) and shared >= 0.6 * shorter


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
    return one.denied != other.denied if likeness(one.verb, other.verb) >= 0.9 else opposed(one.verb, other.verb)
