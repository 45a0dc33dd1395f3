"""What is new, changed or withdrawn since an earlier brief.

Built for the reader of both: what an article told before is no news again, in whatever words, and what is merely left
out for want of room was not withdrawn.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.comparing.contradictions import Contradiction, contradictions
from briefing.comparing.editions import digests, edition, places, sentence_print
from briefing.comparing.matters import Matter, Memory, differences, tells_as_much
from briefing.domain.brief import CheckedBrief, Forecast
from briefing.domain.changes import Change, ChangeKind, Changes, Turn
from briefing.domain.claim import Evidence, Section, Stance
from briefing.domain.edition import Edition, Seen, Told
from briefing.domain.edition import Matter as Disputed
from briefing.language.names import same_name

NO_TERM = "no term"
_NAMELESS = re.compile(r"source \S+$")
"""How a writer names a judge of whom it knows the article alone."""
_LIKE_ENOUGH = 0.5
"""Share of the weight of meaning that two forecasts about one thing have in common."""


def since(previous: Edition, brief: Edition) -> Changes:
    """What `brief` tells that `previous` did not, and the other way round.

    The annex is no part of the text: its sentences only say what was told before and is told still.
    """
    sources = _Sources(previous, brief)
    turns, turned_before, turned_now = _turns(previous, brief)
    comparison = _Comparison(previous, brief, sources)
    comparison.compare(turned_before, turned_now)
    return Changes(
        name=previous.name,
        since=previous.date,
        changes=(*comparison.new, *comparison.changed, *comparison.withdrawn),
        turns=turns,
        retold=tuple(comparison.retold),
        left_out=tuple(comparison.left_out),
        new_sources=tuple(each for each in brief.sources if sources.is_new(each)),
        updated_sources=tuple(each for each in brief.sources if sources.is_updated(each)),
        seen_sources=tuple(each for each in brief.sources if sources.is_known(each)),
        new_matters=_new_matters(previous, brief),
        settled_matters=_settled(previous, brief, sources),
        earlier_sources=previous.sources,
    )


def with_news(
    brief: CheckedBrief, name: str, day: datetime.date, previous: Edition | None
) -> tuple[CheckedBrief, Edition]:
    """The brief with what is new in it since `previous`, if there is one, and as it will be remembered.

    Args:
        name: under which it is remembered.
        day: of the run: two runs may be made of articles whose newest is of one day.
    """
    made = replace(edition(brief, name), date=day)
    return (brief if previous is None else replace(brief, changes=since(previous, made))), made


class _Sources:
    """Which sources of the later brief the earlier one was written from, and what both knew of each sentence."""

    def __init__(self, previous: Edition, brief: Edition) -> None:
        self._contents = {digest for each in previous.sources for digest in digests(each)}
        self._places = {place for each in previous.sources for place in places(each)}
        self._told = previous.sentences.union(*(each.sentences for each in previous.sources))
        self._now = {each.id: each for each in brief.sources}
        self._then = {each.id: each for each in previous.sources}
        self._tells = frozenset().union(*(each.sentences for each in brief.sources))
        self._contents_now = {digest for each in brief.sources for digest in digests(each)}
        self._replaced = {place for each in brief.sources if self.is_updated(each) for place in places(each)}

    def is_known(self, source: Seen) -> bool:
        return not self._contents.isdisjoint(digests(source))

    def is_updated(self, source: Seen) -> bool:
        return not self.is_known(source) and not self._places.isdisjoint(places(source))

    def is_new(self, source: Seen) -> bool:
        return not self.is_known(source) and not self.is_updated(source)

    def is_news(self, place: Evidence) -> bool:
        """Whether the earlier brief cannot have known what stands there."""
        source = self._now.get(place.source)
        known = source is not None and self.is_known(source)
        return not known and sentence_print(place.quote) not in self._told

    def is_replaced(self, id: str) -> bool:
        """Whether a source of the earlier brief is read in another version now."""
        source = self._then.get(id)
        if source is None or not self._contents_now.isdisjoint(digests(source)):
            return False
        return not self._replaced.isdisjoint(places(source))

    def is_gone(self, place: Evidence) -> bool:
        """Whether its source was replaced, and what stood there is in none of the sources now."""
        return self.is_replaced(place.source) and sentence_print(place.quote) not in self._tells

    def is_edited(self, told: Told) -> bool:
        """Whether nothing bears an earlier sentence out any more because all its sources have new versions."""
        bearing = _bearing(told)
        return bool(bearing) and all(self.is_gone(place) for place in bearing)


@dataclass
class _Comparison:
    previous: Edition
    brief: Edition
    sources: _Sources
    new: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    withdrawn: list[Change] = field(default_factory=list)
    retold: list[Told] = field(default_factory=list)
    left_out: list[Told] = field(default_factory=list)
    contradicted: Mapping[str, Contradiction] = field(default_factory=dict)

    def compare(self, turned_before: set[str], turned_now: set[str]) -> None:
        """Sort the sentences of both texts, those left out that a turned judgement has told of."""
        then = [Matter(each, self.previous.date) for each in _in_order(self.previous.claims)]
        now = [Matter(each, self.brief.date) for each in _in_order(self.brief.claims)]
        before, after = Memory(then, now), Memory(now, then)
        self.contradicted = contradictions((each.told for each in then), (each.told for each in now))
        met = set(turned_before)
        for matter in now:
            if _is_text(matter.told) and matter.told.id not in turned_now:
                met |= self._look_back(matter, before)
        for matter in then:
            if _is_text(matter.told) and matter.told.id not in met:
                self._look_ahead(matter, after)

    def _look_back(self, matter: Matter, memory: Memory) -> set[str]:
        """Find what the sentence is beside the earlier brief; ids of the sentences there that it answers to."""
        if verbatim := memory.verbatim(matter):
            return {verbatim.told.id}
        alike = memory.alike(matter)
        if known := [
            each.matter.told.id
            for each in alike
            if tells_as_much(each, matter, edited=self.sources.is_edited(each.matter.told))
        ]:
            return set(known)
        bearing = _bearing(matter.told)
        if not all(self.sources.is_news(place) for place in bearing):
            self.retold.append(matter.told)
            return set()
        for each in alike:
            if differing := differences(each, matter, edited=self.sources.is_edited(each.matter.told)):
                told = each.matter.told
                self.changed.append(
                    Change(kind=ChangeKind.CHANGED, before=told, now=matter.told, differences=differing)
                )
                return {told.id}
        if other := self.contradicted.get(matter.told.id):
            told = other.before
            change = Change(kind=ChangeKind.CHANGED, before=told, now=matter.told, differences=(other.difference,))
            self.changed.append(change)
            return {told.id}
        self.new.append(Change(kind=ChangeKind.NEW, before=None, now=matter.told))
        return set()

    def _look_ahead(self, matter: Matter, memory: Memory) -> None:
        """Find what became of a sentence of the earlier brief that no sentence of the text answers to."""
        edited = self.sources.is_edited(matter.told)
        if memory.verbatim(matter) or any(tells_as_much(each, matter, edited=edited) for each in memory.alike(matter)):
            return
        if edited:
            why = "its source was replaced by a version that does not say so"
            self.withdrawn.append(Change(kind=ChangeKind.WITHDRAWN, before=matter.told, now=None, why=why))
        else:
            self.left_out.append(matter.told)


def _in_order(claims: Iterable[Told]) -> list[Told]:
    """The text before the annex, each sentence once."""
    once: dict[str, Told] = {}
    for claim in sorted(claims, key=lambda each: each.section is Section.ANNEX):
        once.setdefault(claim.text, claim)
    return list(once.values())


def _is_text(told: Told) -> bool:
    return told.section is not Section.ANNEX


def _bearing(told: Told) -> tuple[Evidence, ...]:
    """The places that bear a sentence out; where there are none those that speak against it."""
    supports = tuple(place for place in told.evidence if place.stance is Stance.SUPPORTS)
    return supports or tuple(place for place in told.evidence if place.stance is Stance.CONTRADICTS)


def _turns(previous: Edition, brief: Edition) -> tuple[tuple[Turn, ...], set[str], set[str]]:
    """Judgements about one thing in other words of likelihood, and the ids of their sentences then and now."""
    then, now = _judged(previous), _judged(brief)
    memory = Memory((matter for _, matter in then.values()), (matter for _, matter in now.values()))
    turns: list[Turn] = []
    met: set[str] = set()
    for forecast, matter in now.values():
        for each in memory.alike(matter):
            old = then[each.matter.told.id][0]
            if each.both < _LIKE_ENOUGH or old.claim in met or not _one_judge(old, forecast):
                continue
            if matter.folded != each.matter.folded and (old.term or NO_TERM) != (forecast.term or NO_TERM):
                met.add(old.claim)
                turns.append(
                    Turn(
                        before=each.matter.told,
                        now=matter.told,
                        was=old.term or NO_TERM,
                        became=forecast.term or NO_TERM,
                        judge=forecast.attributed_to if old.attributed_to else None,
                    )
                )
            break
    return tuple(turns), met, {turn.now.id for turn in turns}


def _judged(edition: Edition) -> Mapping[str, tuple[Forecast, Matter]]:
    claims = edition.by_id
    return {
        each.claim: (each, Matter(claims[each.claim], edition.date))
        for each in edition.forecasts
        if each.claim in claims
    }


def _one_judge(one: Forecast, other: Forecast) -> bool:
    judges = [
        each.attributed_to for each in (one, other) if each.attributed_to and not _NAMELESS.match(each.attributed_to)
    ]
    return len(judges) < 2 or same_name(*judges)


def _new_matters(previous: Edition, brief: Edition) -> tuple[Disputed, ...]:
    known = {_key(each) for each in previous.matters}
    return tuple(each for each in brief.matters if _key(each) not in known)


def _settled(previous: Edition, brief: Edition, sources: _Sources) -> tuple[Disputed, ...]:
    """Disagreements that there are no more because a source says something else now.

    One whose sources are merely not read any more is not settled.
    """
    open_ = {_key(each) for each in brief.matters}
    return tuple(
        each
        for each in previous.matters
        if _key(each) not in open_ and (not each.sources or any(sources.is_replaced(id) for id in each.sources))
    )


def _key(matter: Disputed) -> tuple[str, str]:
    return matter.kind, matter.topic.casefold()
