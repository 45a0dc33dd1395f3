"""Intervals by resampling groups of like documents (cluster bootstrap, percentiles).

Rows about the same document are not independent: resampled one by one, they would make the intervals too narrow.
The sets are drawn independently of one another: groups that two sets share count as two.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.evaluating.metrics import Bin, Figures, Metric, Tally, added, calibration_error

RESAMPLES = 1000
SEED = 20260301
_LOW, _HIGH = 0.025, 0.975
_USEFUL = 0.9
"""Share of the resamples in which a figure must be defined for its interval to mean anything."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval; None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All figures, of each set and of all sets together, each set weighing the same."""

    sets: Mapping[str, Mapping[Metric, Figure]]
    mean: Mapping[Metric, Figure]
    """Over the sets for which the figure is defined."""
    pooled_calibration: Figure
    """Calibration error of all claims in one, as against the mean of each set's own."""
    bins: Sequence[Bin]
    """Of all sets, as shares of one."""
    counts: Sequence[int]
    """Claims in each bin."""
    shares: Sequence[Figure]
    """Share supported in each bin."""


def measure(tallies: Mapping[str, Tally], *, resamples: int = RESAMPLES) -> Measured:
    """The same for the same claims always: the resamples are drawn with a fixed seed."""
    now = {name: tally.figures() for name, tally in tallies.items()}
    bins = added([tally.bins() for tally in tallies.values()])
    by_set: dict[str, list[Figures]] = {name: [] for name in tallies}
    all_bins: list[list[Bin]] = []
    draws = {name: random.Random(f"{SEED} {name}") for name in tallies}
    for _ in range(resamples):
        drawn = []
        for name, tally in tallies.items():
            weights = _weights(draws[name], len(tally.groups))
            by_set[name].append(tally.figures(weights))
            drawn.append(tally.bins(weights))
        all_bins.append(added(drawn))
    return Measured(
        sets={
            name: {metric: _figure(now[name][metric], [each[metric] for each in by_set[name]]) for metric in Metric}
            for name in tallies
        },
        mean={metric: _mean(metric, now, by_set, resamples) for metric in Metric},
        pooled_calibration=_figure(calibration_error(bins), [calibration_error(each) for each in all_bins]),
        bins=bins,
        counts=[sum(same) for same in zip(*(tally.counts for tally in tallies.values()), strict=True)],
        shares=[
            _figure(_share(each), [_share(other[number]) for other in all_bins]) for number, each in enumerate(bins)
        ],
    )


def _weights(draw: random.Random, groups: int) -> list[int]:
    """How often each group was drawn, in as many draws as there are groups."""
    drawn = Counter(draw.choices(range(groups), k=groups))
    return [drawn[number] for number in range(groups)]


def _mean(
    metric: Metric, now: Mapping[str, Figures], by_set: Mapping[str, Sequence[Figures]], resamples: int
) -> Figure:
    """Over the sets that have the figure; a resample in which one of them lost it is left out."""
    names = [name for name, figures in now.items() if figures[metric] is not None]
    values = [_average([now[name][metric] for name in names])]
    values += [_average([by_set[name][number][metric] for name in names]) for number in range(resamples)]
    return _figure(values[0], values[1:])


def _average(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known and len(known) == len(values) else None


def _share(bin: Bin) -> float | None:
    return bin.supported / bin.count if bin.count else None


def _figure(value: float | None, resampled: Sequence[float | None]) -> Figure:
    known = sorted(each for each in resampled if each is not None)
    if value is None or not known or len(known) < _USEFUL * len(resampled):
        return Figure(value)
    return Figure(value, _quantile(known, _LOW), _quantile(known, _HIGH))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest values, in proportion."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
