"""What is found in five articles whose disagreements were written down by hand; skipped where they are not at hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.comparing import disagreements, duplicates, reliability
from briefing.domain.brief import Disagreement, Strength
from briefing.domain.claim import Evidence
from briefing.domain.source import Source
from briefing.reading import read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
TRAPS = SHARED / "oracle" / "traps.jsonl"

pytestmark = pytest.mark.skipif(not TRAPS.exists(), reason="the oracle is not at hand")


def traps(cls: str) -> Iterator[dict[str, Any]]:
    for line in TRAPS.read_text(encoding="utf-8").splitlines():
        trap = json.loads(line)
        if trap["cls"] == cls:
            yield trap


@pytest.fixture(scope="module")
def sources() -> tuple[Source, ...]:
    return duplicates.mark(read([str(path) for path in sorted((SHARED / "seeds").glob("*.txt"))]).sources)


@pytest.fixture(scope="module")
def found(sources: tuple[Source, ...]) -> tuple[Disagreement, ...]:
    return disagreements.find(sources)


def overlaps(place: Evidence, span: dict[str, Any]) -> bool:
    return span["file"].startswith(place.source) and place.start < span["end"] and span["start"] < place.end


def on_two_sides(item: Disagreement, spans: list[dict[str, Any]]) -> bool:
    """Whether spans of two files stand on two sides."""
    hit = [{s["file"] for s in spans for place in side.evidence if overlaps(place, s)} for side in item.sides]
    return any(one and other and one != other for at, one in enumerate(hit) for other in hit[at + 1 :])


def test_every_hard_contradiction_is_found_with_both_places(found: tuple[Disagreement, ...]) -> None:
    hard = [trap for trap in traps("contradiction") if trap["strength"] == "hard"]
    assert hard
    for trap in hard:
        assert any(on_two_sides(item, trap["spans"]) for item in found if item.strength is Strength.HARD), trap["note"]


def test_most_soft_ones_are_found(found: tuple[Disagreement, ...]) -> None:
    soft = [trap for trap in traps("contradiction") if trap["strength"] == "soft"]
    assert sum(any(on_two_sides(item, trap["spans"]) for item in found) for trap in soft) >= len(soft) - 2


def test_no_matter_of_style_is_reported(found: tuple[Disagreement, ...]) -> None:
    for trap in traps("style"):
        pairs = [item.topic for item in found if item.strength is Strength.HARD and on_two_sides(item, trap["spans"])]
        assert not pairs, trap["note"]


def test_true_lines_of_the_garbled_article_are_not_disputed(found: tuple[Disagreement, ...]) -> None:
    for trap in traps("control"):
        pairs = [item.topic for item in found if item.strength is Strength.HARD and on_two_sides(item, trap["spans"])]
        assert not pairs, trap["note"]


def test_no_place_lies_in_boilerplate(found: tuple[Disagreement, ...]) -> None:
    spans = [span for trap in traps("boilerplate") for span in trap["spans"]]
    places = [place for item in found for side in item.sides for place in side.evidence]
    assert not [place for place in places for span in spans if overlaps(place, span)]


def test_the_garbled_article_alone_is_not_quoted_from(
    sources: tuple[Source, ...], found: tuple[Disagreement, ...]
) -> None:
    grades = reliability.grade(sources, found)
    assert [grade.source for grade in grades if not grade.quotable] == ["004"]
    assert reliability.independent_sources(sources, grades) == 3
