"""Writes any number of invented articles about invented events: `python -m benchmarks.corpus FOLDER --articles 10000`.

Always the same ones: an event has a number, and all that is told of it hangs on that. One to forty articles tell of an
event, in words of their own; every sixth is a copy that another paper has cut. Events of one kind share the words of
their trade, those of one country also its people and its past, and every fifth event follows from another. The words
are those of `briefing/language/thesaurus.txt`, few of them frequent and most of them rare, as in print; the names are
made up.

A file is called `NUMBER-EVENT.txt`: a title, a line with author, outlet and day, and paragraphs, 700 words in all.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from pathlib import Path

from benchmarks.corpus_words import (
    ADJECTIVES,
    FACTS,
    HEADS,
    KINDS,
    LEADS,
    OFFICES,
    QUOTATIONS,
    TITLES,
    VERBS,
    noun,
    ranked,
)

_COUNTRIES = 40
_SIZES = ((1, 1, 35), (2, 2, 15), (3, 5, 20), (6, 12, 18), (13, 25, 8), (26, 40, 4))
"""From how many to how many articles an event has, and how many events in a hundred have so many."""
_COPIES = 6
_SEQUELS = 5
_SHARED = 0.3
"""Chance of a sentence to state a fact that others state too."""
_NAMES = ("dor", "lin", "mar", "nok", "ren", "sto", "vik", "zar", "ben", "tal")
_FIRST = date(2025, 3, 3)
_DAYS = 28


@dataclass(frozen=True, slots=True)
class Told:
    """One article."""

    event: int
    title: str
    author: str
    outlet: str
    day: date
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        line = f"By {self.author} | {self.outlet} | {self.day:%-d %B %Y}"
        return "\n\n".join((self.title, line, *self.paragraphs)) + "\n"


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    office: str

    @property
    def surname(self) -> str:
        return self.name.split()[1]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What facts are made of: who and what there is in an event, or in the past of a country."""

    people: Sequence[_Person]
    bodies: Sequence[str]
    towns: Sequence[str]
    country: str
    nouns: Sequence[str]

    def facts(self, chance: random.Random, many: int) -> list[tuple[str, ...]]:
        """Each of them in some ways of telling it."""
        return [self._fact(chance) for _ in range(many)]

    def _fact(self, chance: random.Random) -> tuple[str, ...]:
        person = chance.choice(self.people)
        verbs, others = chance.choice(VERBS), chance.choice(VERBS)
        things = [_thing(chance, self.nouns) for _ in range(3)]
        known = {
            "who": f"{person.office} {person.name}",
            "name": person.surname,
            "body": chance.choice(self.bodies),
            "town": chance.choice(self.towns),
            "country": self.country,
            "n": f"{chance.randint(3, 99) * 10 ** chance.choice((0, 0, 1, 1, 2, 3)):,}",
            "day": (_FIRST + timedelta(days=chance.randrange(7))).strftime("%A"),
            "x": things[0],
            "y": things[1],
            "z": things[2],
        }
        ways = chance.choice(QUOTATIONS if chance.random() < 0.2 else FACTS)
        quoted = ways in QUOTATIONS
        told = []
        for way in ways:
            # what somebody said is repeated word for word
            verb, other = (verbs[0], others[0]) if quoted else (chance.choice(verbs), chance.choice(others))
            told.append(_sentence(way.format(**known, do=verb, did=_past(verb), make=other, made=_past(other))))
        return tuple(told)


@dataclass(frozen=True, slots=True)
class _Stage:
    kind: int
    scene: _Scene
    past: tuple[tuple[str, ...], ...]
    """Facts of its country that are told of any event of its kind there."""


@dataclass(frozen=True, slots=True)
class _Event:
    number: int
    size: int
    day: date
    stage: _Stage
    leads: tuple[str, ...]
    titles: tuple[str, ...]
    angles: tuple[tuple[tuple[str, ...], ...], ...]
    """Facts by what an article is mostly about: the deed, the people, what follows."""


def corpus(articles: int) -> Iterator[Told]:
    """So many articles, event after event."""
    return islice((told for number in count() for told in _articles(_event(number))), articles)


def _event(number: int) -> _Event:
    chance = random.Random(f"event {number}")
    low, high, _ = chance.choices(_SIZES, [weight for *_, weight in _SIZES])[0]
    stage, day = _stage(number), _FIRST + timedelta(days=chance.randrange(_DAYS))
    scene, trade = stage.scene, KINDS[stage.kind]
    person = scene.people[2]
    known = {
        "town": scene.towns[0],
        "country": scene.country,
        "body": scene.bodies[0],
        "n": f"{chance.randint(3, 900)}",
        "x": chance.choice(trade),
        "y": chance.choice(trade),
        "z": chance.choice(scene.nouns[len(trade) :]),
        "who": f"{person.office} {person.name}",
        "name": person.surname,
        "day": day.strftime("%A"),
    }
    ways = [(verb, _past(verb)) for verb in chance.choice(VERBS)]
    return _Event(
        number=number,
        size=chance.randint(low, high),
        day=day,
        stage=stage,
        leads=tuple(_sentence(lead.format(**known, do=do, did=did)) for lead in LEADS for do, did in ways),
        titles=tuple(_sentence(title.format(**known, do=do, did=did)) for title in TITLES for do, did in ways),
        angles=tuple(tuple(scene.facts(chance, 14)) for _ in range(3)),
    )


