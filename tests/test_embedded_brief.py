"""The embedded writer on `seeds/`, through the whole line: what a brief without a model keeps to."""

import pytest

from briefing import checking
from briefing.domain.brief import CheckedBrief, Horizon, Strength
from briefing.domain.claim import Verdict
from briefing.domain.progress import Unwatched
from briefing.pipeline import FAILED, make_brief
from briefing.rendering import as_json, markdown
from briefing.settings import Settings
from tests.seed_articles import GARBLED, PATHS, assert_spans_hold, errors_under, in_text, planted, source, sources

FORECASTS = {
    Horizon.SHORT: ("second round in Istanbul", "further exchange of prisoners", "general ceasefire of 30 days"),
    Horizon.MEDIUM: ("pressure in Donetsk", "role as a mediator", "meeting between Putin and Zelenskyy"),
    Horizon.LONG: ("along the line of contact", "occupied territory as Russian"),
}
"""Words of the forecast note's eight lines, by the horizon they stand under there."""
PUT_AS_CLAIMS = {
    1: "The talks in Istanbul were the first direct talks between Russia and Ukraine since 2014.",
    2: "Putin and Zelensky faced one another at the table in Istanbul.",
    3: "A total of 1,000 prisoners of war will be exchanged, 500 from each side.",
    4: "Russian Foreign Minister Hakan Fidan chaired the session.",
    5: "The talks in Istanbul took almost five hours.",
    6: "Moscow welcomed the 30-day ceasefire.",
    7: "Ukraine demanded that Russian forces withdraw from areas that Russia does not control.",
    8: "Turkish President Erdogan called the Russian team “decorative”.",
    9: "“We could have mailed them our answer and saved the flight,” a Ukrainian negotiator said.",
    10: "The talks were an embarrassing charade and a disgrace for diplomacy.",
    11: "Russia fought Sweden for 12 years.",
    12: "All 47 European leaders telephoned Trump after the talks.",
    13: "“The Russian position is clearly unacceptable, and not for the first time,” French President Macron said.",
    14: "Zelensky wrote: “If the Russians refuse a complete and unconditional truce and an end to killings, tough "
    "sanctions should continue.”",
    15: "Marco Rubio spoke in Ankara after a NATO meeting.",
    16: "Share prices in Istanbul jumped by three percent.",
    17: "Trump has imposed tough sanctions on Moscow.",
    18: "The United Nations condemned the talks.",
}
"""The planted errors of `seeds/README.md`, by number, as a brief would say them."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(sources=PATHS, store=tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def embedded(settings: Settings) -> CheckedBrief:
    return make_brief(settings, stdin=bytes, watch=Unwatched())


def test_the_articles_are_read_as_five(embedded: CheckedBrief) -> None:
    assert [each.id for each in embedded.sources] == ["101", "102", "103", "104", "105"]
    assert not embedded.skipped


def test_every_sentence_is_a_claim_that_no_check_fails(embedded: CheckedBrief) -> None:
    """An extracted sentence is its own evidence; another article may dispute it, and that is said."""
    failed = [(each.claim.text, each.reasons) for each in in_text(embedded).values() if each.verdict in FAILED]
    assert not failed
    assert len(in_text(embedded)) >= 15


def test_spans_hold(embedded: CheckedBrief) -> None:
    assert_spans_hold(embedded)


def test_no_line_rests_on_a_planted_error_alone(embedded: CheckedBrief) -> None:
    for checked in in_text(embedded).values():
        supporting = [each for each in checked.evidence if each.stance.value == "supports"]
        assert any(not errors_under(each) for each in supporting), checked.claim.text


def test_the_garbled_article_is_not_quoted_from(embedded: CheckedBrief) -> None:
    assert not next(grade for grade in embedded.grades if grade.source == GARBLED).quotable
    for checked in in_text(embedded).values():
        assert {each.source for each in checked.claim.basis} - {GARBLED}, checked.claim.text


def test_the_forecast_note_s_lines_stand_under_their_horizons(embedded: CheckedBrief) -> None:
    found = {
        (forecast.horizon, words)
        for forecast in embedded.draft.forecasts
        for lines in FORECASTS.values()
        for words in lines
        if words in embedded.claims[forecast.claim].claim.text
    }
    assert found == {(horizon, words) for horizon, lines in FORECASTS.items() for words in lines}


def test_a_source_s_own_estimative_word_is_kept_and_its_judge_named(embedded: CheckedBrief) -> None:
    for forecast in embedded.draft.forecasts:
        text = embedded.claims[forecast.claim].claim.text
        assert forecast.attributed_to
        assert forecast.term is None or forecast.term in text
        assert forecast.attributed_to.split()[-1] in text


def test_each_article_has_its_points(embedded: CheckedBrief) -> None:
    assert [summary.source for summary in embedded.draft.summaries] == ["101", "102", "103", "104", "105"]
    assert all(3 <= len(summary.claims) <= 5 for summary in embedded.draft.summaries)


def test_the_real_disagreements_are_found(embedded: CheckedBrief) -> None:
    """Germany's chancellor, and who took part in the trilateral meeting: 101 has it otherwise than 102."""
    apart = [
        one
        for one in embedded.disagreements
        if {"101"} in [{each.source for each in side.evidence} for side in one.sides]
        and any(each.source == "102" for side in one.sides for each in side.evidence)
    ]
    said = [" / ".join(side.statement for side in one.sides) for one in apart if one.strength is Strength.HARD]
    assert any("Scholz" in words and "Merz" in words for words in said), said
    assert any("Russia, Turkey, Ukraine" in words for words in said), said


def test_same_input_same_output(embedded: CheckedBrief, settings: Settings) -> None:
    again = make_brief(settings, stdin=bytes, watch=Unwatched())
    assert markdown.render(again, template=None, annex=True) == markdown.render(embedded, template=None, annex=True)
    assert as_json.render(again) == as_json.render(embedded)


def test_the_table_of_errors_is_the_article_s() -> None:
    """Every row's wrong words stand in the article, once, in its prose."""
    prose = [(sentence.start, sentence.end) for sentence in source(GARBLED).sentences]
    for error in planted():
        assert any(start <= error.span.start < end for start, end in prose), error.wrong
    assert [error.number for error in planted()] == list(PUT_AS_CLAIMS)


@pytest.mark.parametrize("number", PUT_AS_CLAIMS)
def test_without_the_garbled_article_no_error_passes(number: int) -> None:
    others = tuple(each for each in sources() if each.id != GARBLED)
    checked = checking.check_texts({"c": PUT_AS_CLAIMS[number]}, others)["c"]
    assert checked.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)


BEYOND_THE_CHECKS = {2: "that two men faced one another is false because neither was there: no word is shared"}


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(number, marks=pytest.mark.xfail(reason=BEYOND_THE_CHECKS[number]))
        if number in BEYOND_THE_CHECKS
        else number
        for number in (error.number for error in planted() if error.decidable)
    ],
)
def test_with_it_errors_that_others_can_decide_do_not_pass(number: int) -> None:
    checked = checking.check_texts({"c": PUT_AS_CLAIMS[number]}, sources())["c"]
    assert checked.verdict in (Verdict.CONTRADICTED, Verdict.DISPUTED, Verdict.UNSUPPORTED)
