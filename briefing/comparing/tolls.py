"""How many died, were injured or are missing: what a later article counts anew is no contradiction, but news."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from briefing.comparing import anew
from briefing.comparing.grouping import Groups
from briefing.comparing.passages import Passage
from briefing.comparing.sides import excerpt
from briefing.domain.brief import LATER_FIGURE, Disagreement, Side, Strength
from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.language.dates import DateMention, dates
from briefing.language.lexicon import likeness, root
from briefing.language.names import country, names
from briefing.language.numerals import Quantity, quantities

_TOPIC = "how many "
_WINDOW = 30
"""Days beyond which an article counts the victims of another event."""
_LEAD = 2
"""Sentences at the head of an article that say what it tells of, beside its title."""
_QUICK = re.compile(r"\b(?:kill|dea(?:d|th)|die[sd]|fatalit|lives|injur|wound|hurt|missing|toll)", re.IGNORECASE)
_BETWEEN = r"(?:\s+(?:other\s+|more\s+)?(?:people|persons|lives|victims))?"
_WERE = r"(?:\s+(?:were|was|are|is|have|has|had|been|confirmed|feared|reported|left|remain(?:ed|s)?|still))*"
_TOLL = r"\b(?:toll|number\s+of\s+(?:dead|deaths|victims))\b[^.;:]{0,90}?\s(?:to|at|reached|hit|was|is|stood)\s+$"
_THINGS = (
    (
        "dead",
        re.compile(
            rf"(?:\bkill(?:ed|ing|s)\s+|\bclaim(?:ed|ing|s)\s+(?:the\s+lives\s+of\s+)?|{_TOLL})$", re.IGNORECASE
        ),
        re.compile(
            rf"{_BETWEEN}{_WERE}\s+(?:killed|dead|died|deaths|fatalities|lost\s+their\s+lives)\b", re.IGNORECASE
        ),
    ),
    (
        "injured",
        re.compile(r"\b(?:injur(?:ed|ing)|wound(?:ed|ing)|hurt(?:ing)?)\s+$", re.IGNORECASE),
        re.compile(rf"{_BETWEEN}{_WERE}\s+(?:injured|wounded|hurt|injuries)\b", re.IGNORECASE),
    ),
    ("missing", re.compile(r"(?!)"), re.compile(rf"{_BETWEEN}{_WERE}\s+missing\b", re.IGNORECASE)),
)
"""What is counted, what stands before its number, and what behind."""
_UNITS = frozenset({None, "person", "death", "fatality", "victim", "life", "injury", "dead"})
"""A number of soldiers or children may be a part of all victims, and is compared with none."""
_SUMMED = re.compile(
    r"\b(?:since|so\s+far\s+this|this\s+(?:year|month|week|season)|(?:last|past|previous)\s+(?:year|month|week)|"
    r"a\s+(?:year|month|day)|annual(?:ly)?|war|decades?|more\s+than\s+one)\b",
    re.IGNORECASE,
)
"""A sum over many events, or over a time."""
_EVENTS = (
    "quake", "earthquake", "tsunami", "flood", "flooding", "landslide", "mudslide", "avalanche", "storm", "cyclone",
    "hurricane", "typhoon", "tornado", "wildfire", "fire", "blaze", "explosion", "blast", "crash", "collision",
    "derailment", "collapse", "sinking", "shipwreck", "capsizing", "stampede", "crush", "eruption", "outbreak",
    "bombing", "shooting",
)  # fmt: skip
"""What has victims once."""
_KINDS = r"(?:air\s?|missile\s+|drone\s+)?strike|attack|raid|shelling|bombardment|ambush|assault"
_ATTACK = re.compile(rf"\b(?P<kind>{_KINDS})\b(?:\s+(?:on|at|in)\s+(?:an?|the)\s+(?P<target>[a-z-]+))?", re.IGNORECASE)
"""What goes on in a war, so that two numbers may be of two days: one only where both sentences name the same day."""
_SEVERAL = re.compile(
    rf"\b(?:(?:{_KINDS})e?s|second|third|another|other|further|separate|fresh|new|earlier|both|several)\b",
    re.IGNORECASE,
)
_DAY_OF = re.compile(
    rf"\b(?:{_KINDS})(?:\s+(?:on|at|in|near|an?|the|(?!(?:on|at|in|near|an?|the)\b)[a-z]+(?=\s+in\b)|[A-Z][\w-]+))*\s+on\s+$"
)
_OF_DAY = re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}(?:{_KINDS})\b")
"""Before or behind a weekday: it is the day of an attack that has its victims, and so lies behind."""
_TOLD_ON = re.compile(
    r"\b(?:(?:said|says|told|reported|announced|confirmed)(?:\s+(?:in\s+a\s+statement|reporters|journalists|late|early))*"
    r"|(?:to|at)\s+(?:at\s+least\s+)?[\d,]+(?:\s+(?:dead|deaths))?)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(r",?\s+(?:the\s+)?(?:death\s+)?toll\b", re.IGNORECASE)
"""Before or behind a day on which somebody counted, and nobody died."""


class Tolls:
    """Gathers numbers of victims with the event they are of."""

    def __init__(self) -> None:
        self._told: list[_Toll] = []
        self._leads: dict[str, _Event] = {}

    def add(self, passage: Passage) -> None:
        if _QUICK.search(passage.text) is None or passage.source.anchor is None:
            return
        for sentence, start in zip(passage.sentences, passage.starts, strict=True):
            if _SUMMED.search(sentence.text) is None:
                for thing, quantity in counted(sentence.text):
                    event = _Event.of(sentence.text, passage.source.anchor).or_else(self._lead(passage.source))
                    self._told.append(_Toll(passage, start, sentence.text, thing, quantity, event))

    def find(self) -> Iterator[Disagreement]:
        for tolls in _events(self._told):
            if row := _later(tolls):
                yield row

    def _lead(self, source: Source) -> "_Event":
        if source.id not in self._leads:
            head = " . ".join([source.title or "", *(each.text for each in source.sentences[:_LEAD])])
            self._leads[source.id] = _Event.of(head)
        return self._leads[source.id]


@dataclass(frozen=True, slots=True)
class _Event:
    deeds: frozenset[str]
    """Roots of what happened."""
    places: frozenset[str]
    """Keys of the names told with it, people and countries left out."""
    attack: "_Attack | None" = None
    """Of which its sentence tells; None where it leaves its kind or day open, or tells of more than one."""
    days: frozenset[date] = frozenset()
    """Named by its sentence, those left out on which somebody spoke or counted."""

    @staticmethod
    def of(text: str, anchor: date | None = None) -> "_Event":
        words = {root(word) for word in re.findall(r"[a-z]+", text.casefold())}
        places = {name.key for name in names(text) if name.kind != "person" and country(name.key) is None}
        deeds = frozenset(words & _deeds())
        if anchor is None:
            return _Event(deeds, frozenset(places))
        return _Event(deeds, frozenset(places), _Attack.of(text, anchor), frozenset(_days_of(text, anchor)))

    def or_else(self, lead: "_Event") -> "_Event":
        """What the sentence leaves to its article; which attack it is, it must say itself."""
        deeds = self.deeds if self.deeds or self.attack else lead.deeds
        return _Event(deeds, self.places or lead.places, self.attack, self.days)

    def is_like(self, other: "_Event") -> bool:
        """Whether the same may have happened in both: where, their places tell."""
        if self.days and other.days and not self.days & other.days:
            return False
        if not self.deeds and not other.deeds:
            return self.attack is not None and other.attack is not None and self.attack.is_same(other.attack)
        return any(one == two or likeness(one, two) > 0 for one in self.deeds for two in other.deeds)


@cache
def _deeds() -> frozenset[str]:
    return frozenset(map(root, _EVENTS))


class _Attack(NamedTuple):
    kind: str
    day: date
    target: str
    """What was hit, where the sentence says more than the place: `a market`."""

    @staticmethod
    def of(text: str, anchor: date) -> "_Attack | None":
        found = {
            ("".join(match["kind"].casefold().split()).removeprefix("air"), (match["target"] or "").casefold())
            for match in _ATTACK.finditer(text)
        }
        days = {_day(mention, text) for mention in dates(text, anchor)}
        if len(found) != 1 or len(days) != 1 or _SEVERAL.search(text):
            return None
        ((kind, target),), (day,) = found, days
        return _Attack(kind, day, target) if day and day <= anchor else None

    def is_same(self, other: "_Attack") -> bool:
        known = {self.target, other.target} - {""}
        return (self.kind, self.day) == (other.kind, other.day) and len(known) < 2


def _day(mention: DateMention, text: str) -> date | None:
    """The day that a date means; None where it means more than one."""
    behind = mention.either and (_OF_DAY.match(text, mention.end) or _DAY_OF.search(text[: mention.start]))
    return mention.earliest if behind or mention.earliest == mention.latest else None


def _days_of(text: str, anchor: date) -> Iterator[date]:
    """The days on which something happened, so far as they are named."""
    for mention in dates(text, anchor):
        told = _TOLD_ON.search(text[: mention.start]) or _COUNTED_ON.match(text, mention.end)
        if not told and (mention.either or mention.earliest == mention.latest):
            yield mention.earliest


@dataclass(frozen=True, slots=True)
class _Toll:
    passage: Passage
    start: int
    """Of the sentence in the passage."""
    text: str
    thing: str
    quantity: Quantity
    event: _Event

    @property
    def day(self) -> date:
        assert self.passage.source.anchor is not None
        return self.passage.source.anchor

    @property
    def evidence(self) -> Evidence:
        return self.passage.sentence_evidence(self.start)

    @property
    def statement(self) -> str:
        return excerpt(self.text, self.quantity.start, self.quantity.end)


def counted(text: str) -> Iterator[tuple[str, Quantity]]:
    """Numbers of victims that a text tells: what is counted (`dead`, `injured`, `missing`), and how many."""
    for quantity in quantities(text):
        if quantity.ordinal or quantity.share or quantity.unit not in _UNITS or quantity.per:
            continue
        for thing, before, behind in _THINGS:
            if before.search(text[: quantity.start]) or behind.match(text, quantity.end):
                yield thing, quantity
                break


def _events(told: Sequence[_Toll]) -> Iterator[list[_Toll]]:
    """What is counted of one event, by thing; looked up by place, so that time grows with what is told of each."""
    by_place: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    groups = Groups(len(told))
    for number, toll in enumerate(told):
        for place in sorted(toll.event.places):
            for other in by_place[toll.thing, place]:
                if _one_event(told[other], toll):
                    groups.join(other, number)
            by_place[toll.thing, place].append(number)
    yield from ([told[number] for number in group] for group in groups)


def _one_event(one: _Toll, other: _Toll) -> bool:
    return abs((one.day - other.day).days) <= _WINDOW and one.event.is_like(other.event)


def _later(tolls: Sequence[_Toll]) -> Disagreement | None:
    """The older figures beside the newest, where its article says that it counts anew; None where there is none."""
    last = max(toll.day for toll in tolls)
    counting = [toll for toll in tolls if toll.day == last and anew.words(toll.text, toll.quantity.start)]
    if not counting:
        return None
    newest = max(counting, key=lambda toll: toll.quantity.low)
    revised = anew.is_revised(newest.text, newest.quantity.start)
    older: defaultdict[float, list[_Toll]] = defaultdict(list)
    for toll in tolls:
        low = toll.quantity.low
        if toll.day < last and (low < newest.quantity.low or (revised and low > newest.quantity.low)):
            older[low].append(toll)
    if not older:
        return None
    same = [toll for toll in tolls if toll.quantity.low == newest.quantity.low]
    sides = [_side("older", each) for each in sorted(older.values(), key=lambda each: min(toll.day for toll in each))]
    return Disagreement(
        topic=f"{_TOPIC}{newest.thing}: {_where(newest, tolls)}",
        kind=LATER_FIGURE,
        strength=Strength.SOFT,
        sides=(*sides, _side("newer", [newest, *(toll for toll in same if toll is not newest)])),
    )


def counts(row: Disagreement) -> str:
    """What a row of later figures counts: `dead`, `injured` or `missing`."""
    return row.topic.removeprefix(_TOPIC).partition(":")[0]


def _where(newest: _Toll, tolls: Iterable[_Toll]) -> str:
    """The place that most of them name."""
    shared = {place: sum(place in toll.event.places for toll in tolls) for place in sorted(newest.event.places)}
    return max(shared, key=lambda place: shared[place]).title()


def _side(label: str, tolls: Sequence[_Toll]) -> Side:
    return Side(
        statement=f"{label}: {tolls[0].statement}",
        evidence=tuple(dict.fromkeys(toll.evidence for toll in tolls)),
        figure=tolls[0].quantity.low,
    )
