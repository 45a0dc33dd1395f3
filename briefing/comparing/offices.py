"""Offices on which sources disagree: two holders of one office, one holder of two countries' office."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from briefing.comparing.passages import Passage
from briefing.comparing.sides import Mention, disagreement
from briefing.domain.brief import Disagreement, Strength
from briefing.language import spelling
from briefing.language.gazetteer import countries
from briefing.language.leadership import Leadership, leaderships
from briefing.language.names import names
from briefing.language.offices import RANKED, held_by_one
from briefing.language.roles import Role, roles
from briefing.language.words import lowered

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_NOT_NOW = re.compile(
    r"\b(?:(?-i:then\b)|at the time|when (?:he|she) was|until|succe(?:ed|ss)|predecessor|replac|resign|elect|inaugurat|"
    r"would be|could be|if elected|next|future|incoming|outgoing|nominat|candidate|appoint|step(?:s|ped|ping)? down)",
    re.IGNORECASE,
)
"""Signs that a sentence speaks of a change of office, or of another time."""
_OF_A_STATE = re.compile(
    r"(?:president|prime minister|chancellor|king|queen|pope|sultan|emir|vice president|secretary of state|"
    r"attorney general|[\w ]+ minister|[\w ]+ secretary)"
)
_OF_ALL_STATES = re.compile(r"(?:president|prime minister|chancellor|king|queen|[\w ]+ minister)")
_MINISTRY = re.compile(
    r"(defence|foreign|interior|finance|justice|economy|health|culture|education|energy|trade|agriculture|transport|"
    r"environment|labour) (?:minister|secretary)"
)
_SOME_OFFICE = re.compile("|".join(sorted({*RANKED, "advis[eo]r", "head", "chief"})))
"""In lower case."""
_SOME_LEADER = re.compile(r"\b(?:le[ad]|head|chair|presid)")
_LONG_BETWEEN = 120
"""Days after which another holder may simply be the next one."""


@dataclass(frozen=True, slots=True)
class _Held:
    """One mention of an office with its holder."""

    office: str
    of: str
    holder: str
    given: str
    mention: Mention
    published: date | None


@dataclass(frozen=True, slots=True)
class _Led:
    led: Leadership
    mention: Mention


class Offices:
    """Gathers who holds which office and who leads what."""

    def __init__(self) -> None:
        self._held: list[_Held] = []
        self._led: list[_Led] = []

    def add(self, passage: Passage) -> None:
        if _SOME_OFFICE.search(lowered(passage.text)):
            self._held += _current(passage)
        if _SOME_LEADER.search(passage.text):
            self._led += _leading(passage)

    def find(self) -> Iterator[Disagreement]:
        yield from _holders(self._held)
        yield from _countries(self._held)
        yield from _posts(self._held)
        yield from _leaders(self._led)


def _current(passage: Passage) -> Iterator[_Held]:
    """Offices of countries and organisations with one holder at a time, as of the time of the article."""
    for role in roles(passage.text):
        of = role.of or ""
        if role.former or not (_slot(role.office, of) or (of and _exclusive(role.office, of))):
            continue
        if _of_another_time(passage, role.start):
            continue
        mention = Mention(role.text, passage.evidence(role.start, role.end))
        yield _Held(role.office, of, role.holder, _given(role), mention, passage.source.anchor)


def _exclusive(office: str, of: str) -> bool:
    return held_by_one(office) and (of not in countries() or _OF_A_STATE.fullmatch(office) is not None)


def _of_another_time(passage: Passage, offset: int) -> bool:
    """Whether the sentence names an earlier year, or speaks of how the office changes hands."""
    sentence = passage.sentences[passage.sentence_at(offset)].text
    now = passage.source.anchor
    earlier = any(now is None or int(year) < now.year for year in _YEAR.findall(sentence))
    return earlier or _NOT_NOW.search(passage.text, max(0, offset - 40), offset + 80) is not None


def _given(role: Role) -> str:
    named = [name for name in names(role.text) if name.key == role.holder]
    return spelling.given(named[0].text) if named else ""


def _holders(held: Sequence[_Held]) -> Iterator[Disagreement]:
    """Two people in one office at the same time."""
    by_office: defaultdict[tuple[str, str], list[_Held]] = defaultdict(list)
    for item in held:
        if item.of and _exclusive(item.office, item.of):
            by_office[item.office, item.of].append(item)
    for (office, of), items in by_office.items():
        by_holder: defaultdict[str, list[_Held]] = defaultdict(list)
        for item in items:
            by_holder[next((known for known in by_holder if spelling.nearly(known, item.holder)), item.holder)].append(
                item
            )
        if len(by_holder) < 2 or _succession(list(by_holder.values())):
            continue
        sides = [[item.mention for item in same] for same in by_holder.values()]
        yield disagreement(f"{office} of {_display(of)}", "office-holder", Strength.HARD, sides)


def _succession(sides: list[list[_Held]]) -> bool:
    """Whether time explains it: the articles are far apart, or one source names both."""
    for one, other in combinations(sides, 2):
        both = {item.mention.evidence.source for item in one} & {item.mention.evidence.source for item in other}
        days = [abs((a.published - b.published).days) for a in one for b in other if a.published and b.published]
        if both or (days and min(days) > _LONG_BETWEEN):
            return True
    return False


def _countries(held: Sequence[_Held]) -> Iterator[Disagreement]:
    """One person in the same office of two countries."""
    by_holder: defaultdict[tuple[str, str], list[_Held]] = defaultdict(list)
    for item in held:
        if item.of in countries() and item.given and _OF_ALL_STATES.fullmatch(item.office):
            by_holder[item.holder, item.office].append(item)
    for (_, office), items in by_holder.items():
        by_country: defaultdict[str, list[_Held]] = defaultdict(list)
        for item in items:
            if spelling.same_given(item.given, items[0].given):
                by_country[item.of].append(item)
        if len(by_country) > 1:
            name = _person(items[0].mention.statement)
            sides = [[item.mention for item in same] for same in by_country.values()]
            yield disagreement(f"{name}: {office} of which country", "holder", Strength.HARD, sides)


def _slot(office: str, of: str) -> str | None:
    """The post, where one person is not known to hold two such: a ministry, or the staff of a head of state."""
    ministry = _MINISTRY.fullmatch(office)
    if ministry:
        return f"minister of {ministry[1]}"
    if office == "national security adviser":
        return office
    staff = office == "chief of staff" or (office in ("head", "chief") and of.endswith((" office", " administration")))
    return "head of staff" if staff else None


def _posts(held: Sequence[_Held]) -> Iterator[Disagreement]:
    """One person in two posts at once, by two sources: one of them may be out of date."""
    by_holder: defaultdict[str, list[_Held]] = defaultdict(list)
    for item in held:
        if item.given and _slot(item.office, item.of):
            by_holder[item.holder].append(item)
    for items in by_holder.values():
        by_post: defaultdict[str, list[_Held]] = defaultdict(list)
        for item in items:
            if spelling.same_given(item.given, items[0].given):
                by_post[_slot(item.office, item.of) or ""].append(item)
        if len(by_post) > 1 and not _succession(list(by_post.values())):
            topic = f"the post of {_person(items[0].mention.statement)}"
            sides = [[item.mention for item in same] for same in by_post.values()]
            yield disagreement(topic, "post", Strength.SOFT, sides)


def _person(statement: str) -> str:
    """The person's name in a mention of an office, as written."""
    people = [name.text for name in names(statement) if name.kind in ("person", "name")]
    return " ".join((people or [statement])[-1].split())


