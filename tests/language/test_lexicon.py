"""The hand-made lexicon: what is written in it holds, and nothing in it gainsays anything else."""

from collections import Counter
from pathlib import Path

import pytest

from briefing.language import lexicon
from briefing.language.lexicon import (
    american,
    causes,
    general,
    is_irregular,
    opposed,
    others,
    phrase,
    root,
    special,
    synonyms,
)

LINES = [
    line
    for line in Path(lexicon.__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    if line and line[0] != "#"
]


def test_no_line_says_nothing_or_what_another_says() -> None:
    sides = [line[2:].split("|") for line in LINES if line[0] in "=~"]
    assert [side for side in sides if len(side) > 1 or len(side[0].split()) < 2] == []
    assert [line for line, count in Counter(LINES).items() if count > 1] == []
    assert [line for line in LINES if line[0] in ">^!+" and len(line.split("|")) != 2] == []
    forms = [line.split()[1] for line in LINES if line[0] in "@*"]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_no_two_words_both_mean_the_same_and_exclude_one_another() -> None:
    words = {root(word) for line in LINES if line[0] in "=>^" for word in line[2:].replace("|", " ").split()}
    met = [(word, other) for word in words for other in synonyms(word) | special(word) | causes(word)]
    assert len(met) > 1000
    assert [pair for pair in met if opposed(*pair) or pair[1] in others(pair[0])] == []


def test_no_two_words_are_each_more_special_than_the_other() -> None:
    words = {root(word) for line in LINES if line[0] == ">" for word in line[2:].replace("|", " ").split()}
    assert [word for word in words if special(word) & general(word) - synonyms(word)] == []


@pytest.mark.parametrize(
    ("general_word", "special_word"), [("diplomat", "ambassador"), ("criticise", "denounce"), ("rise", "soar")]
)
def test_who_says_more_says_less_and_not_the_other_way_round(general_word: str, special_word: str) -> None:
    assert root(special_word) in special(root(general_word))
    assert root(general_word) in general(root(special_word))
    assert root(special_word) not in general(root(general_word)) | synonyms(root(general_word))


def test_whoever_is_killed_dies_but_not_the_other_way_round() -> None:
    assert root("killed") in causes(root("died"))
    assert root("died") not in causes(root("killed")) | synonyms(root("killed"))


def test_verbs_of_several_words_and_forms() -> None:
    assert phrase(root("called"), root("off")) == root("cancels")
    assert root("recognised") == root("recognizes")
    assert american("labour") == "labor"
    assert is_irregular("told")
    assert not is_irregular("children")
    assert root("children") == root("child")
