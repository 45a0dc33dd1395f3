"""The sentences of all sources, found by what they speak of."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from math import log
from typing import TypeVar

from briefing.checking.facts import Facts
from briefing.checking.keys import found_by, keys
from briefing.domain.claim import Evidence, Stance
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.language import names
from briefing.language.lexicon import groups
from briefing.language.location import Folded, folded

_OPENING = 2
_SPACE = 12
"""Characters that white space and marks may add to a sentence."""
_POINTS = 10**6
"""Of a key that one passage in very many has: whole numbers, whose sum does not hang on their order."""
_RELATED = 0.7
"""What a synonym of a key counts, beside the key itself."""
_KEPT = 8
"""Texts for which it is remembered what was found: a claim, its parts and its quotations."""
_T = TypeVar("_T")
_WARM = 500
"""Passages that keep what was taken out of them: claims come back to the same ones; all would take hundreds of MB."""
_GLANCED = 8000
"""The same of those that were looked at beside another passage only: they keep a number, a day, or a name."""
_CANDIDATES = 160
"""So many sentences are weighed for one claim; the commonest words add none beyond."""

ANY_DAY = date(2001, 6, 14)
"""Anchor of sources without a date: on both sides the same, so that Thursday is still not Friday."""


class Passage(Facts):
    """One sentence of one source."""

    __slots__ = ("number", "sentence", "source")

    def __init__(self, source: Source, sentence: Sentence, number: int) -> None:
        super().__init__(sentence.text, source.anchor or ANY_DAY)
        self.source = source
        self.sentence = sentence
        self.number = number
        """Among all passages of the index."""

    @property
    def undated(self) -> bool:
        return self.source.anchor is None

    def evidence(self, stance: Stance = Stance.SUPPORTS) -> tuple[Evidence, ...]:
        """The sentence's pieces as they stand in the source."""
        text = self.source.text
        return tuple(
            Evidence(source=self.source.id, start=span.start, end=span.end, quote=span.of(text), stance=stance)
            for span in self.sentence.spans
            if span.end > span.start
        )

    @cached_property
    def folded(self) -> str:
        """The form in which wordings are compared."""
        return folded(self.text)

    @cached_property
    def _offsets(self) -> list[int] | None:
        """Offset in the source of each character of the sentence's text; None if they do not fit together."""
        offsets: list[int] = []
        chars: list[str] = []
        source = self.source.text
        for span in self.sentence.spans:
            if chars and chars[-1] != " ":
                chars.append(" ")
                offsets.append(span.start)
            for at in range(span.start, span.end):
                char = " " if source[at].isspace() else source[at]
                if char != " " or (chars and chars[-1] != " "):
                    chars.append(char)
                    offsets.append(at)
        return offsets if "".join(chars).rstrip() == self.text.rstrip() else None

    def place(self, start: int, end: int) -> str:
        """`003 [characters 480-512]` for a stretch of the sentence's text."""
        first, last = self.sentence.start, self.sentence.end
        if self._offsets and start < end <= len(self._offsets):
            first, last = self._offsets[start], self._offsets[end - 1] + 1
        return f"[characters {first}-{last}]"

    def forget(self) -> None:
        """Lets go of what was taken out of it; it is taken out anew when it is asked for."""
        self.__dict__ = {}

    @property
    def label(self) -> str:
        return self.source.id


