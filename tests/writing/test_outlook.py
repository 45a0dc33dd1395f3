"""The sources' forecasts: under which horizon, in whose name, in which words."""

from datetime import date

import pytest

from briefing.domain.brief import Forecast, Horizon
from briefing.domain.claim import Section
from briefing.domain.yardstick import ICD203
from briefing.writing.extractive import ExtractiveWriter
from briefing.writing.outcomes import says_more
from tests import seed_articles
from tests.writing.articles import article, material, strike

NOTE = """Harbour outlook

Mara Quist | 2 May 2025

Forecast

  • Short-term (Now - 3 months)

    • The dock workers are highly likely to vote for the agreement and take up work.

  • Medium-term (3-12 months)

    • A second strike is unlikely unless the port authority breaks the agreement.

  • Long-term (>1 year)

    • There is a realistic possibility of a merger of the two ports
"""


def forecasts(*texts: str, **other: object) -> list[tuple[Forecast, str]]:
    sources = [article(str(number), text, author="Mara Quist") for number, text in enumerate(texts, 1)]
    draft = ExtractiveWriter().write(material(sources, **other))
    by_id = {claim.id: claim.text for claim in draft.claims}
    return [(forecast, by_id[forecast.claim]) for forecast in draft.forecasts]


def test_lines_stand_under_the_horizon_of_their_heading_in_the_name_of_the_author() -> None:
    short, medium, long = forecasts(NOTE)
    assert [each.horizon for each, _ in (short, medium, long)] == list(Horizon)
    assert {each.attributed_to for each, _ in (short, medium, long)} == {"Mara Quist"}
    assert [each.term for each, _ in (short, medium, long)] == ["highly likely", "unlikely", "realistic possibility"]
    assert [each.band for each, _ in (short, medium, long)] == [(80, 90), (25, 35), (40, 50)]


def test_days_are_reckoned_from_the_source_and_not_from_the_brief() -> None:
    short, medium, long = (each for each, _ in forecasts(NOTE, date=date(2025, 9, 1)))
    assert (short.starts, short.until) == (date(2025, 5, 2), date(2025, 8, 1))
    assert (medium.starts, medium.until) == (date(2025, 8, 2), date(2026, 5, 1))
    assert (long.starts, long.until) == (date(2026, 5, 2), None)


def test_what_a_scorer_must_know() -> None:
    short, medium, long = (each.notes for each, _ in forecasts(NOTE))
    assert short == ("two outcomes, not scorable",)
    assert medium == ("conditional, not scorable",)
    assert long == ("no end date, not scorable",)


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        ("go on in the harbour and in the town", False),
        ("end in the harbour and Velmar crews leave", True),
        ("end in Lindhaven and the Velmar crews to leave", True),
    ],
)
def test_two_places_are_one_thing_and_what_others_do_is_another(words: str, noted: bool) -> None:
    assert says_more(f"The talks are likely to {words}.", "likely") is noted


@pytest.mark.parametrize(
    ("condition", "noted"),
    [
        ("before the end of June", False),
        ("before the summer", False),
        ("before 2026", False),
        ("until the end of June", False),
        ("until June", False),
        ("before the crane is repaired", True),
        ("until the crane is repaired", True),
        ("while Velmar's dock strike continues", True),
    ],
)
def test_a_deadline_is_no_condition(condition: str, noted: bool) -> None:
    line = "The dock workers are highly likely to vote for the agreement and take up work."
    ((short, _), *_) = forecasts(NOTE.replace(line, f"The port is highly likely to stay closed {condition}."))
    assert short.horizon is Horizon.SHORT
    assert ("conditional, not scorable" in short.notes) is noted


def test_a_term_that_the_yardstick_lacks_has_no_band() -> None:
    short, *_ = forecasts(NOTE, yardstick=ICD203)
    assert (short[0].term, short[0].band) == ("highly likely", None)


