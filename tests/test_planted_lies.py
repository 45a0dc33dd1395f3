"""Nine lies in a model's brief, each caught for its own reason, and no honest sentence caught with them."""

import json

import pytest
import yaml

from briefing import checking
from briefing.checking import checks, verdict
from briefing.domain.brief import CheckedBrief
from briefing.domain.claim import CheckedClaim, QuoteVerdict, Verdict
from briefing.domain.yardstick import PHIA
from briefing.pipeline import FAILED
from tests import cassettes
from tests.record import brief
from tests.seed_articles import assert_doubts_come_from_planted_errors, in_text

CAUGHT = {
    "k1": (Verdict.CONTRADICTED, "number"),
    "p1.2": (Verdict.CONTRADICTED, "role"),
    "p1.3": (Verdict.CONTRADICTED, "polarity"),
    "p1.4": (Verdict.UNSUPPORTED, "evidence"),
    "p2.4": (Verdict.UNSUPPORTED, "quote"),
    "p3.1": (Verdict.UNSUPPORTED, "reference"),
    "p4.1": (Verdict.CONTRADICTED, "quote"),
    "p4.2": (Verdict.CONTRADICTED, "quote"),
    "f1": (Verdict.UNSUPPORTED, "yardstick"),
}
"""Claim of `tests/replies/lies` -> its verdict, and the check that finds it out."""
QUOTED = {"p2.4": QuoteVerdict.NOT_FOUND, "p4.1": QuoteVerdict.WRONG_SPEAKER, "p4.2": QuoteVerdict.ALTERED}
MENDED = "p5.1"
"""A tenth lie, which the model takes back when it is told of it."""
WITHOUT = [
    ("k1", ("number",), Verdict.SUPPORTED),
    ("p1.2", ("leadership", "wording"), Verdict.SUPPORTED),
    ("p1.3", ("polarity", "wording"), Verdict.SUPPORTED),
    ("p2.4", ("quote",), Verdict.UNSUPPORTED),
    ("p3.1", ("reference",), Verdict.SUPPORTED),
    ("p4.1", ("quote",), Verdict.CONTRADICTED),
    ("p4.2", ("quote",), Verdict.DISPUTED),
    ("f1", ("yardstick",), Verdict.ASSESSMENT),
]
"""What becomes of a lie when the checks that find it out are switched off. Where it still fails, another check stands
behind: the number that no source has, the words that no source has, the speaker of the sentence."""


@pytest.fixture(scope="module")
def lying(tmp_path_factory: pytest.TempPathFactory) -> CheckedBrief:
    with cassettes.played("lies") as base_url:
        return brief(base_url, tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def asked_again() -> str:
    """What the model was told of the sentences that failed."""
    recorded = yaml.safe_load((cassettes.FOLDER / "lies.yaml").read_text(encoding="utf-8"))
    return str(json.loads(recorded["interactions"][-1]["request"]["body"])["messages"][-1]["content"])


def checked_again(lying: CheckedBrief, claim: str) -> CheckedClaim:
    return checking.check(lying.draft, lying.sources, yardstick=PHIA)[claim]


def switch_off(monkeypatch: pytest.MonkeyPatch, check: str) -> None:
    """Takes a check off the list it stands on."""
    lists = [name for name in ("PASSAGE", "ALONE", "QUOTES") if check in getattr(checks, name)]
    assert lists, f"no check {check!r}"
    for name in lists:
        left = {each: run for each, run in getattr(checks, name).items() if each != check}
        monkeypatch.setattr(checks, name, left)  # a fresh one: the order of checks must outlive this test


def reasons(checked: CheckedClaim) -> set[str]:
    return {reason.check for reason in checked.reasons}


@pytest.mark.parametrize(("claim", "expected", "check"), [(id, *found) for id, found in CAUGHT.items()])
def test_each_lie_is_caught_for_its_reason(lying: CheckedBrief, claim: str, expected: Verdict, check: str) -> None:
    caught = lying.claims[claim]
    assert (caught.verdict, check in reasons(caught)) == (expected, True), caught.reasons


@pytest.mark.parametrize(("claim", "expected"), QUOTED.items())
def test_quotations_have_verdicts_of_their_own(lying: CheckedBrief, claim: str, expected: QuoteVerdict) -> None:
    assert [quote.verdict for quote in lying.claims[claim].quotes] == [expected]


def test_an_altered_quotation_shows_the_difference(lying: CheckedBrief) -> None:
    detail = lying.claims["p4.2"].quotes[0].detail
    assert all(word in detail for word in ("mild", "tough", "may", "must"))


def test_a_wrong_speaker_is_named_beside_the_right_one(lying: CheckedBrief) -> None:
    detail = lying.claims["p4.1"].quotes[0].detail
    assert "Merz" in detail
    assert "Starmer" in detail


def test_no_honest_sentence_is_caught_with_them(lying: CheckedBrief) -> None:
    others = {id: checked for id, checked in lying.claims.items() if id not in CAUGHT}
    caught = [(checked.claim.text, checked.reasons) for checked in others.values() if checked.verdict in FAILED]
    assert not caught


def test_the_model_is_told_of_each_lie_and_why(asked_again: str) -> None:
    for claim in (*CAUGHT, MENDED):
        assert f"{claim}" in asked_again
    for words in ("1,500", "101.99", "half"):
        assert words in asked_again


def test_a_lie_taken_back_is_taken_back(lying: CheckedBrief) -> None:
    mended = lying.claims[MENDED]
    assert "almost a fifth" in mended.claim.text
    assert mended.verdict is Verdict.SUPPORTED


def test_no_lie_stands_on_a_place_that_bears_it_out(lying: CheckedBrief) -> None:
    """What is said to support a lie may only be what it has in common with the truth."""
    for id, (expected, _) in CAUGHT.items():
        if expected is Verdict.CONTRADICTED:
            assert all(evidence.stance.value == "contradicts" for evidence in lying.claims[id].evidence), id


@pytest.mark.parametrize(("claim", "off", "expected"), WITHOUT)
def test_each_check_bears_weight(
    lying: CheckedBrief, monkeypatch: pytest.MonkeyPatch, claim: str, off: tuple[str, ...], expected: Verdict
) -> None:
    assert checked_again(lying, claim) == lying.claims[claim]
    for check in off:
        switch_off(monkeypatch, check)
    after = checked_again(lying, claim)
    assert after.verdict is expected
    assert not after.quotes
    if after.verdict is not Verdict.DISPUTED:  # by another wording of the quotation, which is a check of its own
        assert CAUGHT[claim][1] not in reasons(after)


def test_the_search_for_evidence_bears_weight(lying: CheckedBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that no source makes would pass if a sentence did not have to say most of it."""
    monkeypatch.setattr(verdict, "enough", lambda _: True)
    assert checked_again(lying, "p1.4").verdict is Verdict.SUPPORTED


def test_doubts_about_honest_sentences_come_from_the_garbled_article(lying: CheckedBrief) -> None:
    honest = {id: checked for id, checked in in_text(lying).items() if id not in CAUGHT}
    assert_doubts_come_from_planted_errors(honest)
