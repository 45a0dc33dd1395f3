"""A brief of ours, edited or not: which of its sentences are as they were written, and what else stands in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from briefing.assets import fingerprint
from briefing.domain.claim import ClaimKind, Section, Verdict
from briefing.domain.proof import PassedOver, PlacedClaim, Touch
from briefing.drafts.block import AsideKind, Block, Kind
from briefing.drafts.claims import Stretch, lines, of_block, stretches, trimmed
from briefing.drafts.record import Seal

_APPARATUS = ("where the sources disagree", "what could not be verified", "sources")
"""Headings under which nothing is a claim of the brief."""
_SECTIONS = {"forecast": Section.FORECAST, "annex": Section.ANNEX, "summary": Section.SUMMARY}

_MADE = re.compile(r"\d{1,2} \w+ \d{4}\. Written by .+ from \d+ sources?\b")
_REMARK = re.compile(
    r"(?:Percentages are those of the [^.]* for the word used\. Horizons begin with [^.]* this brief\."
    r"|No source speaks of this horizon\.|Nothing that is said of this horizon passed the checks\."
    r"|A line is marked by what all sources say of it; unmarked, it says what its source says\."
    r"|Nothing in this brief rests on this source alone(?:: (?:(?!\. [A-Z]).)*)?\."
    r"|No source gave anything to sum up\.|No point could be drawn from this source\.)\Z"
)
_HORIZON = re.compile(r"(?:Short|Medium|Long)-term \((?:now |to |after )[^()]*\d{4}\)\.?\s*")
_OUTLOOK = re.compile(
    r"\s\((?P<inside>(?:[^()]|\([^()]*\))*(?:until \d{1,2} \w+ \d{4}|no end date))\)"
    r"(?P<rest>\s+Decided by: .*?(?:[.!?](?=\s|\Z)|\Z))?(?P<remarks>(?:\s+[\w ,:-]{1,60})?\s*\Z)?"
)
"""Behind a forecast: word and band, who judges, the last day; how it will be decided; remarks for a scorer."""
_MOST_PARTS = 40
"""Pieces of a paragraph that are put together when a written sentence is looked for."""


def claims(
    text: str, blocks: Iterable[Block], seals: tuple[Seal, ...]
) -> tuple[tuple[PlacedClaim, ...], tuple[PassedOver, ...], tuple[Verdict, ...]]:
    """Claims, what was passed over, and the verdicts of the sentences that are gone."""
    reader = _Reader(text, seals)
    for block in blocks:
        reader.take(block)
    found, removed = _compared(reader.found, seals)
    return found, tuple(reader.passed), removed


class _Reader:
    """Goes through a brief from top to bottom and knows in which part of it it is."""

    def __init__(self, text: str, seals: tuple[Seal, ...]) -> None:
        self._line_of = lines(text)
        self._verdicts = {seal.fingerprint: seal.verdict for seal in seals}
        self._section: Section | None = Section.BODY
        """None in the apparatus."""
        self.found: list[PlacedClaim] = []
        self.passed: list[PassedOver] = []

    def take(self, block: Block) -> None:
        if not block.text.strip():
            return
        if block.kind is Kind.HEADING:
            self._enter(block)
        elif self._section is Section.SUMMARY and block.kind is not Kind.ITEM and not _REMARK.match(block.text.strip()):
            self._section = Section.BODY
        if self._section is None and block.kind is not Kind.HEADING:
            self._pass(block, 0, len(block.text), "own")
            return
        for each in of_block(self._line_of, block, self._stretches(block), first=len(self.found) + 1):
            if isinstance(each, PassedOver):
                self.passed.append(each)
            else:
                verdict = self._verdicts.get(fingerprint(each.claim.text))
                self.found.append(replace(each, written=verdict))

    def _enter(self, block: Block) -> None:
        name = block.text.strip().casefold()
        if block.level > 2 and self._section is Section.ANNEX:
            return
        self._section = None if name in _APPARATUS else _SECTIONS.get(name.partition(":")[0], Section.BODY)

    def _pass(self, block: Block, start: int, end: int, why: str) -> None:
        if span := trimmed(block.text, start, end):
            place = block.place(span.start, span.end)
            self.passed.append(PassedOver(start=place.start, end=place.end, why=why))

    def _stretches(self, block: Block) -> Iterator[Stretch]:
        """The sentences of a block: first those that are as they were written, the rest by the rules."""
        if block.kind in (Kind.HEADING, Kind.CODE):
            yield from stretches(block)
            return
        if _MADE.match(block.text.strip()) or _REMARK.match(block.text.strip()):
            self._pass(block, 0, len(block.text), "own")
            return
        at = 0
        if self._section is Section.FORECAST:
            horizon = _HORIZON.match(block.text)
            at = horizon.end() if horizon else 0
            if horizon:
                self._pass(block, 0, at, "own")
                if _REMARK.match(block.text[at:].strip()):
                    self._pass(block, at, len(block.text), "own")
                    return
            while outlook := _OUTLOOK.search(block.text, at):
                judged = ";" in outlook["inside"] and _names_a_judge(outlook["inside"])
                kind = ClaimKind.FORECAST if judged else ClaimKind.ASSESSMENT
                yield from self._sentences(block, at, outlook.start(), kind)
                self._pass(block, outlook.start(), outlook.end(), "own")
                at = outlook.end()
        yield from self._sentences(block, at, len(block.text), ClaimKind.STATEMENT)

    def _sentences(self, block: Block, start: int, end: int, kind: ClaimKind) -> Iterator[Stretch]:
        section = self._section or Section.BODY
        cuts = {start, end, *(at for at, _ in block.between(start, end - 1))}
        for each in stretches(block, start, end):
            cuts |= {each.start, each.end}
        edges = sorted(cuts)
        number, left = 0, start
        while number < len(edges) - 1:
            for last in range(min(len(edges) - 1, number + _MOST_PARTS), number, -1):
                span = trimmed(block.text, edges[number], edges[last])
                if span and self._verdict(block, span.start, span.end):
                    yield from self._others(block, left, edges[number], kind)
                    yield Stretch(
                        start=span.start,
                        end=span.end,
                        section=section,
                        kind=self._kind(block, span.end, kind),
                        sure=True,
                    )
                    number, left = last, edges[last]
                    break
            else:
                number += 1
        yield from self._others(block, left, end, kind)

    def _others(self, block: Block, start: int, end: int, kind: ClaimKind) -> Iterator[Stretch]:
        for each in stretches(block, start, end):
            yield replace(each, section=self._section or Section.BODY, kind=self._kind(block, each.end, kind))

    def _verdict(self, block: Block, start: int, end: int) -> Verdict | None:
        return self._verdicts.get(fingerprint(" ".join(block.text[start:end].split())))

    def _kind(self, block: Block, end: int, kind: ClaimKind) -> ClaimKind:
        """A sentence that is marked as a judgement of the writer's is one, wherever it stands."""
        for at, aside in block.between(end - 1, len(block.text)):
            if block.text[end:at].strip():
                break
            if aside.kind is AsideKind.MARK:
                return ClaimKind.ASSESSMENT if Verdict.ASSESSMENT in aside.label.split("; ") else kind
        return kind


