"""Callers side by side: what several of them ask is paid for once, and an interruption loses no reply that has come."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from briefing.domain.brief import Cost
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.errors import UnreachableError
from briefing.llm.client import Client
from briefing.llm.keeping import Keeping
from briefing.llm.purse import Charge, Reservation
from briefing.llm.request import Request
from briefing.llm.wire import Wire
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.scripted_server import Answer, ScriptedServer, completion, failure

REQUEST = Request(
    stage="judge", about="claim 'k1'", system="Judge.", user="A claim", schema={}, schema_instruction="In JSON."
)


def asked(client: Client, *requests: Request) -> list[Any]:
    """What comes of all at once: replies, and errors in their place."""

    async def at_once() -> list[Any]:
        try:
            return await asyncio.gather(*(client.complete(each) for each in requests), return_exceptions=True)
        finally:
            await client.close()

    return asyncio.run(at_once())


@pytest.mark.parametrize("refresh", [False, True])
def test_what_two_ask_at_once_is_paid_for_once(tmp_path: Path, refresh: bool) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    with ScriptedServer(turns=[completion('{"first": 1}', sent=70), completion('{"second": 2}', sent=70)]) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url, terms=Terms(refresh=refresh))
        client = Client(endpoint, store=store)
        one, two = asked(client, REQUEST, replace(REQUEST, about="claim 'p1.1'"))
    assert len(server.requests) == 1
    assert one.text == two.text == '{"first": 1}'
    assert client.costs["judge"] == Cost(calls=1, tokens_in=70, tokens_out=one.cost.tokens_out)


def test_where_the_first_of_two_is_refused_the_second_is_asked(tmp_path: Path) -> None:
    store = ReplyStore(tmp_path / "replies.sqlite")
    with ScriptedServer(turns=[completion(None, refusal="no", sent=70), completion("{}", sent=70)]) as server:
        client = Client(Endpoint(model="scripted", base_url=server.base_url), store=store)
        outcomes = asked(client, REQUEST, REQUEST)
    assert sorted(type(each).__name__ for each in outcomes) == ["RefusalError", "Reply"]
    assert client.costs["judge"].calls == len(server.requests) == 2, "both were paid for"


def test_an_interruption_loses_no_reply_that_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve replies have come, and one thread writes them: eleven still wait for it when the run is cancelled."""
    count, come, writing, released = 12, asyncio.Semaphore(0), Event(), Event()
    keep = Keeping.keep

    async def kept(self: Keeping, *arguments: Any, **others: Any) -> None:
        come.release()
        await keep(self, *arguments, **others)

    class SlowDisk(ReplyStore):
        def put(self, key: str, **values: Any) -> None:
            writing.set()
            released.wait(120)
            super().put(key, **values)

    monkeypatch.setattr(Keeping, "keep", kept)
    store = SlowDisk(tmp_path / "replies.sqlite")

    async def interrupted(client: Client) -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        tasks = [asyncio.ensure_future(client.complete(replace(REQUEST, user=str(each)))) for each in range(count)]
        for _ in range(count):
            await come.acquire()
        assert writing.wait(120)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await client.close()
        released.set()

    with ScriptedServer(reply=lambda _: completion("{}")) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url, terms=Terms(concurrency=count))
        client = Client(endpoint, store=store)
        asyncio.run(interrupted(client))
        assert all(client.holds(replace(REQUEST, user=str(each))) for each in range(count))


def test_who_waits_for_what_others_may_leave_of_the_limit_holds_no_slot() -> None:
    """Two calls of which one may take all that is left: the second waits until the first has taken less."""
    arrived, looked = Event(), Event()

    def reply(_: dict[str, Any]) -> Answer:
        arrived.set()
        assert looked.wait(120)
        return completion("{}")

    async def at_once(wire: Wire) -> bool:
        async def received(_: str, reservation: Reservation) -> None:
            reservation.settle(Charge(tokens=10))

        async def call() -> str:
            return await wire.post({"model": "m"}, most=Charge(tokens=60), received=received)

        calls = asyncio.gather(call(), call())
        assert await asyncio.to_thread(arrived.wait, 120)
        full = wire.slots.locked()
        looked.set()
        await calls
        await wire.close()
        return full

    with ScriptedServer(reply=reply) as server:
        terms = Terms(concurrency=2, max_tokens=100)
        wire = Wire(Endpoint(model="m", base_url=server.base_url, terms=terms), watch=Unwatched())
        assert not asyncio.run(at_once(wire))
        assert len(server.requests) == 2
        assert wire.purse._spent.tokens == 20


def test_once_nobody_is_there_no_other_caller_waits_to_try_again(tmp_path: Path) -> None:
    """The first call finds out in three tries; the ten after it are told at once."""
    with ScriptedServer() as server:
        gone = server.base_url
    with Asked(Endpoint(model="scripted", base_url=gone), store=ReplyStore(tmp_path / "replies.sqlite")) as it:
        for each in range(11):
            with pytest.raises(UnreachableError):
                it.complete(replace(REQUEST, user=str(each)))
    assert len(it.waits) == 2


def test_who_waits_for_the_endpoint_is_woken_once_the_run_is_over(tmp_path: Path) -> None:
    """One is told to wait, and with it the third, which has not been asked yet; the second finds the key refused."""
    asleep, ever = Event(), asyncio.Event()

    async def sleep(_: float) -> None:
        asleep.set()
        await ever.wait()

    def reply(request: dict[str, Any]) -> Answer:
        if request["messages"][1]["content"] == "0":
            return failure(429, retry_after="100")
        assert asleep.wait(120)
        return failure(401)

    with ScriptedServer(reply=reply) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url, terms=Terms(concurrency=2))
        client = Client(endpoint, store=ReplyStore(tmp_path / "replies.sqlite"), sleep=sleep)

        async def at_once() -> list[Any]:
            try:
                calls = (client.complete(replace(REQUEST, user=str(each))) for each in range(3))
                return await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 20)
            finally:
                await client.close()

        outcomes = asyncio.run(at_once())
        assert [type(each).__name__ for each in outcomes] == ["AuthenticationError"] * 3
        assert len(server.requests) == 2


def test_a_reply_that_was_still_being_written_when_the_run_was_interrupted_is_told(tmp_path: Path) -> None:
    """What is kept and what is told to be kept are the same."""
    writing, released, told = Event(), Event(), list[tuple[int, bool]]()

    class SlowDisk(ReplyStore):
        def put(self, key: str, **values: Any) -> None:
            writing.set()
            assert released.wait(120)
            super().put(key, **values)

    class Told(Unwatched):
        def spent(self, cost: Cost, *, stored: bool) -> None:
            told.append((cost.calls, stored))

    async def interrupted(client: Client) -> None:
        asked = asyncio.ensure_future(client.complete(REQUEST))
        assert await asyncio.to_thread(writing.wait, 120)
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        await client.close()
        assert told == []
        released.set()

    with ScriptedServer(reply=lambda _: completion("{}")) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url)
        client = Client(endpoint, store=SlowDisk(tmp_path / "replies.sqlite"), watch=Told())
        asyncio.run(interrupted(client))
    assert client.holds(REQUEST)
    assert told == [(1, False)]
    assert client.costs["judge"].calls == 1
