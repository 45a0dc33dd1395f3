import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.words import content_stems, fold, lowered, norm, stem, words


def test_words_keep_their_places() -> None:
    text = "Türkiye’s 1,500.5 tonnes—the U.S. share—won't face-to-face."
    assert [text[word.start : word.end] for word in words(text)] == [word.text for word in words(text)]
    assert [word.norm for word in words(text)] == [
        "turkiye", "1,500.5", "tonnes", "the", "u.s.", "share", "won't", "face-to-face",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dolmabahçe", "Dolmabahce"), ("Erdoğan", "Erdogan"), ("Łódź", "Lodz"), ("isn’t", "isn't"), ("İzmir’s", "izmir")],
)
def test_norm_is_blind_to_case_diacritics_and_marks(one: str, other: str) -> None:
    assert norm(one) == norm(other)


def test_us_the_country_is_not_us_the_pronoun() -> None:
    assert norm("U.S.") != norm("us")


def test_stems_join_the_forms_of_a_word() -> None:
    assert stem("negotiations") == stem("negotiation")
    assert content_stems("They have been negotiating 30-day truces.") == ("negoti", "30", "day", "truce")


def test_the_stemmer_is_loaded_from_inside_its_package_alone() -> None:
    """`snowballstemmer` promises no module of this name: a version that moves it must fail here, not at a user's."""
    code = """
import sys
from briefing.language.words import stem
assert [stem(word) for word in ("ministers", "agreed", "generously")] == ["minist", "agre", "generous"]
loaded = [name for name in sys.modules if name.endswith("_stemmer")]
assert loaded == ["briefing.language._snowball.english_stemmer"], loaded
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@given(st.text(max_size=200))
def test_words_slice_to_themselves(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(max_size=80))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_lowered_finds_what_a_pattern_blind_to_case_finds() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    alike = re.compile(f"[{letters}]", re.IGNORECASE)
    every = [chr(code) for code in range(0x10000) if alike.fullmatch(chr(code))]
    assert {"İ", "ı", "ſ", "\u212a"} <= set(every)
    assert [each for each in every if not re.fullmatch(lowered(each), each, re.IGNORECASE)] == []
    assert {lowered(each) for each in every} == set(letters)
