"""How often English has a word."""

from briefing.language.commonness import Use, uses
from briefing.language.lexicon import root


def test_a_word_of_every_day_is_common_and_a_learned_one_is_not() -> None:
    assert uses()[root("people")].level > uses()[root("harbour")].level > uses()[root("abbeys")].level


def test_a_root_is_what_it_mostly_is_and_names_are_missing() -> None:
    assert uses()[root("men")] == Use("n", 9)
    assert root("Vasko") not in uses()
