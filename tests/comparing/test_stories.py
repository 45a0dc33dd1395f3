"""Which articles tell of the same event: shown on invented ones, and on the articles that come with the program."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparing import duplicates
from briefing.comparing.stories import find, strangers
from briefing.domain.source import Source
from briefing.reading import read
from tests.comparing.articles import article
from tests.comparing.events_told import ALONE, DAM, STRIKE, told
from tests.seed_articles import PATHS


def groups(sources: tuple[Source, ...]) -> set[frozenset[str]]:
    return {frozenset(story.sources) for story in find(sources)}


def together(*ids: str) -> frozenset[str]:
    return frozenset(ids)


ONE_EACH = {
    together("dam0", "dam1", "dam2"),
    together("strike0", "strike1", "strike2"),
    together("vaccine0", "vaccine1", "vaccine2"),
    together("alone"),
}


def test_mixed_articles_are_put_with_those_that_tell_of_the_same_event() -> None:
    assert groups(told()) == ONE_EACH


def test_articles_on_one_event_stay_together_whatever_their_kind() -> None:
    assert len(find(read(PATHS).sources)) == 1


def test_articles_on_one_event_stay_together_beside_others() -> None:
    seeds = read(PATHS).sources
    assert groups((*told(), *seeds)) == {*ONE_EACH, frozenset(source.id for source in seeds)}


def test_one_article_is_one_story_and_none_is_none() -> None:
    assert groups((article("a", ALONE),)) == {together("a")}
    assert find(()) == ()


def test_articles_without_a_word_in_common_are_apart_and_so_are_those_without_a_word() -> None:
    bare = article("a", "")
    assert groups((bare, article("b", ""), article("c", "It was he, and not she."))) == {
        together("a"),
        together("b"),
        together("c"),
    }


def test_two_events_of_one_kind_are_told_apart_by_who_and_where() -> None:
    def arrest(id: str, who: str, age: int, street: str, hour: str) -> Source:
        return article(
            id,
            f"{who}, {age}, of the Rovers was arrested for drunk driving in {street} at {hour}, the police said.\n"
            f"It is not known whether {who} will play for the Rovers on Sunday.\n"
            f"A judge let {who} go after he had paid the bail for drunk driving.",
            published=None,
        )

    one = tuple(arrest(f"one{at}", "Tom Castell", 24, "Quay Street", f"{at} a.m.") for at in range(1, 5))
    two = tuple(arrest(f"two{at}", "Ruben Okafor", 31, "Mill Lane", f"{at} p.m.") for at in range(1, 5))
    assert groups((*one, *two)) == {frozenset(each.id for each in one), frozenset(each.id for each in two)}


def test_two_articles_are_not_alike_because_they_share_some_words_of_all_news() -> None:
    shared = "The minister said on Monday that the government would report to parliament before the end of the year."
    dam, strike = (article(name, f"{' '.join(texts)} {shared}") for name, texts in (("dam", DAM), ("strike", STRIKE)))
    assert groups((dam, strike)) == {together("dam"), together("strike")}


def races(first: date | None, second: date | None) -> tuple[Source, ...]:
    """The race of one year and that of another, each told twice."""
    one = "Ada Lund, a nurse from Oster, was the fastest over the Brenna bridge.", "Fog hid the finish from her rivals."
    two = (
        "Kim Sorley, a baker, beat Ada Lund and a field of champions on the Brenna bridge.",
        "Heat felled nine of them.",
    )
    return (
        article("one1", " ".join(one), published=first),
        article(
            "one2",
            f"In Oster they rang the bells for the nurse Ada Lund, first over the Brenna bridge. {one[1]}",
            published=first,
        ),
        article("two1", " ".join(two), published=second),
        article(
            "two2",
            f"Kim Sorley bakes in Malk, and she beat Ada Lund on the Brenna bridge. {two[1]}",
            published=second,
        ),
    )


def test_what_happens_every_year_is_told_apart_by_the_days_where_they_are_known() -> None:
    assert len(find(races(date(2023, 6, 1), date(2024, 6, 2)))) == 2
    assert len(find(races(date(2024, 6, 1), date(2024, 6, 20)))) == 1
    assert len(find(races(None, date(2024, 6, 2)))) == 1


def test_a_copy_is_where_its_original_is() -> None:
    copy = replace(article("copy", "Nothing of this has to do with a dam."), duplicate_of="dam1")
    [story] = [story for story in find((copy, *told())) if "dam1" in story.sources]
    assert story.sources == ("copy", "dam0", "dam1", "dam2")


def test_the_largest_story_comes_first_and_copies_do_not_make_it_large() -> None:
    sources = [source for source in told() if source.id not in ("dam2", "strike2")]
    copies = [replace(sources[0], id=f"copy{at}", duplicate_of="dam0") for at in range(5)]
    assert [story.sources[0] for story in find((*sources, *copies))] == ["vaccine0", "strike0", "dam0", "alone"]


def test_among_equal_stories_the_newest_comes_first() -> None:
    assert [story.sources[0] for story in find(told())] == ["strike0", "vaccine0", "dam0", "alone"]


def test_a_story_tells_its_days_and_what_it_is_about() -> None:
    early = article("early", DAM[0], published=date(2024, 3, 3))
    strike, _, dam, alone = find((early, *(source for source in told() if source.id != "dam0")))
    assert {"Vindeln", "Norrland"} <= set(strike.terms)
    assert {"Kilimbo", "dam"} <= set(dam.terms)
    assert (dam.first, dam.last) == (date(2024, 3, 3), date(2024, 3, 4))
    assert (alone.first, alone.last) == (None, None)


def test_words_that_stand_together_are_one_term() -> None:
    texts = [f"Ada Lovelock won the {race} race. Nobody beat Ada Lovelock." for race in ("mountain", "river", "night")]
    [story] = find(tuple(article(f"s{at}", text) for at, text in enumerate(texts)))
    assert story.terms[0] == "Ada Lovelock"


@settings(deadline=None, max_examples=25)
@given(st.permutations(told()))
def test_the_order_of_the_sources_decides_nothing(sources: list[Source]) -> None:
    assert groups(tuple(sources)) == ONE_EACH
    by_members = {frozenset(story.sources): story.terms for story in find(tuple(sources))}
    assert by_members == {frozenset(story.sources): story.terms for story in find(told())}


WORDS = st.sampled_from(
    ["dam", "bursts", "Kilimbo", "strike", "of", "the", "train,", "Vindeln.", "Oruba", "vaccine", "17", "fever", "and"]
)
TEXT = st.lists(WORDS, max_size=25).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(TEXT, st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1))), max_size=12))
def test_every_source_is_in_exactly_one_story_whatever_it_says(texts: list[tuple[str, date | None]]) -> None:
    sources = tuple(article(f"s{at}", text, published=day) for at, (text, day) in enumerate(texts))
    marked = duplicates.mark(sources)
    stories = find(marked)
    assert sorted(id for story in stories for id in story.sources) == sorted(source.id for source in sources)
    assert groups(tuple(reversed(marked))) == {frozenset(story.sources) for story in stories}


def test_strangers_are_those_who_tell_of_something_else_than_most() -> None:
    most = tuple(source for source in told() if source.id in ("dam0", "dam1", "dam2", "strike0", "alone"))
    copy = replace(most[0], id="copy", duplicate_of="strike0")
    assert strangers((*most, copy)) == {"strike0", "alone", "copy"}


def test_nobody_is_a_stranger_where_no_two_tell_of_the_same() -> None:
    alone = tuple(source for source in told() if source.id in ("dam0", "strike0", "alone"))
    copies = tuple(replace(source, id=f"{source.id} again", duplicate_of=source.id) for source in alone)
    assert strangers((*alone, *copies)) == frozenset() == strangers(())


def test_opinions_and_forecasts_on_one_event_are_no_strangers() -> None:
    assert strangers(read(PATHS).sources) == frozenset()
