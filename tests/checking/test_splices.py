"""Sentences cut short in the wrong place, and others cut short in the right one."""

import pytest

from briefing.domain.claim import Verdict
from tests.checking.conftest import Check

FAIR = (
    "The airline has a new fare deal and is announcing it with puppet jokes. "
    "Reker is charged with planning the robbery of the mint. "
    "The kiosk could enable bird lovers to earn money from their hobby. "
    "Envoys may disengage from mediation efforts in June. "
    "Lund rejected the minister's appeal and left the hall."
)
LIES = [
    "The airline has a new fare deal with puppet.",
    "Reker is charged with the robbery of the mint.",
    "The kiosk could earn money from their hobby.",
]
TRUE = [
    "The airline is announcing a new fare deal with puppet jokes.",
    "Reker is charged with planning the robbery.",
    "Bird lovers could earn money with the kiosk.",
    "Envoys may disengage from mediation in June.",
]


@pytest.mark.parametrize("lie", LIES)
def test_a_bad_cut_is_seen(check: Check, lie: str) -> None:
    assert check(lie, FAIR).verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


@pytest.mark.parametrize("claim", TRUE)
def test_a_good_cut_is_borne_out(check: Check, claim: str) -> None:
    checked = check(claim, FAIR)
    assert checked.verdict is Verdict.SUPPORTED, checked.reasons
