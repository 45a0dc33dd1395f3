"""Writes any number of invented articles about invented events: `python -m benchmarks.corpus FOLDER --articles 10000`.

Always the same ones: an event has a number, and all that is told of it hangs on that. One to forty articles tell of an
event, in words of their own; every sixth is a copy that another paper has cut. Events of one kind share the words of
their trade, those of one country also its people and its past. The words are those of
`briefing/language/thesaurus.txt`, few of them frequent and most of them rare, as in print; the names are made up.

A file is called `NUMBER-EVENT.txt`: a title, a line with author, outlet and day, and paragraphs, 700 words in all.
"""

import argparse
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, count, islice
from pathlib import Path

from benchmarks.corpus_words import ADJECTIVES, FACTS, HEADS, KINDS, LEADS, OFFICES, QUOTATIONS, TITLES, VERBS
from briefing.language.plain_words import is_common

_THESAURUS = Path(__file__).resolve().parent.parent / "briefing" / "language" / "thesaurus.txt"
_COUNTRIES = 40
_SIZES = ((1, 1, 35), (2, 2, 15), (3, 5, 20), (6, 12, 18), (13, 25, 8), (26, 40, 4))
"""From how many to how many articles an event has, and how many events in a hundred have so many."""
_COPIES = 6
_OTHERS = ("able", "ible", "ful", "less", "ous", "ive", "al", "ed", "ing", "ish", "ly", "ic", "ary", "ent", "ant", "s")
"""Ends of words that are no nouns, or not always."""
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
class _Event:
    number: int
    kind: int
    size: int
    day: date
    scene: _Scene
    leads: tuple[str, ...]
    titles: tuple[str, ...]
    angles: tuple[tuple[tuple[str, ...], ...], ...]
    """Facts by what an article is mostly about: the deed, the people, what follows."""
    past: tuple[tuple[str, ...], ...]


def corpus(articles: int) -> Iterator[Told]:
    """So many articles, event after event."""
    return islice((told for number in count() for told in _articles(_event(number))), articles)


def _event(number: int) -> _Event:
    chance = random.Random(f"event {number}")
    low, high, _ = chance.choices(_SIZES, [weight for *_, weight in _SIZES])[0]
    kind, land = chance.randrange(len(KINDS)), _zipf(chance, _COUNTRIES)
    country, leaders, past = _country(land, kind)
    towns = [_name(chance) for _ in range(3)]
    people = [*chance.sample(leaders, 2), *(_person(chance) for _ in range(7))]
    bodies = [f"the {chance.choice((towns[0], towns[1], country))} {chance.choice(HEADS)}" for _ in range(3)]
    own = [_noun(chance) for _ in range(45)]
    scene = _Scene(people, bodies, towns, country, (*KINDS[kind], *own))
    known = {
        "town": towns[0],
        "country": country,
        "body": bodies[0],
        "n": f"{chance.randint(3, 900)}",
        "x": chance.choice(KINDS[kind]),
        "y": chance.choice(KINDS[kind]),
        "z": chance.choice(own),
        "who": f"{people[2].office} {people[2].name}",
        "name": people[2].surname,
        "day": (day := _FIRST + timedelta(days=chance.randrange(_DAYS))).strftime("%A"),
    }
    verbs = chance.choice(VERBS)
    ways = [(verb, _past(verb)) for verb in verbs]
    return _Event(
        number=number,
        kind=kind,
        size=chance.randint(low, high),
        day=day,
        scene=scene,
        leads=tuple(_sentence(lead.format(**known, do=do, did=did)) for lead in LEADS for do, did in ways),
        titles=tuple(_sentence(title.format(**known, do=do, did=did)) for title in TITLES for do, did in ways),
        angles=tuple(tuple(scene.facts(chance, 14)) for _ in range(3)),
        past=past,
    )


@cache
def _country(number: int, kind: int) -> tuple[str, tuple[_Person, ...], tuple[tuple[str, ...], ...]]:
    """Its name, who leads it, and what has happened there in this line before."""
    chance = random.Random(f"country {number}")
    name = _name(chance) + chance.choice(("ia", "land", "mark", "stan"))
    leaders = tuple(_person(chance) for _ in range(6))
    towns = [_name(chance) for _ in range(6)]
    chance = random.Random(f"country {number}, kind {kind}")
    nouns = (*KINDS[kind], *(_noun(chance) for _ in range(20)))
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
        *chance.sample(event.past, 4),
    ]
    facts = [chance.choice(ways) for ways in chance.sample(told, len(told))]
    # what this reporter has seen: with the same people and places, in words that hang on nothing
    scene = event.scene
    own = _Scene(scene.people, scene.bodies, scene.towns, scene.country, [_noun(chance) for _ in range(60)])
    sentences = [chance.choice(event.leads)]
    length = len(sentences[0].split())
    while length < words:
        sentence = facts.pop() if facts and chance.random() < 0.4 else own.facts(chance, 1)[0][0]
        sentences.append(sentence)
        length += len(sentence.split())
    author, day = f"{_name(chance)} {_name(chance)}", event.day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
    return Told(event.number, chance.choice(event.titles), author, _outlet(chance), day, _paragraphs(chance, sentences))


def _paragraphs(chance: random.Random, sentences: Sequence[str]) -> tuple[str, ...]:
    rest = iter(sentences)
    return tuple(iter(lambda: " ".join(islice(rest, chance.randint(1, 3))), ""))


def _thing(chance: random.Random, nouns: Sequence[str]) -> str:
    """Half of them of this scene, half of anything."""
    noun = chance.choice(nouns) if chance.random() < 0.5 else _noun(chance)
    return f"{chance.choice(ADJECTIVES)} {noun}" if chance.random() < 0.4 else noun


def _noun(chance: random.Random) -> str:
    nouns = _nouns()
    return nouns[_zipf(chance, len(nouns))]


@cache
def _nouns() -> tuple[str, ...]:
    """Words that are a kind of something, the everyday ones first."""
    found = []
    for line in _THESAURUS.read_text(encoding="utf-8").splitlines():
        word, *others = line.split()
        noun = any(other[0] == "<" for other in others) and not any(other[0] in "@-=" for other in others)
        if noun and word.isascii() and word.isalpha() and 4 <= len(word) <= 11 and not word.endswith(_OTHERS):
            found.append(word)
    random.Random("nouns").shuffle(found)
    return tuple(sorted(found, key=lambda word: not is_common(word)))


def _zipf(chance: random.Random, many: int) -> int:
    cumulated = _cumulated(many)
    return bisect(cumulated, chance.random() * cumulated[-1], hi=many - 1)


@cache
def _cumulated(many: int) -> list[float]:
    return list(accumulate(1 / (rank + 5) for rank in range(many)))


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
