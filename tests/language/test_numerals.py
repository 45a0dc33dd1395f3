"""Quantities: what number stands there, what it counts, and how exactly it is meant."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.numerals import Quantity, quantities, same_unit


def only(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("They released 2,500 hostages.", 2500, "hostage"),
        ("They released 2.500 hostages.", 2500, "hostage"),
        ("two thousand five hundred hostages", 2500, "hostage"),
        ("a hundred and five villages", 105, "village"),
        ("forty-seven bridges fell", 47, "bridge"),
        ("twelve thousand prisoners of war came home", 12000, "prisoner of war"),
        ("12,000 POWs came home", 12000, "prisoner of war"),
        ("the 1.5 million voters", 1_500_000, "voter"),
        ("a loan of €1.5 billion", 1.5e9, "euro"),
        ("$40m", 4e7, "dollar"),
        ("a 30-day truce", 30, "day"),
        ("a two-hour meeting", 2, "hour"),
        ("turnout of 61.5 percent", 61.5, "percent"),
        ("turnout of 61.5%", 61.5, "percent"),
        ("two dozen trucks", 24, "truck"),
        ("12 European ministries and agencies", 12, "ministry"),
    ],
)
def test_value_and_what_it_counts(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.unit) == (pytest.approx(value), pytest.approx(value), unit)
    assert quantity.exact


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("more than 300 houses", 300, math.inf),
        ("at least 300 houses", 300, math.inf),
        ("fewer than 300 houses", 0, 300),
        ("well under two hours", 0, 2),
        ("up to 300 houses", 0, 300),
        ("nearly 300 houses", 240, 300),
        ("about 300 houses", 270, 330),
        ("between 200 and 300 houses", 200, 300),
        ("200 to 300 houses", 200, 300),
        ("200-300 houses", 200, 300),
        ("10 to 15 million people", 1e7, 1.5e7),
        ("300 or more houses", 300, math.inf),
    ],
)
def test_bounds_and_ranges_are_intervals(text: str, low: float, high: float) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high) == (pytest.approx(low), pytest.approx(high))
    assert not quantity.exact


def test_a_strict_bound_leaves_out_the_number_itself() -> None:
    assert only("less than two hours").high < 2 < only("more than two hours").low


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("one-fifth of the land", 0.2),
        ("a fifth of the land", 0.2),
        ("two thirds of the land", 2 / 3),
        ("half the land", 0.5),
        ("half of the land", 0.5),
        ("1/4 of the land", 0.25),
    ],
)
def test_shares_of_a_whole(text: str, share: float) -> None:
    quantity = only(text)
    assert quantity.share and quantity.low == pytest.approx(share) and quantity.unit == "land"


def test_ordinals_are_not_counts() -> None:
    for text in ("the seventeenth package", "the 17th package"):
        assert (only(text).low, only(text).ordinal, only(text).unit) == (17, True, "package")
    assert only("the fifth round").ordinal
    assert only("the twenty-first round").low == 21
    assert not only("seventeen packages").ordinal


@pytest.mark.parametrize(
    "text",
    ["600 prisoners each", "600 prisoners on each side", "600 prisoners (POWs) each", "each side frees 600 prisoners"],
)
def test_a_number_for_each_side_is_told_from_one_for_all(text: str) -> None:
    assert only(text).each
    assert not only("600 prisoners in all").each


@pytest.mark.parametrize(
    "text",
    [
        "on 4 July 2021",
        "in 2021",
        "since March 2022",
        "the 2021-2025 plan",
        "at 1:30 p.m.",
        "at 7 a.m.",
        "an F-16 and a T-72",
        "Article 5",
        "COVID-19",
        "no one came",
        "one of them",
        "a third party",
        "one-on-one talks",
    ],
)
def test_dates_clock_times_labels_and_pronouns_count_nothing(text: str) -> None:
    assert quantities(text) == []


def test_bare_four_digits_before_a_plural_noun_are_a_count() -> None:
    assert only("some 2000 people fled").unit == "person"


def test_units_are_compared_by_what_they_count() -> None:
    assert same_unit(only("the ninth package of sanctions"), only("the ninth sanctions package"))
    assert same_unit(only("900 prisoners"), only("900 prisoners of war"))
    assert not same_unit(only("900 prisoners"), only("900 tanks"))
    assert not same_unit(only("(900)"), only("900 tanks"))


@given(st.text(max_size=200))
def test_any_text_gives_places_inside_it(text: str) -> None:
    for quantity in quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low <= quantity.high


@given(st.integers(min_value=3, max_value=10**9))
def test_thousands_separators_do_not_change_the_number(number: int) -> None:
    (plain,), (grouped,) = quantities(f"saw {number:_} tents".replace("_", ",")), quantities(f"saw {number:,} tents")
    assert plain.low == grouped.low == number
