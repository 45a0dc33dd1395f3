"""What a forecast only seems to say: no question is put that it does not answer, and none is cut in the wrong place."""

from datetime import date

import pytest

from briefing.domain.yardstick import PHIA
from briefing.language.estimative import estimates
from briefing.writing import outcomes
from briefing.writing.questions import question

DAY = date(2025, 1, 10)
LAST = date(2025, 3, 31)


def asked(text: str) -> str | None:
    [first, *_] = estimates(text, PHIA)
    stated = outcomes.stated(text, first.term, DAY)
    return question(text, first.term, until=(stated and stated.until) or LAST, starts=DAY)


def noted(text: str) -> list[str]:
    [first, *_] = estimates(text, PHIA)
    return outcomes.notes(text, term=first.term, band=first.band, starts=DAY, until=LAST)


def halves(text: str) -> list[str]:
    [first, *_] = estimates(text, PHIA)
    return [part.question for part in outcomes.parts(text, term=first.term, band=first.band, starts=DAY, until=LAST)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Elderly voters are likely to stay at home.", "Will elderly voters stay at home through 31 March 2025?"),
        ("Second homes are likely to be taxed.", "Will second homes be taxed by 31 March 2025?"),
        ("Supply chains are likely to break.", "Will supply chains break by 31 March 2025?"),
        ("July exports are likely to fall.", "Will July exports fall by 31 March 2025?"),
        ("Overall, exports are likely to fall.", "Will exports fall by 31 March 2025?"),
        ("But exports are likely to fall.", "Will exports fall by 31 March 2025?"),
        ("Quist is likely to be given a second term.", "Will Quist be given a second term by 31 March 2025?"),
        ("Quist is likely to win, given her lead.", "Will Quist win by 31 March 2025?"),
        ("The delay is likely to prove due to rain.", "Will the delay prove due to rain by 31 March 2025?"),
        ("The delay is likely to end due to rain.", "Will the delay end by 31 March 2025?"),
        ("Quist is likely to be banned for two weeks.", "Will Quist be banned for two weeks by 31 March 2025?"),
        ("The truce is likely to hold for two weeks.", "Will the truce hold for two weeks (through 23 January 2025)?"),
        (
            "The port is likely to close in March next year.",
            "Will the port close in March next year (by 31 March 2026)?",
        ),
        (
            "The port is likely to close at the end of March 2026.",
            "Will the port close at the end of March 2026 (by 31 March 2026)?",
        ),
        (
            "The port is likely to close by the end of the week.",
            "Will the port close by the end of the week (by 12 January 2025)?",
        ),
        ("The port is likely to close, the Harbour Gazette has learned.", "Will the port close by 31 March 2025?"),
        ("The port is likely to close, the Gazette has learned.", "Will the port close by 31 March 2025?"),
    ],
)
def test_the_question_keeps_what_belongs_to_it(text: str, expected: str) -> None:
    assert asked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hardly any ships are likely to return.",
        "Only two ships are likely to return.",
        "Clearly the port is likely to close.",
        "Instead of talks, a strike is likely.",
        "So many ships are likely to return that the port will choke.",
        "The port is likely to close not before June.",
        "The port is likely to close in June at the earliest.",
        "The port is likely to lose less money than in June.",
        "The port is likely to close in a year and a half.",
        "The port is likely to close in the next two to three years.",
        "The pact is likely to lapse in 2025-26.",
        "For two weeks the port is likely to stay shut.",
        "The port is likely to be sold to April Quist.",
        "Critics falsely claimed the port was likely to close.",
        "Quist was wrong to say the port is likely to close.",
        "Traders who said the port was likely to close were sacked.",
        "In 2019 Quist said the port was likely to close within a year.",
        "The port is likely to close, Quist said in 2019.",
        "Last year analysts believed the port was likely to close.",
        "The port is likely to open, though not before June.",
        "The port is likely to close, but not in March.",
        "The mayor is likely to be told, aides said, to resign.",
        "The mayor is likely to demand, according to aides, that Quist resign.",
    ],
)
def test_what_may_mean_something_else_is_not_asked(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The crews are likely to win so long as it rains.",
        "Supposing it rains, the crews are likely to win.",
        "In that case the crews are likely to win.",
        "Given enough rain, the crews are likely to win.",
        "With enough rain, the crews are likely to win.",
    ],
)
def test_what_is_supposed_is_a_condition(text: str) -> None:
    assert noted(text) == [outcomes.CONDITIONAL]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour is likely to see the port and the airport close.",
        "The mayor is likely to agree to free the crews and to call a vote.",
        "The mayor is likely to play the crews and the owners off.",
        "The mayor is likely to visit Velmar and to fly to Ostmark in June.",
        "The mayor is likely to open a shop and to close a yard in Velmar.",
        "The crews are likely to lose the vote and trust all month.",
    ],
)
def test_what_is_joined_within_one_deed_is_not_parted(text: str) -> None:
    assert halves(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The port is likely to close, with the market likely to follow.",
        "The port is likely to close (and the market to open).",
        "The bank is likely to cut rates and the union, which is angry, is likely to strike.",
        "There is a realistic possibility of a strike and of a lockout.",
    ],
)
def test_a_second_forecast_is_seen_wherever_it_stands(text: str) -> None:
    assert noted(text) == [outcomes.UNPARTED]


def test_a_time_behind_two_things_is_that_of_both() -> None:
    assert halves("The crews are likely to take the mill and the quay by June.") == [
        "Will the crews take the mill by 31 March 2025?",
        "Will the crews take the quay by June (by 31 March 2025)?",
    ]
