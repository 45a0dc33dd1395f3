"""What fails at one claim of the second judge is told of that claim, and of no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.checking.judge import Judge
from briefing.domain.claim import Verdict
from briefing.domain.endpoint import Endpoint, Terms
from briefing.llm import retrying
from tests.scripted_server import Answer, completion, failure

from .test_judge import FERRY, OTHER, TRUE, Court, opinion, told


@pytest.mark.parametrize(
    ("terms", "turns"),
    [
        (Terms(offline=True), []),
        (Terms(), [failure(401, "bad key")]),
        (Terms(), [failure(402, "no money")]),
        (Terms(max_tokens=1), []),
    ],
    ids=["offline", "wrong key", "no money", "limit used up"],
)
def test_a_fault_at_one_claim_keeps_no_stored_opinion_from_being_heard(
    tmp_path: Path, terms: Terms, turns: list[Answer]
) -> None:
    court = Court(tmp_path, [completion(opinion("unsupported")), *turns], [FERRY, OTHER])
    known, new = court.checked(TRUE), court.checked("The ferry Halcyon ran aground off Skagen in May 2023.")
    assert known.verdict is new.verdict is Verdict.SUPPORTED
    base = Endpoint(model="scripted", base_url=court.server.base_url)
    with court.server:
        with Judge.open(base, prompts=None, store=tmp_path) as judge:
            judge.judge([known], court.index)
        with Judge.open(replace(base, terms=terms), prompts=None, store=tmp_path) as judge:
            heard = [judge.judge([each], court.index)[0] for each in (new, known, new, known)]
            assert judge.failed == 2
    assert [each.verdict for each in heard] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED] * 2
    assert ["could not be asked" in told(each) for each in heard] == [True, False] * 2
    assert len(court.server.requests) == 1 + len(turns)


def test_trouble_of_a_server_at_one_claim_does_not_keep_the_next_from_being_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "ATTEMPTS", 1)
    court = Court(tmp_path, [failure(500, "trouble"), completion(opinion("unsupported"))], [FERRY, OTHER])
    with court.sitting() as judge:
        verdicts = [judge.judge([court.checked(TRUE)], court.index)[0].verdict for _ in range(2)]
    assert verdicts == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
