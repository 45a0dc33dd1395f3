"""Which of a few short articles tell of the same event: no other articles say which of their words are rare."""

from array import array

import pytest

from briefing.comparing.stories import breadth, find, strangers
from briefing.comparing.stories.breadth import ENOUGH, Breadth
from briefing.comparing.stories.joining import Joining
from briefing.comparing.stories.tokens import Lexicon
from briefing.comparing.stories.weights import Vector
from briefing.domain.source import Source
from tests.comparing.articles import article

ONE_COUNTRY = (
    ("beet", "Beet harvest in Quorland smaller than last year", "Farmers in Quorland dug up a tenth less beet this "
     "autumn, their league said on Friday. The summer was too dry."),
    ("judge", "Judge in Quorland throws out charge against poet", "A judge in Quorland dropped the charge of insult "
     "against the poet Emil Sarto on Friday. The prosecutor will not appeal."),
    ("tram", "Quorland orders forty trams", "The railway office of Quorland ordered forty trams from a Czech firm on "
     "Friday. They have low floors, and batteries for the old town."),
)  # fmt: skip
ONE_LEADER = (
    ("pipe", "Premier Wanda Ilic signs pipeline treaty", "Premier Wanda Ilic signed a treaty in Oslo on Monday about a "
     "pipeline for hydrogen. It will be laid within six years."),
    ("veto", "Premier Wanda Ilic blocks hunting bill", "Premier Wanda Ilic said on Monday that she would not let the "
     "bill on the hunting of bears pass. Forest owners were angry."),
)  # fmt: skip
EVERYDAY = (
    ("shop", "Owners of small shops fear for next year", "Many people have less money than last year, and small shops "
     "feel it. Some owners said that they would close by the end of the month. Help is not to be had."),
    ("park", "City will close part of the park next year", "Part of the city park will be closed next year, the city "
     "said. Old trees are a danger to people who walk there. The work will take three months."),
)  # fmt: skip
FIRE = (
    ("fire 1", "Blaze guts cork factory in Alvide", "A blaze destroyed the cork factory of Alvide during the night to "
     "Tuesday. Forty firefighters could not save the hall. Two watchmen breathed in smoke."),
    ("fire 2", "Cork workers of Alvide without work", "The morning after the blaze the workers of the cork factory in "
     "Alvide stood before a black hall. Its owner, Rui Pestana, wants to build it anew."),
)  # fmt: skip
QUAKES = (
    ("Peru 1", "Earthquake of 6.8 kills seven in Peru", "An earthquake of magnitude 6.8 killed seven people in the "
     "south of Peru on Sunday. Houses of clay collapsed in Caraveli."),
    ("Peru 2", "Rescuers reach Caraveli after earthquake", "Rescuers reached Caraveli in the south of Peru, where "
     "houses of clay had collapsed in Sunday's earthquake. Seven people were killed."),
    ("Iran 1", "Earthquake of 6.1 shakes Iran", "An earthquake of magnitude 6.1 shook the east of Iran on Sunday. "
     "Houses collapsed in Tabas, and twelve people were hurt."),
    ("Iran 2", "Tabas sleeps in tents after earthquake", "The people of Tabas in the east of Iran slept in tents after "
     "Sunday's earthquake. Twelve people were hurt when houses collapsed."),
)  # fmt: skip


def sources(*items: tuple[str, str, str]) -> tuple[Source, ...]:
    return tuple(article(id, text, title=title) for id, title, text in items)


def groups(*items: tuple[str, str, str]) -> set[frozenset[str]]:
    return {frozenset(story.sources) for story in find(sources(*items))}


def alone(*items: tuple[str, str, str]) -> set[frozenset[str]]:
    return {frozenset({id}) for id, *_ in items}


def shared(*items: tuple[str, str, str]) -> float:
    lexicon = Lexicon()
    return Breadth([lexicon.article(source) for source in sources(*items)], lexicon).between([0], [1])


@pytest.mark.parametrize("pile", [ONE_COUNTRY, ONE_COUNTRY[:2], EVERYDAY], ids=["three", "two", "words"])
def test_few_items_that_share_a_country_or_the_words_of_all_news_stay_apart(
    pile: tuple[tuple[str, str, str], ...],
) -> None:
    assert groups(*pile) == alone(*pile)


@pytest.mark.xfail(reason="a first name, a surname and both together are three things that they share")
def test_two_acts_of_one_person_who_is_named_in_full_stay_apart() -> None:
    assert groups(*ONE_LEADER) == alone(*ONE_LEADER)


def test_two_short_items_on_one_event_are_together_beside_others() -> None:
    assert groups(*FIRE, *ONE_COUNTRY) == {frozenset({"fire 1", "fire 2"}), *alone(*ONE_COUNTRY)}
    assert groups(*FIRE) == {frozenset({"fire 1", "fire 2"})}


def test_of_two_events_of_one_kind_each_keeps_its_few_items() -> None:
    assert groups(*QUAKES) == {frozenset({"Peru 1", "Peru 2"}), frozenset({"Iran 1", "Iran 2"})}


def test_small_groups_prove_more_where_there_are_few_articles() -> None:
    lexicon = Lexicon()
    alike = Breadth([lexicon.article(source) for source in sources(*FIRE[:1] * 6)], lexicon)
    of_all, of_one, half = 1, (2, 2, 2, 3, 3, 3), 0.3**0.5
    vectors = [Vector(array("Q", [of_all, of_group]), array("d", [half, half])) for of_group in of_one]
    pairs = [(one, other, 0.6 if of_one[one] == of_one[other] else 0.3) for one in range(6) for other in range(one)]
    assert Joining(vectors, [None] * 6, pairs, breadth=alike).run() == [[0, 1, 2], [3, 4, 5]]
    assert Joining(vectors, [None] * 6, pairs).run() == [[0, 1, 2, 3, 4, 5]]


def test_what_makes_two_most_alike_is_not_counted() -> None:
    assert shared(*ONE_COUNTRY[:2]) < ENOUGH < shared(*FIRE)


def test_what_any_two_reports_share_counts_against_them() -> None:
    assert shared(*EVERYDAY) < 0


def test_a_word_that_english_often_has_counts_less_than_one_that_it_has_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    often = shared(*EVERYDAY)
    monkeypatch.setattr(breadth, "uses", dict)
    assert often < shared(*EVERYDAY)


@pytest.mark.parametrize(("word", "rarer"), [("Friday", "afternoon"), ("ceasefire", "orbund")])
def test_a_day_or_a_word_of_all_news_counts_less_than_another_one(word: str, rarer: str) -> None:
    def told(what: str) -> float:
        one = ("one", "Sarto waits", f"The gates of Quorland shut when {what} was near.")
        two = ("two", "Ilic laughs", f"In Quorland nobody slept until {what} had come.")
        return shared(one, two)

    assert told(word) < told(rarer)


def test_which_is_asked_first_decides_nothing() -> None:
    assert shared(*FIRE) == shared(*reversed(FIRE))


def test_an_article_that_shares_one_thing_with_the_others_is_no_stranger_yet() -> None:
    most = sources(*FIRE, ("fire 3", "Alvide mourns its factory", "Cork was all that Alvide had. Rui Pestana's factory "
                           "fed three hundred people, and the blaze has left a black hall."))  # fmt: skip
    beside = article("beside", "The carnival of Alvide is put off.", title="Alvide puts off its carnival")
    assert strangers((*most, beside)) == frozenset()
    assert frozenset({"beside"}) in {frozenset(story.sources) for story in find((*most, beside))}
