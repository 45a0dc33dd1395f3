"""What one side of a disagreement says and where: mentions become sides, sides a disagreement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.domain.brief import Disagreement, Side, Strength
from briefing.domain.claim import Evidence

_LONGEST = 120
"""Characters a statement may have."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that says it."""

    statement: str
    evidence: Evidence


def shortened(text: str) -> str:
    """One line of at most 120 characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    cut = line[: line.rfind(" ", 0, _LONGEST)].rstrip(",;: ") + " …"
    return cut + "”" if cut.count("“") > cut.count("”") else cut


def excerpt(text: str, start: int, end: int) -> str:
    """One line of about 120 characters with `text[start:end]` in it, cut between words."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    room = _LONGEST // 2
    left = text.rfind(" ", 0, max(0, start - room) + 1) + 1 if start > room else 0
    right = text.rfind(" ", end, end + room) if len(text) - end > room else len(text)
    piece = " ".join(text[left : right if right > 0 else end].split()).rstrip(",;: ")
    return ("… " if left else "") + piece + (" …" if right < len(text) else "")


def disagreement(topic: str, kind: str, strength: Strength, sides: Iterable[Sequence[Mention]]) -> Disagreement:
    """The sides in order of how many sources stand behind them."""
    ranked = sorted((side for side in sides if side), key=lambda side: -len({m.evidence.source for m in side}))
    return Disagreement(topic=topic, kind=kind, strength=strength, sides=tuple(_side(side) for side in ranked))


def _side(mentions: Sequence[Mention]) -> Side:
    places: dict[tuple[str, int], Evidence] = {}
    for mention in mentions:
        evidence = mention.evidence
        if not any(_overlap(evidence, other) for other in places.values()):
            places[evidence.source, evidence.start] = evidence
    return Side(statement=shortened(mentions[0].statement), evidence=tuple(places.values()))


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
