"""A brief of ours, edited or not: which of its sentences are as they were written, and what else stands in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from briefing.assets import fingerprint
from briefing.domain.claim import ClaimKind, Section, Verdict
from briefing.domain.proof import PassedOver, PlacedClaim, Touch
from briefing.domain.yardstick import Yardstick
from briefing.drafts.apparatus import HORIZON, is_remark, kinds_under, made, next_outlook
from briefing.drafts.block import AsideKind, Block, Kind
from briefing.drafts.claims import Stretch, lines, of_block, stretches, trimmed
from briefing.drafts.record import Seal

_SECTIONS = {"forecast": Section.FORECAST, "annex": Section.ANNEX, "summary": Section.SUMMARY}

_MOST_PARTS = 40
"""Pieces of a paragraph that are put together when a written sentence is looked for."""


def claims(
    text: str, blocks: Iterable[Block], seals: tuple[Seal, ...], yardstick: Yardstick
) -> tuple[tuple[PlacedClaim, ...], tuple[PassedOver, ...], tuple[Verdict, ...]]:
    """Claims, what was passed over, and the verdicts of the sentences that are gone."""
    reader = _Reader(text, seals, yardstick)
    for block in blocks:
        reader.take(block)
    found, removed = _compared(reader.found, seals)
    return found, tuple(reader.passed), removed


class _Reader:
    """Goes through a brief from top to bottom and knows in which part of it it is."""

    def __init__(self, text: str, seals: tuple[Seal, ...], yardstick: Yardstick) -> None:
        self._line_of = lines(text)
        self._verdicts = {seal.fingerprint: seal.verdict for seal in seals}
        self._yardstick = yardstick
        self._section = Section.BODY
        self._own: tuple[Kind, ...] = ()
        """Kinds of blocks that are no claims of this part of the brief."""
        self.found: list[PlacedClaim] = []
        self.passed: list[PassedOver] = []

    def take(self, block: Block) -> None:
        if not block.text.strip():
            return
        if block.kind is Kind.HEADING:
            self._enter(block)
        elif self._section is Section.SUMMARY and block.kind is not Kind.ITEM and not is_remark(block.text.strip()):
            self._section = Section.BODY
        if block.kind in self._own:
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
        self._own = kinds_under(name)
        self._section = _SECTIONS.get(name.partition(":")[0], Section.BODY)

    def _pass(self, block: Block, start: int, end: int, why: str) -> None:
        if span := trimmed(block.text, start, end):
            place = block.place(span.start, span.end)
            self.passed.append(PassedOver(start=place.start, end=place.end, why=why))

    def _stretches(self, block: Block) -> Iterator[Stretch]:
        """The sentences of a block: first those that are as they were written, the rest by the rules."""
        if block.kind in (Kind.HEADING, Kind.CODE):
            yield from stretches(block)
            return
        text = block.text
        if is_remark(text.strip()):
            self._pass(block, 0, len(text), "own")
            return
        at = made(text)
        self._pass(block, 0, at, "own")
        if self._section is Section.FORECAST:
            if horizon := HORIZON.match(text):
                at = horizon.end()
                self._pass(block, 0, at, "own")
            if is_remark(text[at:].strip()):
                self._pass(block, at, len(text), "own")
                return
            while outlook := next_outlook(text, at, self._yardstick):
                kind = ClaimKind.FORECAST if outlook.judged else ClaimKind.ASSESSMENT
                yield from self._sentences(block, at, outlook.start, kind)
                self._pass(block, outlook.start, outlook.end, "own")
                self._pass(block, outlook.end, outlook.decided, "resolution")
                self._pass(block, outlook.decided, outlook.scored, "own")
                at = outlook.scored
        yield from self._sentences(block, at, len(text), ClaimKind.STATEMENT)

    def _sentences(self, block: Block, start: int, end: int, kind: ClaimKind) -> Iterator[Stretch]:
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
                        section=self._section,
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
            yield replace(each, section=self._section, kind=self._kind(block, each.end, kind))

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


def _compared(found: list[PlacedClaim], seals: tuple[Seal, ...]) -> tuple[tuple[PlacedClaim, ...], tuple[Verdict, ...]]:
    """What was done to each sentence. One that stands where a written one is gone was edited, any other was added."""
    if not seals:
        return tuple(found), ()
    now = [fingerprint(each.claim.text) for each in found]
    then = [seal.fingerprint for seal in seals]
    present, known = set(now), set(then)
    touches = [Touch.UNTOUCHED if each in known else Touch.ADDED for each in now]
    gone = {number for number, each in enumerate(then) if each not in present}
    # The n-th time that a sentence stands there is one of its own: what is repeated would cost the square of it.
    for tag, a, b, c, d in SequenceMatcher(None, _numbered(then), _numbered(now), autojunk=False).get_opcodes():
        if tag == "replace":
            new = [number for number in range(c, d) if touches[number] is Touch.ADDED]
            for number, old in zip(new, [number for number in range(a, b) if number in gone], strict=False):
                touches[number] = Touch.EDITED
                gone.discard(old)
    claims = tuple(replace(each, touch=touch) for each, touch in zip(found, touches, strict=True))
    return claims, tuple(seals[number].verdict for number in sorted(gone))


def _numbered(fingerprints: Iterable[str]) -> list[tuple[str, int]]:
    seen: Counter[str] = Counter()
    numbered = []
    for each in fingerprints:
        numbered.append((each, seen[each]))
        seen[each] += 1
    return numbered
