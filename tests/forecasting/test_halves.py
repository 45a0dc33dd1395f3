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
        ("The director is likely to resign.", "to resign", "likely", "Will the director resign by 31 March 2025?"),
        (
            "The director is likely to leave the country.",
            "to leave the country",
            "likely",
            "Will the director leave the country by 31 March 2025?",
        ),
    ),
    (
        "Ostmark will likely sign and Velmar will likely withdraw.",
        ("Ostmark will likely sign.", "Ostmark will likely sign", "likely", "Will Ostmark sign by 31 March 2025?"),
        (
            "Velmar will likely withdraw.",
            "Velmar will likely withdraw",
            "likely",
            "Will Velmar withdraw by 31 March 2025?",
        ),
    ),
    (
        "The berth is likely to reopen, but the crane is highly likely to be replaced.",
        (
            "The berth is likely to reopen.",
            "The berth is likely to reopen",
            "likely",
            "Will the berth reopen by 31 March 2025?",
        ),
        (
            "The crane is highly likely to be replaced.",
            "the crane is highly likely to be replaced",
            "highly likely",
            "Will the crane be replaced by 31 March 2025?",
        ),
    ),
    (
        "The director is likely to resign and is unlikely to return.",
        (
            "The director is likely to resign.",
            "The director is likely to resign",
            "likely",
            "Will the director resign by 31 March 2025?",
        ),
        (
            "The director is unlikely to return.",
            "is unlikely to return",
            "unlikely",
            "Will the director return by 31 March 2025?",
        ),
    ),
    (
        "It is likely that the port reopens and that the ships return.",
        (
            "It is likely that the port reopens.",
            "that the port reopens",
            "likely",
            "Will it come true that the port reopens by 31 March 2025?",
        ),
        (
            "It is likely that the ships return.",
            "that the ships return",
            "likely",
            "Will it come true that the ships return by 31 March 2025?",
        ),
    ),
    (
        "Aune said the director is likely to resign and to leave.",
        (
            "Aune said the director is likely to resign.",
            "to resign",
            "likely",
            "Will the director resign by 31 March 2025?",
        ),
        (
            "Aune said the director is likely to leave.",
            "to leave",
            "likely",
            "Will the director leave by 31 March 2025?",
        ),
    ),
    (
        "The director is likely to raise the fees and also close the northern berth.",
        (
            "The director is likely to raise the fees.",
            "to raise the fees",
            "likely",
            "Will the director raise the fees by 31 March 2025?",
        ),
        (
            "The director is likely to close the northern berth.",
            "also close the northern berth",
            "likely",
            "Will the director close the northern berth by 31 March 2025?",
        ),
    ),
    (
        "The port will likely close the berth and the old crane.",
        (
            "The port will likely close the berth.",
            "the berth",
            "likely",
            "Will the port close the berth by 31 March 2025?",
        ),
        (
            "The port will likely close the old crane.",
            "the old crane",
            "likely",
            "Will the port close the old crane by 31 March 2025?",
        ),
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
        "The director is likely to sign and ratify the treaty.",
        "The director is likely to help the crew mend the crane and close the berth.",
        "The director is likely to urge Ostmark to open the strait and pay the crew.",
        "The director is likely to merge the northern port and the southern port.",
        "The director is likely to keep the berth while the crew leaves the port.",
        "The director is likely to resign, to the joy of the crew, and to leave the country.",
        "The director is likely to resign; the crew will follow.",
        "The director is likely to resign: the crew could follow.",
        "The director is likely to ban fishing, hunting seals and logging.",
        'The director is likely to "resign and to leave" the port.',
        "The director is likely to resign and signs are unlikely to be read.",
    ],
)
def test_what_is_unclear_is_marked_and_not_parted(text: str) -> None:
    [entry] = kept(text)
    assert entry.sentence is None and "two outcomes" in (entry.unscorable or "")


@pytest.mark.parametrize("joined", ["to resign and to leave the country", "to keep the berth while paying the crew"])
def test_what_is_denied_of_both_is_denied_of_neither_alone(joined: str) -> None:
    [entry] = kept(f"The director is unlikely {joined}.", forecast("unlikely"))
    assert "two outcomes" in (entry.unscorable or "")


def test_a_place_that_may_be_that_of_both_leaves_them_together() -> None:
    [entry] = kept("The director is likely to close the port and the airport in Velmar.")
    assert entry.question == "Will the director close the port and the airport in Velmar by 31 March 2025?"


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


def noted(text: str, *, until: date | None = date(2025, 3, 31)) -> list[str]:
    return outcomes.notes(text, term="likely", band=(55, 75), starts=DAY, until=until)


def test_what_the_brief_says_of_a_sentence_is_what_the_ledger_does() -> None:
    assert noted(PARTED[0][0]) == [outcomes.PARTED]
    assert noted("The director is likely to resign and leave.") == [outcomes.UNPARTED]
    assert noted("The director is likely to resign if it rains.") == [outcomes.CONDITIONAL]
    assert noted("He is likely to resign.") == [outcomes.UNASKED]
    assert noted("The director is likely to resign or to leave.") == [outcomes.EITHER]
    assert noted("The director is likely to resign, ending the strike.") == [outcomes.MAIN]
    assert noted("The director is likely to resign, ending the strike.", until=None) == []
    assert noted("The director is likely to resign, because the strike has ended (Quist).") == []
    [marked] = kept(PARTED[0][0], forecast(notes=(outcomes.UNPARTED,)))
    assert "two outcomes" in (marked.unscorable or "")


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
    *(" and {deed}", " and to {deed}", ", and to {deed}", " and then {deed}", " while {deed}", " plus {deed}"),
    *(" as well as {deed}", " but not to {deed}", " and {other} will {deed}", " and {other} is {term} to {deed}"),
    *(
        ", while {other} is {term} to {deed}",
        ", {other} to {deed}",
        "; {other} will {deed}",
        " and is {term} to {deed}",
    ),
    *(
        ", which could {deed}",
        ", which would {deed} and could {deed}",
        ", forcing {other} to {deed}",
        ", with {other} to {deed}",
        ", a step that would {deed}",
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
def test_the_ledger_never_asks_for_two_things_as_one(made: tuple[str, str, str, str]) -> None:
    text, deed, other, term = made
    found = kept(text, forecast(term))
    assert found
    asked = [each.question or "" for each in found if each.unscorable is None]
    assert not [each for each in asked if (deed in each) == (other in each)]


@given(one_of(SUBJECTS[:3]), st.permutations(DEEDS), one_of(TERMS), one_of([" or ", " or to "]), one_of(TAILS))
def test_one_of_two_outcomes_is_one_thing(subject: str, deeds: list[str], term: str, joined: str, tail: str) -> None:
    [entry] = kept(f"{subject} is {term} to {deeds[0]}{joined}{deeds[1]}{tail}.", forecast(term))
    assert entry.unscorable is None and entry.sentence is None
    assert f"{deeds[0]} or {deeds[1]}" in (entry.question or "")
    assert joined == " or " or f"either {deeds[0]}" in (entry.question or "")


@given(one_of(SUBJECTS[:3]), one_of(DEEDS), one_of(TERMS), one_of(TAILS))
def test_a_text_that_says_one_thing_is_scored(subject: str, deed: str, term: str, tail: str) -> None:
    [entry] = kept(f"{subject} is {term} to {deed}{tail}.", forecast(term))
    assert entry.unscorable is None and entry.sentence is None
