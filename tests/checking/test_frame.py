"""What a model puts round its claims: the title, whose forecast it is, how it will be decided."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.checking import mended
from briefing.domain.brief import Draft, Forecast, Horizon
from briefing.domain.claim import Claim, ClaimKind, Evidence, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from tests.checking.conftest import build

TEXT = (
    "The council of Arnes sold the lighthouse to a hotel group for two million crowns. Mayor Kaja Holt signed the "
    "contract on Friday.\n"
    "Historian Per Lund believes that the hotel is unlikely to open before 2027. The fishermen were not asked."
)


def source(**fields: object) -> Source:
    return replace(build("1", TEXT), **({"title": "Arnes sells its lighthouse"} | fields))  # type: ignore[arg-type]


def place(text: str) -> Evidence:
    start = TEXT.index(text)
    return Evidence(source="1", start=start, end=start + len(text), quote=text)


def draft(title: str = "Council sells lighthouse", **fields: object) -> Draft:
    basis = fields.pop("basis", "Historian Per Lund believes that the hotel is unlikely to open before 2027.")
    claim = Claim(
        id="f1",
        text="The hotel is unlikely to open before 2027.",
        section=Section.FORECAST,
        kind=ClaimKind.FORECAST,
        basis=(place(str(basis)),),
    )
    forecast = Forecast(claim="f1", horizon=Horizon.LONG, starts=date(2024, 3, 4), until=None)
    forecast = replace(forecast, **fields)  # type: ignore[arg-type]
    return Draft(
        title=title,
        date=date(2024, 3, 4),
        writer="m",
        claims=(claim,),
        summary=(),
        paragraphs=(),
        forecasts=(forecast,),
    )


def mend(given: Draft, *sources: Source, keep_title: bool = False) -> Draft:
    return mended(given, sources or (source(),), yardstick=PHIA, keep_title=keep_title)


@pytest.mark.parametrize(
    "title", ["Council sells lighthouse", "Lighthouse sold to hotel group", "Arnes sells its lighthouse"]
)
def test_a_title_of_the_sources_words_stands(title: str) -> None:
    after = mend(draft(title))
    assert (after.title, after.notes) == (title, ())


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Council sells lighthouse to Qatar", "Qatar"),
        ("Council sells lighthouse for nine million", "nine million"),
        ("Mayor embezzled lighthouse money", "embezzled"),
        ("Historian sold the fishermen", "half"),
        ("The council did not sell the lighthouse to a hotel group", "sell"),
    ],
)
def test_another_title_gives_way_to_a_source_s_and_says_so(title: str, named: str) -> None:
    after = mend(draft(title))
    assert after.title == "Arnes sells its lighthouse"
    assert title in after.notes[0] and named in after.notes[0]


def test_a_source_without_a_title_gives_its_first_sentence() -> None:
    assert mend(draft("Riots in Lima"), source(title=None)).title.startswith("The council of Arnes sold")


def test_the_users_title_is_the_users() -> None:
    after = mend(draft("Riots in Lima"), keep_title=True)
    assert (after.title, after.notes) == ("Riots in Lima", ())


@pytest.mark.parametrize("who", ["Per Lund", "Lund", "the historian"])
def test_who_judges_in_the_place_named_keeps_the_forecast(who: str) -> None:
    (forecast,) = mend(draft(attributed_to=who)).forecasts
    assert (forecast.attributed_to, forecast.notes) == (who, ())


def test_a_forecast_goes_back_to_who_made_it() -> None:
    (forecast,) = mend(draft(attributed_to="Mayor Kaja Holt")).forecasts
    assert forecast.attributed_to == "Per Lund"
    assert forecast.notes == ("the writer gives it to Mayor Kaja Holt, the source does not",)


def test_where_nobody_speaks_only_the_source_itself_may_answer() -> None:
    unsigned = draft(attributed_to="Kaja Holt", basis="The fishermen were not asked.")
    assert mend(unsigned).forecasts[0].attributed_to is None
    signed = draft(attributed_to="Ada Brink", basis="The fishermen were not asked.")
    assert mend(signed, source(author="Ada Brink")).forecasts[0].attributed_to == "Ada Brink"


def test_what_decides_it_names_only_what_is_known() -> None:
    assert mend(draft(resolution="The hotel opens its doors.")).forecasts[0].resolution == "The hotel opens its doors."
    (forecast,) = mend(draft(resolution="Emperor Zog confirms it.")).forecasts
    assert forecast.resolution is None
    assert "Zog" in forecast.notes[0]
