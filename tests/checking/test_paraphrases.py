# ruff: noqa: E501 - the articles keep their lines
"""Paraphrases and lies about two invented articles: idioms, deeds told with verbs of speech, who "the company" is."""

import pytest

from briefing.checking import Checker, Index
from briefing.domain.claim import Claim, Section, Verdict
from briefing.domain.yardstick import PHIA
from tests.checking.conftest import build

LIBRARY = """\
Library workers in Thornby vote to strike
By Ellen Marsh, 4 March 2024
Library workers in Thornby have voted to strike for three days from 18 March over plans to close four of the city's eleven branches.
The council says the closures would save 600,000 pounds a year. "Nobody likes to shut a library, but the money is gone," said Omar Finch, the council's head of culture.
The staff union, Pagemark, said that 82 percent of its members had taken part in the ballot and that nine in ten had backed the walkout. Its secretary, Dilys Crane, accused the council of hiding a report by consultants that recommended shorter opening hours instead.
Finch rejected the accusation. He said the report had been published in January. The council declined to say how much it had paid the consultants.
The publisher Harrow Books, which is based in Thornby, offered to pay the rent of one branch for two years. The company said it would also donate 5,000 books. Mayor Ruth Adeyemi thanked Harrow and said she hoped that others would follow.
If talks on Friday fail, the union will extend the strike by a week, Crane said. The council agreed to review the plan for the branch at Mill Lane, where a school uses the reading room.
Usage of the libraries rose by 7 percent last year after falling in each of the three years before.
"""
STADIUM = """\
Storm tears roof off stadium in Veldt, 19 hurt
VELDT, 9 October 2023 (Coast News) - A storm ripped part of the roof off the Orion stadium in Veldt during a concert on Saturday night, injuring 19 people, two of them seriously, the fire service said.
About 14,000 spectators were led out within half an hour. "People stayed calm and helped each other," fire chief Lena Brock said on Sunday. She praised the stewards, who had opened all gates at once.
The singer Mara Dell broke off her show after the second song. Her manager said tickets would be refunded. The promoter, Stagecraft, had considered calling the concert off on Saturday afternoon but went ahead after the weather service lowered its warning from red to orange.
The weather service denied that its forecast had been wrong. Gusts reached 128 kilometres an hour at the harbour, it said, as had been predicted.
Stadium owner Bertil Krag said the roof had been inspected in June and no faults had been found. Prosecutors have opened an investigation into possible negligence; nobody has been charged.
The football club SV Veldt, which plays in the stadium, will move its next two home games to the nearby town of Osterby. A third match, against Norden, was postponed. Repairs could take until the spring, according to engineers who examined the damage.
"""
LIBRARY_TRUE = [
    "Workers at libraries in Thornby will strike for three days starting on 18 March.",
    "The council plans to close four of its eleven libraries.",
    "According to the council, closing the branches would save 600,000 pounds a year.",
    "Omar Finch, who heads culture at the council, said the money was gone.",
    "Dilys Crane alleged that the council had hidden a consultants' report.",
    "Finch denied the accusation.",
    "Finch said the report came out in January.",
    "The council would not say what it paid the consultants.",
    "The council did not disclose how much the consultants were paid.",
    "Harrow Books offered to cover the rent of one branch for two years.",
    "Harrow Books said it would give 5,000 books.",
    "Harrow promised to donate 5,000 books.",
    "The mayor, Ruth Adeyemi, thanked Harrow.",
    "Ruth Adeyemi hopes that others will follow.",
    "The union threatens to extend the strike by a week if the talks fail.",
    "Crane said the strike would be extended by a week if talks on Friday failed.",
    "The council will review the plan for the Mill Lane branch.",
    "A school uses the reading room of the branch at Mill Lane.",
    "Library use went up by 7 percent last year.",
    "Library usage had fallen in the three years before.",
    "82 percent of the union's members took part in the vote.",
    "Nine out of ten who voted backed the strike.",
    "Harrow Books is a publisher based in Thornby.",
    "The consultants' report recommended shorter opening hours.",
    "Dilys Crane is the secretary of Pagemark.",
    "The council turned down a request to say how much it had paid the consultants.",
    "Staff voted for a three-day strike.",
]
LIBRARY_LIES = [
    "The union will extend the strike by a week.",
    "The council agreed to the plan for the branch at Mill Lane.",
    "The council said how much it had paid the consultants.",
    "Finch accepted the accusation.",
    "Crane accused the consultants of hiding a report.",
    "Dilys Crane said the report had been published in January.",
    "Harrow Books said it would donate 50,000 books.",
    "The council said it would donate 5,000 books.",
    "Pagemark said it would donate 5,000 books.",
    "The council hid a report by consultants.",
    "Thornby offered to pay the rent of one branch.",
    "Harrow Books offered to pay the rent of two branches for one year.",
    "Mayor Ruth Adeyemi thanked Pagemark.",
    "Usage of the libraries fell by 7 percent last year.",
    "Usage fell last year after rising in each of the three years before.",
    "Nine in ten members of the council had backed the walkout.",
    "The consultants recommended longer opening hours.",
    "The consultants recommended closing branches.",
    "A school will close the reading room.",
    "Omar Finch likes to shut libraries.",
    "The council promised to donate 5,000 books.",
    "Crane promised to extend the strike.",
    "Ruth Adeyemi said that others would follow.",
    "Omar Finch is the secretary of Pagemark.",
    "The council published the plan in January.",
    "The union closed four branches.",
    "The strike will save 600,000 pounds a year.",
    "Workers ended a strike of three days on 18 March.",
    "The consultants paid the council.",
    "Finch said the report had been published in March.",
]
STADIUM_TRUE = [
    "A storm tore off part of the stadium's roof in Veldt on Saturday night.",
    "19 people were hurt, two seriously, when a storm damaged the stadium roof.",
    "Two of the injured were seriously hurt.",
    "Some 14,000 spectators were evacuated within 30 minutes.",
    "Lena Brock, the fire chief, said people stayed calm.",
    "The fire chief praised the stewards for opening all the gates.",
    "Mara Dell ended her concert after two songs.",
    "Ticket holders will get their money back, the singer's manager said.",
    "Stagecraft thought about cancelling the concert.",
    "The promoter carried on with the concert after the warning was lowered.",
    "The weather service said its forecast had not been wrong.",
    "The weather service rejected claims that its forecast was wrong.",
    "Gusts of 128 kilometres an hour were measured at the harbour.",
    "Bertil Krag, who owns the stadium, said no faults were found in June.",
    "The roof was inspected in June, according to the owner.",
    "Prosecutors are investigating possible negligence.",
    "No one has been charged.",
    "SV Veldt will play its next two home games in Osterby.",
    "The match against Norden was put off.",
    "Engineers said the repairs might last until spring.",
    "The weather warning was lowered from red to orange.",
    "An inquiry into possible negligence has been launched.",
    "The stewards opened every gate at once.",
]
STADIUM_LIES = [
    "The concert was called off on Saturday afternoon.",
    "Stagecraft called off the concert.",
    "The weather service admitted that its forecast had been wrong.",
    "The weather service raised its warning from orange to red.",
    "Two people were killed.",
    "Stewards praised the fire chief.",
    "Bertil Krag said faults had been found in the roof in June.",
    "Prosecutors have charged the owner.",
    "The owner was negligent.",
    "SV Veldt will move its next three home games to Osterby.",
    "The match against Norden was moved to Osterby.",
    "Repairs will take until the spring.",
    "The stadium was inspected in October.",
    "Mara Dell refused to refund tickets.",
    "19 people were seriously injured.",
    "The fire service ripped part of the roof off.",
    "The promoter lowered its warning.",
    "Lena Brock opened all gates.",
    "Engineers caused the damage.",
    "Prosecutors opened an investigation into the weather service.",
    "The storm injured 14,000 people.",
    "The singer said tickets would be refunded.",
    "Norden plays in the stadium.",
]
KNOWN = {
    "Thornby offered to pay the rent of one branch.",
    "Nine in ten members of the council had backed the walkout.",
    "Lena Brock opened all gates.",
}
"""Lies about who did it that may still pass."""
_TRUE = 0.65
"""Share of the paraphrases that must be supported."""
TOPICS = [(LIBRARY, LIBRARY_TRUE, LIBRARY_LIES), (STADIUM, STADIUM_TRUE, STADIUM_LIES)]