class Index:
    """All sentences of the sources, by root; built once for many claims. Copies of a source are left out."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = tuple(source for source in sources if source.duplicate_of is None)
        self.by_id = {source.id: source for source in self.sources}
        self.passages: list[Passage] = []
        self.first_of: dict[str, int] = {}
        """Source id -> number of its first passage."""
        self._keys: list[tuple[str, ...]] = []
        """Of each passage; no sets, which would take many times as much."""
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._folded: dict[str, Folded] = {}
        self._openings: dict[str, list[names.Name]] = {}
        self._same: dict[str, list[Passage]] = {}
        self._warm: dict[int, Passage] = {}
        """Passages looked at last, by number, the latest at the end."""
        self._glanced: dict[int, Passage] = {}
        """The same of those beside them."""
        self._last: dict[str, list[tuple[int, float]]] = {}
        """The texts that were looked for last, and what was found: they are asked for more than once."""
        known: dict[str, str] = {}
        for source in self.sources:
            self.first_of[source.id] = len(self.passages)
            for sentence in source.sentences:
                number = len(self.passages)
                self.passages.append(Passage(source, sentence, number))
                own = {known.setdefault(key, key): None for key in found_by(sentence.text)}
                self._keys.append(tuple(own))
                for key in own:
                    self._postings[key].append(number)

    @cached_property
    def _relatives(self) -> dict[int, list[str]]:
        """Number of a group of synonyms -> its roots that occur here."""
        table: dict[int, list[str]] = defaultdict(list)
        for key in self._postings:
            for group in groups(key):
                table[group].append(key)
        return table

    def verbatim(self, text: str) -> list[Passage]:
        """The passages whose text it is, blind to white space and kinds of marks."""
        if text not in self._same:
            _forget(self._same)
            near = [each for each in self._alike(text) if abs(len(each.text) - len(text)) <= _SPACE]
            wanted = folded(text) if near else ""
            self._same[text] = [passage for passage in near if passage.folded == wanted]
        return self._same[text]

    def _alike(self, text: str) -> Iterator[Passage]:
        """The passages that share all that any shares with the text; where it has nothing to share, those like it."""
        ranked = self._ranked(text)
        if ranked:
            yield from (self.passages[number] for number, score in ranked if score == ranked[0][1])
        elif not keys(text):
            yield from (passage for passage in self.passages if not self._keys[passage.number])

    def knows(self, key: str) -> bool:
        """Whether a root or a name's spelling occurs anywhere."""
        return key in self._postings

    def rarity(self, key: str) -> float:
        """Inverse document frequency of a root, 0 to about 1; 1 for what no source has."""
        return self._rarities[len(self._postings.get(key, ()))]

    @cached_property
    def _rarities(self) -> list[float]:
        """Rarity of what so many passages have."""
        total = len(self.passages)
        return [log((total + 1) / (having + 0.5)) / log(2 * total + 2) for having in range(total + 1)]

    def naming(self, key: str) -> list[Passage]:
        """Passages that have the root or spelling, in order."""
        return [self.passages[number] for number in self._postings.get(key, ())]

    def keep_warm(self, passages: list[Passage]) -> None:
        """Notes that these are looked at now; those that nobody has looked at for long are forgotten."""
        _note(self._warm, passages, _WARM)

    def _glance(self, passages: list[Passage]) -> list[Passage]:
        """The same of passages beside these."""
        _note(self._glanced, passages, _GLANCED, self._warm)
        return passages

    def neighbour(self, passage: Passage, step: int) -> Passage | None:
        """The sentence so many places away in the same source."""
        number = passage.number + step
        if 0 <= number < len(self.passages) and self.passages[number].source is passage.source:
            return self._glance(self.passages[number : number + 1])[0]
        return None

    def opening(self, source: Source) -> list[names.Name]:
        """The names of a source's first two sentences."""
        if (found := self._openings.get(source.id)) is None:
            first = self.first_of[source.id]
            opening = self.passages[first : first + min(_OPENING, len(source.sentences))]
            found = self._openings[source.id] = [name for passage in opening for name in passage.names]
        return found

    def elsewhere(self, source: Source, key: str) -> list[Passage]:
        """The passages of one source that have a root or spelling."""
        numbers = self._postings.get(key, [])
        first = self.first_of[source.id]
        start, end = bisect_left(numbers, first), bisect_left(numbers, first + len(source.sentences))
        return self._glance([self.passages[number] for number in numbers[start:end]])

    def containing(self, source: str, span: Span) -> list[Passage]:
        """The passages of a source that a span touches."""
        if source not in self.first_of:
            return []
        first = self.first_of[source]
        passages = self.passages[first : first + len(self.by_id[source].sentences)]
        near = [each for each in passages if each.sentence.start < span.end and span.start < each.sentence.end]
        return [each for each in near if any(span.overlaps(piece) for piece in each.sentence.spans)]

    def folded(self, source: Source) -> Folded:
        """The whole text of a source, ready to find wordings in."""
        if source.id not in self._folded:
            self._folded[source.id] = Folded(source.text)
        return self._folded[source.id]

    def search(self, text: str, *, each: int = 4, most: int = 24, least: float = 0.2) -> list[Passage]:
        """The passages that share most with the text, best first: at most so many of each source and in all.

        `least`: the share of the best one's score below which none is of use.
        """
        taken: dict[str, int] = defaultdict(int)
        best: list[Passage] = []
        for number, score in (ranked := self._ranked(text)):
            if len(best) >= most or score < least * ranked[0][1]:
                break
            passage = self.passages[number]
            if taken[passage.source.id] < each:
                taken[passage.source.id] += 1
                best.append(passage)
        return best

    def _ranked(self, text: str) -> list[tuple[int, float]]:
        """Numbers and scores of the passages that share something with the text, best first."""
        if text not in self._last:
            _forget(self._last)
            found = self._scores(keys(text))
            self._last[text] = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return self._last[text]

    def _scores(self, keys: Sequence[str]) -> dict[int, float]:
        """By number of a passage the rarity of what it shares: the rarest keys find them, all keys rank them.

        Common keys only rank what is already found, so that a claim costs the same among many sources as among few.
        """
        weighted = sorted(((self.rarity(key), key) for key in keys), reverse=True)
        wanted = {key: rarity for rarity, key in weighted}
        related: dict[str, str] = {}
        for _, key in weighted:
            for other in self._related(key):
                related.setdefault(other, key)
        found: dict[int, None] = {}
        for key in (*wanted, *related):
            if len(found) > _CANDIDATES:
                break
            found |= dict.fromkeys(self._postings.get(key, ()))
        scores: dict[int, float] = {}
        own, others = frozenset(wanted), frozenset(related)
        points = {key: round(rarity * _POINTS) for key, rarity in wanted.items()}
        for number in found:
            has = self._keys[number]
            shared = own.intersection(has)
            scores[number] = sum(map(points.__getitem__, shared))
            if not others.isdisjoint(has) and (stand_in := {related[key] for key in others.intersection(has)} - shared):
                scores[number] += _RELATED * sum(map(points.__getitem__, stand_in))
        return scores

    def _related(self, key: str) -> tuple[str, ...]:
        """The roots here that share a group of synonyms with the key, the rarest first."""
        numbers = groups(key)
        if not numbers:
            return ()
        others = {other for group in numbers for other in self._relatives.get(group, ()) if other != key}
        return tuple(sorted(others, key=lambda other: (len(self._postings[other]), other)))


def _note(noted: dict[int, Passage], passages: list[Passage], most: int, spared: Container[int] = ()) -> None:
    for passage in passages:
        noted.pop(passage.number, None)
        noted[passage.number] = passage
    while len(noted) > max(most, len(passages)):
        first = noted.pop(next(iter(noted)))
        if first.number not in spared:
            first.forget()


def _forget(found: dict[str, _T]) -> None:
    """What was looked for before the last few texts."""
    if len(found) >= _KEPT:
        del found[next(iter(found))]
