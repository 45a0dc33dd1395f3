"""Intervals: whole groups are drawn, always the same ones, and what is not defined is not made up."""

import random

import pytest

from briefing.evaluating.metrics import Metric, Point, Tally
from briefing.evaluating.resampling import measure


def points(groups: int, of_each: int, *, seed: int = 1, alike: bool = True) -> list[Point]:
    """Claims whose group, if `alike`, decides whether the score is right."""
    draw = random.Random(seed)
    found = []
    for group in range(groups):
        good = draw.random() < 0.7
        for number in range(of_each):
            right = good if alike else draw.random() < 0.7
            supported = number % 2 == 0
            score = draw.uniform(0.5, 1) if supported == right else draw.uniform(0, 0.5)
            found.append(
                Point(group=str(group), supported=supported, score=score, called_supported=supported and right)
            )
    return found


def width(given: list[Point], metric: Metric) -> float:
    figure = measure({"set": Tally(given)}, resamples=300).sets["set"][metric]
    assert figure.low is not None
    assert figure.high is not None
    assert figure.value is not None
    assert figure.low <= figure.value <= figure.high
    return figure.high - figure.low


def test_one_group_has_no_width() -> None:
    figures = measure({"set": Tally(points(1, 20))}, resamples=50).sets["set"]
    figure = figures[Metric.ROC_AUC]
    assert figure.low == figure.value == figure.high


@pytest.mark.parametrize("metric", [Metric.BALANCED_ACCURACY, Metric.ROC_AUC, Metric.FALSE_SUPPORT])
def test_claims_of_a_group_are_not_independent(metric: Metric) -> None:
    """Where a document decides, 20 claims about each of 20 documents tell little more than 20 claims."""
    assert width(points(20, 20), metric) > 2 * width(points(20, 20, alike=False), metric)


def test_the_interval_of_a_share_is_about_that_of_the_textbook() -> None:
    """200 claims of their own groups, 30 % of them false support: 2 x 1.96 x sqrt(.3 x .7 / 200) = .127."""
    given = [
        Point(group=str(n), supported=False, score=0.9 if n % 10 < 3 else 0.1, called_supported=False)
        for n in range(200)
    ]
    assert width(given, Metric.FALSE_SUPPORT) == pytest.approx(0.127, abs=0.02)


def test_the_same_claims_have_the_same_intervals() -> None:
    given = points(8, 6)
    assert measure({"set": Tally(given)}, resamples=40) == measure({"set": Tally(given)}, resamples=40)


def test_the_mean_is_over_the_sets_that_have_the_figure() -> None:
    one_label = [Point(group=str(n), supported=True, score=0.8, called_supported=True) for n in range(9)]
    good = [
        Point(group=str(n), supported=n % 2 == 0, score=0.8 if n % 2 == 0 else 0.1, called_supported=False)
        for n in range(40)
    ]
    poor = [Point(group=str(n), supported=n % 2 == 0, score=0.8, called_supported=False) for n in range(40)]
    measured = measure({"one": Tally(one_label), "good": Tally(good), "poor": Tally(poor)}, resamples=50)
    assert measured.sets["one"][Metric.BALANCED_ACCURACY].value is None
    mean = measured.mean[Metric.BALANCED_ACCURACY]
    assert (mean.value, mean.low, mean.high) == (0.75, 0.75, 0.75)
    assert measured.mean[Metric.FALSE_SUPPORT].value == 0.5
    error = measured.mean[Metric.CALIBRATION_ERROR].value
    assert error == pytest.approx((0.2 + (0.2 + 0.1) / 2 + 0.3) / 3)


def test_a_figure_that_many_resamples_lose_has_no_interval() -> None:
    """One group holds all that is supported: more than a third of the resamples leave it out."""
    given = [Point(group=str(n), supported=n == 0, score=float(n == 0), called_supported=False) for n in range(9)]
    figure = measure({"set": Tally(given)}, resamples=200).sets["set"][Metric.ROC_AUC]
    assert (figure.value, figure.low, figure.high) == (1, None, None)


def test_a_thousand_resamples_take_seconds_at_most() -> None:
    import time

    start = time.process_time()
    measure({"set": Tally(points(100, 10))})
    assert time.process_time() - start < 5