def verdicts(text: str, claims: list[str]) -> dict[str, Verdict]:
    checker = Checker(Index([build("1", text)]), yardstick=PHIA)
    return {claim: checker.check(Claim(id="c", text=claim, section=Section.BODY)).verdict for claim in claims}


@pytest.mark.parametrize(("text", "true", "lies"), TOPICS, ids=["library", "stadium"])
def test_no_lie_is_supported_and_most_paraphrases_are(text: str, true: list[str], lies: list[str]) -> None:
    passed = {claim for claim, verdict in verdicts(text, lies).items() if verdict is Verdict.SUPPORTED}
    assert passed <= KNOWN
    refused = [claim for claim, verdict in verdicts(text, true).items() if verdict is not Verdict.SUPPORTED]
    assert len(refused) <= (1 - _TRUE) * len(true), refused


BORNE_OUT = [
    ("The council turned the request down.", "The council rejected the request."),
    ("Finch denied the claim.", "Finch rejected the claim."),
    (
        "The ferries stopped because of the gale, sailors said.",
        "Sailors said that the ferries stopped because of the gale.",
    ),
    ("Three ferries were endangered by the gale.", "The gale put three ferries at risk."),
    (
        "Arlo did not comment on the accusation of Birk.",
        "Birk accused the board of theft. Arlo did not comment on the accusation of Birk.",
    ),
    ("The lake was colder in 2016 than in 2019.", "The lake was colder in 2016 than in 2019."),
]


@pytest.mark.parametrize(("claim", "text"), BORNE_OUT)
def test_another_wording_of_the_same_is_borne_out(claim: str, text: str) -> None:
    checked = Checker(Index([build("1", text)]), yardstick=PHIA).check(Claim(id="c", text=claim, section=Section.BODY))
    assert checked.verdict is Verdict.SUPPORTED, checked.reasons


REFUSED = [
    ("Vera Holm said that the bridge would reopen.", "Vera Holm said she hoped that the bridge would reopen."),
    ("The club cancelled the match.", "The club considered cancelling the match on Friday."),
    ("Nine people were badly hurt.", "The blast hurt nine people, two of them badly."),
    ("The lake in 2016 was colder than this one.", "The lake was colder than the one in 2016."),
    (
        "The tug Nora said that repairs were under way.",
        "The tug Nora sank. The owner, Brix, runs two yards. The company said that repairs were under way.",
    ),
]


@pytest.mark.parametrize(("claim", "text"), REFUSED)
def test_what_only_sounds_alike_is_not(claim: str, text: str) -> None:
    checked = Checker(Index([build("1", text)]), yardstick=PHIA).check(Claim(id="c", text=claim, section=Section.BODY))
    assert checked.verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED), checked.reasons
