"""From blocks to claims: every sentence that says something, at its place."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefing.domain.claim import Claim, ClaimKind, Section
from briefing.domain.proof import PassedOver, PlacedClaim
from briefing.domain.text import Span
from briefing.drafts.block import Aside, AsideKind, Block, Kind
from briefing.drafts.statements import why_no_claim
from briefing.language.sentences import split
from briefing.reading.layout import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One sentence of a block: positions in the block's text."""

    start: int
    end: int
    section: Section = Section.BODY
    kind: ClaimKind = ClaimKind.STATEMENT
    sure: bool = False
    """It is known to be a claim: nothing is asked of its form."""


def claims(text: str, blocks: Iterable[Block]) -> tuple[tuple[PlacedClaim, ...], tuple[PassedOver, ...]]:
    """Claims and what was passed over, each in reading order; ids are `c1`, `c2`, ..."""
    found: list[PlacedClaim] = []
    passed: list[PassedOver] = []
    line_of = lines(text)
    for block in blocks:
        for each in of_block(line_of, block, stretches(block), first=len(found) + 1):
            if isinstance(each, PlacedClaim):
                found.append(each)
            else:
                passed.append(each)
    return tuple(found), tuple(passed)


def lines(text: str) -> Callable[[int], int]:
    """Gives the line, from 1, on which a position of the text falls."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return lambda at: bisect_left(ends, at) + 1


def stretches(block: Block, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of a block, or of a part of it."""
    end = len(block.text) if end is None else end
    if block.kind in (Kind.CODE, Kind.HEADING):
        whole = trimmed(block.text, start, end)
        return [Stretch(start=whole.start, end=whole.end)] if whole else []
    return [Stretch(start=start + each.start, end=start + each.end) for each in split(block.text[start:end])]


def of_block(
    line_of: Callable[[int], int], block: Block, found: Iterable[Stretch], *, first: int
) -> Iterator[PlacedClaim | PassedOver]:
    """Each stretch as a claim, numbered from `first`, or as passed over."""
    found = list(found)
    number = first
    floor = 0
    for at, stretch in enumerate(found):
        place = block.place(stretch.start, stretch.end)
        place = Span(max(place.start, floor), max(place.end, floor))
        words = fold(block.text[stretch.start : stretch.end])
        if not words or place.start == place.end:
            continue
        floor = place.end
        linked = all(
            block.text[position].isspace() or position in block.linked
            for position in range(stretch.start, stretch.end)
            if block.text[position].isalnum()
        )
        why = "code" if block.kind is Kind.CODE else None
        if why is None and not stretch.sure:
            why = why_no_claim(words, block.kind, whole=len(found) == 1, linked=linked)
        if why:
            yield PassedOver(start=place.start, end=place.end, why=why)
            continue
        until = found[at + 1].start if at + 1 < len(found) else len(block.text)
        behind = list(asides_of(block, stretch, until))
        after = max([place.end, *(aside.end for aside in behind)])
        floor = after
        yield PlacedClaim(
            claim=Claim(id=f"c{number}", text=words, section=stretch.section, kind=stretch.kind),
            start=place.start,
            end=place.end,
            after=after,
            line=line_of(place.start),
            notes=tuple(aside.label for aside in behind if aside.kind is AsideKind.NOTE),
            mark="; ".join(aside.label for aside in behind if aside.kind is AsideKind.MARK),
        )
        number += 1


def asides_of(block: Block, stretch: Stretch, until: int) -> Iterator[Aside]:
    """The marks inside a sentence, and those behind it with nothing but white space between."""
    for at, aside in block.between(stretch.start, until):
        if at <= stretch.end or not block.text[stretch.end : at].strip():
            yield aside


def trimmed(text: str, start: int, end: int) -> Span | None:
    visible = text[start:end].strip()
    if not visible:
        return None
    first = start + text[start:end].index(visible)
    return Span(first, first + len(visible))
