"""What holds for any text and any bytes."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.source import Source
from briefing.errors import NoSourcesError, SourceError
from briefing.language.sentences import split
from briefing.llm.tokens import count
from briefing.reading import read
from briefing.reading.chunks import SMALLEST, chunk
from briefing.reading.layout import joined, segments
from briefing.reading.markdown import read_markdown
from briefing.reading.text import read_text

PIECES = st.sampled_from(
    [
        *(
            "The council met on Monday.",
            "“Why?” she asked.",
            "in the U.S.",
            "Photo: X",
            "https://example.org/a",
            "(see)",
        ),
        *(
            "A short heading",
            "Next",
            "Related Articles",
            "By Ann Lee",
            "26 May 2025",
            "• ",
            "- ",
            "1. ",
            "# ",
            "## ",
            "> ",
        ),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\n \n",
            " ",
            "\f",
            "\u2028",
            "\xa0",
            "  ",
            "\t",
            "**",
            "*",
            "_",
            "`",
            "```",
            "---",
            "|",
        ),
        *(
            "[a](b)",
            "![c](d)",
            "<!--",
            "-->",
            "[^1]",
            "Russia-\nUkraine",
            "depletionBefore the",
            "…",
            "...",
            "。",
            "é",
            "🙂",
        ),
        *(
            "KYIV (AP) — ",
            "Copyright © 2025 X",
            "contributed to this report",
            "word",
            "Word",
            "said",
            "\u200b",
            "\ud7ff",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES).map(" ".join))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(source: Source) -> None:
    text = source.text
    regions = [region.span for region in source.regions]
    assert all(0 <= span.start < span.end <= len(text) for span in regions)
    assert all(a.end <= b.start for a, b in pairwise(regions))
    at = 0
    for number, sentence in enumerate(source.sentences):
        assert sentence.index == number
        assert sentence.spans
        assert sentence.text == joined(text, sentence.spans)
        assert sentence.text == " ".join(sentence.text.split())
        for span in sentence.spans:
            assert at <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
            assert not any(span.overlaps(region) for region in regions)
            at = span.end
    paragraphs = [sentence.paragraph for sentence in source.sentences]
    assert paragraphs == sorted(paragraphs)


@QUICK
@given(TEXTS)
def test_sentences_of_any_text_are_exact_in_order_and_beside_the_regions(text: str) -> None:
    try:
        check(read_text(text.encode(errors="replace")))
    except SourceError:
        return


@QUICK
@given(TEXTS)
def test_the_same_holds_for_markdown(text: str) -> None:
    try:
        source = read_markdown(text.encode(errors="replace"))
    except SourceError:
        return
    check(source)
    assert source.text == text.encode(errors="replace").decode().removeprefix("\ufeff")


@QUICK
@given(TEXTS)
def test_splitting_loses_no_character(text: str) -> None:
    for spans in (split(text), segments(text)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
    visible = "".join(text.split())
    assert "".join("".join(span.of(text).split()) for span in split(text)) == visible


@QUICK
@given(st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode(errors="replace"))), st.data())
def test_any_bytes_are_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    head = draw.draw(st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"---\ntitle: x\n---\n"]))
    try:
        [source] = read(["-"], stdin=head + data).sources
    except NoSourcesError:
        return
    check(source)


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "pdf", "none"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_any_bytes_under_any_suffix(suffix: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(data)
    try:
        [source] = read([str(path)]).sources
    except NoSourcesError:
        return
    check(source)


@QUICK
@given(TEXTS, st.integers(SMALLEST, 60), st.integers(0, 8))
def test_chunks_fit_cover_and_begin_with_sentences(text: str, bound: int, overlap: int) -> None:
    try:
        source = read_text(text.encode(errors="replace"))
    except SourceError:
        return
    chunks = chunk(source, max_tokens=bound, overlap=overlap)
    assert all(each.tokens == count(each.span.of(source.text)) <= bound for each in chunks)
    covered = {at for each in chunks for at in range(each.span.start, each.span.end)}
    assert all(
        at in covered or source.text[at].isspace()
        for sentence in source.sentences
        for span in sentence.spans
        for at in range(span.start, span.end)
    )
    assert all(a.span.start < b.span.start and a.span.end < b.span.end for a, b in pairwise(chunks))
    if not overlap:
        assert all(a.span.end <= b.span.start for a, b in pairwise(chunks))
    starts = {sentence.start for sentence in source.sentences}
    short = all(count(source.text[each.start : each.end]) <= bound for each in source.sentences)
    assert not short or all(each.span.start in starts for each in chunks)
