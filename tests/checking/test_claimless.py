"""What is no claim: a sentence has a verb also where a number stands before it."""

from collections.abc import Callable

import pytest

from briefing.domain.claim import CheckedClaim, Verdict

Check = Callable[..., CheckedClaim]


@pytest.mark.parametrize(
    "sentence",
    [
        "A storm of force 9 damaged the roofs of Orlava.",
        "A storm of force 9 damaged 40 roofs.",
        "The plan for 2030 failed.",
        "Boiler 4 exploded.",
        "Boiler 4 exploded in Orlava.",
        "Ferry 212 landed safely.",
        "The gauge of 6.1 dropped sharply.",
        "Line 7 reopened on Monday.",
        "The class of 1998 gathered in Orlava.",
        "The crew of 11 resigned.",
        "The budget of 3.4 million passed.",
        "The drought of 2022 ruined the vines.",
        "A wave of 4 metres flooded the port.",
        "Rents rose 3.5 per cent.",
        "Turnout fell to 4.",
        "Exports dropped 12 percent.",
        "Winds of 120 kilometres an hour uprooted trees.",
        "Ward 5 protects the harbour.",
        "Article 5 covers attacks.",
        "Rule 4 bans guns.",
        "Line 7 links Orlava and Melk.",
        "Unit 4 powers the harbour.",
        "A storm of force 9 destroys roofs.",
        "The plan for 2030 covers ports.",
        "The group of 11 riders leads the race.",
        "One mayor leads marches.",
    ],
)
def test_a_sentence_of_the_source_with_a_number_before_its_verb_is_borne_out(check: Check, sentence: str) -> None:
    assert check(sentence, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "phrase",
    [
        "A list of 64 injured.",
        "23 injured.",
        "Four wounded miners.",
        "The 23 injured.",
        "A total of 140 wounded.",
        "Fire with 12 injured people in Orlava.",
        "The death of 23 wounded miners.",
        "Some 3,000 displaced families.",
        "The names of 12 retired judges.",
        "Two stolen paintings.",
        "Storm of 120 kilometres an hour.",
        "Article 5 attacks.",
        "Formula 1 drivers.",
        "Boiler 4 explosions.",
        "Line 7 closures in Orlava.",
        "Flight 212 victims families.",
        "Level 3 alerts.",
        "40 miners families.",
        "One week sales figures.",
        "Top 10 sights of Orlava.",
        "Type 2 diabetes cases.",
        "World War 2 veterans graves.",
        "Top 20 banks assets.",
        "Channel 4 news programmes.",
        "Chapter 11 filings 300.",
        "Boiler 4 parts 12 screws.",
    ],
)
def test_what_is_counted_is_no_claim(check: Check, phrase: str) -> None:
    checked = check(phrase, phrase)
    assert checked.verdict is Verdict.UNSUPPORTED
    assert "claim" in {reason.check for reason in checked.reasons}
