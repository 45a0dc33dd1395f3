"""Briefs by story with a model: one allowance for all of them, nothing paid twice, the same bytes on a cluster."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.collection import Collection
from briefing.domain.endpoint import Endpoint, Terms
from briefing.engine import Here
from briefing.engine.dask import Dask
from briefing.errors import AuthenticationError, BudgetError, PendingError, RateLimitError
from tests.batch_server import BatchServer
from tests.collection.piles import collected, contents, pile
from tests.killing import kept
from tests.obliging import obliged
from tests.runs import words
from tests.scripted_server import Answer, ScriptedServer, failure


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return pile(tmp_path / "articles")


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply=obliged, delay=0.1) as found:
        yield found


def endpoint(server: ScriptedServer | BatchServer, **terms: Any) -> Endpoint:
    return Endpoint(model="scripted", base_url=server.base_url, api_key="none", terms=Terms(**terms))


def test_what_was_paid_for_stands_on_the_page_and_is_not_paid_again(
    articles: Path, server: ScriptedServer, tmp_path: Path
) -> None:
    first = collected(articles, tmp_path / "out", endpoint=endpoint(server))
    asked = len(server.requests)
    assert first.cost.calls == asked > 10
    assert f"*{asked} calls, " in (tmp_path / "out" / "index.md").read_text(encoding="utf-8")
    before = contents(tmp_path / "out")
    collected(articles, tmp_path / "out", endpoint=endpoint(server))
    assert len(server.requests) == asked
    assert contents(tmp_path / "out") == before


def test_a_limit_is_one_for_all_briefs(articles: Path, server: ScriptedServer, tmp_path: Path) -> None:
    limit = 15_000  # all four take 14,141, and each call sets aside what it can take at most
    some = collected(articles, tmp_path / "out", endpoint=endpoint(server, max_tokens=limit))
    made = [entry.error is None for entry in some.entries]
    assert True in made
    assert False in made
    assert made == sorted(made, reverse=True)  # the first that could not be paid ends it
    assert {type(entry.error) for entry in some.entries if entry.error} == {BudgetError}
    asked = len(server.requests)
    assert some.cost.calls == asked  # those of the brief that was not finished too
    assert some.cost.tokens_in + some.cost.tokens_out <= limit
    whole = collected(articles, tmp_path / "out", endpoint=endpoint(server))
    assert all(entry.error is None for entry in whole.entries)
    assert max(Counter(map(words, server.requests)).values()) == 1
    assert len(server.requests) > asked


def test_a_pace_is_one_for_all_briefs(
    articles: Path, server: ScriptedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.llm import pace

    monkeypatch.setattr(pace, "WINDOW", 1.0)
    started: list[float] = []
    turn = pace.Pace.turn

    async def noting(self: pace.Pace, *asked: Any) -> None:
        await turn(self, *asked)
        started.append(self._starts[-1][0])  # by its own clock: the machine may be slow behind it

    monkeypatch.setattr(pace.Pace, "turn", noting)
    collected(articles, tmp_path / "out", endpoint=endpoint(server, requests_per_minute=5))
    assert len(started) > 10
    assert all(later - earlier >= 1.0 - 1e-6 for earlier, later in zip(started, started[5:], strict=False))


def test_what_ails_every_brief_is_met_once(articles: Path, tmp_path: Path) -> None:
    refusing = ScriptedServer(reply=lambda _: failure(401, "wrong key", code="invalid_api_key"))
    with refusing as server, pytest.raises(AuthenticationError):
        collected(articles, tmp_path / "out", endpoint=endpoint(server, concurrency=1))
    assert len(server.requests) == 1
    assert contents(tmp_path / "out") == {}


def refused(request: dict[str, Any]) -> Answer:
    """The one article on the comet of two is not read."""
    return failure(400, "no such thing") if "Student Adamek" in words(request) else obliged(request)


def test_batches_come_to_an_end_though_a_request_is_refused_and_each_is_looked_at_once_a_run(
    articles: Path, tmp_path: Path
) -> None:
    """The comet's brief is done, without one of its articles, in nights in which the strike's is waited for."""
    for path in (*articles.glob("b*.txt"), *articles.glob("empty.txt")):
        path.unlink()

    def night(*, busy: bool) -> Collection | None:
        waiting = {id: batch for id, batch in server.batches.items() if batch["status"] != "completed"}
        for id, batch in waiting.items():
            batch["status"] = "validating" if busy and "Nurse" in str(server.requests(id)) else "in_progress"
        server.work()
        server.looked_at.clear()
        try:
            found = collected(articles, tmp_path / "out", endpoint=endpoint(server, batch=True))
        except PendingError:
            found = None
        assert sorted(server.looked_at) == sorted(waiting)
        return found

    def sent() -> list[str]:
        return [words(line["body"]) for id in server.batches for line in server.requests(id)]

    with BatchServer(refused) as server:
        busy = [night(busy=True) for _ in range(5)]
        assert [type(entry.error) for found in busy[3:] if found for entry in found.entries] == [
            PendingError,
            type(None),
        ] * 2
        nights = (night(busy=False) for _ in range(4))
        done = next(found for found in nights if found and not any(entry.error for entry in found.entries))
        assert [len(entry.skipped) for entry in done.entries] == [0, 1]
        assert max(Counter(sent()).values()) == 1
        before = len(sent())
        night(busy=False)
        assert len(sent()) == before + 1, "what was refused is sent again for the next briefs"


def test_a_web_page_at_the_beginning_of_a_later_brief_is_tried_again(articles: Path, tmp_path: Path) -> None:
    """The endpoint has answered for the first: so there is one, and no login stands before it."""
    begun: list[str] = []

    def reply(request: dict[str, Any]) -> Answer:
        if "Nurse Adamek" in words(request) and not begun:
            begun.append("strike")
            return Answer(body="<html><body>back in a minute</body></html>")
        return obliged(request)

    with ScriptedServer(reply=reply) as server:
        found = collected(articles, tmp_path / "out", endpoint=endpoint(server, concurrency=1))
    assert begun
    assert [entry.error for entry in found.entries] == [None] * 4


def test_a_brief_begins_no_sooner_than_the_endpoint_wants_after_the_one_before(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.llm.retrying.ATTEMPTS", 1)
    asked: list[tuple[float, bool]] = []

    def reply(request: dict[str, Any]) -> Answer:
        joint = request["response_format"]["json_schema"]["name"] == "consolidate"
        last = joint and not any(refused for _, refused in asked)
        asked.append((time.monotonic(), last))
        return failure(429, retry_after="1") if last else obliged(request)

    with ScriptedServer(reply=reply) as server:
        found = collected(articles, tmp_path / "out", endpoint=endpoint(server))
    assert [type(entry.error) for entry in found.entries] == [RateLimitError, *[type(None)] * 3]
    ((at, then),) = [(earlier, later) for (earlier, refused), (later, _) in pairwise(asked) if refused]
    assert then - at > 0.95


def test_what_the_endpoint_does_not_know_is_learnt_once_for_all_briefs(articles: Path, tmp_path: Path) -> None:
    def reply(request: dict[str, Any]) -> Answer:
        if "max_tokens" in request:
            return failure(400, "max_tokens is unknown here")
        return obliged(request)

    with ScriptedServer(reply=reply) as server:
        found = collected(articles, tmp_path / "out", endpoint=endpoint(server, concurrency=1))
        rejected = ["max_tokens" in request for request in server.requests]
    assert [entry.error for entry in found.entries] == [None] * 4
    assert rejected == [True, *[False] * (len(rejected) - 1)]


def test_a_cluster_makes_the_same_briefs_though_a_worker_is_killed_and_pays_nothing_twice(
    articles: Path, server: ScriptedServer, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    collected(articles, tmp_path / "here" / "out", engine=Here(), endpoint=endpoint(server))
    server.requests.clear()
    home = tmp_path / "there"
    stored: set[str] = set()

    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        ended = threading.Event()

        def kill() -> None:
            while len(server.requests) < 8:  # the first sources of two stories are 6: some are stored by now
                if ended.wait(0.005):
                    return
            with distributed.Client(cluster, set_as_default=False) as client:
                pids = client.run(os.getpid)
            os.kill(next(iter(pids.values())), signal.SIGKILL)
            stored.update(kept(home / "store")[0])

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        try:
            with Dask(cluster.scheduler_address) as engine:
                collected(articles, home / "out", engine=engine, endpoint=endpoint(server))
        finally:
            ended.set()
            killer.join()

    assert contents(home / "out") == contents(tmp_path / "here" / "out")
    again = Counter(map(words, server.requests))
    assert stored
    assert all(again[each] == 1 for each in stored)
    assert sum(again.values()) - len(again) <= 2 * Terms().concurrency  # in flight, or on their way to the disk
