"""Which forecasts enter the ledger, under which id, and which of them can be scored."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.domain.claim import ClaimKind, Section, Verdict
from briefing.domain.edition import Edition, Told
from briefing.forecasting.entries import entries, entry_id, unscorable
from briefing.writing import outcomes
from tests.forecasting.ledgers import DAY, forecast

TEXT = "The northern berth is likely to reopen before the end of March."


def edition(*texts: str, name: str = "Harbour News") -> Edition:
    claims = tuple(
        Told(id=f"F{n}", text=text, section=Section.FORECAST, kind=ClaimKind.FORECAST, verdict=Verdict.SUPPORTED)
        for n, text in enumerate(texts, 1)
    )
    forecasts = tuple(replace(forecast(), claim=claim.id) for claim in claims)
    return Edition(name=name, date=DAY, title="t", writer="w", claims=claims, forecasts=forecasts, sources=())


def test_an_id_names_brief_day_and_sentence_and_never_changes() -> None:
    (found,) = entries(edition(TEXT))
    assert found.id == entry_id("Harbour News", "2025-01-10", TEXT) == "harbour-news-2025-01-10-a565e3"
    assert found.text == TEXT
    assert entry_id("Harbour News", "2025-01-11", TEXT) != found.id
    assert entry_id("Other", "2025-01-10", TEXT) != found.id
    assert entry_id("Harbour News", "2025-01-10", TEXT + " ") == found.id


def test_a_name_without_letters_has_an_id_all_the_same() -> None:
    assert entry_id("港", "2025-01-10", TEXT).startswith("brief-2025-01-10-")


def test_a_sentence_that_stands_twice_is_one_forecast() -> None:
    assert len(entries(edition(TEXT, TEXT, "The southern berth is likely to close in May."))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The berth is likely to reopen if the divers find no cracks.",
        "Unless the divers find cracks, the berth is likely to reopen.",
        "The berth is likely to reopen, provided that the crane is repaired.",
        "The berth is likely to reopen should the divers find no cracks.",
        "When the divers leave, the berth is likely to reopen.",
        "Without new divers the berth is likely to stay shut.",
        "Barring a storm, the berth is likely to reopen.",
        "The berth is likely to reopen before it is safe.",
        "A blockade would likely raise the price of bread.",
        "It is likely that a blockade would raise the price of bread.",
        "Quist said a blockade would likely raise the price of bread.",
    ],
)
def test_a_conditional_forecast_is_not_scored(text: str) -> None:
    assert "conditional" in (unscorable(text, forecast()) or "")


@pytest.mark.parametrize(
    "text",
    [
        "The director is likely to resign and call a new vote before the end of March.",
        "The berth is likely to reopen and the crane is likely to be replaced.",
        "The berth is likely to reopen and ships will come back.",
        "The director is expected to resign and to leave the country.",
        "The director is likely to resign and leave.",
        "The price is likely to rise and then fall.",
        "It is likely that the price of wheat falls and barley rises.",
        "The director is likely to resign, to leave the country.",
        "The berth will reopen and the crane is likely to be replaced.",
        "The port is likely to reopen before dismissing its director.",
        "The port is likely to reopen, but ships are unlikely to come back.",
        "The port is likely to reopen because the strike is over and ships will come back.",
    ],
)
def test_two_outcomes_in_one_sentence_are_not_scored(text: str) -> None:
    assert "two outcomes" in (unscorable(text, forecast()) or "")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "The Port and Rail Authority is likely to reopen the berth in March.",
        "Ships from Ostmark and Lindhaven are likely to return within ten days or so.",
        "It is likely that the price of wheat and barley falls before the end of May.",
        "The crane is likely to be replaced, according to the ministry.",
        "The crane likely will be replaced.",
        "The strike is likely to hurt the port, which lost three ships to Ostmark.",
        "The berth is likely to open to ships, limited to the tanker, the tug and the oldest ferries (Mara Quist).",
        "The talks are likely to lead to a deal between Ostmark and Velmar in May.",
        "The berth is likely to reopen, since divers have seen no cracks and the crane stands.",
        "The harbour is likely to reopen the berth or move the ships to Lindhaven.",
        "The berth is likely to reopen even if the divers find cracks.",
        "The berth is likely to reopen before the vote in March.",
        "It is likely for the day and night crews to strike.",
        "The port is likely to lose ships and crews in March.",
        "Aid provided by Ostmark is likely to reach the port.",
        "The dispute is likely to go before the court of Lindhaven.",
        "The port is likely to reopen, but the crane has been sold.",
        "The strike is likely to raise the risk of a shortage.",
        "The port is likely to sign a treaty that would open the strait.",
    ],
)
def test_one_outcome_is_scored(text: str) -> None:
    assert unscorable(text, forecast()) is None


def test_what_the_writer_noted_counts_too() -> None:
    assert "conditional" in (unscorable(TEXT, forecast(notes=("conditional",))) or "")
    assert "two outcomes" in (unscorable(TEXT, forecast(notes=("two outcomes: scored as two",))) or "")


def test_without_probability_or_last_day_there_is_no_score() -> None:
    assert "no probability" in (unscorable(TEXT, forecast("expected to")) or "")
    assert "no last day" in (unscorable(TEXT, forecast(until=None)) or "")


@pytest.mark.parametrize(
    "text",
    [
        "They are likely to reopen the berth.",
        "Quist said he was likely to reopen the berth.",
        "Neither side is likely to reopen the berth.",
        "No reopening of the berth is likely.",
        "The likely outcome is a new berth.",
        "A notice means ships are likely to leave the berth.",
        "The storm proves that ships are likely to leave the berth.",
        "Quist described a plan that the port is likely to reject.",
        "The port is likely to reopen the berth on Monday.",
        "The port was likely to reopen the berth.",
        "Losing the berth is likely.",
        "The director is likely in March.",
        "Quist mended the crane and the port is likely to reopen the berth.",
        "Rules of the port state ships from Velmar pay and the berth is likely to stay shut.",
        "With the strike over, it is clear: for the next year, Aune is likely to keep the berth.",
        "Few pilots believe that the port is likely to reopen the berth.",
        "Quist denied that the port was likely to reopen the berth.",
        "Quist did not say that the port was likely to reopen the berth.",
        "Whether the port is likely to reopen the berth is unknown.",
    ],
)
def test_a_forecast_of_which_no_plain_question_can_be_put_is_not_scored(text: str) -> None:
    assert "no question" in (unscorable(text, forecast()) or "")
    assert outcomes.notes(text, term="likely", band=(55, 75), starts=DAY, until=date(2025, 3, 31)) == [outcomes.UNASKED]


def test_a_later_day_in_the_words_than_in_the_forecast_leaves_it_unasked() -> None:
    text = "The berth is likely to reopen by the end of 2026."
    assert "no question" in (unscorable(text, forecast()) or "")
    assert unscorable(text, forecast(until=date(2026, 12, 31))) is None
