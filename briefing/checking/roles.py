"""Roles: each office in the claim is held by whom the sources have hold it."""

from collections.abc import Iterator
from typing import NamedTuple

from briefing.checking.facts import Facts
from briefing.checking.passages import Index, Passage
from briefing.language.lexicon import root
from briefing.language.offices import held_by_one
from briefing.language.roles import Role

CHECK = "role"
_TOP = frozenset({"president", "prime minister", "chancellor", "king", "queen", "vice president"})
"""Nobody holds two of these in one country at a time."""
_MOST = 400
"""Passages looked at for one name or office."""


class Rival(NamedTuple):
    """A passage with which the claim's role cannot be true together."""

    passage: Passage
    role: Role
    detail: str


class Judged(NamedTuple):
    role: Role
    supporters: tuple[Passage, ...]
    rivals: tuple[Rival, ...]


def examine(claim: Facts, index: Index) -> list[Judged]:
    """One judgement for each office that the claim gives to somebody."""
    return [_judge(role, index) for role in claim.roles]


def _judge(role: Role, index: Index) -> Judged:
    supporters: list[Passage] = []
    vague: list[Passage] = []
    rivals: list[Rival] = []
    for passage in index.naming(role.holder)[:_MOST]:
        for other in passage.roles:
            if other.holder != role.holder:
                continue
            if _same(role, other):
                (supporters if role.of in (other.of, None) else vague).append(passage)
            elif _excludes(role, other):
                rivals.append(_rival(role, other, passage))
    sources = {passage.source.id for passage in supporters}
    if not role.former and role.of and held_by_one(role.office):
        rivals += _other_holders(role, index, len(sources))
    kept = [rival for rival in rivals if rival.passage.source.id not in sources]
    return Judged(role, tuple(supporters or vague if kept else supporters + vague), tuple(kept))


def _rival(role: Role, other: Role, passage: Passage) -> Rival:
    start, end = other.start, other.end
    said = " ".join(other.text.split())
    mine = " ".join(role.text.split())
    return Rival(passage, other, f"the claim says {mine!r}, {passage.label} says {said!r} {passage.place(start, end)}")


def _same(a: Role, b: Role) -> bool:
    return a.office == b.office and (a.of == b.of or not a.of or not b.of) and (a.former or not b.former)


def _excludes(a: Role, b: Role) -> bool:
    """Whether one person cannot hold both."""
    if a.former != b.former:
        return False
    if a.office == b.office:
        return bool(a.of and b.of) and a.of != b.of and held_by_one(a.office) and _lands(a, b)
    if not (a.of == b.of or not a.of or not b.of):
        return False
    if a.office in _TOP and b.office in _TOP:
        return not a.former and bool(a.of) and a.of == b.of
    first, second = a.office.rsplit(" ", 1), b.office.rsplit(" ", 1)
    portfolios = len(first) == len(second) == 2 and first[1] == second[1] == "minister"
    return portfolios and not {"prime", "deputy", "cabinet", "state"} & {*first[0].split(), *second[0].split()}


def _lands(a: Role, b: Role) -> bool:
    """Whether neither owner may be a part of the other (`us state` and `us`)."""
    return not (set((a.of or "").split()) & set((b.of or "").split()))


def _other_holders(role: Role, index: Index, support: int) -> Iterator[Rival]:
    """Passages that give the same office to somebody else."""
    for passage in index.naming(root(role.office.rsplit(" ", 1)[-1]))[:_MOST]:
        for other in passage.roles:
            same_post = other.office == role.office and other.of == role.of and not other.former
            if same_post and other.holder != role.holder and not _outvoted(other, passage, index, support):
                yield _rival(role, other, passage)


def _outvoted(other: Role, passage: Passage, index: Index, support: int) -> bool:
    """Whether more sources than one that says so give this holder the same office elsewhere: then it is a slip."""
    elsewhere, same = set[str](), {passage.source.id}
    for near in index.naming(other.holder)[:_MOST]:
        for role in near.roles:
            if role.holder == other.holder and role.office == other.office:
                if role.of == other.of:
                    same.add(near.source.id)
                elif role.of:
                    elsewhere.add(near.source.id)
    return bool(elsewhere - same) and max(len(elsewhere), support) >= len(same)
