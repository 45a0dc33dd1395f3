"""Pieces of sentences and their exact places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.writing.extractive.place import evidence


def of(text: str, *spans: Span) -> tuple[Source, Sentence]:
    joined = " ".join(" ".join(span.of(text).split()) for span in spans)
    sentence = Sentence(index=0, spans=spans, text=" ".join(joined.split()), paragraph=0)
    return Source(id="1", path="1.txt", sha256="0" * 64, text=text, sentences=(sentence,)), sentence


def test_a_tail_of_a_wrapped_sentence() -> None:
    text = "However, the cranes\n  began to move."
    source, sentence = of(text, Span(0, len(text)))
    (found,) = evidence(source, sentence, len("However, "))
    assert found.quote == "the cranes\n  began to move."
    assert text[found.start : found.end] == found.quote


def test_a_sentence_in_two_pieces_has_two_places() -> None:
    text = "opened by Foreign\n\nhttps://example.org\n\nMinister Hahn."
    source, sentence = of(text, Span(0, 17), Span(40, len(text)))
    first, second = evidence(source, sentence)
    assert (first.quote, second.quote) == ("opened by Foreign", "Minister Hahn.")


def test_only_the_piece_that_is_used() -> None:
    text = "opened by Foreign\n\nhttps://example.org\n\nMinister Hahn."
    source, sentence = of(text, Span(0, 17), Span(40, len(text)))
    (found,) = evidence(source, sentence, sentence.text.index("Minister"))
    assert found.quote == "Minister Hahn."


@given(st.lists(st.text(alphabet="ab .,\n\t\u00a0", min_size=1), min_size=1, max_size=5), st.data())
def test_places_slice_to_their_quotes(pieces: list[str], data: st.DataObject) -> None:
    text = "|".join(pieces)
    spans, at = [], 0
    for piece in pieces:
        spans.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    source, sentence = of(text, *spans)
    start = data.draw(st.integers(min_value=0, max_value=len(sentence.text)))
    end = data.draw(st.integers(min_value=start, max_value=len(sentence.text)))
    found = evidence(source, sentence, start, end)
    for each in found:
        assert source.text[each.start : each.end] == each.quote
        assert each.quote == each.quote.strip()
    visible = "".join("".join(each.quote.split()) for each in found)
    assert visible == "".join(sentence.text[start:end].split())


@pytest.mark.parametrize("end", [0, None])
def test_nothing_of_a_sentence_has_no_place(end: int | None) -> None:
    source, sentence = of("It is over.", Span(0, 11))
    assert evidence(source, sentence, 0 if end == 0 else 11, end) == ()
