"""The places where a reader of the reference articles goes wrong, where those articles are at hand."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.source import Source
from briefing.domain.text import Span
from briefing.language.location import Folded
from briefing.reading import read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
TRAPS = SHARED / "oracle" / "traps.jsonl"

pytestmark = pytest.mark.skipif(not TRAPS.exists(), reason="the reference articles are not here")


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    return {Path(source.path).name: source for source in read([str(SHARED / "seeds")]).sources}


def traps(kind: str) -> list[dict[str, Any]]:
    if not TRAPS.exists():
        return []
    every = [json.loads(line) for line in TRAPS.read_text(encoding="utf-8").splitlines() if line]
    return [trap for trap in every if trap["cls"] == kind]


def places(trap: dict[str, Any]) -> list[tuple[str, Span, str]]:
    return [(span["file"], Span(span["start"], span["end"]), span["quote"]) for span in trap["spans"]]


def by_start(source: Source) -> dict[int, str]:
    return {sentence.start: sentence.text for sentence in source.sentences}


@pytest.mark.parametrize("trap", traps("boilerplate"), ids=lambda trap: trap["id"])
def test_boilerplate_is_marked_and_in_no_sentence(trap: dict[str, Any], sources: dict[str, Source]) -> None:
    for file, span, quote in places(trap):
        source = sources[file]
        assert span.of(source.text) == quote
        assert any(region.start <= span.start and span.end <= region.end for region in source.boilerplate)
        assert not any(piece.overlaps(span) for sentence in source.sentences for piece in sentence.spans)


CITABLE = traps("control") + traps("contradiction") + traps("forecast")


@pytest.mark.parametrize("trap", CITABLE, ids=lambda trap: trap["id"])
def test_what_is_no_boilerplate_is_citable(trap: dict[str, Any], sources: dict[str, Source]) -> None:
    for file, span, _ in places(trap):
        source = sources[file]
        assert not any(region.overlaps(span) for region in source.boilerplate)


def named(name: str) -> dict[str, Any]:
    return next(trap for trap in traps("parsing") if trap["id"] == name)


def test_offsets_hold_everywhere(sources: dict[str, Source]) -> None:
    for trap in traps("parsing"):
        for file, span, quote in places(trap):
            assert span.of(sources[file].text) == quote


def test_a_glued_heading_is_parted_from_its_sentence(sources: dict[str, Source]) -> None:
    [(file, span, quote)] = places(named("P01"))
    heading = quote.index("Before")
    assert by_start(sources[file])[span.start + heading].startswith("Before the talks")
    sentence = next(each for each in sources[file].sentences if each.start == span.start + heading)
    assert sentence.heading == quote[:heading]


def test_the_hyphen_at_the_end_of_a_line_stays(sources: dict[str, Source]) -> None:
    [(file, _, quote)] = places(named("P02"))
    assert any(quote.replace("\n", "") in sentence.text for sentence in sources[file].sentences)


def test_a_sentence_goes_on_over_links(sources: dict[str, Source]) -> None:
    (file, before, _), (_, after, _) = places(named("P03"))
    [sentence] = [each for each in sources[file].sentences if any(piece.overlaps(before) for piece in each.spans)]
    assert len(sentence.spans) == 2
    assert sentence.spans[1].start == after.start
    assert "Turkish Foreign Minister Hakan Fidan, who" in sentence.text


def test_quotations_across_lines_stand_in_one_sentence(sources: dict[str, Source]) -> None:
    for file, span, quote in places(named("P04")):
        [sentence] = [each for each in sources[file].sentences if each.start <= span.start < each.end]
        assert quote.replace("\n", " ") in sentence.text
        assert Folded(sources[file].text).find(quote.replace("\n", " ")) == span


def test_the_date_in_the_caption_is_that_of_the_event(sources: dict[str, Source]) -> None:
    for file, _, _ in places(named("P05")):
        assert sources[file].published is None
        assert sources[file].event_date == date(2025, 5, 16)


def test_unbalanced_quotation_marks_and_inserted_words_do_not_part_a_sentence(sources: dict[str, Source]) -> None:
    for trap in (named("P06"), named("P07")):
        for file, span, _ in places(trap):
            assert any(each.start <= span.start and span.end <= each.end for each in sources[file].sentences)


def test_the_missing_full_stop_ends_the_paragraph(sources: dict[str, Source]) -> None:
    for file, span, quote in places(named("P09")):
        assert any(each.end == span.start + len(quote.rstrip()) for each in sources[file].sentences)


def test_a_leading_blank_starts_a_paragraph(sources: dict[str, Source]) -> None:
    (file, span, quote), _ = places(named("P10"))
    start = span.start + quote.index("Interfax")
    before, sentence = next((a, b) for a, b in pairwise(sources[file].sentences) if b.start == start)
    assert before.paragraph < sentence.paragraph


def test_the_headline_counts_once(sources: dict[str, Source]) -> None:
    [(file, span, _)] = places(named("P11"))
    source = sources[file]
    assert source.title is not None
    assert not any(piece.overlaps(span) for each in source.sentences for piece in each.spans)
    assert not any(source.title in each.text for each in source.sentences)


def test_what_is_known_of_the_articles(sources: dict[str, Source]) -> None:
    facts = {name[:3]: (each.publisher, each.author, each.published) for name, each in sources.items()}
    unknown = (None, None, None)
    assert facts == {
        "000": ("IRIA", None, None),
        "001": unknown,
        "002": (None, "Andrea Stauder", date(2025, 5, 26)),
        "003": unknown,
        "004": unknown,
    }


def test_the_forecasts_stand_under_their_horizons(sources: dict[str, Source]) -> None:
    note = next(each for name, each in sources.items() if name.startswith("002"))
    under = [(each.heading or "")[:6] for each in note.sentences if (each.heading or "").endswith(")")]
    assert under == ["Short-"] + ["Medium"] * 3 + ["Long-t"] * 2
