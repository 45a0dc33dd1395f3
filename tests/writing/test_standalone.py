"""Which sentences can stand alone, and what may go at their head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.writing.extractive.standalone import standing, unquoted


@pytest.mark.parametrize(
    "text",
    [
        "Dock workers in Port Aldan ended their strike on Friday.",
        "“The strike is over,” Mara Quist told reporters.",
        "The two sides agreed to raise wages by 6 percent.",
        "It is unlikely that a second strike will follow.",
        "Before she left, Mara Quist thanked the members.",
        "The union said its members would vote on Monday.",
        "Neither Quist nor Hahn was in the room.",
        "This week the port authority agreed to raise wages.",
        "US officials welcomed the agreement.",
        "Tsar Peter I’s war with Sweden was mentioned.",
        "Those who took part in the strike were paid.",
        "Hahn insists on 40 hours, while the union sees such a week as a relic.",
        "Neither army can break the other.",
        "The director asked not to be named because it was his last week.",
    ],
)
def test_a_sentence_that_carries_all_it_needs(text: str) -> None:
    assert standing(text).faults == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("He also demanded a shorter week.", "points back"),
        ("This was a mistake.", "points back"),
        ("These goals are out of reach for the union.", "points back"),
        ("Moscow rejected the first.", "points back"),
        ("Hahn attended that meeting on Friday.", "points back"),
        ("The port authority had taken note of that request.", "points back"),
        ("The demands went further, the source said.", "points back"),
        ("Neither statement hides the dispute.", "points back"),
        ("Both mentioned the wages.", "points back"),
        ("At the time, the union accused the port of a trick.", "points back"),
        ("Hours earlier the ministers had met.", "points back"),
        ("A second problem is that wages are low.", "points back"),
        ("While a step forward, it fell short of the demands.", "points back"),
        ("Mara Quist opened it with a warning.", "points back"),
        ("“The strike is over,” he said.", "unnamed person"),
        ("At the harbour on Friday, he declared the strike over.", "unnamed person"),
        ("Once it was clear that Hahn would not come, he sent a letter.", "unnamed person"),
        ("“Nothing will happen until he comes,” an official told reporters.", "unnamed person"),
        ("“The strike is over. ", "cut quotation"),
        ("We will go on,” Quist said.", "cut quotation"),
        ('The words "wages" and "hours shall be replaced, it says.', "cut quotation"),
        ("“The strike is over.”", "no speaker"),
        ("Will the strike go on?", "question or lead-in"),
        ("Did the port authority raise wages on Friday.", "question or lead-in"),
        ("The demands were these, in short:", "question or lead-in"),
        ("Slowly, and with the port as its scheduler.", "fragment"),
        ("and the cranes began to move in the evening.", "fragment"),
        ("We support all efforts to end the strike.", "first person"),
        ("Here is what you need to know about your harbour.", "first person"),
        ("So might the other members of the union.", "points back"),
        ("After hearing that, the members went home.", "points back"),
        ("Smoke harms human lungs, she said.", "unnamed person"),
        ("Having the time of their lives in the harbour.", "fragment"),
        ("The reporter may be reached at mma@herald.example today.", "listing"),
        ("Director: Otto Hahn Cast: Mara Quist Length: two hours was given.", "listing"),
        ("Read more about the strike in the Herald that was printed today.", "teaser"),
        ("Ships wait outside the harbour, Port Aldan, on March 7, 2025.", "caption"),
    ],
)
def test_a_sentence_that_would_leave_something_dangling(text: str, fault: str) -> None:
    assert fault in standing(text).faults


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("However, the demand was rejected by the port.", "the demand was rejected by the port."),
        ("But the demand was rejected by the port.", "the demand was rejected by the port."),
        ("Meanwhile, the cranes began to move again.", "the cranes began to move again."),
        ("Indeed, however, the cranes began to move again.", "the cranes began to move again."),
        ("Also on Friday, the ministers met in Aldan.", "on Friday, the ministers met in Aldan."),
        ("PORT ALDAN (Reuters) - The cranes began to move again.", "The cranes began to move again."),
        ("PORT ALDAN/GENEVA Israel's cabinet met on Friday.", "PORT ALDAN/GENEVA Israel's cabinet met on Friday."),
        ("ALDAN/GENEVA Israel's cabinet met on Friday.", "Israel's cabinet met on Friday."),
        ("NATO Secretary General Ann Moor spoke on Friday.", "NATO Secretary General Ann Moor spoke on Friday."),
        ("Still waters were reported in the harbour.", "Still waters were reported in the harbour."),
    ],
)
def test_a_leading_connective_goes_and_nothing_else(text: str, rest: str) -> None:
    found = standing(text)
    assert text[found.start :] == rest
    assert found.faults == ()


def test_words_that_lean_are_told() -> None:
    assert "also" in standing("The United Nations also welcomed the talks.").leans
    assert standing("The United Nations welcomed the talks.").leans == ()


def test_quotations_are_blanked_out_in_place() -> None:
    text = "Hahn said “it is over” and left."
    assert unquoted(text) == "Hahn said " + " " * len("“it is over”") + " and left."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    found = standing(text)
    assert 0 <= found.start <= len(text)
    assert len(unquoted(text)) == len(text)
