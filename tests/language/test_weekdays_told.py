"""Weekdays in longer sentences: what has been done has its day behind it, what was planned, or might be, has none."""

from datetime import date, timedelta

import pytest

from briefing.language import weekdays
from briefing.language.dates import dates
from briefing.language.words import Word, words
from tests.language.test_weekdays import DAY

WEDNESDAY = date(2024, 3, 13)
WEEK = timedelta(days=7)

PAST = """
The envoy left the building on Friday.
The envoys left the palace late on Friday without a word.
The two governments have agreed to a swap of prisoners after concluding their first talks in Brenn on Friday.
The ferry sank after leaving the port of Melk on Saturday.
The driver was detained after entering the yard on Monday.
After leaving the hospital on Monday, the mayor told reporters that he felt well.
After meeting the envoy on Friday, the minister flew home.
Dara Holm, who met with the governor in Aldan on Thursday, declined to comment.
The bridge, which collapsed on Friday, was built in 1974.
The man who entered the mill on Sunday has been identified.
The quake that struck Sarin on Sunday was felt in Melk.
On Friday, four men accused of fraud were freed.
On Friday, the court refused to hear the plea.
On Friday, Holm pleaded not guilty.
The fund, which bought the port on Monday, is Danish.
Police on Tuesday arrested two men.
The High Court on Friday upheld the ban.
A judge in Osland on Monday sentenced him to nine years.
Governor Ada Berg on Thursday dismissed the report.
Holm on Friday said the dam would hold.
The House of Delegates on Friday passed the budget.
The court ruled Friday that the ban was lawful.
The trial continued Tuesday with two witnesses.
The miners voted Sunday.
The harbour master said in a memo on Monday that the port was safe.
The harbour master said at a briefing on Friday that the port was safe.
The chairman told investors in a letter on Thursday that profits had fallen.
In a statement on Monday, the ministry denied the report.
At a news conference in Melk on Tuesday, Governor Berg said that the water was clean.
Speaking at a conference in Brenn on Friday, the bishop condemned the raid.
At the talks on Friday, the two sides signed a treaty.
On Friday, the president of the water board called on farmers to save water.
On Thursday, the judge hearing the case warned the two lawyers.
On Tuesday, the owner of the largest mill in Sarin told reporters that he was ruined.
On Friday the mayor of Melk urged the drivers to return.
The captain was sentenced to six years in prison on Monday.
The suspect surrendered to police on Tuesday.
The suspect appeared in court on Tuesday.
Three people were hurt in a stampede on Sunday.
The dean was injured at the rally on Sunday.
Melk beat Aldan in the final on Saturday.
The pilot pleaded guilty on Friday.
The bank published its accounts on Friday.
The firm filed a complaint against the port on Monday.
The dam could break, the engineer said on Friday.
The dam will hold if nothing else breaks, the engineer said at a briefing on Friday.
Also on Friday, the keepers of four mills met in Melk.
The bank's shares plunged 12 percent on Monday.
The ship carrying the grain docked in Melk on Thursday.
Rebels raided the depot on Sunday.
The envoy said the camp was bombed on Sunday.
The fire broke out on Friday night in a mill.
The minister apologised on Monday for the delay.
The union accused the port of fraud on Monday.
The strike began on Monday, the union said.
Police arrested Holm and two of her guards on Friday.
Rebels killed women and children on Friday.
Rebels burned offices and a mill on Friday.
The court freed Holm and on Friday fined Berg.
On Friday, Melk police arrested Ada Holm in a mill.
On Friday, the court freed Ada Holm.
Schools were closed on Friday.
A fire broke out on Friday in Marland.
Guards shot Dara Holm dead on Friday.
"""
NOT_CERTAIN = """
The two sides agreed to meet on Monday.
The union said the strike would begin Friday.
The union said the strike begins Friday.
The council has agreed to open the bridge after closing the ferry on Friday.
The council will sign after concluding its talks on Friday.
The council signs after concluding its talks on Friday.
The sides plan to sign after concluding their talks on Friday.
The two governments agreed a swap after agreeing to meet on Friday.
The port reopens after closing its gates on Friday.
The strike called by the drivers on Friday was put off.
The envoy who is to meet the governor on Thursday declined to comment.
The strike, which is planned for Friday, worries the port.
The match that was moved to Saturday is sold out.
The talks, which were set to open on Friday, worry the port.
The court on Friday hears a plea he lodged in May.
The council on Friday votes on a law passed in May.
The vote on Sunday divided the party.
The fear of a walkout on Friday drove prices up.
Fans attending the festival on Friday received a warning.
Tickets to the Melk Cup on Sunday sold for 40 crowns.
Visitors heading to Melk on Saturday saw fares rise.
The bank on Friday was to open its books.
The port on Friday was expected to close.
In the run-up to a vote on Sunday, the mayor said that he was tired.
Before the vote on Sunday, the mayor said that he was tired.
In a bid to stop the march on Sunday, the mayor wrote to the minister.
With a vote on Sunday, the mayor said that he was tired.
At the talks on Friday, the two sides hoped to sign a treaty.
At the talks on Friday, the two sides will sign a treaty.
In the election on Sunday, the mayor faces a lawyer.
Speaking ahead of the vote on Sunday, the mayor said that he was tired.
Speaking about the vote on Sunday, the mayor said that he was tired.
On Friday the council votes on a law the mayor signed in May.
On Friday the council votes on a deal announced in May.
On Friday the court hears a plea he had lodged.
On Friday, the drivers planned to strike.
On Friday, they hoped, the port was to reopen.
The match was postponed on Friday.
Trains were cancelled on Friday.
The firm delayed the move on Friday.
The minister announced talks on Friday.
The minister wrote of the vote on Sunday.
The band named its album Friday.
The firm proposed Friday.
The council approved shop opening on Sunday.
The council banned Sunday trading.
The fund bought the Sunday papers.
The bishop told the Herald on Sunday he was tired.
The king died on Good Friday.
The club won a berth in the final on Sunday.
The club lost its spot in the final on Sunday.
The firm sent tickets to the match on Sunday.
The envoy arrived before the talks on Friday.
The envoy flew in for the talks on Friday.
New titles get added Monday.
The mayor warned that the dam could break on Friday.
The mayor left if the dam held on Friday.
The port was closed until Friday.
The harbour opens on Friday, the port said.
The firm hired guards for the rally on Sunday.
The trial had been due to open on Monday.
The pilots refused to fly on Friday.
He suggested sanctions could follow if nothing was agreed Friday.
The league said the game moved to Sunday.
The captain sat out Sunday's game.
The dam could break, the engineer warned, on Friday.
The drivers would strike, the union hoped on Friday.
Also on Friday, the keepers of four mills meet in Melk.
On Friday, the deal struck in May comes into force.
On Friday, the party elected in May holds its congress.
On Friday, four men accused of fraud appear in court.
On Friday Holm, accused of fraud, appears in court.
On Friday the team led by Holm plays Melk.
On Friday a trial delayed twice opens in Osland.
At the meeting on Friday, the board elected in May decides.
In a speech on Friday, the minister, wounded in May, speaks of peace.
The mayor spoke of a rally on Saturday.
She always left the office on Friday.
Last month he arrived on Friday.
In 1999 the bridge collapsed on Friday.
The bridge collapsed on Friday last week.
Two years ago the king died on Friday.
The weather service issued a forecast of gales on Saturday.
The keeper knew that the game was on Saturday.
Holm was flying home after attending the summit on Friday.
Holm arranged to fly home after attending the summit on Friday.
The case was listed on Friday.
The town braced for the storm on Friday.
The storm hit Melk and reaches Aldan on Friday.
Holm was arrested in May and appears in court on Friday.
The suspects were charged with fraud and appear in court on Friday.
The port closed in May but opens on Friday.
The storm hit Melk and on Friday reaches Aldan.
Police arrested Holm and a judge rules on Friday.
Melk won and Berg now plays on Friday.
Rebels released the men and they fly home on Friday.
The council rested after beating Aldan and faces Melk on Friday.
A man arrested in May appears in court on Friday.
The mayor told Berg she returns on Friday.
On Friday, newly elected President Ada Holm takes office.
On Friday, the newly elected President Ada Holm takes office.
On Friday, newly confirmed Governor Ada Holm takes office.
On Friday, two freed Israelis address parliament.
On Friday, two collapsed bridges reopen.
On Friday, Osland's impeached President Berg appears in court.
On Friday, former jailed President Berg appears in court.
On Friday, Islamist wounded Ukrainians testify.
The town said schools were closed on Friday.
The town said that schools were closed on Friday.
In the 1970s the band broke up on Friday.
In the late 1970s, the band broke up on Friday.
The president was shot on Friday, in November 1963.
The president was shot on Friday in November.
The president was shot on Friday in the early 1960s.
"""


