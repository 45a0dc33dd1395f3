"""Who leads what: `the delegation was headed by X`, `X chaired the meeting`, `a team led by X`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.language import phrases, subjects
from briefing.language.names import Name, country, names
from briefing.language.stretches import stretches
from briefing.language.words import Word, words


@dataclass(frozen=True, slots=True)
class Leadership:
    start: int
    end: int
    leader: str
    """Key of the leader's name."""
    what: str
    """`delegation` or `meeting` (and what means the same), or the noun itself."""
    of: tuple[str, ...]
    """Countries or organisations whose delegation it is; years of the meeting; empty where not said."""
    verb: str
    """`lead` or `chair`."""
    text: str
    several: bool
    """One of several leaders of several delegations: who leads which is not said."""


_VERBS = {
    "led": "lead", "lead": "lead", "leads": "lead", "leading": "lead", "headed": "lead", "heads": "lead",
    "head": "lead", "heading": "lead", "chaired": "chair", "chairs": "chair", "chair": "chair", "chairing": "chair",
    "presided": "chair", "presides": "chair", "presiding": "chair",
}  # fmt: skip
_SAME = {
    "delegation": "delegation", "team": "delegation", "contingent": "delegation", "mission": "delegation",
    "side": "delegation", "negotiators": "delegation", "meeting": "meeting", "talks": "meeting", "session": "meeting",
    "negotiations": "meeting", "summit": "meeting", "conference": "meeting", "consultations": "meeting",
    "committee": "committee", "commission": "commission", "panel": "panel", "government": "government",
    "operation": "operation", "investigation": "investigation", "inquiry": "investigation", "party": "party",
    "coalition": "coalition", "company": "company", "council": "council", "group": "group", "opposition": "opposition",
}  # fmt: skip
_NOUNS = "|".join(sorted({*_SAME, *(noun + "s" for noun in _SAME if not noun.endswith("s"))}, key=len, reverse=True))
_WHAT = re.compile(rf"((?:[^\W_][\w.’'-]*\s+){{0,6}}?)({_NOUNS})\b", re.IGNORECASE)
_WHAT_BEFORE = re.compile(
    rf"((?:[^\W_][\w.’'-]*\s+){{0,6}})({_NOUNS})\s*,?\s*(?:(?:that|which)\s+)?"
    r"(?:was|were|is|are|will be|to be|being|been)?\s*$",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r",?\s+whom?\b[^,.;]{0,60}\b(?:tapped|picked|chose|appointed|named|asked|sent|selected|tasked)\s+to\s*$"
)
_PHRASE_STARTS = re.compile(
    r"\b(?:(while|and|but|that|as|together|when|with|of|to|by)\s+|the\b|an?\b|its\b|his\b|her\b|their\b)", re.IGNORECASE
)
_REACH = 240
"""Characters before the verb in which what is led must stand."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LIST = re.compile(r"\s*(?:,\s*and|,|and)\s+")


def leaderships(text: str) -> list[Leadership]:
    """Who leads or chairs a delegation, a meeting, a committee and the like, by start; spans of `text`."""
    return [
        replace(found, start=found.start + offset, end=found.end + offset)
        for offset, part in stretches(text)
        for found in _leaderships(part)
    ]


@lru_cache(maxsize=4096)
def _leaderships(text: str) -> tuple[Leadership, ...]:
    tokens = words(text)
    found: list[Leadership] = []
    for at, token in enumerate(tokens):
        if token.norm in _VERBS:
            found += _passive(text, tokens, at) if _is_passive(tokens, at) else _active(text, tokens, at)
    return tuple(found)


def _is_passive(tokens: list[Word], at: int) -> bool:
    after = tokens[at + 1 : at + 3]
    over = bool(after) and after[0].norm == "over"
    return tokens[at].norm.endswith("ed") and len(after) > over and after[over].norm == "by"


def _passive(text: str, tokens: list[Word], at: int) -> Iterator[Leadership]:
    """`the Finnish delegation was headed by X`, `delegations led by X and Y`."""
    what = _WHAT_BEFORE.search(text, max(0, tokens[at].start - _REACH), tokens[at].start)
    by = next(word for word in tokens[at + 1 : at + 3] if word.norm == "by")
    if what is None:
        return
    leaders = _listed_after(text, by.end)
    several = len(leaders) > 1 or (what[2].casefold().endswith("s") and what[2].casefold() not in _SAME)
    start = what.start() + len(what[1]) - len(_phrase(what[1]))
    for name in leaders:
        yield _leadership(text, start, name.end, name, what, tokens[at], several)


def _listed_after(text: str, at: int) -> list[Name]:
    """The people named from `at` on, as long as only titles, commas and `and` stand between them."""
    leaders: list[Name] = []
    while (subject := phrases.phrase_at(text, at + 1)) is not None:
        name = next((name for name in names(text) if (name.start, name.end) == (subject.start, subject.end)), None)
        if name is None or name.kind in ("people", "place"):
            break
        leaders.append(name)
        more = _LIST.match(text, name.end)
        if more is None:
            break
        at = more.end() - 1
    return leaders


def _active(text: str, tokens: list[Word], at: int) -> Iterator[Leadership]:
    """`X led the delegation`, `X, heading the team,`, `sent X to lead the delegation`."""
    over = at + 1 < len(tokens) and tokens[at + 1].norm == "over"
    begin = tokens[at + over].end
    what = _WHAT.match(text, begin + 1)
    if what is None or re.search(r"[,;:.]\s", text[begin : what.end()]) or " by" in what[1]:
        return
    name = _leader_before(text, tokens, at)
    if name is not None:
        yield _leadership(text, name.start, what.end(), name, what, tokens[at], False)


def _leader_before(text: str, tokens: list[Word], at: int) -> Name | None:
    before = text[: tokens[at].start]
    people = [name for name in names(text) if name.end < tokens[at].start and name.kind not in ("people", "place")]
    chosen = next((name for name in people if _CHOSEN.match(before, name.end)), None)
    if chosen is not None:
        return chosen
    if people and re.fullmatch(r"(?:,|\s|\bto\b|\bwho\b|\balso\b|\bwill\b|\bhas\b|\bhad\b)*", before[people[-1].end :]):
        return people[-1]
    if tokens[at].norm in ("head", "lead", "chair"):
        return None
    subject = subjects.of_verb(text, tokens, at, previous=None)
    if subject is None:
        return None
    return next((name for name in people if (name.start, name.end) == (subject.start, subject.end)), None)


def _phrase(lead: str) -> str:
    """What belongs to the noun of the words before it: from the last article or conjunction on."""
    cut = 0
    for match in _PHRASE_STARTS.finditer(lead):
        cut = match.end() if match[1] else match.start()
    return lead[cut:]


def _leadership(
    text: str, start: int, end: int, name: Name, what: re.Match[str], verb: Word, several: bool
) -> Leadership:
    noun = what[2].casefold()
    kind = _SAME.get(noun) or _SAME.get(noun.removesuffix("s"), noun)
    lead = _phrase(what[1])
    owners = [country(other.key) or other.key for other in names(lead) if other.key != name.key]
    return Leadership(
        start=start,
        end=end,
        leader=name.key,
        what=kind,
        of=tuple(dict.fromkeys([*owners, *_YEAR.findall(lead)])),
        verb=_VERBS[verb.norm],
        text=text[start:end],
        several=several,
    )
