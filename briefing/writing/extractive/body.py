"""The body: the sentences that add most to the key judgements, spread over the questions a reader asks."""

from collections.abc import Sequence, Set

from briefing.writing.extractive.coverage import Concept, Corpus, Entry, greedy
from briefing.writing.extractive.facets import Facet, facet
from briefing.writing.extractive.lines import Line, Lines
from briefing.writing.extractive.novelty import Told

_IDEAL = 28
"""Words of a sentence that reads well; longer ones lose score in proportion."""
_SHARES = {
    Facet.EVENT: 0.3,
    Facet.CIRCUMSTANCE: 0.25,
    Facet.POSITION: 0.3,
    Facet.REACTION: 0.25,
    Facet.MEANING: 0.25,
    Facet.OUTLOOK: 0.15,
}
"""The most of the body that each question may take, while the others still have something to say."""
_LEANING_TO = {Facet.CIRCUMSTANCE: 0.7, Facet.POSITION: 1.3, Facet.MEANING: 1.1}
"""Who wants what interests a reader more than who sat where; 1 for the others."""
_FRESH = 0.35
"""Share of a sentence's weight that the key judgements must have left open: else it tells them again."""
_FEW = 5
"""With fewer agreed concepts than these a sentence cannot be a retelling."""
_SLACK = 12
"""Words by which the body may miss its length."""


def body(
    corpus: Corpus, lines: Lines, entries: list[Entry], *, key: Sequence[Line], told: Told, budget: int
) -> list[Line]:
    """Lines of about `budget` words, in the order of choice, that add to the key judgements; fills `told`.

    First every question gets its share; then what is left goes to whatever adds most.
    """
    chosen: list[Line] = []
    said = {concept for line in key for concept in line.entry.concepts}
    introduced = {person for line in key for person in lines.mentions(line).full}
    fresh = [entry for entry in entries if _fresh(corpus, entry, said)]
    for shares in (_SHARES, dict.fromkeys(Facet, 1.0)):
        taken = {line.entry.number for line in chosen}
        left = [entry for entry in fresh if entry.number not in taken]
        _fill(corpus, lines, left, chosen, told=told, said=said, budget=budget, shares=shares, introduced=introduced)
    return chosen


def _fill(
    corpus: Corpus,
    lines: Lines,
    entries: list[Entry],
    chosen: list[Line],
    *,
    told: Told,
    said: set[Concept],
    budget: int,
    shares: dict[Facet, float],
    introduced: Set[str],
) -> None:
    met = {key for line in chosen for key in lines.mentions(line).full} | introduced
    spent = {kind: sum(line.entry.words for line in chosen if line.facet is kind) for kind in Facet}

    def admit(entry: Entry) -> bool:
        if sum(spent.values()) + entry.words > budget + _SLACK or told.repeats(entry):
            return False
        line = lines.line(entry)
        if line is None or spent[line.facet] + entry.words > shares[line.facet] * budget + _SLACK:
            return False
        return lines.strangers(line) <= met

    def factor(entry: Entry) -> float:
        likely = facet(entry.stems, judged=False, present=False, ahead=False, spoken=False)
        return min(1.0, _IDEAL / entry.words) * _LEANING_TO.get(likely, 1.0)

    for entry in greedy(corpus, entries, admit=admit, factor=factor, used=said):
        line = lines.line(entry)
        if line is not None:
            told.add(entry)
            chosen.append(line)
            spent[line.facet] += entry.words
            met.update(lines.mentions(line).full)
        if sum(spent.values()) >= budget - _SLACK:
            return


def _fresh(corpus: Corpus, entry: Entry, said: Set[Concept]) -> bool:
    agreed = [concept for concept in entry.concepts if corpus.documents[concept] > 1]
    if len(agreed) < _FEW:
        return True
    return corpus.worth(entry.concepts - said) >= _FRESH * corpus.worth(entry.concepts)
