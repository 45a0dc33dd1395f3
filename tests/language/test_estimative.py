"""Words of likelihood: which are found, which band they stand for, which sentences look ahead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.yardstick import ICD203, PHIA, YARDSTICKS
from briefing.language.estimative import estimates, forward_looking, hedged


@pytest.mark.parametrize(
    ("text", "term", "band"),
    [
        ("It is likely to rain.", "likely", (55, 75)),
        ("A strike is highly unlikely before May.", "highly unlikely", (10, 20)),
        ("There is a realistic possibility of a strike.", "realistic possibility", (40, 50)),
        ("They will probably meet.", "probably", (55, 75)),
        ("The vote is almost certain to pass.", "almost certain", (95, 100)),
        ("There is a remote chance of a deal.", "remote chance", (0, 5)),
    ],
)
def test_a_term_of_the_yardstick_has_its_band(text: str, term: str, band: tuple[int, int]) -> None:
    (found,) = estimates(text, PHIA)
    assert (found.term, found.band) == (term, band)
    assert text[found.start : found.end].lower() == term


def test_the_longest_expression_counts() -> None:
    (found,) = estimates("Talks are highly likely to resume.", PHIA)
    assert found.band == (80, 90)


def test_the_bands_are_those_of_the_yardstick_asked_for() -> None:
    text = "Talks are very likely to resume."
    assert estimates(text, ICD203)[0].band == (80, 95)
    assert estimates(text, PHIA)[0].band is None


@pytest.mark.parametrize("yardstick", YARDSTICKS.values(), ids=lambda yardstick: yardstick.name)
def test_every_wording_of_a_yardstick_is_found(yardstick) -> None:  # type: ignore[no-untyped-def]
    for term in yardstick.terms:
        for wording in (term.name, *term.synonyms):
            text = f"It is {wording} that the ministers meet."
            found = [each for each in estimates(text, yardstick) if each.band]
            assert [each.band for each in found] == [(term.low, term.high)], wording


def test_a_negated_term_is_an_expression_of_its_own() -> None:
    (found,) = estimates("They are not likely to agree.", PHIA)
    assert (found.term, found.band) == ("not likely", None)


def test_a_hedge_outside_the_yardstick_has_no_band() -> None:
    (found,) = estimates("A second round could follow.", PHIA)
    assert (found.term, found.band) == ("could", None)


@pytest.mark.parametrize(
    "text",
    [
        "On 16 May the ministers met.",
        "In May they met again.",
        "Police had probable cause for the search.",
        "They left as soon as possible.",
        "He lives in a remote village.",
        "The delay was due to fog.",
        "They spoke about possible solutions.",
        "They will meet on Monday.",
    ],
)
def test_other_senses_are_no_estimates(text: str) -> None:
    assert estimates(text, PHIA) == []
    assert not hedged(text)


def test_a_month_beside_a_modal() -> None:
    (found,) = estimates("The talks of May may fail.", PHIA)
    assert found.start == len("The talks of May ")


@pytest.mark.parametrize(
    "text",
    [
        "The strike will end in June.",
        "The port could close.",
        "Prices may rise.",
        "The union is unlikely to give in.",
        "A deal is unlikely before 2027.",
        "Tremors are likely for two weeks, the service said.",
        "Snow is unlikely over the coming days.",
        "Talks are expected to resume on Monday.",
        "There is a realistic possibility of a strike.",
        "It is likely that a second round will follow.",
        "Quist said the owners were likely to give in before winter.",
        "They won’t agree.",
    ],
)
def test_what_looks_ahead(text: str) -> None:
    assert forward_looking(text)


@pytest.mark.parametrize(
    "text",
    [
        "The strike ended in May.",
        "The port could have closed.",
        "They would have won.",
        "The owner could not be reached.",
        "The owners were likely to give in.",
        "She was expected to speak and did not.",
        "On May 16 they met.",
        "The union demands higher wages.",
    ],
)
def test_what_does_not(text: str) -> None:
    assert not forward_looking(text)


@given(st.text())
def test_places_hold_for_any_text(text: str) -> None:
    last = 0
    for found in estimates(text, PHIA):
        assert last <= found.start < found.end <= len(text)
        last = found.end
    forward_looking(text)


@given(st.sampled_from(["likely", "may", "will", "could", "risk of", "due to"]), st.text(), st.text())
def test_the_quick_look_never_hides_an_expression(word: str, before: str, after: str) -> None:
    """The cheap filter in front must let through whatever the patterns could find."""
    from briefing.language import estimative

    text = f"{before} {word} {after}"
    if estimative._HINT.search(text) is None:
        assert not estimative._EXPRESSION.search(text)
        assert not estimative._FUTURE.search(text)
