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
    """One for the first source that says it in a place that speaks to a machine; none if no source does."""
    wanted = _roots(text)
    for source in index.sources:
        span = _place(source)
        if span and len(wanted & _roots(_spoken(source))) >= _MOST_OF * len(wanted) > 0:
            place = f"[characters {span.start}-{span.end}]"
            detail = f"{source.id} says it only where it addresses a machine {place}: that bears nothing out"
            return [Finding(CHECK, Outcome.LACKS, detail)]
    return []


def _place(source: Source) -> Span | None:
    spans = [region.span for region in source.regions if region.kind is RegionKind.INSTRUCTION]
    return Span(spans[0].start, spans[-1].end) if spans else None


def _spoken(source: Source) -> str:
    return " ".join(r.span.of(source.text) for r in source.regions if r.kind is RegionKind.INSTRUCTION)


def _roots(text: str) -> set[str]:
    return {root(word.norm) for word in words(text) if word.norm not in STOPWORDS}
