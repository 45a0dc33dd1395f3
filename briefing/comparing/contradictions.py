"""Where a later brief contradicts an earlier one in other words: both are read as if each were an article."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.comparing import disagreements
from briefing.domain.brief import Strength
from briefing.domain.changes import Difference
from briefing.domain.claim import Evidence
from briefing.domain.edition import Told
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span

_THEN, _NOW = "then", "now"


@dataclass(frozen=True, slots=True)
class Contradiction:
    before: Told
    difference: Difference


def contradictions(then: Iterable[Told], now: Iterable[Told]) -> Mapping[str, Contradiction]:
    """By id of the later sentence what it contradicts; only what cannot both be true."""
    earlier, later = _Article(_THEN, then), _Article(_NOW, now)
    found: dict[str, Contradiction] = {}
    for each in disagreements.find((earlier.source, later.source)):
        if each.strength is not Strength.HARD:
            continue
        before = [(place, side.statement) for side in each.sides for place in side.evidence if place.source == _THEN]
        after = [(place, side.statement) for side in each.sides for place in side.evidence if place.source == _NOW]
        for place, statement in after:
            other = next(((at, said) for at, said in before if said != statement), None)
            if other is not None:
                difference = Difference(kind=each.kind, before=other[1], now=statement)
                found.setdefault(later.told(place).id, Contradiction(earlier.told(other[0]), difference))
    return found


class _Article:
    """Sentences as the paragraphs of an article."""

    def __init__(self, id: str, claims: Iterable[Told]) -> None:
        self._claims: Sequence[Told] = tuple(claims)
        sentences: list[Sentence] = []
        at = 0
        for number, each in enumerate(self._claims):
            span = Span(at, at + len(each.text))
            sentences.append(Sentence(index=number, spans=(span,), text=each.text, paragraph=number))
            at = span.end + 2
        text = "\n\n".join(each.text for each in self._claims)
        self._ends = [sentence.end for sentence in sentences]
        self.source = Source(id=id, path=id, sha256=id, text=text, sentences=tuple(sentences))

    def told(self, place: Evidence) -> Told:
        return self._claims[bisect_right(self._ends, place.start)]