def test_a_reported_forecast_names_its_speaker_and_keeps_the_word() -> None:
    text = """Wages in Port Aldan

Jon Bell, an economist at the University of Aldan, spoke about the wages. He said that a second strike is likely to
follow through 2025, because prices rise.
"""
    ((forecast, line),) = forecasts(text, date=date(2025, 3, 10))
    assert forecast.attributed_to == "Jon Bell"
    assert (forecast.horizon, forecast.until) == (Horizon.MEDIUM, date(2025, 12, 31))
    assert line.startswith("A second strike is likely to follow through 2025")
    assert line.endswith("(Jon Bell).")


@pytest.mark.parametrize(
    "sentence",
    [
        "The dock workers of Port Aldan demand that the port pays higher wages this year.",
        "The port authority was likely to lose two ships of its fleet last year.",
        "A second strike of the dock workers in Port Aldan is likely.",
        "The dock workers ended their strike in June and went home.",
    ],
    ids=["a demand", "the past", "no time", "a fact"],
)
def test_what_is_no_forecast(sentence: str) -> None:
    assert forecasts(f"Harbour news of the day\n\n{sentence}\n", date=date(2025, 3, 10)) == []


def test_an_undated_source_is_marked() -> None:
    ((forecast, _),) = forecasts("Harbour news of the day\n\nA second strike in Port Aldan is likely this year.\n")
    assert "undated source: reckoned from the date of the brief" in forecast.notes


def test_what_is_forecast_is_not_told_above_too() -> None:
    again = "The dock workers are highly likely to vote for the agreement and then take up work."
    text = NOTE.replace("Forecast", f"The strike in Port Aldan ended on Friday. {again}\n\nForecast", 1)
    draft = ExtractiveWriter().write(material([article("1", text, author="Mara Quist")]))
    told = [claim.text for claim in draft.claims if claim.section in (Section.SUMMARY, Section.BODY)]
    assert told == ["The strike in Port Aldan ended on Friday [2 May 2025]."]


def test_a_judgement_is_told_once_under_a_horizon() -> None:
    again = NOTE.replace("are highly likely to vote for", "are likely to vote, as things stand, for")
    assert len(forecasts(NOTE, again)) == 3


def test_the_note_among_the_seeds_keeps_its_eight_lines() -> None:
    draft = ExtractiveWriter().write(material(seed_articles.sources(), date=date(2025, 5, 27)))
    by_id = {claim.id: claim for claim in draft.claims}
    note = [each for each in draft.forecasts if by_id[each.claim].basis[0].source == "103"]
    assert [each.horizon for each in note] == [Horizon.SHORT] * 3 + [Horizon.MEDIUM] * 3 + [Horizon.LONG] * 2
    assert {each.attributed_to for each in note} == {"Ingrid Solheim"}
    assert [each.term for each in note] == [
        "highly likely",
        "realistic possibility",
        "highly unlikely",
        "likely",
        "likely",
        "unlikely",
        "realistic possibility",
        "remote chance",
    ]


def test_judgements_of_experts_stand_beside_those_of_authors() -> None:
    draft = ExtractiveWriter().write(material(seed_articles.sources(), date=date(2025, 5, 27)))
    by_id = {claim.id: claim.text for claim in draft.claims}
    vogt = {by_id[each.claim]: each for each in draft.forecasts if each.attributed_to == "Lena Vogt"}
    treaty = next(each for line, each in vogt.items() if line.startswith("A treaty that settles the borders"))
    assert (treaty.horizon, treaty.until, treaty.term) == (Horizon.LONG, date(2026, 12, 31), "unlikely")
    front = next(each for line, each in vogt.items() if "front line" in line)
    assert (front.horizon, front.until, front.term) == (Horizon.MEDIUM, date(2025, 12, 31), "likely")


def test_a_forecast_in_a_news_report() -> None:
    draft = ExtractiveWriter().write(material(strike()))
    (unlikely, *_) = [each for each in draft.forecasts if each.term == "unlikely"]
    assert (unlikely.attributed_to, unlikely.horizon) == ("Jon Bell", Horizon.MEDIUM)
