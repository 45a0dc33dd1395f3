"""What is asked of a forecast: who, what, and by which day; and when nothing can be asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.brief import Horizon
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


QUESTIONS = {
    "of a deed": {
        "The crane is likely to be replaced, because divers found cracks.": (
            "Will the crane be replaced by 31 March 2025?"
        ),
        "Ships are likely to return.": "Will ships return by 31 March 2025?",
        "Port Velmar will probably reopen.": "Will Port Velmar reopen by 31 March 2025?",
        "The crane likely will be replaced.": "Will the crane be replaced by 31 March 2025?",
        "It is unlikely for the crews to strike.": "Will the crews strike by 31 March 2025?",
        "There is a realistic possibility for the crews to strike.": "Will the crews strike by 31 March 2025?",
        "It is likely that the crews will strike.": "Will the crews strike by 31 March 2025?",
        "More than 10,000 ships are likely to return.": "Will more than 10,000 ships return by 31 March 2025?",
        "The plan to close the market is likely to fail.": "Will the plan to close the market fail by 31 March 2025?",
        "The port is likely to cut its fees in Velmar and in Ostmark.": (
            "Will the port cut its fees in Velmar and in Ostmark by 31 March 2025?"
        ),
        "The port is likely to lift its ban on grain, sugar and oil.": (
            "Will the port lift its ban on grain, sugar and oil, by 31 March 2025?"
        ),
        "The port is likely to close before the vote in March.": (
            "Will the port close before the vote in March (by 31 March 2025)?"
        ),
        "Exports are likely to double, if not sooner.": "Will exports double, if not sooner, by 31 March 2025?",
        "This strike is likely to spread.": "Will this strike spread by 31 March 2025?",
        "Over 200 ships are likely to return.": "Will over 200 ships return by 31 March 2025?",
        "A treaty that ends the feud is likely to be signed.": (
            "Will a treaty that ends the feud be signed by 31 March 2025?"
        ),
        "Aune, the director, is likely to resign.": "Will Aune, the director, resign by 31 March 2025?",
        "The port is likely to reopen in 2025 (Quist).": "Will the port reopen in 2025 (by 31 December 2025)?",
    },
    "of what lasts": {
        "The berth is likely to stay shut.": "Will the berth stay shut through 31 March 2025?",
        "Ships will probably stay in port in February.": (
            "Will ships stay in port in February (through 28 February 2025)?"
        ),
        "The truce is likely to hold.": "Will the truce hold through 31 March 2025?",
        "The port is likely to hold a vote.": "Will the port hold a vote by 31 March 2025?",
        "It is likely that the berth stays shut.": "Will it come true that the berth stays shut through 31 March 2025?",
        "The governor is likely not to stand again in May.": (
            "Will it prove true that the governor will not stand again in May (through 31 May 2025)?"
        ),
    },
    "of an event": {
        "There is a remote chance of a second strike.": "Will there be a second strike by 31 March 2025?",
        "A treaty is unlikely before June.": "Will there be a treaty before June (by 31 May 2025)?",
        "A second term for Aune is likely, most observers agree.": (
            "Will there be a second term for Aune by 31 March 2025?"
        ),
        "There is a remote chance of both sides leaving the talks.": (
            "Will it come to both sides leaving the talks by 31 March 2025?"
        ),
        "Power cuts are likely.": "Will there be power cuts by 31 March 2025?",
        "The closure of the port is likely.": "Will it come to the closure of the port by 31 March 2025?",
        "There is a remote chance of the port closing for good.": (
            "Will it come to the port closing for good by 31 March 2025?"
        ),
        "There is a remote chance that Ostmark leaves the union.": (
            "Will it come true that Ostmark leaves the union by 31 March 2025?"
        ),
    },
    "in its frame": {
        "In Velmar, prices are likely to rise.": "In Velmar, will prices rise by 31 March 2025?",
        "Over the coming year Velmar is likely to remain the chief port.": (
            "Over the coming year, will Velmar remain the chief port (through 9 January 2026)?"
        ),
        "By the end of 2026 the fund is likely to own the port.": (
            "By the end of 2026, will the fund own the port (by 31 December 2026)?"
        ),
        "Despite the strike, the port is likely to reopen.": "Will the port reopen by 31 March 2025?",
        "By contrast, the port is likely to reopen.": "Will the port reopen by 31 March 2025?",
        "However, the port is likely to reopen.": "Will the port reopen by 31 March 2025?",
        "Investors are worried, and the auction is likely to fail.": "Will the auction fail by 31 March 2025?",
    },
    "without those who say so": {
        "Quist said the crane was likely to be replaced.": "Will the crane be replaced by 31 March 2025?",
        "Quist told the crews on Monday that the crane would probably be replaced.": (
            "Will the crane be replaced by 31 March 2025?"
        ),
        "According to Quist, the crane is likely to be replaced.": "Will the crane be replaced by 31 March 2025?",
        "The crane is likely to be replaced, said its owner, Mara Quist.": (
            "Will the crane be replaced by 31 March 2025?"
        ),
        "Analysts at Norbank believe that the krone is likely to weaken.": "Will the krone weaken by 31 March 2025?",
        "Voters are likely to approve the bridge, polls suggest, in the vote in May.": (
            "Will voters approve the bridge in the vote in May (by 31 May 2025)?"
        ),
    },
    "for the main outcome alone": {
        "The port is likely to close, making bread dear.": "Will the port close by 31 March 2025?",
        "The port is likely to close in May, leading to layoffs and raising prices.": (
            "Will the port close in May (by 31 May 2025)?"
        ),
        "The port is likely to close, which would cost work and could hit exports.": (
            "Will the port close by 31 March 2025?"
        ),
        "The port is likely to close, with the loss of forty jobs, before June.": (
            "Will the port close before June (by 31 May 2025)?"
        ),
        "The port is likely to close, a step that would end the strike.": "Will the port close by 31 March 2025?",
        "The port is likely to stay shut while awaiting a crane.": "Will the port stay shut through 31 March 2025?",
        "The port is likely to close while it waits for the crane.": "Will the port close by 31 March 2025?",
        "The port is likely to close, Radio Velmar's harbour desk reported.": "Will the port close by 31 March 2025?",
        "The port is likely to close, the two harbour masters agreed.": "Will the port close by 31 March 2025?",
        "The port is likely to close today.": "Will the port close today (by 10 January 2025)?",
        "The port is likely to close by year's end.": "Will the port close by year's end (by 31 December 2025)?",
        "The port is likely to close: no ship has come.": "Will the port close by 31 March 2025?",
        "The port is likely to close, as the contract ends in December 2027.": "Will the port close by 31 March 2025?",
        'The port is likely to show "Sails: a life", as it did in May.': (
            'Will the port show "Sails: a life" by 31 March 2025?'
        ),
        "The port is likely to serve as the seat of the court.": (
            "Will the port serve as the seat of the court by 31 March 2025?"
        ),
        "The port is likely to lose money for the first time since 2019.": (
            "Will the port lose money for the first time since 2019 by 31 March 2025?"
        ),
    },
    "for one of several": {
        "The crews are likely to vote or to wait.": "Will the crews either vote or wait by 31 March 2025?",
        "The crews are likely to wait a day or board a tug.": (
            "Will the crews either wait a day or board a tug by 31 March 2025?"
        ),
        "The crews are likely to sign a truce or a treaty.": (
            "Will the crews sign either a truce or a treaty by 31 March 2025?"
        ),
        "There is a realistic possibility of a truce or a treaty.": (
            "Will there be either a truce or a treaty by 31 March 2025?"
        ),
        "The crews are likely to free two or three ships.": "Will the crews free two or three ships by 31 March 2025?",
        "The treaty is likely to lapse in July or August.": (
            "Will the treaty lapse in July or August (by 31 August 2025)?"
        ),
        "The crews are likely to sign a treaty that bans or limits nets.": (
            "Will the crews sign a treaty that bans or limits nets by 31 March 2025?"
        ),
    },
    "by the day that is named": {
        "The port is likely to close tomorrow.": "Will the port close tomorrow (by 11 January 2025)?",
        "The port is likely to close this week.": "Will the port close this week (by 12 January 2025)?",
        "The port is likely to close early next week.": "Will the port close early next week (by 19 January 2025)?",
        "The port is likely to close next month.": "Will the port close next month (by 28 February 2025)?",
        "The port is likely to close in the first half of 2025.": (
            "Will the port close in the first half of 2025 (by 30 June 2025)?"
        ),
        "The port is likely to close by 30 June 2025.": "Will the port close by 30 June 2025?",
        "The port is likely to close in the first week of June.": (
            "Will the port close in the first week of June (by 7 June 2025)?"
        ),
        "The port is likely to close on Friday 14 March.": "Will the port close on Friday 14 March (by 14 March 2025)?",
        "The port is likely to close before the spring of 2027.": (
            "Will the port close before the spring of 2027 (by 28 February 2027)?"
        ),
        "The port is likely to close before the winter is over.": (
            "Will the port close before the winter is over (by 28 February 2025)?"
        ),
        "The port is likely to close in the winter of 2027.": (
            "Will the port close in the winter of 2027 (by 28 February 2027)?"
        ),
        "The port is likely to close before the winter storms begin in October.": (
            "Will the port close before the winter storms begin in October (by 31 October 2025)?"
        ),
        "The port is likely to host its largest fair in three decades.": (
            "Will the port host its largest fair in three decades by 31 March 2025?"
        ),
        "The port is likely to see this year's fair.": "Will the port see this year's fair (by 31 March 2025)?",
        "The port is likely to close for weeks.": "Will the port close for weeks (by 31 March 2025)?",
        "After the vote in February, the port is likely to close.": (
            "After the vote in February, will the port close by 31 March 2025?"
        ),
        "The port is likely to close before 14 June.": "Will the port close before 14 June (by 13 June 2025)?",
    },
}
ROWS = [(text, expected) for rows in QUESTIONS.values() for text, expected in rows.items()]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_the_question_says_who_and_what_and_by_which_day(text: str, expected: str) -> None:
    assert asked(text) == expected
    assert not outcomes.says_more(text, estimates(text, PHIA)[0].term)


@given(
    st.sampled_from([text for rows in QUESTIONS.values() for text in rows]),
    st.sampled_from([" and to sink", ", and the mayor will resign", "; the mayor is likely to resign", " if it rains"]),
)
def test_no_second_outcome_and_no_condition_slips_into_a_question(text: str, added: str) -> None:
    changed = f"{text.rstrip('.')}{added}."
    term = estimates(text, PHIA)[0].term
    assert outcomes.says_more(changed, term) or outcomes.is_conditional(changed, term)


@pytest.mark.parametrize(
    "text",
    [
        "The port is likely to close in March 2024.",
        "After the vote in May, the port is likely to close.",
        "Work is likely to go on as the two crews, with a pilot aboard, try to dock.",
        "The report comes as ministers are likely to meet.",
        "The rise is likely to changing winds.",
        "Both are likely to stay.",
        "Mara Quist, is likely to stay.",
        "Our port is likely to close.",
        "The port is likely to close starting June 7th.",
        "After a good spring, the port is likely to close starting June 7th.",
        "He's set up a port where ships are likely to stay.",
        "Tickets go on sale this week and are likely to be gone soon.",
        "A rule states ships require a pilot on each trip to the port and the crane is likely to be sold.",
        "One thing is clear: for the next year, Aune is likely to stay.",
    ],
)
def test_what_is_not_understood_is_not_asked(text: str) -> None:
    assert question(text, "likely", until=LAST, starts=DAY) is None


def test_what_is_too_long_to_say_one_thing_is_not_asked() -> None:
    text = f"The port is likely to close{' and close' * 9_000}."
    assert question(text, "likely", until=LAST, starts=DAY) is None
    assert outcomes.says_more(text, "likely")


def test_the_day_behind_which_it_comes_is_not_its_last() -> None:
    stated = outcomes.stated("After the vote in May, the port is likely to close.", "likely", DAY)
    assert stated is not None and (stated.horizon, stated.until) == (Horizon.MEDIUM, None)


def test_a_forecast_that_is_over_keeps_its_question() -> None:
    text = "The port is likely to close by 31 March 2025."
    assert question(text, "likely", until=LAST, starts=date(2025, 6, 1)) == "Will the port close by 31 March 2025?"


def test_the_time_of_a_reason_is_not_that_of_the_forecast() -> None:
    text = "The port, which lost its crane in June, is likely to close, as the contract ends in December 2027."
    assert outcomes.stated(text, "likely", DAY) is None
    assert outcomes.stated(text.replace("close,", "close in May,"), "likely", DAY) is not None
