"""Paragraphs with a line of thought: what happened, who wants what, reactions, what it means, what may come."""

from collections.abc import Sequence

from briefing.writing.extractive.facets import Facet
from briefing.writing.extractive.lines import Line, Lines

_GROUPS: tuple[tuple[Facet, ...], ...] = (
    (Facet.EVENT, Facet.CIRCUMSTANCE),
    (Facet.POSITION,),
    (Facet.REACTION,),
    (Facet.MEANING,),
    (Facet.OUTLOOK,),
)
_KIN = ((0,), (1, 2), (3, 4))
"""Groups that may stand in one paragraph where one of them is too short for its own."""
_MOST = 4
"""Sentences of a paragraph; a longer one becomes two."""
_FEWEST = 2


def arrange(lines: Sequence[Line], people: Lines) -> list[list[Line]]:
    """The lines as paragraphs, in the order of the line of thought; no paragraph is empty.

    `lines` are in order of weight; `people` tells whom they name.
    """
    groups: list[list[Line]] = [[] for _ in _GROUPS]
    for line in lines:
        groups[next(number for number, facets in enumerate(_GROUPS) if line.facet in facets)].append(line)
    paragraphs: list[list[Line]] = []
    for kin in _KIN:
        full = [_ordered(groups[number]) for number in kin if groups[number]]
        if any(len(group) < _FEWEST for group in full):
            full = [[line for group in full for line in group]]
        for group in full:
            paragraphs += _halves(group)
    return _introduced(paragraphs, people)


def _halves(lines: list[Line]) -> list[list[Line]]:
    if len(lines) <= _MOST:
        return [lines] if lines else []
    middle = (len(lines) + 1) // 2
    return [lines[:middle], lines[middle:]]


def _ordered(lines: list[Line]) -> list[Line]:
    """From the weightiest line on, each followed by the one nearest to it in topic or next in its source."""
    left = list(lines)
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
    common = len(ours & theirs) / (1 + min(len(ours), len(theirs)))
    steps = other.entry.sentence.index - one.entry.sentence.index
    follows = one.entry.source is other.entry.source and 0 < steps <= 2
    return common + (0.25 if follows else 0.0)


def _introduced(paragraphs: list[list[Line]], people: Lines) -> list[list[Line]]:
    """The same lines, with a person's full name before the bare one: the line that needs it moves behind it."""
    for _ in range(sum(map(len, paragraphs))):
        move = _first_early(paragraphs, people)
        if move is None:
            break
        line, from_paragraph, giver, to_paragraph = move
        paragraphs[from_paragraph].remove(line)
        at = paragraphs[to_paragraph].index(giver)
        paragraphs[to_paragraph].insert(at + 1, line)
    return [paragraph for paragraph in paragraphs if paragraph]


def _first_early(paragraphs: list[list[Line]], people: Lines) -> tuple[Line, int, Line, int] | None:
    """The first line that names somebody by half whom a later line names in full, and that later line."""
    flat = [(line, number) for number, paragraph in enumerate(paragraphs) for line in paragraph]
    met: set[str] = set()
    for at, (line, number) in enumerate(flat):
        mentions = people.mentions(line)
        for key in sorted(key for key in mentions.bare - met if not people.widely_known(key)):
            for later, to_paragraph in flat[at + 1 :]:
                if key in people.mentions(later).full:
                    return line, number, later, to_paragraph
        met |= mentions.full
    return None
