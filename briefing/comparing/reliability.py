"""Grades each source by what the texts themselves show: where it comes from, and how it stands among the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.comparing import passages
from briefing.comparing.grouping import Groups
from briefing.comparing.remarks import tokens_of
from briefing.domain.brief import Disagreement, Grade, Strength
from briefing.domain.source import Source
from briefing.language.marks import marked
from briefing.language.outlets import outlets_in
from briefing.language.speech import Attribution, attributions
from briefing.language.words import norm

_RELAYED = 0.3
"""Share of its attributions that name an outlet which makes a source one that relays."""
_GARBLED = 3
"""Faults that make a source one not to quote from, if nothing is known of where it comes from."""
_GARBLED_ANYWAY = 5
"""The same, whatever is known."""
_QUOTED = 5
"""Words in a quotation that two sources must share to confirm one another."""
_SHOWN = 4
"""Outlets that the note names."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What speaks for and against one source."""

    alone: int
    """Hard disagreements in which it stands alone against two or more others, or against itself."""
    against: int
    """Other hard disagreements in which it takes part."""
    opponents: int
    """Sources that it disagrees with."""
    recut: int
    """Quotations worded as in no other source that quotes the remark."""
    relays: tuple[str, ...]
    relaying: bool
    """A third or more of what it attributes, it attributes to other outlets."""
    confirmed: bool
    """It quotes words that another source, independent of it, quotes too."""

    @property
    def faults(self) -> int:
        """Places where the fault is its own, as far as can be seen."""
        return self.alone + self.recut

    @property
    def suspicion(self) -> int:
        """The faults, and half of the places where it stands against one other, if these are several others."""
        return self.faults + (self.against // 2 if self.opponents > 1 else 0)


def grade(sources: tuple[Source, ...], disagreements: tuple[Disagreement, ...]) -> tuple[Grade, ...]:
    """One grade for each source, copies included, in their order.

    Letters are those of the Admiralty code (NATO AJP-2.1): B usually reliable, C fairly reliable, D not usually
    reliable, E unreliable; `-` where nothing speaks for or against it. A is never given: it takes a history that
    articles do not show. A source that cannot be told good from bad by others (one or two sources in all) is
    unquotable only if it contradicts itself.
    """
    read = [source for source in sources if source.duplicate_of is None]
    records = _records(read, disagreements)
    garbled = {source.id for source in read if not _is_quotable(source, records[source.id])}
    if garbled:  # what only a garbled source denies speaks against nobody else
        sound = _records(read, _among_others(disagreements, garbled))
        records = {source: (records if source in garbled else sound)[source] for source in records}
    by_id = {source.id: source for source in sources}
    return tuple(
        _grade(source, records[source.id])
        if source.id in records
        else _copy(source, by_id, records.get(source.duplicate_of or ""))
        for source in sources
    )


def independent_sources(sources: Sequence[Source], grades: Sequence[Grade]) -> int:
    """How many sources speak for themselves.

    Copies and unquotable sources count nothing; a source that mainly relays is not independent of another that
    draws on the same outlet, or is that outlet.
    """
    graded = {grade.source: grade for grade in grades}
    usable = [source for source in sources if source.duplicate_of is None and graded[source.id].quotable]
    relays = [graded[source.id].relays for source in usable]
    return _independent(usable, relays, [_relays_mainly(_said(source)) for source in usable]).count()


def _independent(sources: Sequence[Source], relays: Sequence[Sequence[str]], relaying: Sequence[bool]) -> Groups:
    """Groups of sources that count once; `relays`: the outlets each draws on, `relaying`: whether it does so mainly."""
    groups = Groups(len(sources))
    carriers: dict[str, list[int]] = {}
    for position, outlets in enumerate(relays):
        for outlet in outlets:
            carriers.setdefault(norm(outlet), []).append(position)
    for position, source in enumerate(sources):
        if norm(source.publisher or "") in carriers:
            carriers[norm(source.publisher or "")].append(position)
    for positions in carriers.values():
        first = next((position for position in positions if relaying[position]), None)
        for position in positions:
            if first is not None:
                groups.join(first, position)
    return groups


def _said(source: Source) -> list[Attribution]:
    return [item for passage in passages.of(source) for item in attributions(passage.text)]


def _relays_mainly(said: Sequence[Attribution]) -> bool:
    relayed = sum(item.relayed_from is not None for item in said)
    return relayed >= 2 and relayed >= _RELAYED * len(said)


def _records(sources: Sequence[Source], disagreements: Sequence[Disagreement]) -> Mapping[str, _Record]:
    alone: Counter[str] = Counter()
    against: Counter[str] = Counter()
    recut: Counter[str] = Counter()
    opponents: dict[str, set[str]] = {source.id: set() for source in sources}
    for item in disagreements:
        if item.strength is not Strength.HARD:
            continue
        sides = [{evidence.source for evidence in side.evidence} for side in item.sides]
        everybody: set[str] = set().union(*sides)
        for name in sorted(everybody):
            mine = [side for side in sides if name in side]
            others = everybody - {name}
            opponents[name] |= {other for side in sides if name not in side for other in side}
            if item.kind == "quotation":
                recut[name] += _known_worse(name, others, sources)
            elif len(mine) > 1 or (mine[0] == {name} and len(others) >= 2):
                alone[name] += 1
            else:
                against[name] += 1
    said = [_said(source) for source in sources]
    relays = [_relays(source, attributed) for source, attributed in zip(sources, said, strict=True)]
    relaying = [_relays_mainly(attributed) for attributed in said]
    confirmed = _confirmed(sources, _independent(sources, relays, relaying))
    records = {}
    for position, source in enumerate(sources):
        records[source.id] = _Record(
            alone=alone[source.id],
            against=against[source.id],
            opponents=len(opponents[source.id]),
            recut=recut[source.id],
            relays=relays[position],
            relaying=relaying[position],
            confirmed=source.id in confirmed,
        )
    return records


def _relays(source: Source, said: Sequence[Attribution]) -> tuple[str, ...]:
    """Outlets that it draws on, those it names most first, its own not among them."""
    own = {norm(name) for name, _ in outlets_in(source.publisher or "")} | {norm(source.publisher or "")}
    named = Counter(item.relayed_from for item in said if item.relayed_from and norm(item.relayed_from) not in own)
    return tuple(outlet for outlet, _ in named.most_common() if outlet is not None)


def _known_worse(source: str, others: set[str], sources: Sequence[Source]) -> bool:
    """Whether the others in a dispute about wording say where they come from, and this source does not."""
    by_id = {each.id: each for each in sources}
    return not _described(by_id[source]) and any(_described(by_id[other]) for other in others)


def _described(source: Source) -> bool:
    return any((source.title, source.publisher, source.author, source.published, source.event_date, source.url))


def _confirmed(sources: Sequence[Source], groups: Groups) -> set[str]:
    """Sources that quote at least five words which another one quotes too that does not have them from the same agency.

    `groups`: positions of sources that count once.
    """
    quoting: dict[tuple[str, ...], set[int]] = {}
    for position, source in enumerate(sources):
        for passage in passages.of(source):
            for mark in marked(passage.text):
                words = tokens_of(passage.text[mark.inner_start : mark.inner_end])
                if len(words) >= _QUOTED:
                    quoting.setdefault(words, set()).add(position)
    found = [quoted for quoted in quoting.values() if len({groups.group(position) for position in quoted}) > 1]
    return {sources[position].id for quoted in found for position in quoted}


def _among_others(disagreements: Sequence[Disagreement], garbled: set[str]) -> list[Disagreement]:
    """The disagreements that are left when some sources are not heard."""
    left = []
    for item in disagreements:
        heard = (tuple(place for place in side.evidence if place.source not in garbled) for side in item.sides)
        sides = tuple(replace(side, evidence=kept) for side, kept in zip(item.sides, heard, strict=True) if kept)
        if len(sides) > 1:
            left.append(replace(item, sides=sides))
    return left


def _is_quotable(source: Source, record: _Record) -> bool:
    return record.suspicion < (_GARBLED_ANYWAY if _described(source) else _GARBLED)


def _grade(source: Source, record: _Record) -> Grade:
    quotable = _is_quotable(source, record)
    return Grade(
        source=source.id,
        letter=_letter(source, record, quotable),
        note=_note(source, record, quotable),
        quotable=quotable,
        relays=record.relays,
    )


def _letter(source: Source, record: _Record, quotable: bool) -> str:
    if not quotable:
        return "E"
    if record.faults >= 2 or (record.faults and not _described(source)):
        return "D"
    known = sum((source.publisher is not None, source.author is not None, source.published is not None))
    if record.confirmed and known >= 2 and not record.faults:
        return "B"
    return "C" if record.confirmed or record.faults else "-"


def _note(source: Source, record: _Record, quotable: bool) -> str:
    shown = list(record.relays[:_SHOWN])
    more = f" and {len(record.relays) - _SHOWN} more" if len(record.relays) > _SHOWN else ""
    if record.relaying:
        parts = [f"mainly relays {_listed(shown)}{more}"]
    elif shown:
        parts = [f"own report and statements; draws on {_listed(shown)}{more}"]
    else:
        parts = ["own report and statements"]
    if not _described(source):
        parts = (
            ["names neither author nor outlet nor date"]
            if not record.relays
            else [*parts, "names neither author nor outlet nor date"]
        )
    if record.alone:
        parts.append(f"contradicts the others in {_places(record.alone)}")
    if record.recut:
        parts.append(f"quotes in other words in {_places(record.recut)}")
    if record.against:
        parts.append(f"disagrees with another in {_places(record.against)}")
    if not quotable:
        parts.append("not quoted from")
    return "; ".join(parts)


def _places(count: int) -> str:
    return f"{count} place{'' if count == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _copy(source: Source, by_id: Mapping[str, Source], original: _Record | None) -> Grade:
    """A copy has the grade of what it copies."""
    kept = by_id.get(source.duplicate_of or "")
    if kept is None or original is None:
        return Grade(source=source.id, letter="-", note="copy")
    graded = _grade(kept, original)
    return Grade(
        source=source.id,
        letter=graded.letter,
        note=f"copy of {kept.id}",
        quotable=graded.quotable,
        relays=graded.relays,
    )
