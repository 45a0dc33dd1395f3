"""What the briefs of an earlier day, remembered as one, have to do with one story of today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from briefing.comparing.editions import digests, places, seen
from briefing.domain.edition import Edition
from briefing.domain.source import Source

T = TypeVar("T")


class Yesterday:
    """Looked up by what a story is written from: two events that read alike are still two.

    A story answers to the briefs that a source of it was read for. Of all others only what was known counts.
    """

    def __init__(self, merged: Edition) -> None:
        """
        Args:
            merged: as `editions.merged` makes it; one brief alone answers to each of its sources.
        """
        self._merged = merged
        self._sentences = frozenset().union(merged.sentences, *(each.sentences for each in merged.sources))
        self._sources = tuple(replace(each, sentences=frozenset()) for each in merged.sources)
        self._held: defaultdict[str, list[int]] = defaultdict(list)
        self._members: defaultdict[str, list[int]] = defaultdict(list)
        for number, source in enumerate(self._sources):
            for mark in digests(source) | places(source):
                self._held[mark].append(number)
            if source.id:  # others were read for a brief of an older day
                self._members[_brief(source.id)].append(number)
        self._claims = _grouped((_brief(each.id), each) for each in merged.claims)
        self._forecasts = _grouped((_brief(each.claim), each) for each in merged.forecasts)
        self._matters = _grouped((_brief(each.sources[0]), each) for each in merged.matters if each.sources)

    def of(self, sources: Iterable[Source]) -> Edition:
        """What a story of these sources is to be compared with: as small as the story, however much was told."""
        read = [seen(source) for source in sources]
        met = {number for each in read for mark in digests(each) | places(each) for number in self._held.get(mark, ())}
        briefs = sorted({_brief(self._sources[number].id) for number in met if self._sources[number].id})
        members = {number for brief in briefs for number in self._members[brief]}
        return replace(
            self._merged,
            claims=tuple(claim for brief in briefs for claim in self._claims.get(brief, ())),
            forecasts=tuple(forecast for brief in briefs for forecast in self._forecasts.get(brief, ())),
            matters=tuple(matter for brief in briefs for matter in self._matters.get(brief, ())),
            sources=tuple(self._sources[number] for number in sorted(met | members)),
            sentences=frozenset().union(*(self._sentences & each.sentences for each in read)),
        )


def _brief(id: str) -> str:
    """The number of the brief that an id is of; empty where one brief was all there was."""
    return id.partition(":")[0] if ":" in id else ""


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