def _stage(number: int) -> _Stage:
    """Where an event takes place, and between whom; every fifth follows from the one before."""
    chance = random.Random(f"stage {number}")
    new = [noun(chance) for _ in range(45)]
    if number and chance.randrange(_SEQUELS) == 0:
        before = _stage(number - 1)
        trade = KINDS[before.kind]
        people = [*before.scene.people[:5], *(_person(chance) for _ in range(4))]
        nouns = [*trade, *before.scene.nouns[len(trade) : len(trade) + 20], *new[:25]]
        return replace(before, scene=replace(before.scene, people=people, nouns=nouns))
    kind = chance.randrange(len(KINDS))
    country, leaders, past = _country(ranked(chance, _COUNTRIES), kind)
    towns = [_name(chance) for _ in range(3)]
    people = [*chance.sample(leaders, 2), *(_person(chance) for _ in range(7))]
    bodies = [f"the {chance.choice((towns[0], towns[1], country))} {chance.choice(HEADS)}" for _ in range(3)]
    return _Stage(kind, _Scene(people, bodies, towns, country, (*KINDS[kind], *new)), past)


@cache
def _country(number: int, kind: int) -> tuple[str, tuple[_Person, ...], tuple[tuple[str, ...], ...]]:
    """Its name, who leads it, and what has happened there in this line before."""
    chance = random.Random(f"country {number}")
    name = _name(chance) + chance.choice(("ia", "land", "mark", "stan"))
    leaders = tuple(_person(chance) for _ in range(6))
    towns = [_name(chance) for _ in range(6)]
    chance = random.Random(f"country {number}, kind {kind}")
    nouns = (*KINDS[kind], *(noun(chance) for _ in range(20)))
    bodies = [f"the {name} {chance.choice(HEADS)}" for _ in range(3)]
    return name, leaders, tuple(_Scene(leaders, bodies, towns, name, nouns).facts(chance, 20))


def _articles(event: _Event) -> Iterator[Told]:
    written: list[Told] = []
    for number in range(event.size):
        chance = random.Random(f"event {event.number}, article {number}")
        copy = written and chance.randrange(_COPIES) == 0
        told = _copy(event, chance, chance.choice(written)) if copy else _report(event, chance)
        if not copy:
            written.append(told)
        yield told


def _copy(event: _Event, chance: random.Random, original: Told) -> Told:
    """Another paper prints it, under a title of its own, with a last paragraph or two cut."""
    kept = len(original.paragraphs) - chance.randrange(3)
    title, outlet = chance.choice(event.titles), _outlet(chance)
    return Told(event.number, title, original.author, outlet, original.day, original.paragraphs[:kept])


def _report(event: _Event, chance: random.Random, words: int = 675) -> Told:
    first = chance.randrange(3)
    told = [
        *chance.sample(event.angles[first], 10),
        *chance.sample(event.angles[(first + 1) % 3], 3),
        *chance.sample(event.stage.past, 6),
    ]
    facts = [chance.choice(ways) for ways in chance.sample(told, len(told))]
    # what this reporter has seen: with the same people and places, in words that hang on nothing
    scene = event.stage.scene
    own = _Scene(scene.people, scene.bodies, scene.towns, scene.country, [noun(chance) for _ in range(60)])
    sentences = [chance.choice(event.leads)]
    length = len(sentences[0].split())
    while length < words:
        sentence = facts.pop() if facts and chance.random() < _SHARED else own.facts(chance, 1)[0][0]
        sentences.append(sentence)
        length += len(sentence.split())
    author, day = f"{_name(chance)} {_name(chance)}", event.day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
    return Told(event.number, chance.choice(event.titles), author, _outlet(chance), day, _paragraphs(chance, sentences))


def _paragraphs(chance: random.Random, sentences: Sequence[str]) -> tuple[str, ...]:
    rest = iter(sentences)
    return tuple(iter(lambda: " ".join(islice(rest, chance.randint(1, 3))), ""))


def _thing(chance: random.Random, nouns: Sequence[str]) -> str:
    """Half of them of this scene, half of anything."""
    word = chance.choice(nouns) if chance.random() < 0.5 else noun(chance)
    return f"{chance.choice(ADJECTIVES)} {word}" if chance.random() < 0.4 else word


def _name(chance: random.Random) -> str:
    parts = [chance.choice("bcdfghklmnprstvz") + chance.choice("aeiou") for _ in range(chance.choice((1, 2, 2)))]
    return (
        "".join(parts) + chance.choice(("dor", "lin", "mar", "nok", "ren", "sto", "vik", "zar", "ben", "tal"))
    ).title()


def _person(chance: random.Random) -> _Person:
    return _Person(f"{_name(chance)} {_name(chance)}", chance.choice(OFFICES))


def _outlet(chance: random.Random) -> str:
    paper = random.Random(f"outlet {chance.randrange(60)}")
    return f"{_name(paper)} {paper.choice(('Gazette', 'Herald', 'Tribune', 'News', 'Post', 'Chronicle'))}"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"


def _sentence(text: str) -> str:
    at = next(at for at, letter in enumerate(text) if letter.isalpha())
    return text[:at] + text[at].upper() + text[at + 1 :]


def write(folder: Path, articles: int) -> None:
    """The articles as files, in an order in which events are mixed."""
    folder.mkdir(parents=True, exist_ok=True)
    told = list(corpus(articles))
    random.Random("order").shuffle(told)
    for number, article in enumerate(told):
        (folder / f"{number:05d}-event-{article.event:05d}.txt").write_text(article.text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    options = parser.parse_args()
    write(options.folder, options.articles)


if __name__ == "__main__":
    main()
