"""Evidence: where in the sources could a claim stand?"""

from collections.abc import Sequence

from briefing.checking.passages import Index, Passage
from briefing.domain.claim import Claim, Evidence, Section, Stance
from briefing.domain.text import Span

_USEFUL, _NEARLY_THE_SAME = 0.2, 0.35
"""Share of the likest passage's score that another must have; the latter beside a source's own sentence, which no
other sentence can speak of without having most of its words.
"""
_OF_ALL = 24
"""Passages that a sentence of the brief is laid beside."""
_OF_ONE_SOURCE = 4
"""The same for a line of the annex, which reports one source: with many sources these are nearly all the claims."""


def candidates(text: str, claim: Claim, index: Index) -> list[Passage]:
    """Passages worth laying beside the text, without repetition: the writer's own basis, the same wording, the like."""
    most = _OF_ONE_SOURCE if claim.section is Section.ANNEX else _OF_ALL
    same = index.verbatim(text)
    alike = index.search(text, most=most, least=_NEARLY_THE_SAME if same else _USEFUL)
    return list(dict.fromkeys((*basis_of(claim, index), *same, *alike)))


def basis_of(claim: Claim, index: Index) -> list[Passage]:
    """The passages that the writer names, so far as they are what he says they are."""
    return [
        passage
        for evidence in claim.basis
        if is_exact(evidence, index)
        for passage in index.containing(evidence.source, Span(evidence.start, evidence.end))
    ]


def is_exact(evidence: Evidence, index: Index) -> bool:
    """Whether the place exists and says what it is said to say."""
    source = index.by_id.get(evidence.source)
    return (
        source is not None
        and evidence.end > evidence.start
        and (source.text[evidence.start : evidence.end] == evidence.quote)
    )


def of(passages: Sequence[Passage], stance: Stance) -> tuple[Evidence, ...]:
    """The passages as evidence, each place once, in the order given."""
    found: dict[tuple[str, int, int], Evidence] = {}
    for passage in passages:
        for evidence in passage.evidence(stance):
            found.setdefault((evidence.source, evidence.start, evidence.end), evidence)
    return tuple(found.values())
