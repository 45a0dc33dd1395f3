"""What a claim leaves out: the condition, the verb in between, that somebody would not say."""

import pytest

from briefing.domain.claim import Verdict
from tests.checking.conftest import Check

FERRY = (
    "If the harbour board refuses, the crews will block the ferry ramp, Oda Lien said. "
    "The board and the crews agreed to discuss the night shift on Monday. "
    "A spokesman for the coast guard, Jon Dahl, said that it was too early to speak of a single cause "
    "of the two leaks. "
    "The shipyard will repair the ferry in May unless the insurer objects. "
    "The inspector could not say whether the hull was sound. "
    "The board sold the old pier if only to please the bank."
)
LIES = [
    "The crews will block the ferry ramp.",
    "Oda Lien said that the crews would block the ferry ramp.",
    "The shipyard will repair the ferry in May.",
    "The board and the crews agreed to the night shift on Monday.",
    "The night shift was agreed on Monday.",
    "Jon Dahl said that the two leaks had a single cause.",
    "The inspector said that the hull was sound.",
]
TRUE = [
    "Oda Lien said that the crews would block the ferry ramp if the harbour board refuses.",
    "The crews may block the ferry ramp.",
    "The board and the crews agreed to discuss the night shift.",
    "Jon Dahl said it was too early to speak of a single cause of the two leaks.",
    "The inspector could not say whether the hull was sound.",
    "The board sold the old pier.",
]


@pytest.mark.parametrize("lie", LIES)
def test_what_is_left_out_is_missed(check: Check, lie: str) -> None:
    assert check(lie, FERRY).verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


@pytest.mark.parametrize("claim", TRUE)
def test_what_is_kept_is_borne_out(check: Check, claim: str) -> None:
    checked = check(claim, FERRY)
    assert checked.verdict is Verdict.SUPPORTED, checked.reasons
