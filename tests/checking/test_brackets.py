"""What a writer adds to a source's sentence in brackets is checked too: which day, whose judgement, which source."""

from collections.abc import Callable
from datetime import date

import pytest

from briefing.domain.claim import CheckedClaim, Verdict
from briefing.domain.source import Source

Check = Callable[..., CheckedClaim]
Build = Callable[..., Source]
SENTENCE = "The ferry to Batumi sank on Friday, the harbour office said."


@pytest.mark.parametrize(
    ("claim", "published", "expected"),
    [
        ("The ferry to Batumi sank on Friday [1 March 2024], the harbour office said.", date(2024, 3, 4), True),
        ("The ferry to Batumi sank on Friday [8 March 2024], the harbour office said.", date(2024, 3, 4), False),
        ("The ferry to Batumi sank on Friday [1 March 2024], the harbour office said.", None, False),
    ],
)
def test_the_day_in_brackets_is_the_day_the_article_means(
    check: Check, source: Build, claim: str, published: date | None, expected: bool
) -> None:
    checked = check(claim, source("1", SENTENCE, published=published))
    assert (checked.verdict is Verdict.SUPPORTED) is expected
    assert ("date" in {reason.check for reason in checked.reasons}) is not expected


def test_brackets_that_hold_no_day_are_words_like_others(check: Check) -> None:
    claim = "The ferry to Batumi sank on Friday [39 Elapril 2024], the harbour office said."
    assert check(claim, SENTENCE).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(("label", "expected"), [("1", Verdict.SUPPORTED), ("2", Verdict.UNSUPPORTED)])
def test_a_source_named_by_its_id_is_the_one_that_says_it(check: Check, label: str, expected: Verdict) -> None:
    texts = ("The ferry company is likely to close its office in Batumi.", "Grapes ripen late this year in Kakheti.")
    checked = check(f"The ferry company is likely to close its office in Batumi (source {label}).", *texts)
    assert checked.verdict is expected


def test_no_day_is_made_up_for_an_article_without_a_date(check: Check, source: Build) -> None:
    """Without an anchor "on Monday" is no date: neither of a year, nor of a month, nor of a day."""
    article = source("1", "The ferry to Batumi sank on Monday.", published=None)
    for day in ("on 11 June 2001", "in 2001", "in June", "on Monday [11 June 2001]"):
        assert check(f"The ferry to Batumi sank {day}.", article).verdict is not Verdict.SUPPORTED
    assert check("The ferry to Batumi sank on Monday.", article).verdict is Verdict.SUPPORTED


PUT_OFF = "The council of Batumi put off a vote planned for Friday."


@pytest.mark.parametrize("day", ["1 March 2024", "8 March 2024"])
def test_no_day_is_given_to_what_was_planned(check: Check, source: Build, day: str) -> None:
    """The article cannot say whether the Friday of a plan is behind it or ahead."""
    article = source("1", PUT_OFF, published=date(2024, 3, 4))
    for claim in (
        f"The council of Batumi put off a vote planned for Friday [{day}].",
        f"The council of Batumi put off a vote planned for {day}.",
        f"On Friday [{day}] the council of Batumi put off a vote.",
    ):
        checked = check(claim, article)
        assert checked.verdict is Verdict.UNSUPPORTED, claim
        assert "date" in {reason.check for reason in checked.reasons}
    assert check(PUT_OFF, article).verdict is Verdict.SUPPORTED
    assert (
        check("A vote planned for Friday was put off by the council of Batumi.", article).verdict is Verdict.SUPPORTED
    )


def test_the_friday_of_a_plan_is_no_other_day_of_the_week(check: Check, source: Build) -> None:
    article = source("1", "The council of Batumi put off a vote planned for 5 March 2024.", published=date(2024, 3, 4))
    assert check(PUT_OFF, article).verdict is not Verdict.SUPPORTED


def test_a_day_in_front_of_the_sentence_is_read_with_what_follows(check: Check, source: Build) -> None:
    article = source("1", "On Friday the ferry to Batumi sank.", published=date(2024, 3, 4))
    assert check("On Friday [1 March 2024] the ferry to Batumi sank.", article).verdict is Verdict.SUPPORTED
    assert check("On Friday [8 March 2024] the ferry to Batumi sank.", article).verdict is Verdict.UNSUPPORTED
