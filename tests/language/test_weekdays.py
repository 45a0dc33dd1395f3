"""Weekdays: behind the article or ahead of it only where the sentence is certain, else open."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.dates import dates
from briefing.language.weekdays import Way, way

WEDNESDAY = date(2024, 3, 13)
DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")

DONE = """
The ferry sank off Melk on Friday.
The ministry said on Friday that the dam will hold.
Two miners were killed on Saturday night.
The mayor, who took office in May, resigned on Monday.
Police arrested 14 people in the old town on Sunday.
Lorry drivers ended their strike on Friday.
The Green List won 46 percent of the vote on Sunday.
On Tuesday the harbour was closed.
On Wednesday, Minister Dara Holm told reporters that talks would go on.
Earlier on Friday, officials from Melk and Aldan held a meeting.
The bridge was closed after inspectors found cracks on Monday.
The minister told reporters on Friday that he would stay.
She flew home on Thursday.
The river rose to 41 centimetres on Sunday.
The court said Friday that the ban was lawful.
A storm struck Sarin province on Saturday, killing two.
The quake of magnitude 5.2 destroyed the mill on Sunday.
The bridge, built in 1974, collapsed on Friday.
The union announced on Monday that it would strike.
The fund sold its shares late on Thursday.
The envoys will sign under a deal reached on Friday.
"""
OPEN = """
The pilots called off a walkout planned for Friday.
The judge put off the trial set for Tuesday.
The chamber dissolved itself ahead of the ballot on Sunday.
The pilots cancelled a walkout on Friday.
The league postponed the match to Saturday.
The league moved the final to Sunday.
The ministry warned of storms on Friday.
The mayor invited the drivers to talks on Monday.
The council announced a vote on Thursday.
The session was moved from Tuesday.
The dockers gave the port until Friday.
Parliament fixed the election for Sunday.
The envoy left before the summit on Wednesday.
The envoy left for the summit on Wednesday.
The firm wanted the ban lifted on Monday.
The firm wants the bridge, closed in May, opened on Friday.
The two sides agreed to meet on Friday.
A general strike was called on Friday.
The bank convened its board for Monday.
The rebels promised a truce from Saturday.
The cabinet discussed the visit on Sunday.
Friday's hearing was put off.
The clubs prepared for the final on Sunday.
The judge set Friday as the deadline.
The firm planned to reopen when the strike ended on Friday.
The trains stop on Monday.
The council meets this Friday.
The governor urged people to vote on Sunday.
The airline sold tickets to the match on Sunday.
The talks were to open on Tuesday.
Voters were called to the polls on Sunday.
The board rescheduled its meeting on Friday.
The general ordered a retreat by Friday.
The unions held out the prospect of a strike on Friday.
On Friday the strike planned by the drivers was to begin.
On Friday the council votes on a law passed in May.
The harbour was closed on Friday, 1 March.
The mill was closed on Friday and Saturday.
The prince accepted an invitation to dine on Thursday.
The minister would decide when parliament met on Friday.
The port was calm if the dockers met on Friday.
"""
AHEAD = """
The council will meet on Friday.
The vote is due on Friday.
The talks are scheduled for Monday.
The ferries will run from Thursday.
The vote will be held on Sunday.
The mayor announced a vote next Sunday.
"""
TABLE = [
    (line, lies)
    for text, lies in ((DONE, Way.BACK), (OPEN, Way.OPEN), (AHEAD, Way.AHEAD))
    for line in text.split("\n")
    if line
]


@pytest.mark.parametrize(("sentence", "lies"), TABLE)
def test_a_weekday_is_a_day_only_where_the_sentence_is_certain(sentence: str, lies: Way) -> None:
    mention = next(each for each in dates(sentence, WEDNESDAY) if DAY.search(each.text))
    week = timedelta(days=7)
    if lies is Way.BACK:
        assert WEDNESDAY - week < mention.earliest == mention.latest <= WEDNESDAY
    elif lies is Way.AHEAD:
        assert WEDNESDAY <= mention.earliest == mention.latest < WEDNESDAY + week
    else:
        assert mention.either
        assert mention.latest - mention.earliest == week


def test_a_day_that_is_one_of_two_is_none_between_them_and_neither_for_certain() -> None:
    (friday,) = dates("The pilots called off a walkout planned for Friday.", WEDNESDAY)
    last, coming, between = (dates(text, None)[0] for text in ("8 March 2024", "15 March 2024", "11 March 2024"))
    month = dates("March 2024", None)[0]
    assert friday.overlaps(last) and friday.overlaps(coming) and not friday.overlaps(between)
    assert last.within(friday) and coming.within(friday) and not between.within(friday)
    assert not friday.within(last) and not friday.within(coming)
    assert friday.within(month) and friday.within(friday)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_sentence_about_a_day_has_an_answer(before: str, behind: str) -> None:
    text = f"{before}Friday{behind}"
    assert way(text, len(before), len(before) + 6) in Way
