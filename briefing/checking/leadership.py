"""Leadership: who heads which delegation, team or body."""

import re
from functools import lru_cache
from typing import NamedTuple

from briefing.checking.alignment import Alignment
from briefing.checking.finding import Finding, Outcome
from briefing.language.leadership import leaderships
from briefing.language.lexicon import likeness, root
from briefing.language.names import Name, country, names, same_name
from briefing.language.stretches import stretches

CHECK = "role"
_OWN_CONTENT = 3.0
"""Weight that a claim must have beside the leadership for that to be background."""
_MOST = 200
"""Sentences that name the leader and are looked at, at most."""
_BY = re.compile(r"\b(?:led|headed|chaired|fronted|headed up|run|commanded)\s+by\b", re.IGNORECASE)
_GROUP = re.compile(
    r"\b(delegations?|teams?|sides?|contingents?|missions?|negotiators|committee|commission|government|party|army|forces?|"
    r"ministry|company|group|talks|meeting|summit|session|negotiations|investigation|inquiry|operation|campaign)\b",
    re.IGNORECASE,
)


class Lead(NamedTuple):
    leader: Name
    land: str | None
    """Country of the group, where it is said."""
    group: str
    """Root of what is led."""
    words: str
    """What is led, as written."""
    start: int
    end: int


def compare(alignment: Alignment) -> list[Finding]:
    """A finding for each group that the claim gives another head than the passage does."""
    found: list[Finding] = []
    given = leads(alignment.passage.text)
    for said in leads(alignment.claim.text):
        tokens = tuple(t for t in alignment.tokens if t.kind == "name" and t.start == said.leader.start)
        if not tokens or any(_agree(said, lead) for lead in given):
            continue
        rivals = [lead for lead in given if _same_group(said, lead)]
        if not rivals and _is_known(said, alignment):
            continue
        if not rivals:
            detail = f"{alignment.passage.label} does not have {said.leader.text} head the {_shown(said)} here"
            found.append(Finding(CHECK, Outcome.LACKS, detail, tokens))
            continue
        rival = rivals[0]
        place = alignment.passage.place(rival.start, rival.end)
        detail = (
            f"the claim has {said.leader.text} head the {_shown(said)}, "
            f"{alignment.passage.label} has {rival.leader.text} {place}"
        )
        found.append(Finding(CHECK, Outcome.CONTRADICTS, detail, tokens))
    return found


def _is_known(said: Lead, alignment: Alignment) -> bool:
    """Whether some other sentence says so, and the claim has more to say: then it is background."""
    own = sum(token.weight for token in alignment.tokens if not said.start <= token.start < said.end)
    return own >= _OWN_CONTENT and any(
        _agree(said, lead)
        for passage in alignment.index.naming(said.leader.key.split()[-1])[:_MOST]
        for lead in leads(passage.text)
    )


def _shown(lead: Lead) -> str:
    return f"{lead.words} of {lead.land.title()}" if lead.land else lead.words


def _agree(said: Lead, given: Lead) -> bool:
    same_land = said.land == given.land or not said.land or not given.land
    return same_name(said.leader.text, given.leader.text) and same_land and likeness(said.group, given.group) > 0


def _same_group(a: Lead, b: Lead) -> bool:
    return bool(a.land) and a.land == b.land and likeness(a.group, b.group) > 0


@lru_cache(maxsize=2048)
def leads(text: str) -> tuple[Lead, ...]:
    """Who leads what, in reading order: `the Russian team, headed by X`, `X led Russia's delegation`."""
    if not re.search(r"\b(?:led|lead|head|chair|command)", text, re.IGNORECASE):
        return ()
    return tuple(
        lead._replace(start=lead.start + offset, end=lead.end + offset)
        for offset, part in stretches(text)
        for lead in _leads(part)
    )


def _leads(text: str) -> list[Lead]:
    everyone = names(text)
    found: list[Lead] = []
    for match in _BY.finditer(text):
        found += _led_by(text, match, everyone)
    for each in leaderships(text):
        leader = next((name for name in everyone if name.start == each.start), None)  # else it is led by its leader
        if leader is not None and each.what in ("delegation", "meeting"):
            land = next((land for of in each.of if (land := country(of))), None)
            found.append(Lead(leader, land, root(each.what), each.what, each.start, each.end))
    return found


def _led_by(text: str, match: re.Match[str], everyone: tuple[Name, ...] | list[Name]) -> list[Lead]:
    """`The delegations led by A, B and C`: each belongs to the country that stands with the leader's title."""
    groups = list(_GROUP.finditer(text, max(0, match.start() - 60), match.start()))
    leaders = [
        name
        for name in everyone
        if name.start >= match.end() and not country(name.key) and name.kind in ("person", "name")
    ]
    if not groups or not leaders or leaders[0].start - match.end() > 60:
        return []
    group = groups[-1]
    if not group.group().lower().endswith("delegations"):
        land = (
            _land(everyone, max(0, group.start() - 30), group.start())
            or _land(everyone, group.end(), match.start())
            or _land(everyone, match.end(), leaders[0].start)
        )
        return [Lead(leaders[0], land, root(group[0].lower()), group[0], group.start(), leaders[0].end)]
    found, start = list[Lead](), match.end()
    for leader in leaders[:4]:
        if leader.start - start > 60:
            break
        land = _land(everyone, start, leader.start)
        found.append(Lead(leader, land, root("delegation"), "delegation", start, leader.end))
        start = leader.end
    return found


def _land(everyone: tuple[Name, ...] | list[Name], start: int, end: int) -> str | None:
    """The country named last in the stretch."""
    lands = [land for name in everyone if start <= name.start and name.end <= end and (land := country(name.key))]
    return lands[-1] if lands else None
