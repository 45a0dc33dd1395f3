"""Numbers, durations and dates on which sources disagree about one and the same thing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.comparing.passages import Passage
from briefing.comparing.sides import Mention, disagreement
from briefing.domain.brief import Disagreement, Strength
from briefing.language.dates import dates
from briefing.language.names import names
from briefing.language.numerals import Quantity, quantities
from briefing.language.words import content_stems

_WINDOW = 90
"""Characters to each side that tell what a number is about."""
_COMMON = 40
"""A stem around so many numbers of one unit singles none of them out."""
_IDLE_UNITS = frozenset(
    {"side", "party", "time", "thing", "round", "step", "part", "way", "one", "day", "other", "more"}
)
_MINUTES = {"minute": 1.0, "hour": 60.0}
_LASTING = re.compile(
    r"\b(?:last(?:ed|ing)|took|(?:ended|over|finished|closed) after|ran for|went on for)\s+(?:for\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:talks|meetings?|session|negotiations|summit|gathering|assembly|conference)\b", re.IGNORECASE
)
_HYPHENED = re.compile(r"[\s-]+(?:hour|minute)s?\s+(?:\w+\s+)?(?=\w)")
_YEAR = 400
"""Days beyond which two dates are of two events."""
_PERIOD = re.compile(
    r"\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several|past|last|this|previous)\s+"
    r"(?:seconds?|hours?|days?|weeks?|months?|years?|decades?|seasons?)\b|\b(?:19|20)\d\d\b|\b(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day\b",
    re.IGNORECASE,
)
_OLD = re.compile(r"[\s-]years?[\s-](?:old|ago|of age)\b")
_CLAUSE = re.compile(r"[;:—]|,\s+(?:and|but|while|which|who|where|as|after|before)\b|,\s+(?=[a-z]+ing\b)")
_AND_MINUTES = re.compile(r"\b(?:an|one|two|three|four|five)\s+hours?\s+and\s+", re.IGNORECASE)


class Figures:
    """Gathers numbers with what they count, and days with what happened on them."""

    def __init__(self) -> None:
        self._counted: list[_Counted] = []
        self._dated: list[_Dated] = []

    def add(self, passage: Passage) -> None:
        self._counted += _counted(passage)
        self._dated += _dated(passage)

    def find(self) -> Iterator[Disagreement]:
        yield from _numbers(self._counted)
        yield from _durations(self._counted)
        yield from _dates(self._dated)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number in its clause: what it holds in order and once, since a set of so few words takes five times as much."""

    passage: Passage
    start: int
    """Of the number in the passage."""
    quantity: Quantity
    about: tuple[str, ...]
    """Stems of what stands around it in the clause, the number and its unit left out."""
    beside: tuple[str, ...]
    """Of these the two before the number and the two behind its unit."""
    named: tuple[str, ...]
    """Keys of the names in the clause."""
    periods: tuple[str, ...]
    """Spans of time in the clause, as written."""

    @property
    def mention(self) -> Mention:
        left, right = _clause_around(self.passage, self.start, self.start + len(self.quantity.text))
        return Mention(self.passage.text[left:right], self.passage.evidence(left, right))


def _counted(passage: Passage) -> Iterator[_Counted]:
    text = passage.text
    if not any(char.isdigit() for char in text) and " hour" not in text and "thousand" not in text:
        return
    for quantity in quantities(text):
        if quantity.unit is None or quantity.ordinal or quantity.unit in _IDLE_UNITS or _is_age(text, quantity):
            continue
        left, right = _clause_around(passage, quantity.start, quantity.end)
        unit = {*content_stems(quantity.unit), *(stem for word in quantity.around for stem in content_stems(word))}
        before = _telling(text[left : quantity.start], unit)
        behind = _telling(text[quantity.end : right], unit)
        yield _Counted(
            passage,
            quantity.start,
            quantity,
            about=_ordered((*before, *behind)),
            beside=_ordered((*before[-2:], *behind[:2])),
            named=_ordered(name.key for name in names(text) if left <= name.start < right),
            periods=_ordered(match.group().casefold() for match in _PERIOD.finditer(text, left, right)),
        )


