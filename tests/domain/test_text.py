"""What is text at all."""

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.text import unbroken


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_stays_as_it_is(text: str) -> None:
    assert unbroken(text) == text


@given(st.text(st.characters()), st.characters(categories=["Cs"]), st.text(st.characters()))
def test_whatever_it_is_it_can_be_written(before: str, half: str, after: str) -> None:
    found = unbroken(f"{before} {half} {after}")
    assert found.encode().decode() == found
    assert "\ufffd" in found


def test_two_halves_that_belong_together_are_one_character() -> None:
    assert unbroken("\ud83d\udea2 \udea2\ud83d") == "\U0001f6a2 \ufffd\ufffd"
