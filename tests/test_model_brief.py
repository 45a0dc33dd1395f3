"""The honest brief of a model, from the articles to the verdicts, as the cassette plays it."""

from datetime import date

import pytest

from briefing.domain.brief import CheckedBrief, Horizon
from briefing.domain.claim import ClaimKind, Verdict
from briefing.pipeline import FAILED
from tests import cassettes
from tests.record import brief
from tests.seed_articles import assert_doubts_come_from_planted_errors, assert_spans_hold, in_text


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> CheckedBrief:
    with cassettes.played("seeds") as base_url:
        return brief(base_url, tmp_path_factory.mktemp("store"))


def test_nothing_honest_fails(honest: CheckedBrief) -> None:
    failed = [(each.claim.text, each.reasons) for each in honest.claims.values() if each.verdict in FAILED]
    assert not failed


def test_what_is_disputed_is_disputed_by_a_planted_error(honest: CheckedBrief) -> None:
    assert_doubts_come_from_planted_errors(honest.claims)


def test_it_is_written_in_one_go(honest: CheckedBrief) -> None:
    """Five sources and one joint reply: no reply was asked for twice and no sentence sent back."""
    assert honest.draft.cost.calls == 6
    assert honest.draft.cost.tokens_in > 0
    assert honest.draft.notes == ()


def test_it_has_the_form_of_a_forecast_note(honest: CheckedBrief) -> None:
    draft = honest.draft
    assert draft.title == "Istanbul: a thousand prisoners each, and no ceasefire"
    assert len(draft.summary) == 3
    assert [len(paragraph) for paragraph in draft.paragraphs] == [4, 4, 4, 4, 3]
    assert {forecast.horizon for forecast in draft.forecasts} == set(Horizon)
    assert [len(summary.claims) for summary in draft.summaries] == [5] * 5


def test_a_source_s_forecast_is_reported_and_the_own_is_an_assessment(honest: CheckedBrief) -> None:
    for forecast in honest.draft.forecasts:
        checked = honest.claims[forecast.claim]
        own = forecast.attributed_to is None
        assert checked.claim.kind is (ClaimKind.ASSESSMENT if own else ClaimKind.FORECAST)
        assert checked.verdict is (Verdict.ASSESSMENT if own else Verdict.SUPPORTED), checked.reasons
        assert forecast.band is not None
        assert forecast.resolution


def test_horizons_begin_where_the_one_before_ends(honest: CheckedBrief) -> None:
    short, medium, long = (
        next(forecast for forecast in honest.draft.forecasts if forecast.horizon is horizon) for horizon in Horizon
    )
    assert short.until is not None
    assert date(2025, 5, 16) <= short.starts < short.until < medium.starts
    assert medium.until is not None
    assert medium.until < long.starts
    assert long.until is None


def test_every_sentence_rests_on_places_in_the_articles(honest: CheckedBrief) -> None:
    for checked in in_text(honest).values():
        assert checked.evidence, checked.claim.text
    assert_spans_hold(honest)


def test_points_are_footnoted_where_the_model_took_them_from(honest: CheckedBrief) -> None:
    """A sentence fused of two points keeps the places of both."""
    basis = honest.claims["p1.4"].claim.basis
    assert {evidence.source for evidence in basis} == {"101", "102"}
