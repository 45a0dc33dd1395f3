"""Scores agree with a table that was reckoned by hand.

term           p     outcome   (p - o)^2   author
likely        .65    yes         .1225     Lund
likely        .65    yes         .1225     Lund
likely        .65    no          .4225     Vey
unlikely      .30    no          .0900     Lund
unlikely      .30    yes         .4900     (writer)
highly likely .85    yes         .0225     Vey
                     4 of 6     1.2700 / 6 = .211667

Base rate 4/6: uncertainty 4/6 * 2/6 = .222222; that is also the Brier score of who always says 4/6.
Reliability: 3/6 (.65 - 2/3)^2 + 2/6 (.30 - 1/2)^2 + 1/6 (.85 - 1)^2 = .000139 + .013333 + .003750 = .017222
Resolution:  3/6 (2/3 - 2/3)^2 + 2/6 (1/2 - 2/3)^2 + 1/6 (1 - 2/3)^2 = 0 + .009259 + .018519 = .027778
.017222 - .027778 + .222222 = .211667
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.ledger import Entry, Outcome
from briefing.forecasting import report
from briefing.forecasting.scores import Record, score
from tests.forecasting.ledgers import entry

TODAY = date(2025, 4, 2)
YES, NO, VOID = Outcome.YES, Outcome.NO, Outcome.VOID
TABLE = (
    entry(1, "likely", YES, judge="Lund"),
    entry(2, "likely", YES, judge="Lund"),
    entry(3, "likely", NO, judge="Vey"),
    entry(4, "unlikely", NO, judge="Lund"),
    entry(5, "unlikely", YES),
    entry(6, "highly likely", YES, judge="Vey"),
)
NEVER_SCORED = (
    entry(7, "likely", VOID),
    entry(8, "likely"),
    entry(9, "likely", until=date(2025, 12, 31)),
    entry(10, None, YES, unscorable="no probability"),
    entry(11, "likely", NO, unscorable="conditional"),
    entry(12, "likely", until=None, unscorable="no last day"),
)


@pytest.fixture
def record() -> Record:
    return score((*TABLE, *NEVER_SCORED), TODAY)


def test_the_brier_score_and_its_parts(record: Record) -> None:
    assert record.whole is not None
    assert record.parts is not None
    assert record.whole.brier == pytest.approx(1.27 / 6)
    assert record.parts.reliability == pytest.approx(0.017222, abs=1e-6)
    assert record.parts.resolution == pytest.approx(0.027778, abs=1e-6)
    assert record.parts.uncertainty == pytest.approx(2 / 9)


def test_against_a_coin_and_the_base_rate(record: Record) -> None:
    assert record.coin == 0.25
    assert record.base_rate == pytest.approx(2 / 9)
    assert record.skill == pytest.approx(1 - (1.27 / 6) / (2 / 9))


def test_calibration_by_term(record: Record) -> None:
    rows = [(each.name, each.count, round(each.observed, 3), round(each.brier, 4)) for each in record.by_term]
    assert rows == [
        ("unlikely (25-35 %)", 2, 0.5, 0.29),
        ("likely (55-75 %)", 3, 0.667, 0.2225),
        ("highly likely (80-90 %)", 1, 1.0, 0.0225),
    ]


def test_calibration_by_author(record: Record) -> None:
    rows = [(each.name, each.count, round(each.brier, 6)) for each in record.by_author]
    assert rows == [("Lund", 3, round(0.335 / 3, 6)), ("Vey", 2, 0.2225), ("the writer", 1, 0.49)]


def test_what_is_open_void_overdue_or_not_scorable_is_counted_and_not_scored(record: Record) -> None:
    assert (record.forecasts, record.resolved) == (12, 6)
    assert (record.open, record.overdue, record.void, record.unscorable) == (3, 1, 1, 3)


def test_a_forecast_is_overdue_from_the_day_after_its_last() -> None:
    last = date(2025, 3, 31)
    assert [entry(1, until=last).due(day) for day in (date(2025, 3, 30), last, date(2025, 4, 1))] == [
        False,
        False,
        True,
    ]
    assert not entry(1, outcome=VOID, until=last).due(TODAY)
    assert not entry(1, until=None).due(TODAY)


def test_nothing_resolved_has_no_score() -> None:
    record = score((entry(1),), TODAY)
    assert (record.whole, record.parts, record.coin, record.base_rate, record.skill) == (None,) * 5
    assert any("nothing to score" in line for line in report.as_lines(record))


def test_where_all_came_true_there_is_no_skill_over_the_base_rate() -> None:
    record = score((entry(1, outcome=YES), entry(2, outcome=YES)), TODAY)
    assert record.base_rate == 0
    assert record.skill is None
    assert any("undefined" in line for line in report.as_lines(record))


@given(st.lists(st.tuples(st.sampled_from(["unlikely", "likely", "highly likely"]), st.booleans()), min_size=1))
def test_the_parts_make_up_the_score(drawn: list[tuple[str, bool]]) -> None:
    entries = tuple(entry(number, term, YES if true else NO) for number, (term, true) in enumerate(drawn))
    record = score(entries, TODAY)
    assert record.whole is not None
    assert record.parts is not None
    parts = record.parts
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(record.whole.brier)
    assert sum(each.count for each in record.by_term) == len(entries)
    assert sum(each.count for each in record.by_author) == len(entries)


@pytest.mark.parametrize(
    ("successes", "count", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_intervals_are_those_of_wilson(successes: int, count: int, low: float, high: float) -> None:
    assert report.wilson(successes, count) == pytest.approx((low, high), abs=5e-4)


def test_the_order_of_the_ledger_does_not_show(record: Record) -> None:
    again: tuple[Entry, ...] = (*NEVER_SCORED, *TABLE)
    assert report.as_dict(score(again, TODAY)) == report.as_dict(record)