def _ordered(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def _telling(text: str, unit: set[str]) -> list[str]:
    return [stem for stem in content_stems(text) if stem not in unit and not stem[0].isdigit()]


def _is_age(text: str, quantity: Quantity) -> bool:
    """`18-year-old`, `300,000 years ago`: an age or a date, and another person's or find's in the next article."""
    return quantity.unit == "year" and _OLD.match(text, quantity.end) is not None


def _clause_around(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The clause that holds the number, at most 90 characters to each side, cut between words."""
    at = passage.sentence_at(start)
    first, last = passage.starts[at], passage.starts[at] + len(passage.sentences[at].text)
    left, right = max(first, start - _WINDOW), min(last, end + _WINDOW)
    for match in _CLAUSE.finditer(passage.text, first, last):
        if match.end() <= start:
            left = max(left, match.end())
        elif match.start() >= end:
            right = min(right, match.start())
            break
    while left > first and passage.text[left - 1].isalnum():
        left += 1
    while right < last and passage.text[right : right + 1].isalnum():
        right -= 1
    while left < start and passage.text[left].isspace():
        left += 1
    return left, right


def _numbers(counted: Sequence[_Counted]) -> Iterator[Disagreement]:
    """The same thing counted, in the same clause as far as words go, and no number that fits both."""
    by_unit: defaultdict[tuple[str, bool, bool], list[_Counted]] = defaultdict(list)
    for item in counted:
        if item.quantity.unit not in _MINUTES and item.quantity.high > 2:
            by_unit[item.quantity.unit or "", item.quantity.each, item.quantity.share].append(item)
    for (unit, _, _), items in by_unit.items():
        seen: set[int] = set()
        for left, right in _alike([item.about for item in items]):
            one, other = items[left], items[right]
            if one.passage.source is other.passage.source or _fit(one.quantity, other.quantity):
                continue
            if not _one_subject(one, other):
                continue
            if left in seen or right in seen or _repeated(one, items) or _repeated(other, items):
                continue
            seen |= {left, right}
            strength = Strength.HARD if _same_day(one.passage, other.passage) else Strength.SOFT
            yield disagreement(f"how many: {unit}", "number", strength, ([one.mention], [other.mention]))


def _one_subject(one: _Counted, other: _Counted) -> bool:
    """Whether the same people and places are named, the same word stands beside, and no other time is meant."""
    here, there = set(one.named), set(other.named)
    named = bool(here & there) and (here <= there or there <= here)
    return named and not set(one.beside).isdisjoint(other.beside) and one.periods == other.periods


def _alike(items: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs that share four words and most of the words of the shorter, by an inverted index.

    `items`: words in order, each once.
    """
    index: defaultdict[str, list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        shared: Counter[int] = Counter()
        for stem in item:
            if len(index[stem]) < _COMMON:
                shared.update(index[stem])
                index[stem].append(position)
        for other in sorted(shared):
            if shared[other] >= max(4, 0.6 * min(len(item), len(items[other]))):
                yield other, position


def _fit(one: Quantity, other: Quantity) -> bool:
    """Whether one number can be both; a rounded or bounded number leaves five per cent of room."""
    exact = one.exact and other.exact and not (_is_round(one.low) or _is_round(other.low))
    room = 0.0 if exact else 0.05 * max(abs(one.low), abs(other.low))
    return one.low - room <= other.high and other.low - room <= one.high


def _is_round(value: float) -> bool:
    digits = f"{value:g}".rstrip("0")
    return value >= 100 and len(digits) <= 2


def _repeated(item: _Counted, items: Sequence[_Counted]) -> bool:
    """Whether the same sentence counts the same thing several times: then the words don't tell which is meant."""
    sentence = item.passage.sentence_at(item.start)
    same = [
        other for other in items if other.passage is item.passage and other.passage.sentence_at(other.start) == sentence
    ]
    return len({other.quantity.low for other in same}) > 1


def _same_day(one: Passage, other: Passage) -> bool:
    """Whether the articles were written at about the same time, as far as they say."""
    first, second = one.source.anchor, other.source.anchor
    return first is None or second is None or abs((first - second).days) <= 1


def _durations(counted: Sequence[_Counted]) -> Iterator[Disagreement]:
    """How long the meeting took, in minutes."""
    lasting = [item for item in counted if item.quantity.unit in _MINUTES and _is_duration(item)]
    sides: list[tuple[float, float, list[_Counted]]] = []
    for item in lasting:
        scale = _MINUTES[item.quantity.unit or "minute"]
        low, high = scale * item.quantity.low, scale * item.quantity.high
        for position, (least, most, same) in enumerate(sides):
            if low <= 1.15 * most and least <= 1.15 * high:
                sides[position] = (max(least, low), min(most, high), [*same, item])
                break
        else:
            sides.append((low, high, [item]))
    sources = [{item.passage.source.id for item in same} for _, _, same in sides]
    if len(sides) > 1 and all(not first & second for first in sources for second in sources if first is not second):
        yield disagreement(
            "how long the meeting took", "duration", Strength.HARD, [[item.mention for item in s] for _, _, s in sides]
        )


def _is_duration(item: _Counted) -> bool:
    """Whether it says how long a meeting lasted: `the talks took two hours`, `a two-hour session`."""
    text, start = item.passage.text, item.start
    at = item.passage.sentence_at(start)
    begin = item.passage.starts[at]
    if not _MEETING.search(item.passage.sentences[at].text) or _AND_MINUTES.search(text, max(begin, start - 20), start):
        return False
    hyphened = _HYPHENED.match(text, start + len(item.quantity.text))
    named = hyphened is not None and _MEETING.match(text, hyphened.end()) is not None
    return named or _LASTING.search(text[begin:start]) is not None


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence that names one day, in full, and no other."""

    passage: Passage
    about: tuple[str, ...]
    """Stems of the sentence without the date, in order, each once."""
    day: date
    start: int

    @property
    def mention(self) -> Mention:
        evidence = self.passage.sentence_evidence(self.start)
        return Mention(self.passage.sentences[self.passage.sentence_at(self.start)].text, evidence)


def _dated(passage: Passage) -> Iterator[_Dated]:
    if not any(char.isdigit() for char in passage.text):
        return
    for sentence, start in zip(passage.sentences, passage.starts, strict=True):
        named = dates(sentence.text, None)
        if len(named) == 1 and named[0].earliest == named[0].latest:
            rest = sentence.text[: named[0].start] + sentence.text[named[0].end :]
            about = _ordered(stem for stem in content_stems(rest) if not stem[0].isdigit())
            yield _Dated(passage, about, named[0].earliest, start)


def _dates(dated: Sequence[_Dated]) -> Iterator[Disagreement]:
    """One event, in nearly the same words, on two days."""
    for left, right in _alike([item.about for item in dated]):
        one, other = dated[left], dated[right]
        if one.passage.source is not other.passage.source and 0 < abs((one.day - other.day).days) < _YEAR:
            yield disagreement("when", "date", Strength.HARD, ([one.mention], [other.mention]))
