"""What a second judge would cost: asked as in a run, with a typical opinion in the place of those not in the store."""

import json
from pathlib import Path

from briefing.asking.dry import DrySession
from briefing.checking.judge import question
from briefing.checking.judge.judge import Judge, rehearse
from briefing.domain.brief import Cost
from briefing.domain.endpoint import Endpoint
from briefing.domain.estimate import Estimate
from briefing.llm.request import Request

_REASON = "Sentence 1 says so of the same people and the same day, and gives the same number of what is counted."


class DryJudge(Judge):
    """Asks nobody, and bears every claim out."""

    def __init__(self, session: DrySession) -> None:
        super().__init__(session)
        self._dry = session

    @classmethod
    def dry(cls, endpoint: Endpoint, *, prompts: Path | None, store: Path) -> "DryJudge":
        """For arguments and errors see `DrySession.dry`."""
        return cls(_Judging.dry(endpoint, prompts=prompts, store=store, rehearse=rehearse))

    @property
    def estimate(self) -> Estimate:
        """Of all claims judged so far."""
        return self._dry.estimate((question.STAGE,), again=Cost())


class _Judging(DrySession):
    def typical(self, request: Request) -> str:
        del request
        return json.dumps({"reason": _REASON, "supports": [1], "contradicts": [], "verdict": "supported"})
