from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.names import country, names, same_name


def keys(text: str) -> list[str]:
    return [name.key for name in names(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Finnish President Alexander Stubb met Swedish Prime Minister Ulf Kristersson.", "Alexander Stubb, Ulf K"),
        ("The talks were led by Foreign Minister Elina Valtonen’s deputy.", "Elina Valtonen"),
        ("Yesterday NATO Secretary-General Mark Rutte spoke.", "NATO, Mark Rutte"),
        ("On Friday, Sen. John McCain and Mr. Ursu left.", "John McCain, Ursu"),
        ("Ursula von der Leyen and Bashar al-Assad declined.", "Ursula von der Leyen, Bashar al-Assad"),
        ("Envoys for Syria and Iraq Geir Pedersen and Staffan de Mistura left.", "Iraq, Geir Pedersen, Staffan de M"),
        ("“We are ready,” said Israel Katz of the Likud.", "Israel Katz, Likud"),
    ],
)
def test_titles_are_no_part_of_a_name(text: str, wanted: str) -> None:
    found = [name.text for name in names(text)]
    for name in wanted.split(", "):
        assert any(text_.startswith(name) for text_ in found), found
    assert not {"President", "Minister", "Mr", "Sen", "Yesterday", "On", "Friday", "The"} & set(" ".join(found).split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zaluzhnyi", "Valerii Zaluzhny"),
        ("Zelenskyy", "Volodymyr Zelenskiy"),
        ("Kiev", "Kyiv"),
        ("U.S.", "the United States"),
        ("UK", "Britain"),
        ("Türkiye", "Turkey"),
        ("President Erdoğan", "Recep Tayyip Erdogan"),
        ("Secretary of State Antony Blinken", "Tony Blinken"),
        ("European Union", "EU"),
        ("V. Putin", "Vladimir Putin"),
        ("Xi", "Xi Jinping"),
        ("Muammar Gaddafi", "Qaddafi"),
        ("al-Sisi", "Abdel Fattah el-Sisi"),
    ],
)
def test_variants_are_the_same_name(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Andriy Yermak", "Andrii Sybiha"),
        ("Hillary Clinton", "Bill Clinton"),
        ("Ukraine", "Ukrainian"),
        ("Kyiv", "Kharkiv"),
        ("Li Qiang", "Zhao Qiang"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not same_name(one, other)


def test_a_country_stands_behind_its_demonym_capital_and_government() -> None:
    assert country("kremlin") == country("russian") == country("moscow") == country("russia") == "russia"
    assert country("ankara") == "turkey"
    assert country("stubb") is None
    assert keys("Russians and the Kremlin") == ["russian", "kremlin"]


def test_compounds_give_their_parts() -> None:
    assert keys("The US-Russia talks and a Shanghai-based, pro-Iranian firm") == ["us", "russia", "shanghai", "iranian"]
    assert keys("a Stubb-Tusk meeting with Jean-Claude Juncker") == ["stubb", "tusk", "juncker"]


def test_first_words_are_names_only_if_they_are() -> None:
    assert keys("Negotiators met. Talks failed. Despite this, Zhang said so. “Leave,” he said.") == ["zhang"]
    assert keys("Inflation rose. Stubb worried, as inflation hurts. Turkey did too.") == ["stubb", "turkey"]


def test_us_is_a_country_and_us_is_not() -> None:
    assert keys("They told us that US troops left.") == ["us"]


def test_a_demonym_begins_another_name() -> None:
    assert keys("Seen with Ulf Kristersson\nFinnish President Alexander Stubb") == ["kristersson", "finnish", "stubb"]


def test_names_across_a_wrapped_line_hold_together() -> None:
    assert [name.text for name in names("It was Ulf\nKristersson who left the State\nDepartment.")] == [
        "Ulf\nKristersson",
        "State\nDepartment",
    ]


@given(st.text("Aa bB.’'\"-–\nİ1é ", max_size=80))
def test_spans_slice_to_their_names(text: str) -> None:
    found = names(text)
    assert all(text[name.start : name.end] == name.text and name.key for name in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
