import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.location import Folded, folded

TEXT = (
    "The minister said: “We  have\nno \u00a0choice.”\nHe isn’t joining the Russia-\nUkraine talks — "
    "not today. Costs rose 1990–1995."
)


@pytest.mark.parametrize(
    ("needle", "slice_"),
    [
        ('"We have no choice."', "“We  have\nno \u00a0choice.”"),
        ("isn't joining", "isn’t joining"),
        ("Russia-Ukraine talks", "Russia-\nUkraine talks"),
        ("Russia- Ukraine talks-not", "Russia-\nUkraine talks — not"),
        ("1990-1995", "1990–1995"),
        ("  We have  ", "We  have"),
    ],
)
def test_found_blind_to_space_and_kinds_of_marks(needle: str, slice_: str) -> None:
    span = Folded(TEXT).find(needle)
    assert span is not None
    assert span.of(TEXT) == slice_


@pytest.mark.parametrize("needle", ["we have", "have choice", "no choices", "talks, not", "", "   ", "Ukrainetalks"])
def test_never_found_by_likeness(needle: str) -> None:
    assert Folded(TEXT).find(needle) is None


def test_bounds_are_of_the_original_text() -> None:
    text = "one   two one   two"
    found = Folded(text)
    assert [(span.start, span.end) for span in found.find_all("one two")] == [(0, 9), (10, 19)]
    second = found.find("one two", 1)
    assert second is not None and second.start == 10
    assert found.find("one two", 10, 18) is None
    assert found.find("one two", 0, 9) is not None


def test_whole_words_only_when_asked() -> None:
    text = "A start, an art."
    anywhere, whole = Folded(text).find("art"), Folded(text).find("art", whole=True)
    assert anywhere is not None and anywhere.start == 4
    assert whole is not None and whole.start == 12


def test_invisible_characters_do_not_hide_a_wording() -> None:
    text = "cease\u200bfire and peace\u00adful \ufeff end"
    span = Folded(text).find("ceasefire and peaceful end")
    assert span is not None and span.of(text) == text


ALPHABET = "ab1 .-\n\t'“”’—–\u00a0\u200b,Ä😀"
texts = st.text(ALPHABET, max_size=60)


@given(texts, texts)
def test_what_is_found_folds_to_the_needle(text: str, needle: str) -> None:
    span = Folded(text).find(needle)
    if span is not None:
        assert folded(span.of(text)) == folded(needle) != ""


@given(texts, st.data())
def test_every_slice_cut_at_tokens_is_found(text: str, data: st.DataObject) -> None:
    tokens = [match.span() for match in re.finditer(r"\w+", text)]
    if not tokens:
        return
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    start, end = tokens[first][0], tokens[last][1]
    span = Folded(text).find(text[start:end], start, end)
    assert span is not None
    assert (span.start, span.end) == (start, end)


@given(texts)
def test_all_places_are_in_order_and_apart(text: str) -> None:
    spans = Folded(text).find_all("a")
    assert len(spans) == text.count("a")
    assert all(left.end <= right.start for left, right in pairwise(spans))
