"""The figures of one set from sums over its groups, so that resampling the groups costs little.

Every group of like documents has one weight: 1 for the set as it is, how often it was drawn in a resample. A figure is
None where it is not defined: a set without supported claims has no balanced accuracy.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import add, itemgetter, mul

THRESHOLD = 0.5
"""From here on a score says supported: the same for every set."""
BINS = 10
"""Of equal width, for calibration; a score of 1 falls into the last."""


class Metric(StrEnum):
    BALANCED_ACCURACY = "balanced_accuracy"
    """Mean of the shares of supported and of not supported claims that are told right at the threshold."""
    ROC_AUC = "roc_auc"
    """Chance that a supported claim has a higher score than one that is not; ties count half."""
    FALSE_SUPPORT = "false_support"
    """Share of the claims that are not supported whose score says supported."""
    FALSE_SUPPORT_BY_VERDICT = "false_support_by_verdict"
    """The same for the verdict `supported`."""
    SUPPORT_BY_VERDICT = "support_by_verdict"
    """Share of the supported claims whose verdict is `supported`: a checker that never says so is never false."""
    CALIBRATION_ERROR = "calibration_error"
    """Expected calibration error (Naeini, Cooper, Hauskrecht 2015)."""
    EVIDENCE_FIRST = "evidence_first"
    """Share of the claims with marked evidence whose likeliest sentence is in it."""
    EVIDENCE_IN_THREE = "evidence_in_three"
    """The same for any of the three likeliest."""
    EVIDENCE_FIRST_SUPPORTED = "evidence_first_supported"
    EVIDENCE_IN_THREE_SUPPORTED = "evidence_in_three_supported"


Figures = dict[Metric, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One labelled claim with what was said of it."""

    group: str
    supported: bool
    score: float
    """0 where a check broke: what was not checked does not pass for supported."""
    called_supported: bool
    """By its verdict."""
    rank: int | None = None
    """Place of the first marked sentence among the likeliest, from 0; `len(ranked)` and more: not among them.
    None where no evidence is marked.
    """


@dataclass(frozen=True, slots=True)
class Bin:
    """Sums over the claims whose score falls into it, by weight."""

    count: float
    scores: float
    supported: float


def bin_of(score: float) -> int:
    return min(int(score * BINS), BINS - 1)


class Tally:
    """Counts of one set by group."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.groups = sorted({point.group for point in points})
        self.size = len(points)
        number = {group: at for at, group in enumerate(self.groups)}
        self._columns: dict[str, list[float]] = {}
        for point in points:
            for name, amount in _amounts(point):
                self._columns.setdefault(name, [0.0] * len(self.groups))[number[point.group]] += amount
        self._pairs = _Pairs([(point.score, point.supported, number[point.group]) for point in points])

    def figures(self, weights: Sequence[int] | None = None) -> Figures:
        """All figures, with so much weight on each of `groups`."""
        if weights is None:
            weights = [1] * len(self.groups)
        sums = {name: sum(map(mul, weights, column)) for name, column in self._columns.items()}
        true, false = _share(sums, "told supported", "supported"), _share(sums, "false support", "not supported")
        both = None not in (true, false)
        return {
            Metric.BALANCED_ACCURACY: ((true or 0) + 1 - (false or 0)) / 2 if both else None,
            Metric.ROC_AUC: self._pairs.in_order(weights) if both else None,
            Metric.FALSE_SUPPORT: false,
            Metric.FALSE_SUPPORT_BY_VERDICT: _share(sums, "false verdict", "not supported"),
            Metric.SUPPORT_BY_VERDICT: _share(sums, "true verdict", "supported"),
            Metric.CALIBRATION_ERROR: calibration_error(_bins(sums)),
            Metric.EVIDENCE_FIRST: _share(sums, "first", "marked"),
            Metric.EVIDENCE_IN_THREE: _share(sums, "in three", "marked"),
            Metric.EVIDENCE_FIRST_SUPPORTED: _share(sums, "first supported", "marked supported"),
            Metric.EVIDENCE_IN_THREE_SUPPORTED: _share(sums, "in three supported", "marked supported"),
        }

    @property
    def counts(self) -> list[int]:
        """Claims by bin."""
        return [int(sum(self._columns.get(f"count {number}", ()))) for number in range(BINS)]

    def bins(self, weights: Sequence[int] | None = None) -> list[Bin]:
        """The claims by score, as shares of the set: sets of any size weigh the same when added up."""
        chosen = weights if weights is not None else [1] * len(self.groups)
        names = [f"{kind} {number}" for number in range(BINS) for kind in ("count", "scores", "supported")]
        sums = {name: sum(map(mul, chosen, self._columns[name])) for name in names if name in self._columns}
        whole = sum(each.count for each in _bins(sums)) or 1.0
        return [Bin(each.count / whole, each.scores / whole, each.supported / whole) for each in _bins(sums)]


def added(sets: Sequence[Sequence[Bin]]) -> list[Bin]:
    """Bins of several sets as those of one."""
    return [
        Bin(sum(each.count for each in same), sum(each.scores for each in same), sum(each.supported for each in same))
        for same in zip(*sets, strict=True)
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Mean gap between score and share supported over the bins, each by how many claims it has."""
    whole = sum(each.count for each in bins)
    return sum(abs(each.scores - each.supported) for each in bins) / whole if whole else None


