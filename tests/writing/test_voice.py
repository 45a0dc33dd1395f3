"""Whose words a sentence reports."""

import pytest

from briefing.writing.extractive.cast import Cast
from briefing.writing.extractive.voice import Voice, Voices
from tests.writing.articles import article

TEXT = """Jon Bell, an economist at the University of Aldan, told the Courier that wages are too low. He said that a
second strike is likely. “The port has no plan,” he said.

U.S. envoy Ann Moor, speaking in Port Aldan, struck a dark tone. “Only the owners can end this,” she said.

A member of the union told the Herald that talks were close to an end. The member said no more.

According to Harbour News, ships left on Friday. The strike ended on Monday. We judge that prices will rise.

Officials in Aldan expect a second strike. Quist spoke against Hahn's plan. Yet he was calm. “All is well,” he said.

It is over, he said.
"""
SOURCE = article("1", TEXT)


def voice(beginning: str) -> Voice | None:
    sentence = next(each for each in SOURCE.sentences if each.text.startswith(beginning))
    return Voices(SOURCE, Cast(SOURCE)).of(sentence)


def test_a_speaker_named_in_the_sentence() -> None:
    found = voice("Jon Bell, an economist")
    assert found is not None
    assert (found.speaker, found.named) == ("Jon Bell", True)


def test_a_pronoun_is_who_spoke_before_and_the_frame_can_go() -> None:
    found = voice("He said that a second")
    assert found is not None
    assert (found.speaker, found.named) == ("Jon Bell", False)
    assert found.start == len("He said that ")


def test_a_pronoun_is_the_person_whom_the_sentence_before_is_about() -> None:
    found = voice("“Only the owners")
    assert found is not None
    assert (found.speaker, found.named) == ("Ann Moor", False)


def test_a_pronoun_reaches_over_a_sentence_about_the_same_person_but_never_to_a_possessor() -> None:
    found = voice("“All is well")
    assert found is not None
    assert found.speaker == "Quist"


def test_a_definite_speaker_is_the_one_that_was_introduced() -> None:
    found = voice("The member said")
    assert found is not None
    assert found.speaker is not None
    assert found.speaker.startswith("A member of the union")


def test_nobody_is_guessed_from_a_place_at_the_side() -> None:
    text = "At the side of Ann Moor the ships left Aldan. “It is over,” she said.\n"
    source = article("1", text)
    assert Voices(source, Cast(source)).of(source.sentences[1]) is None


def test_nobody_is_guessed_across_paragraphs_without_a_speaker() -> None:
    text = "The cranes moved. Mara Quist was there.\n\n“It is over,” she said.\n"
    source = article("1", text)
    assert Voices(source, Cast(source)).of(source.sentences[-1]) is None


@pytest.mark.parametrize(
    ("beginning", "speaker"),
    [
        ("According to Harbour", "Harbour News"),
        ("Officials in Aldan", "Officials in Aldan"),
        ("The strike ended", None),
    ],
)
def test_other_voices(beginning: str, speaker: str | None) -> None:
    found = voice(beginning)
    assert found is not None
    assert found.speaker == speaker


def test_the_first_person_of_an_assessment_is_its_author() -> None:
    found = voice("We judge that")
    assert found is not None
    assert found.own
    assert found.start == len("We judge that ")


def test_who_demands_answers_for_nothing_that_the_article_says() -> None:
    source = article("1", "The talks showed deep divides: Quist demands 35 hours and Hahn rejects them.\n")
    found = Voices(source, Cast(source)).of(source.sentences[0])
    assert found is not None
    assert found.speaker is None


def test_full_names_by_surname_and_by_first_name() -> None:
    cast = Cast(SOURCE)
    assert cast.full_name("Bell") == "Jon Bell"
    assert cast.full_name("Mr Bell") == "Jon Bell"
    assert cast.full_name("a paper that Bell wrote") == "a paper that Bell wrote"
    assert cast.full_name("Nobody") == "Nobody"
    assert cast.mentions("Bell and Ann Moor met.") == (frozenset({"moor"}), frozenset({"bell"}))
    assert cast.mentions("They met Jon.").bare == {"bell"}


def test_a_frame_stays_where_the_sentence_goes_on_in_the_same_voice() -> None:
    text = "Jon Bell spoke. He said that wages are too low, adding that a strike is likely.\n"
    source = article("1", text)
    found = Voices(source, Cast(source)).of(source.sentences[1])
    assert found is not None
    assert (found.speaker, found.start) == ("Jon Bell", 0)
