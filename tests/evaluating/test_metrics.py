"""Each figure against numbers worked out by hand, and against its definition spelt out over all claims."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evaluating.metrics import Metric, Point, Tally, added, bin_of, calibration_error


def point(score: float, supported: bool, *, group: str = "g", called: bool = False, rank: int | None = None) -> Point:
    return Point(group=group, supported=supported, score=score, called_supported=called, rank=rank)


BY_HAND = [
    point(0.9, True, called=True, rank=0),
    point(0.5, True, rank=2),
    point(0.3, True, rank=3),
    point(0.6, False, called=True, rank=0),
    point(0.3, False),
    point(0.1, False, rank=1),
    point(0.1, False),
]


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        (Metric.BALANCED_ACCURACY, (2 / 3 + 3 / 4) / 2),  # .9 and .5 of three; all but .6 of four
        (Metric.ROC_AUC, (4 + 3 + 2.5) / 12),  # .9 beats 4; .5 beats 3; .3 beats 2 and ties with one
        (Metric.FALSE_SUPPORT, 1 / 4),
        (Metric.FALSE_SUPPORT_BY_VERDICT, 1 / 4),
        (Metric.SUPPORT_BY_VERDICT, 1 / 3),
        (Metric.EVIDENCE_FIRST, 2 / 5),
        (Metric.EVIDENCE_IN_THREE, 4 / 5),
        (Metric.EVIDENCE_FIRST_SUPPORTED, 1 / 3),
        (Metric.EVIDENCE_IN_THREE_SUPPORTED, 2 / 3),
        # bins: .1 .1 (none supported), .3 .3 (one), .5 (one), .6 (none), .9 (one)
        (Metric.CALIBRATION_ERROR, (0.2 + abs(0.6 - 1) + 0.5 + 0.6 + 0.1) / 7),
    ],
)
def test_by_hand(metric: Metric, value: float) -> None:
    assert Tally(BY_HAND).figures()[metric] == pytest.approx(value)


@pytest.mark.parametrize(
    ("score", "number"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.55, 5), (0.9, 9), (0.999, 9), (1.0, 9)]
)
def test_bins_are_half_open_and_the_last_holds_one(score: float, number: int) -> None:
    assert bin_of(score) == number


def test_a_score_at_the_threshold_says_supported() -> None:
    figures = Tally([point(0.5, True), point(0.5, False)]).figures()
    assert figures[Metric.FALSE_SUPPORT] == 1
    assert figures[Metric.BALANCED_ACCURACY] == 0.5


@pytest.mark.parametrize("supported", [True, False])
def test_one_label_alone_has_no_accuracy_and_no_curve(supported: bool) -> None:
    figures = Tally([point(0.2, supported), point(0.7, supported)]).figures()
    assert figures[Metric.BALANCED_ACCURACY] is None
    assert figures[Metric.ROC_AUC] is None
    assert figures[Metric.FALSE_SUPPORT] == (None if supported else 0.5)
    assert figures[Metric.CALIBRATION_ERROR] is not None
    assert figures[Metric.EVIDENCE_FIRST] is None


POINTS = st.lists(
    st.builds(
        Point,
        group=st.sampled_from("abcde"),
        supported=st.booleans(),
        score=st.one_of(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 1.0]), st.floats(0, 1)),
        called_supported=st.booleans(),
        rank=st.one_of(st.none(), st.integers(0, 4)),
    ),
    min_size=1,
    max_size=40,
)
WEIGHTS = st.lists(st.integers(0, 3), min_size=5, max_size=5)


def share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def spelt_out(points: Sequence[Point]) -> dict[Metric, float | None]:
    """The definitions, slowly."""
    yes, no = [p for p in points if p.supported], [p for p in points if not p.supported]
    marked = [p for p in points if p.rank is not None]
    pairs = [(a.score > b.score) + (a.score == b.score) / 2 for a in yes for b in no]
    bins = [[p for p in points if min(int(p.score * 10), 9) == number] for number in range(10)]
    gaps = [abs(sum(p.score for p in inside) - sum(p.supported for p in inside)) for inside in bins]
    return {
        Metric.BALANCED_ACCURACY: (share([p.score >= 0.5 for p in yes]) + share([p.score < 0.5 for p in no])) / 2  # type: ignore[operator]
        if pairs
        else None,
        Metric.ROC_AUC: sum(pairs) / len(pairs) if pairs else None,
        Metric.FALSE_SUPPORT: share([p.score >= 0.5 for p in no]),
        Metric.FALSE_SUPPORT_BY_VERDICT: share([p.called_supported for p in no]),
        Metric.SUPPORT_BY_VERDICT: share([p.called_supported for p in yes]),
        Metric.CALIBRATION_ERROR: sum(gaps) / len(points) if points else None,
        Metric.EVIDENCE_FIRST: share([p.rank == 0 for p in marked]),
        Metric.EVIDENCE_IN_THREE: share([p.rank in (0, 1, 2) for p in marked]),
        Metric.EVIDENCE_FIRST_SUPPORTED: share([p.rank == 0 for p in marked if p.supported]),
        Metric.EVIDENCE_IN_THREE_SUPPORTED: share([p.rank in (0, 1, 2) for p in marked if p.supported]),
    }


@given(POINTS)
def test_is_what_the_definition_says(points: list[Point]) -> None:
    assert Tally(points).figures() == pytest.approx(spelt_out(points), nan_ok=False)


@given(POINTS, WEIGHTS)
def test_a_group_of_weight_two_is_there_twice(points: list[Point], weights: list[int]) -> None:
    tally = Tally(points)
    chosen = dict(zip("abcde", weights, strict=True))
    repeated = [point for point in points for _ in range(chosen[point.group])]
    assert tally.figures([chosen[group] for group in tally.groups]) == pytest.approx(spelt_out(repeated))


def test_sets_of_any_size_weigh_the_same_when_pooled() -> None:
    """A hundred claims at .9 that are all supported, and one at .9 that is not: half and half."""
    large, small = Tally([point(0.9, True)] * 100), Tally([point(0.9, False)])
    pooled = added([large.bins(), small.bins()])
    assert calibration_error(pooled) == pytest.approx(abs(0.9 - 0.5))
    assert [each.count for each in pooled][9] == pytest.approx(2)
    assert large.counts[9] == 100