def _amounts(point: Point) -> list[tuple[str, float]]:
    """What one claim adds to the columns of its group."""
    says_supported = point.score >= THRESHOLD
    number = bin_of(point.score)
    found = [(f"count {number}", 1.0), (f"scores {number}", point.score)]
    if point.supported:
        found += [("supported", 1.0), (f"supported {number}", 1.0), ("told supported", float(says_supported))]
        found.append(("true verdict", float(point.called_supported)))
    else:
        found += [("not supported", 1.0), ("false support", float(says_supported))]
        found.append(("false verdict", float(point.called_supported)))
    if point.rank is not None:
        for kind in ("", " supported") if point.supported else ("",):
            found += [(f"marked{kind}", 1.0), (f"first{kind}", float(point.rank == 0))]
            found.append((f"in three{kind}", float(point.rank < 3)))
    return found


def _share(sums: dict[str, float], part: str, whole: str) -> float | None:
    return sums.get(part, 0.0) / sums[whole] if sums.get(whole) else None


def _bins(sums: dict[str, float]) -> list[Bin]:
    return [
        Bin(sums.get(f"count {number}", 0.0), sums.get(f"scores {number}", 0.0), sums.get(f"supported {number}", 0.0))
        for number in range(BINS)
    ]


class _Pairs:
    """Pairs of a supported claim and one that is not: sorted once, counted anew for every weighting."""

    def __init__(self, claims: Sequence[tuple[float, bool, int]]) -> None:
        """Score, whether supported, number of the group."""
        below = sorted((score, group) for score, supported, group in claims if not supported)
        scores = [score for score, _ in below]
        above = [(score, group) for score, supported, group in claims if supported]
        self._negative = _picker([group for _, group in below])
        self._positive = _picker([group for _, group in above])
        self._under = _picker([bisect_left(scores, score) for score, _ in above])
        self._up_to = _picker([bisect_right(scores, score) for score, _ in above])

    def in_order(self, weights: Sequence[int]) -> float | None:
        """Share of the pairs in which the supported claim has the higher score, a tie for half a pair."""
        negative, positive = self._negative(weights), self._positive(weights)
        pairs = sum(negative) * sum(positive)
        if not pairs:
            return None
        beneath = (0, *accumulate(negative))
        twice = map(add, self._under(beneath), self._up_to(beneath))
        ordered: int = sum(map(mul, positive, twice))
        return ordered / (2 * pairs)


def _picker(places: Sequence[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """A function from a sequence to its items at these places, in C."""
    if len(places) < 2:
        return lambda items: tuple(items[place] for place in places)
    return itemgetter(*places)
