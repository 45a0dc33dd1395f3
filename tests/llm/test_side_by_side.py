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
from briefing.errors import UnreachableError
from briefing.llm.client import Client
from briefing.llm.request import Request
from briefing.llm.wire import Wire
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.scripted_server import ScriptedServer, completion

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
    posted = Wire.post

    async def post(self: Wire, *arguments: Any, **others: Any) -> str:
        answer = await posted(self, *arguments, **others)
        come.release()
        return answer

    class SlowDisk(ReplyStore):
        def put(self, key: str, **values: Any) -> None:
            writing.set()
            released.wait(20)
            super().put(key, **values)

    monkeypatch.setattr(Wire, "post", post)
    store = SlowDisk(tmp_path / "replies.sqlite")

    async def interrupted(client: Client) -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        tasks = [asyncio.ensure_future(client.complete(replace(REQUEST, user=str(each)))) for each in range(count)]
        for _ in range(count):
            await come.acquire()
        assert writing.wait(20)
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


def test_once_nobody_is_there_no_other_caller_waits_to_try_again(tmp_path: Path) -> None:
    """The first call finds out in three tries; the ten after it are told at once."""
    with ScriptedServer() as server:
        gone = server.base_url
    with Asked(Endpoint(model="scripted", base_url=gone), store=ReplyStore(tmp_path / "replies.sqlite")) as it:
        for each in range(11):
            with pytest.raises(UnreachableError):
                it.complete(replace(REQUEST, user=str(each)))
    assert len(it.waits) == 2
