"""What the articles of `corpus.py` are put together from: ways to tell a fact, verbs, the words of some trades."""

import random
from bisect import bisect
from functools import cache
from itertools import accumulate
from pathlib import Path

from briefing.language.plain_words import is_common

_THESAURUS = Path(__file__).resolve().parent.parent / "briefing" / "language" / "thesaurus.txt"
_OTHERS = ("able", "ible", "ful", "less", "ous", "ive", "al", "ed", "ing", "ish", "ly", "ic", "ary", "ent", "ant", "s")
"""Ends of words that are no nouns, or not always."""

VERBS = tuple(
    tuple(line.split())
    for line in """
    approve accept endorse
    reject dismiss refuse
    delay postpone suspend
    launch open start
    inspect examine search
    announce reveal disclose
    criticise condemn attack
    restore repair renew
    abandon desert scrap
    demand request claim
    secure protect guard
    remove clear discard
    limit restrict reduce
    finance fund support
    close lock block
    purchase acquire order
    damage ruin wreck
    expand extend enlarge
    question challenge dispute
    replace exchange renew
    praise welcome applaud
    investigate review probe
    deliver supply provide
    confirm verify prove
    prevent avoid avert
    """.strip().split("\n")
)

ADJECTIVES = tuple(
    """
    new old large small early late local foreign heavy light public private former northern southern eastern western
    central narrow wide deep expensive cheap temporary permanent secret open damaged empty crowded modern ancient
    annual monthly official unusual ordinary serious sudden slow rapid regional national joint separate remaining
    additional recent dangerous reliable common wooden concrete coastal rural urban
    """.strip().split()
)

OFFICES = tuple(
    """
    Minister|Mayor|Governor|Inspector|Professor|Engineer|Judge|Senator|Director|Captain|Doctor|Commissioner|Secretary
    """.strip().split("|")
)

HEADS = (
    "Council", "Court", "Police", "Ministry", "Authority", "Union", "Hospital", "Bank", "Institute", "Parliament",
    "Federation", "Agency", "Commission", "Chamber", "University",
)  # fmt: skip

KINDS = tuple(
    tuple(line.split())
    for line in """
    strike union wage worker picket factory contract overtime employer salary shift dispute negotiator plant pension
    flood river dam rain embankment rescue boat evacuation water village bridge shelter mud damage meadow
    trial judge jury verdict defendant prosecutor witness court sentence appeal lawyer testimony evidence bench
    merger share bid shareholder board takeover price regulator stock premium investor company market offer
    election ballot candidate vote turnout poll coalition seat campaign recount party voter majority parliament
    fire blaze smoke firefighter roof flame alarm warehouse hose ladder arson building engine victim
    derailment train track locomotive signal wagon carriage rail driver station crossing passenger freight brake
    vaccine disease patient clinic dose outbreak infection doctor fever virus hospital nurse trial immunity
    border guard crossing checkpoint visa customs truck fence patrol passport smuggler frontier queue permit
    match goal coach striker league penalty stadium referee season defender club transfer trophy supporter
    drought harvest grain farmer field well irrigation wheat subsidy pasture crop soil cattle seed
    robbery jewel thief police safe vault camera suspect arrest alarm getaway museum guard reward
    ceasefire truce rebel army negotiation prisoner convoy shelling delegation envoy frontline militia hostage treaty
    earthquake aftershock rubble tremor survivor magnitude collapse tent fault school wall rescue quake building
    budget tax deficit minister spending debt reform parliament levy revenue treasury cut loan interest
    spacecraft launch orbit engine satellite rocket crew telescope probe antenna mission fuel capsule landing
    """.strip().split("\n")
)

TITLES = (
    "{body} {did} the {x} after {y} in {town}",
    "{town} {x}: {name} {did} the {y}",
    "{country} waits for the {x} of {town}",
    "After the {y} of {town}, {name} will {do} the {z}",
)

LEADS = (
    "{body} {did} the {x} on {day} after the {y} of {town} had reached {n} people, {who} said.",
    "{who} {did} the {x} of {town} on {day}, hours after the {y} that reached {n} people in {country}.",
    "The {x} of {town} was {did} on {day}, when {n} people were waiting for the {y}, {body} said.",
)