def days(sentence: str) -> tuple[date, date]:
    mention = next(each for each in dates(sentence, WEDNESDAY) if DAY.search(each.text))
    return mention.earliest, mention.latest


@pytest.mark.parametrize("sentence", [line for line in PAST.split("\n") if line])
def test_what_is_told_as_done_has_its_day_behind(sentence: str) -> None:
    first, last = days(sentence)
    assert WEDNESDAY - WEEK < first == last <= WEDNESDAY


@pytest.mark.parametrize("sentence", [line for line in NOT_CERTAIN.split("\n") if line])
def test_what_may_be_to_come_has_no_day_of_the_past(sentence: str) -> None:
    first, last = days(sentence)
    assert first != last or first >= WEDNESDAY


def test_each_of_many_days_is_read_off_the_characters_near_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def counted(text: str) -> list[Word]:
        looked.append(len(text))
        return words(text)

    monkeypatch.setattr(weekdays, "words", counted)
    found = dates("The envoys met in Melk on Friday; " * 200, WEDNESDAY)
    assert len(found) == len(looked) == 200
    assert all(mention.latest < WEDNESDAY for mention in found)
    assert max(looked) < 1000


def test_a_day_far_behind_the_begin_of_its_sentence_is_open() -> None:
    first, last = days("If the envoys " + "of the old town " * 30 + "agreed, the port closed on Friday.")
    assert first != last


def test_a_long_sentence_that_ends_with_who_said_it_has_its_day() -> None:
    first, last = days("The envoys, " + "men of the old town, " * 30 + "will meet, the mayor said on Friday.")
    assert WEDNESDAY - WEEK < first == last <= WEDNESDAY
