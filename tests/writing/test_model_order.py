"""However many calls are in flight and whenever they end: the same draft, and one by one the sources in their order."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.brief import Draft
from briefing.domain.endpoint import Endpoint, Terms
from briefing.errors import AuthenticationError, OutputError
from briefing.reading.chunks import chunk
from briefing.store.replies import ReplyStore
from briefing.writing.model import ModelWriter
from tests.obliging import article, obliged
from tests.scripted_server import ABOUT, Answer, ScriptedServer, completion, failure
from tests.writing.invented import material, source

SOURCES = [source(f"{number:03}", article(number, words=40)) for number in range(1, 41)]
REFUSED, UNREADABLE, CUT = "007", "013", "021"


def write(server: ScriptedServer, folder: Path, concurrency: int) -> Draft:
    endpoint = Endpoint(
        model="gpt-5-nano", base_url=server.base_url, api_key="sk-a-secret", terms=Terms(concurrency=concurrency)
    )
    with ModelWriter.open(endpoint, prompts=None, store=folder / str(concurrency), chunk=chunk) as writer:
        return writer.write(material(*SOURCES))


def about(request: dict[str, Any]) -> str:
    found = ABOUT.match(request["messages"][1]["content"])
    return found["source"] if found else "all"


def fickle(dice: random.Random) -> Any:
    """Answers at its own pace; declines one source for good, speaks no JSON of another, is cut short on a third."""

    def reply(request: dict[str, Any]) -> Answer:
        time.sleep(dice.random() * 0.02)
        match about(request):
            case id if id == REFUSED:
                return completion(None, refusal="I can't.")
            case id if id == UNREADABLE:
                return completion("Here are the points.")
            case id if id == CUT and request["max_tokens"] < 13_000:
                return completion('{"points": [', finish="length")
        return obliged(request)

    return reply


def test_the_draft_is_the_same_at_any_concurrency(tmp_path: Path) -> None:
    drafts = []
    for number, concurrency in enumerate((1, 3, 8, 32)):
        with ScriptedServer(reply=fickle(random.Random(number))) as server:
            drafts.append(write(server, tmp_path, concurrency))
        assert len(server.requests) == 40 + 1 + 1 + 1
    assert drafts[0] == drafts[1] == drafts[2] == drafts[3]
    assert drafts[0].cost.calls == 43
    assert [skipped.path for skipped in drafts[0].skipped] == ["007.txt", "013.txt"]


def test_one_by_one_means_source_by_source(tmp_path: Path) -> None:
    with ScriptedServer(reply=fickle(random.Random(0))) as server:
        write(server, tmp_path, 1)
    asked = [about(request) for request in server.requests]
    assert asked == sorted(asked), "and 'all' comes last"
    assert asked.count(UNREADABLE) == asked.count(CUT) == 2
    assert asked.count(REFUSED) == 1


@pytest.mark.parametrize("concurrency", [1, 8])
def test_after_a_wrong_key_nothing_more_is_sent(concurrency: int, tmp_path: Path) -> None:
    with (
        ScriptedServer(reply=lambda _: failure(401), delay=0.05) as server,
        pytest.raises(AuthenticationError),
    ):
        write(server, tmp_path, concurrency)
    assert 1 <= len(server.requests) <= concurrency


def test_what_cannot_be_kept_is_not_paid_for(tmp_path: Path) -> None:
    class Full(ReplyStore):
        def put(self, *_: Any, **__: Any) -> None:
            raise OutputError("the disk is full", help="Free some space.")

    with ScriptedServer(reply=obliged, delay=0.05) as server:
        endpoint = Endpoint(model="m", base_url=server.base_url, terms=Terms(concurrency=4))
        replies = Full(tmp_path / "replies.sqlite")
        with (
            ModelWriter.open(endpoint, prompts=None, store=tmp_path, replies=replies, chunk=chunk) as writer,
            pytest.raises(OutputError, match="full"),
        ):
            writer.write(material(*SOURCES))
        replies.close()
    assert len(server.requests) <= 8