def _names_a_judge(inside: str) -> bool:
    """`likely: 55-75 %; Ingrid Solheim; until ...` names one, `likely: 55-75 %; until ...` does not."""
    parts = inside.split("; ")[:-1]
    return any(not re.search(r": (?:\d{1,3}-\d{1,3} %|no band in the yardstick)\Z", part) for part in parts)


def _compared(found: list[PlacedClaim], seals: tuple[Seal, ...]) -> tuple[tuple[PlacedClaim, ...], tuple[Verdict, ...]]:
    """What was done to each sentence. One that stands where a written one is gone was edited, any other was added."""
    if not seals:
        return tuple(found), ()
    now = [fingerprint(each.claim.text) for each in found]
    then = [seal.fingerprint for seal in seals]
    present, known = set(now), set(then)
    touches = [Touch.UNTOUCHED if each in known else Touch.ADDED for each in now]
    gone = {number for number, each in enumerate(then) if each not in present}
    for tag, a, b, c, d in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if tag == "replace":
            new = [number for number in range(c, d) if touches[number] is Touch.ADDED]
            for number, old in zip(new, [number for number in range(a, b) if number in gone], strict=False):
                touches[number] = Touch.EDITED
                gone.discard(old)
    claims = tuple(replace(each, touch=touch) for each, touch in zip(found, touches, strict=True))
    return claims, tuple(seals[number].verdict for number in sorted(gone))
