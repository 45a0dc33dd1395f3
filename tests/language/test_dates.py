"""Dates: which days a wording can mean, seen from the day of the article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.dates import DateMention, calendar_spans, dates

FRIDAY = date(2024, 3, 15)


def only(text: str, anchor: date | None = FRIDAY) -> DateMention:
    (mention,) = dates(text, anchor)
    return mention


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 3 May 2021", "2021-05-03", "2021-05-03"),
        ("on May 3, 2021,", "2021-05-03", "2021-05-03"),
        ("on the 3rd of May 2021", "2021-05-03", "2021-05-03"),
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("10-12 May 2021", "2021-05-10", "2021-05-12"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("late May 2021", "2021-05-18", "2021-05-31"),
        ("in 2021", "2021-01-01", "2021-12-31"),
        ("since early 2021", "2021-01-01", "2021-04-30"),
        ("the 2021-2025 plan", "2021-01-01", "2025-12-31"),
        ("the 2021-25 plan", "2021-01-01", "2025-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
    ],
)
def test_written_dates_need_no_anchor(text: str, first: str, last: str) -> None:
    mention = only(text, None)
    assert (str(mention.earliest), str(mention.latest), mention.relative) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2024-03-15", "2024-03-15"),
        ("yesterday", "2024-03-14", "2024-03-14"),
        ("It sank on Friday.", "2024-03-15", "2024-03-15"),
        ("It sank on Thursday.", "2024-03-14", "2024-03-14"),
        ("It sank earlier on Tuesday.", "2024-03-12", "2024-03-12"),
        ("last Friday", "2024-03-08", "2024-03-08"),
        ("they will meet on Monday", "2024-03-18", "2024-03-18"),
        ("next Monday", "2024-03-18", "2024-03-18"),
        ("last weekend", "2024-03-09", "2024-03-10"),
        ("last week", "2024-03-04", "2024-03-10"),
        ("earlier this month", "2024-03-01", "2024-03-31"),
        ("last month", "2024-02-01", "2024-02-29"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("in January", "2024-01-01", "2024-01-31"),
        ("in November", "2023-11-01", "2023-11-30"),
        ("by November", "2024-11-01", "2024-11-30"),
        ("on 20 December", "2023-12-20", "2023-12-20"),
        ("on 2 April", "2024-04-02", "2024-04-02"),
        ("three weeks ago", "2024-02-20", "2024-02-26"),
    ],
)
def test_relative_dates_are_reckoned_from_the_article(text: str, first: str, last: str) -> None:
    mention = only(text)
    assert (str(mention.earliest), str(mention.latest), mention.relative) == (first, last, True)
    assert dates(text, None) == []


@pytest.mark.parametrize("text", ["2000 people fled", "more than 1990 of them", "they may march", "30-day", "1,990"])
def test_counts_and_verbs_are_no_dates(text: str) -> None:
    assert dates(text, FRIDAY) == []


def test_a_year_is_a_year_also_before_a_plural() -> None:
    assert only("the failed 2022 negotiations", None).earliest.year == 2022


def test_impossible_days_are_passed_over() -> None:
    assert dates("31 February 2021 and 2021-13-45", None) == []


def test_overlap_and_containment() -> None:
    day, month = only("3 May 2021", None), only("May 2021", None)
    assert day.overlaps(month) and day.within(month) and not month.within(day)


@given(st.text(max_size=200), st.dates(min_value=date(1000, 1, 1)) | st.none())
def test_any_text_gives_places_inside_it(text: str, anchor: date | None) -> None:
    for mention in dates(text, anchor):
        assert text[mention.start : mention.end] == mention.text
        assert mention.earliest <= mention.latest
    for span in calendar_spans(text):
        assert span.end <= len(text)
