"""Finds where the sources disagree: every kind of disagreement in turn, the gravest first."""

from briefing.comparing import events, figures, offices, passages, polarity, quotes
from briefing.domain.brief import Disagreement, Strength
from briefing.domain.source import Source

_KINDS = ("office-holder", "holder", "leadership", "event", "attribution", "negation", "number", "date", "quotation")
"""In the order in which they are shown; others follow."""


def find(sources: tuple[Source, ...]) -> tuple[Disagreement, ...]:
    """Disagreements between sources, or of a source with itself, both sides with the places that say so.

    Copies are left out. Built for precision: what is found can be shown to a reader, what is not found may still
    be there. Time is near-linear in the sentences of all sources.
    """
    read = [passage for source in sources if source.duplicate_of is None for passage in passages.of(source)]
    found = [*offices.find(read), *quotes.find(read), *events.find(read), *figures.find(read), *polarity.find(read)]
    return tuple(sorted(found, key=_rank))


def _rank(item: Disagreement) -> tuple[bool, int]:
    kind = _KINDS.index(item.kind) if item.kind in _KINDS else len(_KINDS)
    return item.strength is Strength.SOFT, kind
