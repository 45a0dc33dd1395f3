"""Finds where the sources disagree: every kind of disagreement in turn, the gravest first."""

from collections.abc import Iterable

from briefing.comparing import passages
from briefing.comparing.events import Events
from briefing.comparing.figures import Figures
from briefing.comparing.offices import Offices
from briefing.comparing.polarity import Deeds
from briefing.comparing.quotes import Quotes
from briefing.comparing.tolls import Tolls
from briefing.domain.brief import Disagreement, Strength
from briefing.domain.source import Source

_KINDS = ("office-holder", "holder", "leadership", "event", "attribution", "negation", "number", "date", "quotation")
"""In the order in which they are shown; others follow."""


def find(sources: tuple[Source, ...]) -> tuple[Disagreement, ...]:
    """Disagreements between sources, or of a source with itself, both sides with the places that say so.

    Copies are left out. Built for precision: what is found can be shown to a reader, what is not found may still
    be there. Time is near-linear in the sentences of all sources.
    """
    gatherers = (Offices(), Events(), Quotes(), Deeds(), Figures(), Tolls())
    for source in sources:
        if source.duplicate_of is None:
            for passage in passages.of(source):  # one passage after the other, so that its analyses are shared
                for gatherer in gatherers:
                    gatherer.add(passage)
    found = [item for gatherer in gatherers for item in gatherer.find()]
    return in_order(found)


def in_order(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """As they are shown: what cannot both be true first, then by kind."""
    return tuple(sorted(found, key=_rank))


def _rank(item: Disagreement) -> tuple[bool, int]:
    kind = _KINDS.index(item.kind) if item.kind in _KINDS else len(_KINDS)
    return item.strength is Strength.SOFT, kind
