"""A sentence of a brief that tells a toll which a newer source counts anew says so, and keeps its verdict."""

from dataclasses import replace

import pytest

from briefing.comparing import later
from briefing.domain.brief import Disagreement
from briefing.domain.claim import OLDER_FIGURE, CheckedClaim, Claim, Evidence, Section, Verdict
from tests.comparing.test_tolls import MONDAY, TUESDAY
from tests.comparing.test_tolls import later as rows

NEWER = "The death toll of the landslide in Ostrovo rose to 19, police said."


def claim(text: str, *places: Evidence, section: Section = Section.BODY) -> CheckedClaim:
    made = Claim(id="c1", text=text, section=section)
    return CheckedClaim(claim=made, verdict=Verdict.SUPPORTED, evidence=places)


@pytest.fixture
def dead() -> Disagreement:
    (row,) = rows(MONDAY, NEWER)
    return row


def test_an_older_toll_is_marked_with_the_place_of_the_newer(dead: Disagreement) -> None:
    told = claim("The landslide killed 12 people.", *dead.sides[0].evidence)
    marked = later.marked({"c1": told}, [dead])["c1"]
    (reason,) = marked.reasons
    assert reason.check == OLDER_FIGURE
    assert reason.detail == f"a newer source counts anew: {NEWER!r} s1 [characters 0-{len(NEWER)}]"
    assert marked.verdict is Verdict.SUPPORTED and marked.evidence == told.evidence


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A landslide buried the village of Ostrovo.", id="no figure"),
        pytest.param("The landslide injured 30 people.", id="of something that is not counted anew"),
        pytest.param("The toll rose from 12 dead to 19 people killed.", id="the newer as well"),
        pytest.param("The landslide in Kamenec killed 9 people.", id="another figure"),
    ],
)
def test_what_tells_no_older_toll_is_left_alone(dead: Disagreement, text: str) -> None:
    told = claim(text, *dead.sides[0].evidence)
    assert later.marked({"c1": told}, [dead])["c1"] is told


def test_what_the_newer_source_bears_out_too_is_left_alone(dead: Disagreement) -> None:
    told = claim("The landslide killed 12 people.", *dead.sides[0].evidence, *dead.sides[1].evidence)
    assert later.marked({"c1": told}, [dead])["c1"] is told


def test_what_rests_on_another_place_is_left_alone(dead: Disagreement) -> None:
    told = claim("The landslide killed 12 people.", Evidence(source="s7", start=0, end=3, quote="The"))
    assert later.marked({"c1": told}, [dead])["c1"] is told


def test_the_annex_says_what_its_source_counts(dead: Disagreement) -> None:
    told = claim("The landslide killed 12 people.", *dead.sides[0].evidence, section=Section.ANNEX)
    assert later.marked({"c1": told}, [dead])["c1"] is told


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.SUPPORTED])
def test_what_is_not_borne_out_is_left_alone(dead: Disagreement, verdict: Verdict) -> None:
    told = replace(claim("The landslide killed 12 people.", *dead.sides[0].evidence), verdict=verdict)
    assert later.marked({"c1": told}, [dead])["c1"] is told


def test_only_the_figure_that_is_counted_anew_is_older() -> None:
    (row,) = rows(
        "A storm killed 3 people in Ostrovo and a fire killed 9 people in Melk.",
        "The toll of the storm in Ostrovo rose to 4, and a fire killed 3 people in Kamenec.",
    )
    storm, fire = (
        claim(text, *row.sides[0].evidence)
        for text in ("A storm killed 3 people in Ostrovo.", "A fire killed 9 people in Melk.")
    )
    assert later.marked({"c1": storm}, [row])["c1"].reasons != ()
    assert later.marked({"c1": fire}, [row])["c1"] is fire


def test_the_injured_have_a_row_of_their_own() -> None:
    dead, injured = rows(MONDAY, TUESDAY)
    told = claim("The landslide injured 30 people.", *injured.sides[0].evidence)
    (reason,) = later.marked({"c1": told}, [dead, injured])["c1"].reasons
    assert "44" in reason.detail
