"""What a sentence is about, and in what two sentences about one thing differ."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log

from briefing.comparing.rewording import NONE, exchanged, turned
from briefing.domain.changes import Difference
from briefing.domain.edition import Told
from briefing.domain.yardstick import PHIA
from briefing.language.dates import DateMention, dates
from briefing.language.estimative import Estimate, estimates
from briefing.language.names import Name, names, same_name
from briefing.language.numerals import Quantity, quantities, same_unit, singular
from briefing.language.words import content_stems, fold

_DENIAL = re.compile(r"\b(?:not|never|no|nobody|none|neither|nor|without|denied|denies|refused|refuses)\b|n['’]t\b")
_SAME_MATTER = 0.45
"""Share of two sentences' weight of meaning that they have in common: less, and they are about two things."""
_SAME_WORDS = 0.6
"""The same where only a name or a word of likelihood tells them apart: words that are everywhere prove less."""
_SAME_DEED = 0.8
"""The same where only a denial does: "not" may stand before something else in either."""
_KNOWN = 0.7
"""Share of a sentence's weight that one told before must cover: the rest is dressing."""
_CLOSE = 30
"""Characters behind a number within which what it counts may stand."""
_CANDIDATES = 5
"""Sentences, the likest first, that are looked at closely."""


@dataclass(frozen=True)
class Matter:
    """A sentence taken apart."""

    told: Told
    day: date
    """From which it reckons a day without a year."""

    @cached_property
    def folded(self) -> str:
        return fold(self.told.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of what it is about: without numbers and words of likelihood."""
        text = self.told.text
        for each in reversed(self.estimates):
            text = text[: each.start] + " " + text[each.end :]
        return frozenset(stem for stem in content_stems(text) if not stem[0].isdigit())

    @cached_property
    def estimates(self) -> list[Estimate]:
        return estimates(self.told.text, PHIA)

    @cached_property
    def quantities(self) -> list[Quantity]:
        return [each for each in quantities(self.told.text) if each.unit and not each.ordinal]

    @cached_property
    def names(self) -> list[Name]:
        return names(self.told.text)

    @cached_property
    def days(self) -> list[DateMention]:
        return [each for each in dates(self.told.text, self.day) if any(char.isdigit() for char in each.text)]

    @cached_property
    def denies(self) -> bool:
        return _DENIAL.search(self.folded) is not None

    @property
    def term(self) -> str | None:
        """Its estimative word; one that a yardstick has before others."""
        chosen = next((each for each in self.estimates if each.band), self.estimates[0] if self.estimates else None)
        return chosen.term if chosen else None


@dataclass(frozen=True, slots=True)
class Likeness:
    matter: Matter
    both: float
    """Twice the common weight by the weight of both, 0 to 1."""
    covered: float
    """Share of the weight of the sentence asked for that this one has too."""


class Memory:
    """Sentences in which those about the same matter are looked up.

    Words weigh by how rare they are among all sentences of both briefs, so that what the event is called weighs little.
    """

    def __init__(self, matters: Iterable[Matter], others: Iterable[Matter] = ()) -> None:
        self._matters = tuple(matters)
        everything = (*self._matters, *others)
        counts = Counter(stem for matter in everything for stem in matter.stems)
        self._weights = {stem: log(1 + len(everything) / count) for stem, count in counts.items()}
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._texts = {matter.folded: matter for matter in reversed(self._matters)}
        for number, matter in enumerate(self._matters):
            for stem in sorted(matter.stems):
                self._postings[stem].append(number)
        self._sums = [self._weigh(matter.stems) for matter in self._matters]

    def verbatim(self, matter: Matter) -> Matter | None:
        return self._texts.get(matter.folded)

    def alike(self, matter: Matter) -> list[Likeness]:
        """The likest, at most five, none that has less than the least share in common."""
        common: defaultdict[int, float] = defaultdict(float)
        for stem in sorted(matter.stems):
            for number in self._postings.get(stem, ()):
                common[number] += self._weights[stem]
        whole = self._weigh(matter.stems)
        found = [
            Likeness(self._matters[number], 2 * shared / (whole + self._sums[number]), shared / whole)
            for number, shared in common.items()
            if whole
        ]
        found = [each for each in found if each.both >= _SAME_MATTER or each.covered >= _KNOWN]
        return sorted(found, key=lambda each: -each.both)[:_CANDIDATES]

    def _weigh(self, stems: Iterable[str]) -> float:
        return sum(self._weights.get(stem, 0.0) for stem in sorted(stems))


def tells_as_much(found: Likeness, now: Matter, *, edited: bool) -> bool:
    """Whether the sentence found already said what the one asked for says.

    Args:
        edited: see `differences`.
    """
    return found.covered >= _KNOWN and found.matter.denies == now.denies and not differences(found, now, edited=edited)


def differences(found: Likeness, now: Matter, *, edited: bool) -> tuple[Difference, ...]:
    """In what a later sentence differs from an earlier one about the same matter.

    Args:
        edited: one of them stood in a version of a source that was replaced, and stands there no more: who writes
            another word in its place means another thing, while of two authors each may have words of his own.
    """
    if found.both < _SAME_MATTER:
        return ()
    before = found.matter
    everything = [*_numbers(before, now), *_days(before, now)]
    if found.both >= _SAME_WORDS:
        everything += [*_likelihood(before, now), *_names(before, now)]
    if found.both >= _SAME_DEED:
        everything += _denial(before, now)
    return tuple(everything or _wording(found, now, edited=edited))


def _numbers(before: Matter, now: Matter) -> Iterator[Difference]:
    """Two numbers of one thing of which neither can be the other, where each sentence has no number that fits."""
    for new in now.quantities:
        same = [old for old in before.quantities if same_unit(old, new) and old.share == new.share]
        if same and not any(_fit(old, new) for old in same):
            fitting = [old for old in same if not any(_fit(old, other) for other in now.quantities)]
            if fitting:
                yield Difference(kind="number", before=_counted(fitting[0], before), now=_counted(new, now))


def _fit(one: Quantity, other: Quantity) -> bool:
    return same_unit(one, other) and one.low <= other.high and other.low <= one.high


def _counted(quantity: Quantity, matter: Matter) -> str:
    """The number up to the word that it counts, where that follows it closely."""
    text = matter.told.text[quantity.start :]
    end = quantity.end - quantity.start
    for match in re.finditer(r"[^\W\d_]+", text[end : end + _CLOSE]):
        if singular(match.group()) == quantity.unit:
            return text[: end + match.end()]
    return text[:end].strip()


def _days(before: Matter, now: Matter) -> Iterator[Difference]:
    if len(before.days) == len(now.days) == 1:
        old, new = before.days[0], now.days[0]
        if old.latest < new.earliest or new.latest < old.earliest:
            yield Difference(kind="date", before=old.text.rstrip(" .,"), now=new.text.rstrip(" .,"))


def _denial(before: Matter, now: Matter) -> Iterator[Difference]:
    if before.denies != now.denies:
        yield Difference(
            kind="negation", before="denied" if before.denies else "said", now="denied" if now.denies else "said"
        )


def _wording(found: Likeness, now: Matter, *, edited: bool) -> Iterator[Difference]:
    """Where nothing else differs: a word that excludes the one it stands for, or in an edited sentence any."""
    texts = found.matter.told.text, now.told.text
    exchange = turned(*texts) if found.both >= _SAME_WORDS else NONE
    if exchange == NONE and edited and found.both >= _SAME_WORDS:
        exchange = exchanged(*texts)
    if exchange != NONE:
        yield Difference(kind="wording", before=exchange.before, now=exchange.now)


def _likelihood(before: Matter, now: Matter) -> Iterator[Difference]:
    if before.term and now.term and before.term != now.term:
        yield Difference(kind="likelihood", before=before.term, now=now.term)


def _names(before: Matter, now: Matter) -> Iterator[Difference]:
    """One name on each side that the other side lacks, of one kind: a person for a person, a place for a place."""
    gone = [each for each in before.names if not any(same_name(each.text, other.text) for other in now.names)]
    come = [each for each in now.names if not any(same_name(each.text, other.text) for other in before.names)]
    if len(gone) == len(come) == 1 and gone[0].kind == come[0].kind:
        yield Difference(kind="name", before=gone[0].text, now=come[0].text)
