"""Requests left to the vendor's batch service: sent once, collected later, at the lower price."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.domain.brief import CheckedBrief
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.errors import BudgetError, EndpointError, PendingError
from briefing.pipeline import make_brief
from briefing.rendering import as_json
from briefing.settings import Settings
from tests.batch_server import BatchServer
from tests.obliging import article, obliged
from tests.scripted_server import Answer, ScriptedServer, failure

PRICES = """
date = 2026-11-22
[models.scripted]
context = 100000
longest_reply = 10000
input = 2
output = 8
batch = 0.5
"""


class Night:
    """Runs of the same three articles, with one store."""

    def __init__(self, folder: Path, server: BatchServer) -> None:
        self._folder = folder
        self.server = server
        folder.mkdir(exist_ok=True)
        (folder / "models.toml").write_text(PRICES)
        for number in range(3):
            (folder / f"{number}.txt").write_text(article(number, words=80))
        self.terms = Terms(batch=True, models=folder / "models.toml")

    def run(self, *, base_url: str | None = None, store: str = "store", **terms: object) -> CheckedBrief:
        endpoint = Endpoint(
            model="scripted",
            base_url=base_url or self.server.base_url,
            api_key="sk-a-secret",
            terms=replace(self.terms, **terms),  # type: ignore[arg-type]
        )
        settings = Settings(
            sources=tuple(str(path) for path in sorted(self._folder.glob("*.txt"))),
            date=date(2025, 4, 1),
            endpoint=endpoint,
            store=self._folder / store,
        )
        return make_brief(settings, stdin=bytes, watch=Unwatched())

    def pending(self, *, store: str = "store", **terms: object) -> PendingError:
        with pytest.raises(PendingError) as caught:
            self.run(store=store, **terms)
        return caught.value

    def stages(self, batch: str) -> list[str]:
        bodies = [line["body"] for line in self.server.requests(batch)]
        return [body["response_format"]["json_schema"]["name"] for body in bodies]


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    with BatchServer(obliged) as server:
        yield Night(tmp_path, server)


def test_each_stage_is_one_batch_and_the_brief_costs_half(night: Night) -> None:
    assert "3 requests are with the endpoint (batch 'batch_1': 0 of 3 answered)" in str(night.pending())
    assert night.stages("batch_1") == ["summarize"] * 3
    night.server.work()
    assert "1 request is with the endpoint (batch 'batch_2'" in str(night.pending())
    assert night.stages("batch_2") == ["consolidate"]
    night.server.work()
    brief = night.run()
    assert len(night.server.batches) == 2

    with ScriptedServer(reply=obliged) as server:
        at_once = night.run(base_url=server.base_url, store="another", batch=False)
    assert at_once.draft.cost.usd
    assert brief.draft.cost.usd == pytest.approx(at_once.draft.cost.usd / 2)
    halved = replace(brief, draft=replace(brief.draft, costs=at_once.draft.costs))
    assert as_json.render(halved) == as_json.render(at_once)


def test_what_is_with_the_vendor_is_not_sent_twice(night: Night) -> None:
    first, second = night.pending(), night.pending()
    assert str(first) == str(second)
    assert first.exit_code == 12
    assert len(night.server.batches) == 1


def test_an_answer_lost_on_the_way_makes_no_second_batch(night: Night) -> None:
    """The vendor has made the batch and answers 500: asked again, it is found by our name for it."""
    night.server.faults = [Answer(status=0)]
    night.pending()
    assert len(night.server.batches) == 1
    night.server.work()
    night.pending()
    assert night.stages("batch_2") == ["consolidate"]


def test_a_vendor_that_makes_the_batch_and_never_says_so_makes_no_second_one(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.llm.retrying.ATTEMPTS", 1)
    night.server.faults = [Answer(status=0)]
    with pytest.raises(EndpointError):
        night.run()
    assert "with the endpoint (batch 'batch_1'" in str(night.pending())
    assert len(night.server.batches) == 1


def test_a_run_killed_while_it_sends_finds_its_batch_again(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.store.batches import BatchStore

    kept = BatchStore.keep
    with monkeypatch.context() as patch:

        def killed(self: BatchStore, batch: object) -> None:
            kept(self, batch)  # type: ignore[arg-type]
            if getattr(batch, "id", None):
                raise KeyboardInterrupt

        patch.setattr(BatchStore, "keep", lambda self, batch: killed(self, batch) if batch.id else kept(self, batch))
        with pytest.raises(KeyboardInterrupt):
            night.run()
    night.pending()
    assert len(night.server.batches) == 1


def test_what_a_batch_left_undone_goes_with_the_next(night: Night) -> None:
    night.pending()
    night.server.work(only=1, status="expired")
    night.pending()
    assert night.stages("batch_2") == ["summarize"] * 2


def test_an_expired_batch_is_not_taken_for_the_next_one_of_the_same_requests(night: Night) -> None:
    """None was answered; then the vendor is in trouble at first, and asked for our name of the new batch."""
    night.pending()
    night.server.work(only=0, status="expired")
    night.server.faults = [failure(500)]
    assert "with the endpoint (batch 'batch_2'" in str(night.pending())
    assert night.stages("batch_2") == ["summarize"] * 3


def test_a_request_that_is_refused_costs_its_source(night: Night) -> None:
    answers = iter([failure(400, "no such thing")])
    night.server._reply = lambda request: next(answers, None) or obliged(request)
    night.pending()
    night.server.work()
    night.pending()
    night.server.work()
    brief = night.run()
    (skipped,) = brief.skipped
    assert "no such thing" in skipped.reason
    assert len(night.server.batches) == 2, "what was refused is not sent again for this brief"
    night.pending()
    assert night.stages("batch_3") == ["summarize"], "but for the next"


def test_what_one_brief_was_refused_is_not_sent_again_because_another_is_finished(tmp_path: Path) -> None:
    """Two briefs of one store, the second of one article more, which is refused."""

    def reply(request: dict[str, object]) -> Answer:
        return failure(400, "no such thing") if "number 3" in str(request) else obliged(request)

    store = str(tmp_path / "store")
    with BatchServer(reply) as server:
        first, second = Night(tmp_path / "first", server), Night(tmp_path / "second", server)
        (tmp_path / "second" / "3.txt").write_text(article(3, words=80))
        first.pending(store=store)
        second.pending(store=store)
        server.work()
        first.pending(store=store)
        server.work()
        first.run(store=store)
        (skipped,) = second.run(store=store).skipped
        assert "no such thing" in skipped.reason
        stages = [second.stages(batch) for batch in server.batches]
        assert stages == [["summarize"] * 3, ["summarize"], ["consolidate"]], "what is left is the first brief again"


@pytest.mark.parametrize("response", ["gone wrong", ["gone wrong"], 7, {"status_code": 200, "body": "gone wrong"}])
def test_an_answer_of_another_form_is_a_refusal(night: Night, response: object) -> None:
    night.pending()
    night.server.work()
    first, *others = night.server.files["output-batch_1"].splitlines()
    broken = json.dumps({"custom_id": json.loads(first)["custom_id"], "response": response, "error": None})
    night.server.files["output-batch_1"] = "\n".join([broken, *others])
    night.pending()
    night.server.work()
    (skipped,) = night.run().skipped
    assert "no reply" in skipped.reason
    assert "gone wrong" in skipped.reason or response == 7


def test_the_rest_can_be_asked_at_once(night: Night) -> None:
    """The user has no more time: what is stored is used, and the endpoint is asked for the rest."""
    night.pending()
    night.server.work()
    night.pending()
    night.run(batch=False)
    assert night.server.at_once == 1, "the joint request alone"


def test_a_batch_beyond_the_budget_is_not_sent(night: Night) -> None:
    from decimal import Decimal

    with pytest.raises(BudgetError):
        night.run(budget=Decimal("0.001"))
    assert not night.server.batches
