"""What an article says reads as it is, and does nothing."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.rendering import inert
from briefing.rendering.plain import one_line
from rendering.texts import texts

FORGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(tokens: list[Token]) -> str:
    """What a reader sees of inline tokens, all of which must be plain text."""
    assert {token.type for token in tokens} <= {"text", "text_special"}
    return "".join(token.content for token in tokens)


@given(texts.filter(one_line))
def test_markdown_gives_back_the_text_and_nothing_else(text: str) -> None:
    tokens = FORGE.parse(inert.markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert shown(tokens[1].children or []) == one_line(text)


@given(texts)
def test_a_cell_of_a_table_holds_the_text(text: str) -> None:
    tokens = FORGE.parse(f"| a | b |\n|---|---|\n| {inert.markdown(text)} | end |\n")
    cells = [shown(token.children or []) for token in tokens if token.type == "inline"]
    assert cells == ["a", "b", one_line(text), "end"]


@given(texts)
def test_a_heading_holds_the_text(text: str) -> None:
    tokens = FORGE.parse(f"## {inert.markdown(text)}\n")
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
    assert shown(tokens[1].children or []) == one_line(text)


@given(texts, texts)
def test_a_sentence_does_not_reach_into_what_stands_beside_it(first: str, second: str) -> None:
    line = f"Before {inert.markdown(first)} *mark* {inert.markdown(second)} *mark*"
    kinds = [token.type for token in FORGE.parse(line)[1].children or [] if "text" not in token.type]
    assert kinds == ["em_open", "em_close"] * 2


@pytest.mark.parametrize("text", ["See https://evil.example/x", "ftp://evil.example", "at www.evil.example"])
def test_a_forge_finds_no_address_to_link(text: str) -> None:
    # GitHub links what looks like an address, and takes a footnote mark behind it for a part of it.
    assert not re.search(r"[A-Za-z]://|www\.", inert.markdown(text))


def test_a_footnote_mark_behind_the_text_stays_one() -> None:
    assert inert.markdown("What a day!") + "[^1]" == "What a day\\![^1]"


@pytest.mark.parametrize(
    "text",
    [
        "She said: “2.5 million (about 3 %) - no more.”",
        "Snake_case, A&B, $5 million and US$6 bn; 10 > 9 and #1",
        "-5 degrees in the #north",
        "See chapter 3. The end!? Yes",
    ],
)
def test_prose_is_left_as_it_is(text: str) -> None:
    assert inert.markdown(text) == text


def test_what_would_turn_a_line_round_is_made_visible() -> None:
    assert inert.markdown("safe \u202etupni\x00") == "safe \ufffdtupni\ufffd"


@given(texts)
def test_a_code_span_holds_the_text_less_its_backticks(text: str) -> None:
    span = inert.code(text)
    if not span:
        assert not one_line(text)
        return
    (token,) = FORGE.parse(f"x {span}")[1].children[1:]  # type: ignore[index]
    assert token.type == "code_inline"
    assert token.content.strip() == one_line(text).replace("`", "'").strip()


@given(st.one_of(texts, st.text(alphabet=st.characters(), max_size=20), st.integers(), st.dates(), st.none()))
def test_yaml_reads_back_what_was_written(value: object) -> None:
    assert yaml.safe_load(f"key: {inert.yaml(value)}\n") == {"key": value}
    assert yaml.safe_load(f"{{{inert.yaml({'k': value, str(value): 1})[1:-1]}}}") == {"k": value, str(value): 1}


@pytest.mark.parametrize("word", ["yes", "No", "null", "~", "1e5", "2031-04-12", "007", "0x1f", "- a", "a: b", "a #b"])
def test_yaml_words_with_a_meaning_stay_text(word: str) -> None:
    assert yaml.safe_load(inert.yaml(word)) == word


def test_a_small_price_stays_a_number() -> None:
    assert yaml.safe_load(inert.yaml(0.00002)) == 0.00002
