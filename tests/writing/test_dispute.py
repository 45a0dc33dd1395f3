"""Which sentences a brief of the embedded writer does not tell: in dispute, or out of date."""

from datetime import date

import pytest

from briefing.comparing import disagreements
from briefing.domain.brief import LATER_FIGURE, Disagreement, Side, Strength
from briefing.domain.claim import Evidence, Section
from briefing.domain.source import Source
from briefing.writing.extractive import ExtractiveWriter
from tests.writing.articles import article, material, texts

MONDAY = """Landslide buries houses in Ostrovo

A landslide buried eleven houses in the village of Ostrovo in the night, killing at least 12 people and injuring 30,
the district police said.

Soldiers dug for survivors in Ostrovo all day. The road to the village is closed.
"""
TUESDAY = """Ostrovo mourns its dead

The death toll of the landslide in the village of Ostrovo rose to 19, the district police said, and 44 people were
injured.

Soldiers found a boy alive under the roof of his house. The government promised new houses to the village.
"""
ONE, OTHER = "The fee for the bridge is 6 crowns for a car.", "The fee for the bridge is 8 crowns for a car."


def told(sources: tuple[Source, ...], rows: tuple[Disagreement, ...]) -> list[str]:
    draft = ExtractiveWriter().write(material(sources, disagreements=rows))
    return texts(draft, Section.SUMMARY, Section.BODY)


def fees(*days: date | None) -> tuple[Source, ...]:
    """Two articles with two fees, the first figure again in a third where a third day is given."""
    said = (ONE, OTHER, ONE)
    return tuple(
        article(str(number), f"Toll on the bridge\n\n{said[number]}\n", published=day)
        for number, day in enumerate(days)
    )


def row(sources: tuple[Source, ...], **changed: object) -> Disagreement:
    def side(fee: str) -> Side:
        places = [(each, each.text.index(fee)) for each in sources if fee in each.text]
        evidence = tuple(Evidence(source=each.id, start=at, end=at + len(fee), quote=fee) for each, at in places)
        return Side(statement=fee, evidence=evidence)

    settings: dict[str, object] = {"topic": "fee", "kind": "number", "strength": Strength.HARD, **changed}
    return Disagreement(sides=(side(ONE), side(OTHER)), **settings)  # type: ignore[arg-type]


def test_an_older_toll_is_no_key_judgement_and_the_newer_is_told() -> None:
    sources = (
        article("1", MONDAY, published=date(2031, 3, 4)),
        article("2", TUESDAY, published=date(2031, 3, 5)),
    )
    rows = disagreements.find(sources)
    assert {each.kind for each in rows} == {LATER_FIGURE}
    lines = told(sources, rows)
    assert any("rose to 19" in line for line in lines)
    assert not any("12 people" in line for line in lines)
    assert any("12 people" in line for line in told(sources, ()))  # else nothing was left out


@pytest.mark.parametrize(("days", "fee"), [((4, 5), OTHER), ((5, 4), ONE)])
def test_of_two_figures_with_as_many_sources_the_newer_is_told(days: tuple[int, int], fee: str) -> None:
    sources = fees(*(date(2031, 3, day) for day in days))
    assert told(sources, (row(sources),)) == [fee]
    assert told(sources, (row(sources, strength=Strength.SOFT),)) == [fee]


@pytest.mark.parametrize("day", [date(2031, 3, 4), None])
def test_where_no_day_tells_neither_is_told(day: date | None) -> None:
    sources = fees(date(2031, 3, 4), day)
    assert told(sources, (row(sources),)) == []
    assert told(sources, (row(sources, strength=Strength.SOFT),)) != []


def test_only_of_figures_the_newest_knows_more() -> None:
    sources = fees(date(2031, 3, 4), date(2031, 3, 5))
    assert told(sources, (row(sources, kind="attribution"),)) == []


def test_more_sources_outweigh_the_newest() -> None:
    sources = fees(date(2031, 3, 4), date(2031, 3, 6), date(2031, 3, 5))
    assert told(sources, (row(sources),)) == [ONE]
