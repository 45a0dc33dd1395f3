"""A sentence that says two things is two forecasts where they can be told apart, and else is not scored."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.brief import Forecast
from briefing.domain.claim import ClaimKind, Section, Verdict
from briefing.domain.edition import Edition, Told
from briefing.domain.ledger import Entry
from briefing.forecasting.entries import entries
from briefing.writing import outcomes
from tests.forecasting.ledgers import BANDS, DAY, forecast


def kept(text: str, of: Forecast | None = None) -> tuple[Entry, ...]:
    """What the ledger makes of a brief with this forecast alone."""
    told = Told(id="F1", text=text, section=Section.FORECAST, kind=ClaimKind.FORECAST, verdict=Verdict.SUPPORTED)
    return entries(
        Edition(
            name="harbour", date=DAY, title="t", writer="w", claims=(told,), forecasts=(of or forecast(),), sources=()
        )
    )


PARTED = [
    (
        "The director is likely to resign and to leave the country.",
        ("The director is likely to resign.", "to resign", "likely", "Will the director resign?"),
        (
            "The director is likely to leave the country.",
            "to leave the country",
            "likely",
            "Will the director leave the country?",
        ),
    ),
    (
        "Ostmark will likely sign and Velmar will likely withdraw.",
        ("Ostmark will likely sign.", "Ostmark will likely sign", "likely", "Will Ostmark sign?"),
        ("Velmar will likely withdraw.", "Velmar will likely withdraw", "likely", "Will Velmar withdraw?"),
    ),
    (
        "The berth is likely to reopen, but the crane is highly likely to be replaced.",
        ("The berth is likely to reopen.", "The berth is likely to reopen", "likely", "Will the berth reopen?"),
        (
            "The crane is highly likely to be replaced.",
            "the crane is highly likely to be replaced",
            "highly likely",
            "Will the crane be replaced?",
        ),
    ),
    (
        "The director is likely to resign and is unlikely to return.",
        (
            "The director is likely to resign.",
            "The director is likely to resign",
            "likely",
            "Will the director resign?",
        ),
        ("The director is unlikely to return.", "is unlikely to return", "unlikely", "Will the director return?"),
    ),
    (
        "It is likely that the port reopens and that the ships return.",
        (
            "It is likely that the port reopens.",
            "that the port reopens",
            "likely",
            "Does it come true that the port reopens?",
        ),
        (
            "It is likely that the ships return.",
            "that the ships return",
            "likely",
            "Does it come true that the ships return?",
        ),
    ),
    (
        "Aune said the director is likely to resign and to leave.",
        ("Aune said the director is likely to resign.", "to resign", "likely", "Does it come to this: to resign?"),
        ("Aune said the director is likely to leave.", "to leave", "likely", "Does it come to this: to leave?"),
    ),
]


@pytest.mark.parametrize(("text", "one", "two"), PARTED, ids=[text for text, *_ in PARTED])
def test_two_outcomes_that_can_be_told_apart_are_two_forecasts(
    text: str, one: tuple[str, ...], two: tuple[str, ...]
) -> None:
    first, second = kept(text)
    for entry, expected in ((first, one), (second, two)):
        assert entry.own is not None and entry.sentence == text
        said = (entry.text, entry.own.of(text), entry.forecast.term, entry.question)
        assert said == expected
        assert entry.unscorable is None
        assert entry.forecast.band == BANDS[entry.forecast.term or ""]
    assert first.id[-1] + second.id[-1] == "ab" and first.id[:-1] == second.id[:-1]


@pytest.mark.parametrize(
    "text",
    [
        "The director is likely to resign by March and to leave the country.",
        "Ostmark is likely to sign by March 2025 and Velmar is likely to withdraw.",
        "It is likely that Ostmark signs and that Velmar withdraws by March 2025.",
        "The director is likely to resign and to leave or to stay.",
        "The director is likely to resign, to leave and to write a book.",
        "The director is likely to resign and to leave the country and to write a book.",
        "The director is likely to resign and could leave the country.",
        "The director is likely to resign and leave the country.",
        'The director is likely to "resign and to leave" the port.',
        "The director is likely to resign and signs are unlikely to be read.",
    ],
)
def test_what_is_unclear_is_marked_and_not_parted(text: str) -> None:
    [entry] = kept(text)
    assert entry.sentence is None and "two outcomes" in (entry.unscorable or "")


def test_a_condition_holds_of_both_halves() -> None:
    [entry] = kept("If it rains, the director is likely to resign and to leave the country.")
    assert "conditional" in (entry.unscorable or "")


def test_each_half_has_the_last_day_that_it_names() -> None:
    text = "Ostmark is likely to sign by March 2025 and Velmar is likely to withdraw by June 2025."
    first, second = kept(text, forecast(until=date(2025, 6, 30)))
    assert (first.forecast.until, second.forecast.until) == (date(2025, 3, 31), date(2025, 6, 30))
    [unsure] = kept(text, forecast(until=date(2025, 12, 31)))
    assert "two outcomes" in (unsure.unscorable or ""), "its days are reckoned from another one"


def test_halves_without_a_last_day_are_not_scored() -> None:
    halves = kept(PARTED[0][0], forecast(until=None))
    assert ["no last day" in (each.unscorable or "") for each in halves] == [True, True]


def test_what_a_writer_says_of_how_it_is_decided_is_kept_of_both() -> None:
    halves = kept(PARTED[0][0], replace(forecast(), resolution="By the register of the port."))
    assert [each.forecast.resolution for each in halves] == ["By the register of the port."] * 2


def test_what_the_brief_says_of_a_sentence_is_what_the_ledger_does() -> None:
    def noted(text: str) -> list[str]:
        return outcomes.notes(text, term="likely", band=(55, 75), starts=DAY, until=date(2025, 3, 31))

    assert noted(PARTED[0][0]) == [outcomes.PARTED]
    assert noted("The director is likely to resign or to leave.") == [outcomes.UNPARTED]
    assert noted("The director is likely to resign if it rains.") == [outcomes.CONDITIONAL]
    assert noted("The director is likely to resign.") == []
    [marked] = kept(PARTED[0][0], forecast(notes=(outcomes.UNPARTED,)))
    assert "two outcomes" in (marked.unscorable or "")


def test_a_single_forecast_is_asked_about_too() -> None:
    [entry] = kept(
        "The director is unlikely to return before the end of March, since his house is sold.", forecast("unlikely")
    )
    assert entry.question == "Will the director return before the end of March?"


def test_a_question_names_whom_it_is_about_and_else_is_not_put() -> None:
    assert (
        kept("The director is likely to resign in March (Quist).")[0].question == "Will the director resign in March?"
    )
    assert kept("Over the coming year the director is likely to resign.")[0].question is None
    assert kept("Quist said the director was likely to resign.")[0].question is None


SUBJECTS = ["The director", "Ostmark", "The Port and Rail Authority", "It", "Ships from Velmar"]
DEEDS = [
    "resign",
    "leave the country",
    "reopen the berth",
    "call a new vote",
    "sail",
    "fall by 5 per cent",
    "be replaced",
]
TERMS = ["likely", "highly likely", "unlikely"]
TAILS = ["", " before the end of March", " within ten days", ", according to the ministry"]
JOINED = [
    *(" and {deed}", " and to {deed}", ", and to {deed}", " and then {deed}", " or {deed}", " or to {deed}"),
    *(" as well as {deed}", " but not to {deed}", " and {other} will {deed}", " and {other} is {term} to {deed}"),
    *(
        ", while {other} is {term} to {deed}",
        ", {other} to {deed}",
        "; {other} will {deed}",
        " and is {term} to {deed}",
    ),
    *(
        ", which could {deed}",
        " because of that and to {deed}",
        " and the deputy {deed}",
        ", and so could {other}: {deed}",
    ),
]
one_of = st.sampled_from


@st.composite
def compounds(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """A sentence with two outcomes, the deeds, and its first word of likelihood."""
    subject, other = draw(one_of([*SUBJECTS, "Aune said the crew"])), draw(one_of(SUBJECTS))
    term, second = draw(one_of(TERMS)), draw(one_of(TERMS))
    deed, next_deed = draw(st.permutations(DEEDS))[:2]
    other = other if other[:2] == "Os" else other[0].lower() + other[1:]
    joined = draw(one_of(JOINED)).format(deed=next_deed, other=other, term=second)
    verb = "are" if subject.startswith("Ships") else "is"
    return f"{subject} {verb} {term} to {deed}{joined}{draw(one_of(TAILS))}.", deed, next_deed, term


@given(compounds())
def test_the_ledger_never_scores_a_text_that_says_two_things_as_one(made: tuple[str, str, str, str]) -> None:
    text, deed, other, term = made
    found = kept(text, forecast(term))
    assert found
    scored = [each.text for each in found if each.unscorable is None]
    assert not [each for each in scored if deed in each and other in each]


@given(one_of(SUBJECTS[:3]), one_of(DEEDS), one_of(TERMS), one_of(TAILS))
def test_a_text_that_says_one_thing_is_scored(subject: str, deed: str, term: str, tail: str) -> None:
    [entry] = kept(f"{subject} is {term} to {deed}{tail}.", forecast(term))
    assert entry.unscorable is None and entry.sentence is None
