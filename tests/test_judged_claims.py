"""Claims before the checks and a scripted second judge, as the cassette plays it."""

import pytest

from briefing.domain.claim import CheckedClaim, Stance, Verdict
from tests import cassettes
from tests.record import judged


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckedClaim]:
    with cassettes.played("judge") as base_url:
        return judged(base_url, tmp_path_factory.mktemp("store"))


@pytest.mark.parametrize(
    ("name", "verdict", "says"),
    [
        ("confirmed", Verdict.SUPPORTED, "model scripted agrees by 101 [characters "),
        ("lowered", Verdict.DISPUTED, "calls it disputed by 105 [characters "),
        ("lifting", Verdict.CONTRADICTED, "calls it supported by 105 [characters "),
    ],
)
def test_verdict_and_report(claims: dict[str, CheckedClaim], name: str, verdict: Verdict, says: str) -> None:
    checked = claims[name]
    assert checked.verdict is verdict
    (told,) = [reason.detail for reason in checked.reasons if reason.check == "judge"]
    assert says in told


def test_a_disputed_claim_shows_both_sides(claims: dict[str, CheckedClaim]) -> None:
    sides = {place.stance: place.source for place in claims["lowered"].evidence}
    assert sides == {Stance.SUPPORTS: "101", Stance.CONTRADICTS: "105"}


def test_what_lifts_nothing_is_told_as_such(claims: dict[str, CheckedClaim]) -> None:
    assert any("which stands" in reason.detail for reason in claims["lifting"].reasons)
