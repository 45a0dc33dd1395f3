"""How good forecasts were: the Brier score and its parts, by term and by author, against two simple forecasters.

A forecast in words has no probability, it has a band: its probability is taken to be the middle of the band, as
neither ICD 203 nor the PHIA yardstick gives one. A band of 20 points has its middle wrong by up to 10.

Sources: G. W. Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78;
A. H. Murphy (1973), A new vector partition of the probability score, Journal of Applied Meteorology 12;
ICD 203 (2015); PHIA probability yardstick.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefing.domain.ledger import Entry, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Murphy's partition over forecasts of equal probability: Brier = reliability - resolution + uncertainty."""

    reliability: float
    """How far the probabilities lie from what came true; 0 is best."""
    resolution: float
    """How far they tell apart what comes true from what does not; more is better."""
    uncertainty: float
    """What the world left open: nobody's merit or fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of some forecasts, all of them resolved."""

    name: str
    """A term, an author, or `all`."""
    count: int
    predicted: float
    """Mean probability, 0 to 1."""
    observed: float
    """Share that came true, 0 to 1."""
    brier: float
    """Mean square of probability less outcome: 0 is best, .25 is a coin's, 1 is worst."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that the ledger tells on one day."""

    forecasts: int
    resolved: int
    """With an outcome of yes or no, and scorable: those that count."""
    open: int
    overdue: int
    """Open, and their last day is over."""
    void: int
    unscorable: int
    """Of all forecasts, resolved or not."""
    halves: int
    """Of all forecasts: one of two things that a sentence says."""
    whole: Score | None
    """None as long as nothing counts."""
    parts: Parts | None
    coin: float | None
    """Brier score of who says 50 % to everything: .25."""
    base_rate: float | None
    """Brier score of who knows nothing but how often these forecasts come true, and says that to everything."""
    skill: float | None
    """1 - brier / base_rate: above 0 the forecasts are worth more than their base rate; None where that is 0."""
    by_term: tuple[Score, ...]
    """From least to most likely."""
    by_author: tuple[Score, ...]
    """Those with most forecasts first; `the writer` for what no source is named for."""


WRITER = "the writer"


def score(entries: Iterable[Entry], today: datetime.date) -> Record:
    """The record on `today`. Void, open and unscorable forecasts are counted and never scored."""
    every = tuple(entries)
    counting = tuple(each for each in every if counts(each))
    whole = _score("all", counting) if counting else None
    base = whole.observed if whole else 0.0
    base_rate = base * (1 - base) if whole else None
    return Record(
        forecasts=len(every),
        resolved=len(counting),
        open=sum(each.outcome is None for each in every),
        overdue=sum(each.due(today) for each in every),
        void=sum(each.outcome is Outcome.VOID for each in every),
        unscorable=sum(each.unscorable is not None for each in every),
        halves=sum(each.sentence is not None for each in every),
        whole=whole,
        parts=_parts(counting) if counting else None,
        coin=0.25 if whole else None,
        base_rate=base_rate,
        skill=1 - whole.brier / base_rate if whole and base_rate else None,
        by_term=tuple(sorted(_grouped(counting, _term), key=lambda each: (each.predicted, each.name))),
        by_author=tuple(sorted(_grouped(counting, _author), key=lambda each: (-each.count, each.name))),
    )


def counts(entry: Entry) -> bool:
    return entry.unscorable is None and entry.outcome in (Outcome.YES, Outcome.NO) and entry.forecast.band is not None


def probability(entry: Entry) -> float:
    """The middle of the forecast's band, 0 to 1."""
    low, high = entry.forecast.band or (50, 50)
    return (low + high) / 200


def _came_true(entry: Entry) -> float:
    return 1.0 if entry.outcome is Outcome.YES else 0.0


def _score(name: str, entries: Sequence[Entry]) -> Score:
    number = len(entries)
    return Score(
        name=name,
        count=number,
        predicted=sum(map(probability, entries)) / number,
        observed=sum(map(_came_true, entries)) / number,
        brier=sum((probability(each) - _came_true(each)) ** 2 for each in entries) / number,
    )


def _grouped(entries: Sequence[Entry], name: Callable[[Entry], str]) -> list[Score]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        groups[name(each)].append(each)
    return [_score(name, group) for name, group in groups.items()]


def _term(entry: Entry) -> str:
    """Word and band: `likely` is 55-75 % for the one yardstick and 55-80 % for the other."""
    low, high = entry.forecast.band or (50, 50)
    return f"{entry.forecast.term or 'no term'} ({low}-{high} %)"


def _author(entry: Entry) -> str:
    return entry.forecast.attributed_to or WRITER


def _parts(entries: Sequence[Entry]) -> Parts:
    base = sum(map(_came_true, entries)) / len(entries)
    groups: defaultdict[float, list[Entry]] = defaultdict(list)
    for each in entries:
        groups[probability(each)].append(each)
    reliability = resolution = 0.0
    for predicted, group in groups.items():
        observed = sum(map(_came_true, group)) / len(group)
        reliability += len(group) * (predicted - observed) ** 2 / len(entries)
        resolution += len(group) * (observed - base) ** 2 / len(entries)
    return Parts(reliability=reliability, resolution=resolution, uncertainty=base * (1 - base))
