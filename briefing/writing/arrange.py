"""Paragraphs with a line of thought: what happened, who wants what, reactions, what it means, what may come."""

from collections.abc import Sequence

from briefing.writing.facets import Facet
from briefing.writing.lines import Line

GROUPS: tuple[tuple[Facet, ...], ...] = (
    (Facet.EVENT,),
    (Facet.CIRCUMSTANCE,),
    (Facet.POSITION,),
    (Facet.REACTION,),
    (Facet.MEANING,),
    (Facet.OUTLOOK,),
)


def group_of(line: Line) -> int:
    return next(number for number, facets in enumerate(GROUPS) if line.facet in facets)


def arrange(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines as paragraphs, in the order of the line of thought; no paragraph is empty."""
    paragraphs: list[list[Line]] = [[] for _ in GROUPS]
    for line in lines:
        paragraphs[group_of(line)].append(line)
    return [_ordered(paragraph) for paragraph in paragraphs if paragraph]


def _ordered(lines: list[Line]) -> list[Line]:
    """From the opening line on, each followed by the one nearest to it in topic."""
    left = sorted(lines, key=lambda line: (_place(line), line.entry.number))
    chain = [left.pop(0)]
    while left:
        following = max(left, key=lambda line: (_nearness(chain[-1], line), -_place(line), -line.entry.number))
        left.remove(following)
        chain.append(following)
    return chain


def _place(line: Line) -> float:
    return line.entry.sentence.index / max(1, len(line.entry.source.sentences))


def _nearness(one: Line, other: Line) -> float:
    ours, theirs = set(one.entry.stems), set(other.entry.stems)
    return len(ours & theirs) / (1 + min(len(ours), len(theirs)))
