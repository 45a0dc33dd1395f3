"""Words that a model quotes are found where they stand, or not at all."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.text import Sentence, Span
from briefing.writing.model.article import Article
from tests.writing.invented import HARBOUR, source

ARTICLE = Article(source("201", HARBOUR))


def quotes(article: Article, words: str) -> list[str]:
    places = article.locate(words)
    assert all(place.quote == article.source.text[place.start : place.end] for place in places)
    return [place.quote for place in places]


@pytest.mark.parametrize(
    "words",
    [
        "ended a strike of 12 days on 3 March 2025",
        '"a beginning, not the end"',
        '"ended a strike of 12 days"',
        "The union said the new wage was 'a beginning, not the end', and its leader Mara Quist thanked the members.",
        "unlikely this year...",
        "on 3 March 2025. The union said",
        "Harbour strike ends",
    ],
)
def test_finds_words_blind_to_marks_and_line_ends(words: str) -> None:
    (found,) = quotes(ARTICLE, words)
    assert found.split()


@pytest.mark.parametrize(
    "words",
    [
        "ended a strike of 13 days",
        "Ended a strike of 12 days",
        "strike of 12 days … Mara Quist",
        "dock workers in Port Aldan read this",
        "trike of 12 day",
        "",
        "…",
    ],
)
def test_other_words_are_nowhere(words: str) -> None:
    assert ARTICLE.locate(words) == ()


def test_words_around_furniture_have_two_places() -> None:
    text = "Aldan\n\nThe ferry sank PAGE 3 off the cape at night."
    halves = (Span(7, 21), Span(29, len(text)))
    whole = replace(
        source("1", text),
        sentences=(Sentence(index=0, spans=halves, text="The ferry sank off the cape at night.", paragraph=1),),
        regions=(),
    )
    assert quotes(Article(whole), "ferry sank off the cape") == ["ferry sank", "off the cape"]
    assert quotes(Article(whole), "off the cape") == ["off the cape"]


def test_words_over_two_sentences_have_one_place() -> None:
    assert quotes(ARTICLE, "gone by May. Economist Jon Bell") == ["gone by May. Economist Jon Bell"]


def test_the_model_is_shown_the_prose_alone() -> None:
    shown = ARTICLE.text()
    assert "ADVERTISEMENT" not in shown
    assert "not the end" in shown
    assert len(shown.split("\n\n")) == 2
    half = ARTICLE.text(Span(0, HARBOUR.index("The port")))
    assert shown.startswith(half)
    assert "Jon Bell" not in half


def test_headings_stand_over_what_they_head() -> None:
    plain = source("1", "T\n\nOne is here. Two is here.\n\nThree is here.")
    headed = tuple(replace(one, heading=head) for one, head in zip(plain.sentences, ("A", "B", "B"), strict=True))
    shown = Article(replace(plain, sentences=headed)).text()
    assert shown == "## A\n\nOne is here.\n\n## B\n\nTwo is here.\n\nThree is here."


@given(st.lists(st.integers(0, len(HARBOUR)), max_size=4))
def test_chunks_wherever_cut_show_all_words_once(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(HARBOUR)]
    shown = "".join(ARTICLE.text(Span(start, end)) for start, end in pairwise(edges))
    assert "".join(shown.split()) == "".join(ARTICLE.text().split())


@settings(max_examples=200)
@given(st.data())
def test_any_stretch_of_a_sentence_is_found_in_the_source(data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(ARTICLE.source.sentences)).text.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    wanted = " ".join(words[start:end])
    places = ARTICLE.locate(wanted)
    assert [" ".join(place.quote.split()) for place in places] == [wanted]
    assert not any(
        Span(place.start, place.end).overlaps(region) for place in places for region in ARTICLE.source.boilerplate
    )
