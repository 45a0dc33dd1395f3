"""Chunks: as few as the bound allows, and an overlap only where it is asked for."""

from itertools import pairwise

import pytest

from briefing.llm.tokens import count
from briefing.reading.chunks import chunk
from tests.reading.texts import source

SOURCE = source(
    "\n\n".join(f"Day {number} of the storm. The sea rose by {number} metres overnight." for number in range(40))
)


def test_a_short_source_is_one_chunk() -> None:
    [only] = chunk(SOURCE, max_tokens=5000)
    assert (only.span.start, only.span.end) == (0, len(SOURCE.text))
    assert only.tokens == count(SOURCE.text)


def test_no_chunk_could_take_one_more_sentence() -> None:
    chunks = chunk(SOURCE, max_tokens=50)
    ends = [sentence.end for sentence in SOURCE.sentences]
    assert len(chunks) > 5
    for each in chunks[:-1]:
        following = ends[ends.index(each.span.end) + 1]
        assert count(SOURCE.text[each.span.start : following]) > 50


def test_an_overlap_repeats_whole_sentences_within_its_bound() -> None:
    chunks = chunk(SOURCE, max_tokens=60, overlap=20)
    starts = {sentence.start for sentence in SOURCE.sentences}
    for before, after in pairwise(chunks):
        assert after.span.start in starts
        assert 0 < count(SOURCE.text[after.span.start : before.span.end]) <= 20


def test_an_overlap_gives_way_to_a_long_sentence() -> None:
    long = f"The sea rose {'and fell and rose ' * 10}again."
    found = source(f"It began on Monday. Nobody at the harbour saw it.\n\n{long}\n\n{long.replace('sea', 'tide')}")
    chunks = chunk(found, max_tokens=count(long) + 4, overlap=12)
    assert [each.span.start for each in chunks] == [0, found.sentences[2].start, found.sentences[3].start]
    assert all(each.tokens <= count(long) + 4 for each in chunks)


def test_a_sentence_above_the_bound_is_cut_between_words() -> None:
    long = source(f"{'The council and the mayor and ' * 40}the harbour.")
    chunks = chunk(long, max_tokens=32)
    assert all(each.tokens <= 32 for each in chunks)
    assert " ".join(each.span.of(long.text) for each in chunks) == long.text


def test_a_bound_that_cannot_be_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="max_tokens must be at least 16"):
        chunk(SOURCE, max_tokens=4)
    with pytest.raises(ValueError, match="overlap must lie between"):
        chunk(SOURCE, max_tokens=40, overlap=30)