def _display(key: str) -> str:
    return key.upper() if key in ("us", "uk", "eu", "un", "nato") else key.title()


def _leading(passage: Passage) -> Iterator[_Led]:
    for led in leaderships(passage.text):
        if not any(owner.isdigit() for owner in led.of) and not _of_another_time(passage, led.start):
            yield _Led(led, Mention(led.text, passage.evidence(led.start, led.end)))


def _leaders(found: Sequence[_Led]) -> Iterator[Disagreement]:
    """Two heads of one delegation; one who heads a delegation here and chairs the meeting there."""
    by_delegation: defaultdict[str, defaultdict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    heads: defaultdict[str, list[Mention]] = defaultdict(list)
    chairs: defaultdict[str, list[Mention]] = defaultdict(list)
    for item in found:
        led = item.led
        if led.verb == "chair" and led.what == "meeting":
            chairs[led.leader].append(item.mention)
        elif led.several:
            heads[led.leader].append(item.mention)
        elif led.what == "delegation" and len(led.of) == 1:
            by_delegation[led.of[0]][led.leader].append(item.mention)
    for of, leaders in by_delegation.items():
        if len(leaders) > 1 and not set.intersection(*(_sources(side) for side in leaders.values())):
            topic = f"who leads the delegation of {_display(of)}"
            yield disagreement(topic, "leadership", Strength.HARD, leaders.values())
    for leader in heads:
        if leader in chairs and _sources(heads[leader]).isdisjoint(_sources(chairs[leader])):
            topic = f"whether {_person(heads[leader][0].statement)} headed a delegation or chaired the meeting"
            yield disagreement(topic, "leadership", Strength.SOFT, (heads[leader], chairs[leader]))


def _sources(mentions: Sequence[Mention]) -> set[str]:
    return {mention.evidence.source for mention in mentions}
