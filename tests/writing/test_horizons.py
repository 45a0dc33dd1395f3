"""When a forecast is meant to come true."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.brief import Horizon
from briefing.writing.horizons import bounds, from_heading, from_words

DAY = date(2025, 5, 16)


@pytest.mark.parametrize(
    ("heading", "horizon"),
    [
        ("Short-term (Now - 3 months)", Horizon.SHORT),
        ("Medium-term (3-12 months)", Horizon.MEDIUM),
        ("Long-term (>1 year)", Horizon.LONG),
        ("Near term", Horizon.SHORT),
        ("In the long run", Horizon.LONG),
        ("Next 6 weeks", Horizon.SHORT),
        ("0-3 months", Horizon.SHORT),
        ("3 to 12 months", Horizon.MEDIUM),
        ("> 1 year", Horizon.LONG),
        ("12+ months", Horizon.MEDIUM),
        ("2 years", Horizon.LONG),
    ],
)
def test_headings(heading: str, horizon: Horizon) -> None:
    found = from_heading(heading)
    assert found is not None
    assert found.horizon is horizon


@pytest.mark.parametrize("heading", [None, "", "Forecast", "A war of endurance", "What each side wanted"])
def test_headings_that_name_no_horizon(heading: str | None) -> None:
    assert from_heading(heading) is None


@pytest.mark.parametrize(
    ("text", "horizon", "until"),
    [
        ("A strike could follow in the coming weeks.", Horizon.SHORT, None),
        ("The exchange will probably take place within weeks.", Horizon.SHORT, None),
        ("They could meet again next week.", Horizon.SHORT, None),
        ("A second round may follow in June.", Horizon.SHORT, date(2025, 6, 30)),
        ("A second round is likely on 5 June 2025.", Horizon.SHORT, date(2025, 6, 5)),
        ("A second round is likely by June 5.", Horizon.SHORT, date(2025, 6, 5)),
        ("A second round may follow by 31 June.", Horizon.SHORT, date(2025, 6, 30)),
        ("It is likely to end by the end of May.", Horizon.SHORT, date(2025, 5, 31)),
        ("The front is likely to hold through 2025.", Horizon.MEDIUM, date(2025, 12, 31)),
        ("The front is likely to hold through the end of 2025.", Horizon.MEDIUM, date(2025, 12, 31)),
        ("He may lose patience before the end of the year.", Horizon.MEDIUM, date(2025, 12, 31)),
        ("A full ceasefire is unlikely this year.", Horizon.MEDIUM, date(2025, 12, 31)),
        ("Both armies could attack during the summer.", Horizon.MEDIUM, date(2025, 8, 31)),
        ("A ceasefire before the autumn is unlikely.", Horizon.MEDIUM, date(2025, 8, 31)),
        ("Over the coming year it is likely to remain host.", Horizon.MEDIUM, date(2026, 5, 15)),
        ("A vote is likely in the coming months.", Horizon.MEDIUM, None),
        ("A treaty is unlikely before 2027.", Horizon.LONG, date(2026, 12, 31)),
        ("It could take years; the debt will be paid by 2030.", Horizon.LONG, date(2030, 12, 31)),
        ("Prices will rise over the next decade.", Horizon.LONG, date(2035, 5, 15)),
    ],
)
def test_times_in_the_sentence(text: str, horizon: Horizon, until: date | None) -> None:
    found = from_words(text, DAY)
    assert found is not None
    assert found.horizon is horizon
    if until and until.month != 5:
        assert found.until == until


@pytest.mark.parametrize(
    "text",
    [
        "The operation may continue.",
        "Medinsky, who led the talks of 2022, could return.",
        "The strike may end as soon as both sides agree.",
        "The report was likely written in 2024.",
        "It is the largest exchange since 2022.",
    ],
)
def test_no_time_is_guessed(text: str) -> None:
    assert from_words(text, DAY) is None


def test_bounds_follow_one_another_without_a_gap() -> None:
    short, medium, long = (bounds(horizon, date(2025, 5, 26)) for horizon in Horizon)
    assert short == (date(2025, 5, 26), date(2025, 8, 25))
    assert medium == (date(2025, 8, 26), date(2026, 5, 25))
    assert long == (date(2026, 5, 26), None)


@given(st.text(max_size=120), st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
def test_any_words_on_any_day(text: str, day: date) -> None:
    found = from_words(f"{text} in May or by the end of the year {text}", day)
    assert found is not None
    assert found.until is None or found.until >= day
