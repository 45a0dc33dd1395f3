"""Briefs by story with a model: one allowance for all of them, nothing paid twice, the same bytes on a cluster."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.endpoint import Endpoint, Terms
from briefing.engine import Here
from briefing.engine.dask import Dask
from briefing.errors import AuthenticationError, BudgetError
from tests.collection.piles import collected, contents, pile
from tests.killing import kept
from tests.obliging import obliged
from tests.runs import words
from tests.scripted_server import ScriptedServer, failure


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return pile(tmp_path / "articles")


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(reply=obliged, delay=0.1) as found:
        yield found


def endpoint(server: ScriptedServer, **terms: Any) -> Endpoint:
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
    arrived: list[float] = []
    whole = server.answer

    def noting(*asked: Any) -> Any:
        arrived.append(time.monotonic())
        return whole(*asked)

    monkeypatch.setattr(server, "answer", noting)
    collected(articles, tmp_path / "out", endpoint=endpoint(server, requests_per_minute=5))
    assert len(arrived) > 10
    assert all(later - earlier > 0.8 for earlier, later in zip(arrived, arrived[5:], strict=False))


def test_what_ails_every_brief_is_met_once(articles: Path, tmp_path: Path) -> None:
    with ScriptedServer(reply=lambda _: failure(401, "wrong key", code="invalid_api_key")) as server:
        none = collected(articles, tmp_path / "out", endpoint=endpoint(server, concurrency=1))
    assert [type(entry.error) for entry in none.entries] == [AuthenticationError] * 4
    assert len(server.requests) == 1
    assert sorted(contents(tmp_path / "out")) == ["index.json", "index.md"]


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

        def kill() -> None:
            while len(server.requests) < 8:  # the first sources of two stories are 6: some are stored by now
                time.sleep(0.005)
            with distributed.Client(cluster, set_as_default=False) as client:
                pids = client.run(os.getpid)
            os.kill(next(iter(pids.values())), signal.SIGKILL)
            stored.update(kept(home / "store")[0])

        killer = threading.Thread(target=kill)
        killer.start()
        with Dask(cluster.scheduler_address) as engine:
            collected(articles, home / "out", engine=engine, endpoint=endpoint(server))
        killer.join()

    assert contents(home / "out") == contents(tmp_path / "here" / "out")
    again = Counter(map(words, server.requests))
    assert stored
    assert all(again[each] == 1 for each in stored)
    assert sum(again.values()) - len(again) <= 2 * Terms().concurrency  # in flight, or on their way to the disk
