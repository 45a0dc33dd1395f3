"""Evidence: where in the sources could a claim stand?"""

from collections.abc import Sequence

from briefing.checking.passages import Index, Passage
from briefing.domain.claim import Claim, Evidence, Stance
from briefing.domain.text import Span


def candidates(text: str, claim: Claim | None, index: Index) -> list[Passage]:
    """Passages worth laying beside the text, without repetition: the writer's own basis, the same wording, the like."""
    found: dict[int, Passage] = {}
    for evidence in claim.basis if claim else ():
        if is_exact(evidence, index):
            for passage in index.containing(evidence.source, Span(evidence.start, evidence.end)):
                found.setdefault(passage.number, passage)
    for passage in (*index.verbatim(text), *index.search(text)):
        found.setdefault(passage.number, passage)
    return list(found.values())


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
