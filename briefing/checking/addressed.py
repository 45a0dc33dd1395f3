"""Whether what no source says to its readers is said by one to a machine: such a place bears nothing out."""

from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Index
from briefing.domain.source import Source
from briefing.domain.text import RegionKind, Span
from briefing.language.lexicon import root
from briefing.language.words import STOPWORDS, words

CHECK = "instructions"
_MOST_OF = 0.6
"""Share of the claim's words that stand there."""


def findings(text: str, index: Index) -> list[Finding]:
    """One for the source that says most of it in places that speak to a machine; none if no source says enough."""
    wanted = _roots(text)
    places = {source.id: shared for source in index.sources if (shared := _shared(wanted, source))}
    said = {id: len(frozenset().union(*shared.values())) for id, shared in places.items()}
    best = max(said, key=lambda id: said[id], default=None)
    if best is None or said[best] < _MOST_OF * len(wanted):
        return []
    span = max(places[best], key=lambda span: len(places[best][span]))
    place = f"{best} [characters {span.start}-{span.end}]"
    return [Finding(CHECK, Outcome.LACKS, f"said only in {place}, which addresses a machine: it bears nothing out")]


def _shared(wanted: frozenset[str], source: Source) -> dict[Span, frozenset[str]]:
    """The words of the claim that stand in each place of the source that speaks to a machine."""
    spoken = [region.span for region in source.regions if region.kind is RegionKind.INSTRUCTION]
    return {span: shared for span in spoken if (shared := wanted & _roots(span.of(source.text)))}


def _roots(text: str) -> frozenset[str]:
    return frozenset(root(word.norm) for word in words(text) if word.norm not in STOPWORDS)
