"""A store that is slow, or held by another program, costs neither money nor patience."""

import asyncio
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.endpoint import Endpoint, Terms
from briefing.llm.client import Client
from briefing.llm.request import Request
from briefing.store import database
from briefing.store.replies import ReplyStore
from tests.scripted_server import ScriptedServer, completion

REQUEST = Request(
    stage="judge", about="claim 'k1'", system="Judge.", user="A claim", schema={}, schema_instruction="In JSON."
)


def test_no_more_is_paid_for_and_not_yet_safe_than_may_be_in_flight(tmp_path: Path) -> None:
    unsafe: list[int] = []

    class SlowDisk(ReplyStore):
        def put(self, key: str, **values: Any) -> None:
            time.sleep(0.05)
            super().put(key, **values)
            unsafe.append(len(server.requests) - len(unsafe))

    async def asked(client: Client) -> None:
        await asyncio.gather(*(client.complete(replace(REQUEST, user=str(each))) for each in range(12)))
        await client.close()

    with ScriptedServer(reply=lambda _: completion("{}")) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url, terms=Terms(concurrency=3))
        with closing(SlowDisk(tmp_path / "replies.sqlite")) as store:
            asyncio.run(asked(Client(endpoint, store=store)))
    assert len(unsafe) == 12
    assert max(unsafe) <= 3


@pytest.mark.parametrize("freed", [False, True], ids=["held to the end", "freed in time"])
def test_an_interruption_is_heard_while_another_program_holds_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, freed: bool
) -> None:
    path = tmp_path / "replies.sqlite"
    monkeypatch.setattr(database, "PATIENCE", 600.0)
    monkeypatch.setattr(database, "_HASTE", 60.0 if freed else 0.0)
    putting = threading.Event()

    class Noted(ReplyStore):
        def put(self, key: str, **values: Any) -> None:
            putting.set()
            super().put(key, **values)

    async def interrupted(client: Client) -> None:
        asked = asyncio.ensure_future(client.complete(REQUEST))
        await asyncio.to_thread(putting.wait, 120)
        assert not client.holds(REQUEST)  # who reads does not wait
        asked.cancel()
        await asyncio.gather(asked, return_exceptions=True)
        await client.close()
        if freed:
            other.execute("ROLLBACK")

    with ScriptedServer(reply=lambda _: completion("{}")) as server, closing(Noted(path)) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        endpoint = Endpoint(model="scripted", base_url=server.base_url)
        client = Client(endpoint, store=store)
        asyncio.run(interrupted(client))  # it ends when the thread that writes does
        other.close()
        assert client.holds(REQUEST) is freed
