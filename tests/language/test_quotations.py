from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.marks import marked
from briefing.language.quotations import quotations


def inner(text: str) -> list[str]:
    return [quotation.text for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We stay,” she said.", ["We stay,"]),
        ('"We stay," she said. "We do."', ["We stay,", "We do."]),
        ("The ‘model’ village and the miners’ strike", ["model"]),
        ("It's the workers' 'non-paper', isn't it?", ["non-paper"]),
        ("“He said ‘never’ twice,” she wrote.", ["He said ‘never’ twice,", "never"]),
        ("“We will\nfight on,” he said.", ["We will\nfight on,"]),
        ("They’re the drivers’ own; it’s ’90s music.", []),
        ('a 5\'10" man with a 12" pipe', []),
    ],
)
def test_marks_pair_and_apostrophes_do_not(text: str, wanted: list[str]) -> None:
    assert inner(text) == wanted


def test_five_marks_give_the_outer_stretch_and_both_inner_ones() -> None:
    text = '"The words "2021-2025" are replaced by "2021-2027," the order said.'
    found = quotations(text)
    assert [(quotation.text, quotation.closed) for quotation in found] == [
        ('The words "2021-2025" are replaced by "2021-2027,', False),
        ("2021-2025", True),
        ("2021-2027,", True),
    ]
    assert {quotation.speaker for quotation in found} == {"the order"}


def test_a_stretch_without_its_other_mark_is_said_to_be_open() -> None:
    (first, second) = quotations("“The dam holds.\n\n“It will go on holding,” said Oduya.")
    assert (first.text, first.closed) == ("The dam holds.", False)
    assert (second.closed, second.speaker) == (True, "Oduya")
    (tail,) = quotations("It will go on holding,” said Oduya.")
    assert (tail.start, tail.text, tail.closed, tail.speaker) == (0, "It will go on holding,", False, "Oduya")


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("“The dam holds,” said Kenyan Water Minister Grace Oduya.", "Grace Oduya", "said"),
        ("“The dam holds,” Grace Oduya, the minister for water, told reporters.", "Grace Oduya", "told"),
        ("Oduya said, “The dam holds.” Others doubt it.", "Oduya", "said"),
        ("Oduya insisted on Friday that the dam was “safe as a house,” and left.", "Oduya", "insisted"),
        ("Oduya wrote on X: “The dam holds.”", "Oduya", "wrote"),
        ("“The dam holds,” a senior Kenyan official told reporters.", "a senior Kenyan official", "told"),
        ("“The dam holds,” according to Oduya.", "Oduya", "according to"),
        ("“The dam holds,” according to the Nairobi Herald.", "Nairobi Herald", "according to"),
        ("Oduya said the dam “holds,” according to the Nairobi Herald.", "Oduya", "said"),
        ("In Nairobi, Oduya, who inspected the wall with engineers, called it “sound.”", "Oduya", "called"),
        ("The report was dismissed by Oduya as “a fairy tale”.", "Oduya", "dismissed"),
        ("Oduya’s deputy, Peter Mwangi, warned of “a second wave”.", "Peter Mwangi", "warned"),
        ("“The dam holds,” she said.", None, "said"),
        ("He was called to the “control room” of the dam.", None, None),
        ("“The dam holds,” says committee chairman Ali Noor, considered an expert.", "Ali Noor", "says"),
        ("“Never” was the word for it in the valley, according to Oduya.", "Oduya", "according to"),
        ("“We act,” Oduya and Noor said.", "Oduya and Noor", "said"),
    ],
)
def test_the_speaker_stands_before_or_after(text: str, speaker: str | None, verb: str | None) -> None:
    (quotation,) = quotations(text)
    assert (quotation.speaker, quotation.verb) == (speaker, verb)


def test_the_next_sentence_does_not_claim_a_finished_quotation() -> None:
    (quotation,) = quotations("Oduya declared, “The dam holds.” Noor added that he doubts it.")
    assert quotation.speaker == "Oduya"


def test_a_second_stretch_belongs_to_the_first_speaker() -> None:
    (_, second) = quotations("“The dam holds,” Oduya said. “Ask the engineers.”")
    assert second.speaker_key == "oduya"


def test_a_participle_belongs_to_the_one_made_to_act() -> None:
    (quotation,) = quotations("Noor left, which led Oduya to doubt him, calling the board “a puppet show”.")
    assert quotation.speaker == "Oduya"


@given(st.text("aB ,.“”\"'‘’\n—s", max_size=80))
def test_every_stretch_slices_and_nests(text: str) -> None:
    for quotation in quotations(text):
        assert text[quotation.inner.start : quotation.inner.end] == quotation.text
        assert quotation.start <= quotation.inner.start <= quotation.inner.end <= quotation.end <= len(text)
    marks = marked(text)
    assert all(left.start <= right.start for left, right in pairwise(marks))
