import pytest

from briefing.language.speech import attributions


def said(text: str) -> list[tuple[str, str]]:
    return [(item.speaker, item.verb) for item in attributions(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oduya said the dam holds.", [("Oduya", "said")]),
        ("The dam holds, said Oduya, adding that it was new.", [("Oduya", "said"), ("Oduya", "adding")]),
        ("Grace Oduya, a fellow at the Water Institute, told the BBC so.", [("Grace Oduya", "told")]),
        ("Kenya’s chief engineer, Peter Mwangi, confirmed it and said more.", [("Peter Mwangi", "confirmed")]),
        ("Sources close to the Kenyan team reported cracks.", [("Sources close to the Kenyan team", "reported")]),
        ("Leaders from Kenya, Uganda and Sudan deemed it safe.", [("Leaders from Kenya, Uganda and Sudan", "deemed")]),
        ("Oduya, angry at the stalled works, has signaled a halt.", [("Oduya", "signaled")]),
    ],
)
def test_the_subject_is_found(text: str, wanted: list[tuple[str, str]]) -> None:
    assert said(text)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Oduya’s repeated request was heard.",
        "His claims and their maximalist demands remained.",
        "The reported crack is small.",
        "He was told of the crack.",
        "A veiled warning followed.",
    ],
)
def test_nouns_and_adjectives_say_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The dam holds, according to a Reuters report.", "Reuters"),
        ("The dam holds, Tass reported.", "Tass"),
        ("Citing sources, CNN said the dam holds.", "CNN"),
        ("A Kenyan source told Reuters that the dam holds.", "Reuters"),
        ("Oduya told reporters that the dam holds.", None),
        ("Oduya said so in an interview with the Guardian.", "Guardian"),
        ("The dam holds, per the Associated Press.", "AP"),
        ("Reuters contributed reporting.", "Reuters"),
        ("He earns 40 dollars per day.", None),
    ],
)
def test_the_outlet_that_carries_it(text: str, outlet: str | None) -> None:
    assert {item.relayed_from for item in attributions(text)} - {None} == ({outlet} if outlet else set())


def test_places_are_of_the_text_given() -> None:
    text = "It rained. The dam, Kenyan Minister Grace Oduya said, holds."
    (item,) = attributions(text)
    assert text[item.start : item.end] == "Kenyan Minister Grace Oduya said"


def test_words_inside_quotation_marks_attribute_nothing() -> None:
    assert said("“Noor said it was over,” Oduya recalled.") == [("Oduya", "recalled")]
