"""A dask cluster that is there already: the same results, a lost worker costs nothing, errors say what to do."""

import asyncio
import http.server
import socketserver
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing import __version__
from briefing.engine import Lost
from briefing.engine import dask as engines
from briefing.engine.dask import Dask
from briefing.errors import EngineError, UsageError
from tests.engine import tasks
from tests.loopback import Loopback

distributed = pytest.importorskip("distributed")
dask = pytest.importorskip("dask")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as found,
    ):
        yield found


@pytest.fixture(autouse=True)
def workers(request: pytest.FixtureRequest) -> None:
    """Those that a test before has killed are there again."""
    if "cluster" in request.fixturenames:
        request.getfixturevalue("cluster").wait_for_workers(2, timeout=120)


def test_results_come_in_the_order_of_the_items(cluster: Any) -> None:
    with Dask(cluster.scheduler_address) as engine:
        assert list(engine.each(tasks.slowly_doubled, range(12))) == [2 * number for number in range(12)]
        assert list(engine.each(tasks.doubled, range(3))) == [0, 2, 4]


def test_what_the_work_raises_is_raised(cluster: Any) -> None:
    with Dask(cluster.scheduler_address) as engine, pytest.raises(KeyError):
        list(engine.each(tasks.refused, range(6)))


def test_a_worker_that_is_killed_costs_nothing(cluster: Any, tmp_path: Path) -> None:
    items = [(number, tmp_path / "killed") for number in range(8)]
    with Dask(cluster.scheduler_address) as engine:
        assert list(engine.each(tasks.killed_once, items)) == [2 * number for number in range(8)]
    assert (tmp_path / "killed").exists()


def test_an_item_that_ends_every_worker_is_lost_and_no_other(cluster: Any) -> None:
    with Dask(cluster.scheduler_address) as engine:
        results = list(engine.each(tasks.always_killed, [0, 1, 2, 3]))
    assert isinstance(results[3], Lost)
    assert results[:3] == [0, 2, 4]


def test_a_worker_of_another_version_is_refused(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "__version__", "0.0.1")
    with pytest.raises(EngineError, match=r"and this is 0\.0\.1") as caught:
        Dask(cluster.scheduler_address)
    assert "same version" in caught.value.help


def test_a_worker_that_comes_later_is_asked_as_well(cluster: Any, tmp_path: Path) -> None:
    """What it makes might be other bytes: it does nothing, and its work is an error that names both versions."""
    items = [(number, tmp_path) for number in range(4)]
    with (
        Dask(cluster.scheduler_address) as engine,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        client.run(tasks.become, "0.0.9")
        try:
            with pytest.raises(
                EngineError, match=rf"'tcp://.*' has briefing 0\.0\.9, and this is {__version__}"
            ) as caught:
                list(engine.each(tasks.noted, items))
            assert "same version" in caught.value.help
            assert list(tmp_path.iterdir()) == []
        finally:
            client.run(tasks.become, __version__)
        assert list(engine.each(tasks.doubled, [1])) == [2]


def test_a_worker_that_comes_without_the_program_is_told() -> None:
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as found,
        Dask(found.scheduler_address) as engine,
        distributed.Client(found, set_as_default=False) as client,
    ):
        client.run(tasks.lose_the_program)
        with pytest.raises(EngineError, match="a dask worker has no briefing: No module named 'briefing'") as caught:
            list(engine.each(tasks.doubled, range(4)))
        assert f"Install briefing {__version__}" in caught.value.help


def test_a_scheduler_without_a_worker_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 1)

    async def attempt() -> None:
        async with distributed.Scheduler(dashboard=False, dashboard_address=":0", port=0) as scheduler:
            with pytest.raises(EngineError, match="has no worker"):
                await asyncio.to_thread(Dask, scheduler.address)

    asyncio.run(attempt())


def test_a_scheduler_that_goes_away_is_told_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as found,
        Dask(found.scheduler_address) as engine,
        pytest.raises(EngineError, match="the dask scheduler is gone"),
    ):
        for _ in engine.each(tasks.where, range(1000)):
            found.close()
    assert capfd.readouterr().err == ""


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 1)
    with pytest.raises(EngineError, match=r"no dask scheduler answers at 'tcp://127\.0\.0\.1:1'"):
        Dask("tcp://127.0.0.1:1")


class _Silent(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.request.recv(1)
        time.sleep(5)


@pytest.mark.parametrize("handler", [_Silent, http.server.SimpleHTTPRequestHandler])
def test_who_answers_and_is_no_scheduler_is_given_up(
    handler: type[socketserver.BaseRequestHandler],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(engines, "_PATIENCE", 1)
    monkeypatch.setattr(http.server.SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    with Loopback(handler) as server, pytest.raises(EngineError, match="no dask scheduler answers"):
        Dask(f"tcp://127.0.0.1:{server.port}")
    assert "Traceback" not in capfd.readouterr().err


def test_certificates_that_are_not_configured_are_told() -> None:
    with pytest.raises(EngineError, match=r"cannot speak to 'tls://127\.0\.0\.1:1'") as caught:
        Dask("tls://127.0.0.1:1")
    assert "certificates" in caught.value.help


@pytest.mark.parametrize("address", ["", "127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://127.0.0.1", "tcp://a b:1"])
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a scheduler"):
        Dask(address)
