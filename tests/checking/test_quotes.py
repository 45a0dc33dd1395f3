"""Quotations: what counts as the same words, and whose they are."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.checking.wording import difference, find, likeliest
from briefing.domain.claim import CheckedClaim, QuoteVerdict, Verdict

Check = Callable[..., CheckedClaim]

REPORT = (
    "The mayor of Lund, Anna Berg, met the strikers on Monday. “The city will pay every worker, if only (council chair "
    "Per) Dahl signs the papers, before the first snow falls,” she said. “We are ready – and we have waited long "
    "enough for this answer,” union leader Karl Ek told the crowd. Ek called the offer “hollow”."
)


def verdict(checked: CheckedClaim) -> QuoteVerdict:
    (quote,) = checked.quotes
    return quote.verdict


@pytest.mark.parametrize(
    "claim",
    [
        "“We are ready – and we have waited long enough for this answer,” said union leader Karl Ek.",
        '"We are ready - and we have waited long enough for this answer," said union leader Karl Ek.',
        "Union leader Karl Ek said: “We are ready and we have waited long enough for this answer.”",
        "“We are ready … we have waited long enough,” said Karl Ek.",
        "“[W]e have waited long enough for this answer,” said union leader Karl Ek.",
        "“The city will pay every worker, if only Dahl signs the papers,” said Anna Berg, mayor of Lund.",
        "“The city will pay every worker […] before the first snow falls,” said Anna Berg.",
    ],
)
def test_the_same_words_in_other_marks_are_exact(check: Check, claim: str) -> None:
    checked = check(claim, REPORT)
    assert verdict(checked) is QuoteVerdict.EXACT, checked.quotes
    assert checked.verdict is Verdict.SUPPORTED, checked.reasons


def test_an_editors_hand_is_mentioned(check: Check) -> None:
    checked = check("“The city will pay every worker, if only Dahl signs the papers,” said Anna Berg.", REPORT)
    assert "insertion or omission" in checked.quotes[0].detail


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("“We are ready and we have waited far too long for this answer,” said Karl Ek.", QuoteVerdict.ALTERED),
        ("“The city will never pay every worker before the first snow falls,” said Anna Berg.", QuoteVerdict.ALTERED),
        (
            "“We are ready – and we have waited long enough for this answer,” said Anna Berg.",
            QuoteVerdict.WRONG_SPEAKER,
        ),
        ("“The city will pay every worker, if only Dahl signs the papers,” said Karl Ek.", QuoteVerdict.WRONG_SPEAKER),
        ("“Nobody in this town reads the minutes of the council,” said Karl Ek.", QuoteVerdict.NOT_FOUND),
        ("Ek called the offer “laughable”.", QuoteVerdict.NOT_FOUND),
    ],
)
def test_what_is_wrong_with_a_quotation(check: Check, claim: str, expected: QuoteVerdict) -> None:
    checked = check(claim, REPORT)
    assert verdict(checked) is expected, checked.quotes
    assert checked.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)


def test_the_articles_own_words_are_nobodys_quotation(check: Check) -> None:
    checked = check("“The mayor met the strikers on Monday,” said Karl Ek.", "The mayor met the strikers on Monday.")
    assert verdict(checked) is QuoteVerdict.WRONG_SPEAKER
    assert "own" in checked.quotes[0].detail


def test_a_term_in_marks_needs_no_speaker(check: Check) -> None:
    assert check("Ek called the offer “hollow”.", REPORT).verdict is Verdict.SUPPORTED


def test_an_altered_quotation_points_at_the_original(check: Check) -> None:
    checked = check("“We are ready and we have waited far too long for this answer,” said Karl Ek.", REPORT)
    assert "~~" in checked.quotes[0].detail and "**" in checked.quotes[0].detail
    assert any("waited long enough" in each.quote and each.stance == "contradicts" for each in checked.evidence)


def test_two_versions_of_one_remark_are_disputed(check: Check) -> None:
    other = "“We are prepared, and we have hoped long enough for this reply,” Karl Ek told the crowd in Lund."
    claim = "Karl Ek told the crowd that they were ready and had waited long enough for this answer."
    checked = check(claim, REPORT, other)
    assert checked.verdict is Verdict.DISPUTED, checked.reasons
    assert {each.stance for each in checked.evidence} == {"supports", "contradicts"}
    assert check(claim, REPORT, "“We have waited long enough for this answer,” Karl Ek told the crowd.").verdict is (
        Verdict.SUPPORTED
    )


def test_difference_strikes_and_adds() -> None:
    assert difference(["a", "full", "stop"], ["a", "whole", "stop"]) == "a ~~full~~ **whole** stop"


def test_find_is_not_fuzzy() -> None:
    assert find("waited long enough", "We waited, long enough!")
    assert not find("waited long enough", "We waited for long enough")
    assert find("waited … enough", "We waited for long enough")
    assert not find("", "anything") and not find("…", "anything")


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_texts_can_be_compared(quote: str, text: str) -> None:
    if match := find(quote, text):
        assert 0 <= match.start < match.end <= len(text)
    if likely := likeliest(quote, text):
        assert 0 <= likely.start < likely.end <= len(text) and 0 <= likely.likeness <= 1


@given(st.text(alphabet="abc de.,", min_size=1, max_size=40), st.text(alphabet="xyz ", max_size=30))
def test_a_stretch_of_whole_words_is_found_in_any_surroundings(quote: str, around: str) -> None:
    if any(char.isalnum() for char in quote):
        assert find(quote, f"{around} {quote} {around}")