FACTS = (
    (
        "{who} said on {day} that {body} had {did} the {x} because of the {y} in {town}.",
        "Because of the {y} in {town}, {body} {did} the {x}, according to {who}.",
        "The {x} was {did} by {body} on {day} after the {y} in {town}, {name} told reporters.",
    ),
    (
        "About {n} people near {town} lost the {x} when the {y} reached the {z}, {body} said in a statement.",
        "{body} put the number of those who lost the {x} near {town} at {n}, all of them close to the {z}.",
        "When the {y} came to the {z} near {town}, {n} people were left without the {x}.",
    ),
    (
        "{name} {did} the {x} and asked {body} to {make} the {y} before the end of the month.",
        "Before the month is over, {body} should {make} the {y}, said {name}, who {did} the {x}.",
        "{who}, who {did} the {x}, wants {body} to {make} the {y} within weeks.",
    ),
    (
        "The {x} of {town} cost {n} crowns and was to {do} the {y} for {country}.",
        "For {n} crowns the {x} of {town} was meant to {do} the {y}.",
        "{country} paid {n} crowns for the {x} of {town}, which was to {do} the {y} of the {z}.",
    ),
    (
        "Neither the {x} nor the {y} was {did} while {body} {made} the {z} of {town}.",
        "While {body} {made} the {z} of {town}, nobody {did} the {x} or the {y}.",
        "As long as the {z} of {town} is not {made}, neither {x} nor {y} will be {did}, {body} said.",
    ),
    (
        "A report that {body} published on {day} names {n} cases in which the {x} {did} the {y}.",
        "In {n} cases the {x} {did} the {y}, says a report published by {body} on {day}.",
        "{who} presented a report of {body} on {day}: the {x} {did} the {y} in {n} cases.",
    ),
    (
        "The road from {town} to the {x} stayed closed on {day}, and {body} {did} the {y} with {n} helpers.",
        "With {n} helpers {body} {did} the {y} on {day}, as the road from {town} to the {x} was closed.",
        "Nobody could pass between {town} and the {x} on {day}, while {n} helpers of {body} {did} the {y}.",
    ),
    (
        "{who} is to meet the {x} of {body} in {town} on {day} and to talk about the {y} and the {z}.",
        "A meeting of {name} with the {x} of {body} is planned for {day} in {town}; the {y} is on the list.",
        "The {y} and the {z} will be discussed on {day}, when {name} meets the {x} of {body} in {town}.",
    ),
    (
        "If the {x} is not {did} by {day}, the {y} of {town} could {make} the {z}, {name} warned.",
        "{name} warned that the {y} of {town} could {make} the {z} if nobody {did} the {x} by {day}.",
        "The {z} is at risk from the {y} of {town} unless the {x} is {did} by {day}, said {who}.",
    ),
    (
        "Only {n} of the {x} in {country} have the {y}, and {body} has {did} the {z} twice since the spring.",
        "{body} has {did} the {z} twice since the spring; only {n} of the {x} in {country} have the {y}.",
        "Since the spring {body} has twice {did} the {z}, although no more than {n} of the {x} have the {y}.",
    ),
)

QUOTATIONS = (
    (
        "“We will {do} the {x} as soon as the {y} allows it,” {name} told reporters in {town} on {day}.",
        "In {town}, {who} said: “We will {do} the {x} as soon as the {y} allows it.”",
        "“We will {do} the {x} as soon as the {y} allows it,” said {who}.",
    ),
    (
        "“Nobody {did} the {x} when there was still time for the {y},” said {name} of {body}.",
        "{name} was angry: “Nobody {did} the {x} when there was still time for the {y}.”",
        "“Nobody {did} the {x} when there was still time for the {y},” {who} said in {town}.",
    ),
    (
        "“The {x} belongs to {town}, and {country} should {do} the {y} at last,” {who} said on {day}.",
        "“The {x} belongs to {town}, and {country} should {do} the {y} at last,” {name} wrote to {body}.",
        "{name} repeated on {day}: “The {x} belongs to {town}, and {country} should {do} the {y} at last.”",
    ),
)


def noun(chance: random.Random) -> str:
    """Any word that names a thing."""
    nouns = _nouns()
    return nouns[ranked(chance, len(nouns))]


@cache
def _nouns() -> tuple[str, ...]:
    """Words that are a kind of something, the everyday ones first."""
    found = []
    for line in _THESAURUS.read_text(encoding="utf-8").splitlines():
        word, *others = line.split()
        is_noun = any(other[0] == "<" for other in others) and not any(other[0] in "@-=" for other in others)
        if is_noun and word.isascii() and word.isalpha() and 4 <= len(word) <= 11 and not word.endswith(_OTHERS):
            found.append(word)
    random.Random("nouns").shuffle(found)
    return tuple(sorted(found, key=lambda word: not is_common(word)))


def ranked(chance: random.Random, many: int) -> int:
    """A rank, the first ones by far the most often."""
    cumulated = _cumulated(many)
    return bisect(cumulated, chance.random() * cumulated[-1], hi=many - 1)


@cache
def _cumulated(many: int) -> list[float]:
    return list(accumulate(1 / (rank + 5) for rank in range(many)))
