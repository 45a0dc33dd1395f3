"""The vendor's batch service, when something else answers in its place, and when the batches are large."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from briefing.domain.batch import Queued
from briefing.domain.endpoint import Endpoint, Terms
from briefing.errors import AddressError, EndpointError, ModelError, PendingError, RequestError
from briefing.llm import bounded, mailbox
from briefing.llm.client import Client
from briefing.store.batches import BatchStore
from briefing.store.replies import ReplyStore
from tests.batch_server import BatchServer
from tests.llm.faulty import GOOD, REQUEST
from tests.scripted_server import Answer, completion

PAGE = Answer(body="<!DOCTYPE html><title>Log in</title>", headers={"content-type": "text/html"})
OUTPUT = "GET files/output-batch_1/content"
IN_PROGRESS = {"id": "batch_1", "object": "batch", "status": "in_progress", "created_at": 0}


@dataclass
class Desk:
    """Sends requests as one run, and collects them as another."""

    home: Path
    server: BatchServer

    def client(self) -> Client:
        async def at_once(seconds: float) -> None:
            """No time passes."""

        endpoint = Endpoint(model="m", base_url=self.server.base_url, api_key="k", terms=Terms(batch=True))
        store = ReplyStore(self.home / "replies.sqlite")
        return Client(endpoint, store=store, batches=BatchStore(self.home / "batches"), sleep=at_once)

    def run(self, *users: str) -> list[str | ModelError]:
        """The replies; the error where there is none. What is missing is sent."""

        async def ask() -> list[str | ModelError]:
            client = self.client()
            try:
                await client.collect()
                heard: list[str | ModelError] = []
                missing = False
                for user in users:
                    try:
                        heard.append((await client.complete(replace(REQUEST, user=user))).text)
                    except PendingError:
                        missing = True
                    except ModelError as error:
                        heard.append(error)
                if missing:
                    await client.send()
                return heard
            finally:
                await client.close()

        return asyncio.run(ask())

    @property
    def kept(self) -> list[Path]:
        """The batches that are not collected."""
        return sorted((self.home / "batches").glob("*.json"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with BatchServer(lambda _: GOOD) as server:
        yield Desk(tmp_path, server)


@pytest.mark.parametrize("path", ["POST files", "POST batches"])
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (PAGE, AddressError),
        (Answer(body="{"), EndpointError),
        (Answer(body="{}"), EndpointError),
        (Answer(body="[]"), EndpointError),
    ],
    ids=["a web page", "broken", "empty", "a list"],
)
def test_what_is_no_answer_to_a_submission_is_an_error_of_the_endpoint(
    path: str, answer: Answer, error: type[ModelError], desk: Desk
) -> None:
    desk.server.instead[path] = answer
    with pytest.raises(error):
        desk.run("a")
    assert len(desk.kept) == (error is EndpointError), "it may be there, and only the answer lost"
    del desk.server.instead[path]
    desk.run("a")
    assert len(desk.server.batches) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (PAGE, AddressError),
        (Answer(body="{}"), EndpointError),
        (Answer(body=json.dumps({**IN_PROGRESS, "status": None})), EndpointError),
    ],
    ids=["a web page", "empty", "no status"],
)
def test_what_tells_nothing_of_a_batch_keeps_it(answer: Answer, error: type[ModelError], desk: Desk) -> None:
    desk.run("a")
    desk.server.work()
    desk.server.instead["GET batches/batch_1"] = answer
    with pytest.raises(error):
        desk.run("a")
    del desk.server.instead["GET batches/batch_1"]
    assert desk.run("a") == ['{"points": []}']


@pytest.mark.parametrize("counts", ["three", None, {"completed": "three"}])
def test_counts_of_another_form_do_no_harm(counts: object, desk: Desk) -> None:
    desk.run("a")
    desk.server.instead["GET batches/batch_1"] = Answer(body=json.dumps({**IN_PROGRESS, "request_counts": counts}))
    assert desk.run("a") == []
    assert len(desk.server.batches) == 1


@pytest.mark.parametrize(
    ("errors", "says"),
    [
        ("boo", "boo"),
        ({"data": [{"message": "bad file"}]}, "bad file"),
        ({"data": [{"message": None}]}, "failed"),
        (7, "7"),
    ],
)
def test_a_batch_that_failed_as_a_whole_says_why_in_any_form(errors: object, says: str, desk: Desk) -> None:
    desk.run("a")
    failed = {**IN_PROGRESS, "status": "failed", "errors": errors}
    desk.server.instead["GET batches/batch_1"] = Answer(body=json.dumps(failed))
    (error,) = desk.run("a")
    assert isinstance(error, RequestError)
    assert says in str(error)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (PAGE, AddressError),
        (Answer(body='{"error": {"message": "busy"}}'), EndpointError),
        (Answer(body="5\n[]\nnull\n"), EndpointError),
        (Answer(body=""), EndpointError),
    ],
    ids=["a web page", "an error with 200", "other JSON", "nothing"],
)
def test_a_batch_is_kept_until_the_vendor_has_said_what_came_of_each_request(
    answer: Answer, error: type[ModelError], desk: Desk
) -> None:
    desk.run("a", "b")
    desk.server.work()
    desk.server.instead[OUTPUT] = answer
    for _ in range(2):
        with pytest.raises(error) as caught:
            desk.run("a", "b")
    assert len(desk.kept) == 1
    assert caught.value.help
    del desk.server.instead[OUTPUT]
    assert desk.run("a", "b") == ['{"points": []}'] * 2
    assert len(desk.server.batches) == 1, "nothing is paid for twice"
    assert not desk.kept


def test_half_a_file_of_replies_is_stored_and_the_batch_kept(desk: Desk) -> None:
    desk.run("a", "b")
    desk.server.work()
    whole = desk.server.files["output-batch_1"]
    desk.server.files["output-batch_1"] = whole[: len(whole) * 3 // 4]
    with pytest.raises(EndpointError, match="says of 1 of 2 requests") as caught:
        desk.run("a", "b")
    assert str(desk.kept[0]) in caught.value.help
    with closing(sqlite3.connect(desk.home / "replies.sqlite")) as store:
        assert store.execute("SELECT count(*) FROM reply").fetchone() == (1,)


def test_a_batch_without_a_file_is_kept(desk: Desk) -> None:
    desk.run("a")
    desk.server.batches["batch_1"]["status"] = "completed"
    with pytest.raises(EndpointError, match="of 0 of 1"):
        desk.run("a")
    assert desk.kept


def test_an_expired_batch_has_at_least_the_replies_that_it_counts(desk: Desk) -> None:
    desk.run("a", "b", "c")
    desk.server.work(only=2, status="expired")
    desk.server.batches["batch_1"]["request_counts"] = {"total": 3, "completed": 2, "failed": 0}
    whole = desk.server.files["output-batch_1"]
    desk.server.files["output-batch_1"] = whole.splitlines()[0]
    with pytest.raises(EndpointError, match="of 1 of 3"):
        desk.run("a", "b", "c")
    desk.server.files["output-batch_1"] = whole
    assert len(desk.run("a", "b", "c")) == 2
    assert len(desk.server.requests("batch_2")) == 1, "what was left undone"


def test_a_file_of_replies_may_be_longer_than_any_answer(desk: Desk) -> None:
    """By the bound for files, and read onto the disk."""
    users = [str(number) for number in range(60)]
    desk.server._reply = lambda _: completion("x" * 400_000)
    desk.run(*users)
    desk.server.work()
    assert len(desk.server.files["output-batch_1"]) > bounded.MOST
    assert desk.run(*users) == ["x" * 400_000] * 60


def test_a_file_of_replies_without_an_end_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded.bound, "__defaults__", (bounded.MOST, 1000))
    desk.server._reply = lambda _: completion("x" * 2000)
    desk.run("a")
    desk.server.work()
    with pytest.raises(EndpointError, match="has no end"):
        desk.run("a")
    assert desk.kept


def test_what_is_too_much_for_one_batch_goes_as_several(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox.loads, "__kwdefaults__", {"most": 2, "most_bytes": mailbox.MOST_BYTES})
    users = ("a", "b", "c", "d", "e")
    desk.run(*users)
    assert [len(desk.server.requests(batch)) for batch in desk.server.batches] == [2, 2, 1]
    desk.run(*users)
    assert len(desk.server.batches) == 3
    desk.server.work()
    assert len(desk.run(*users)) == 5


def test_no_batch_has_more_bytes_than_the_vendor_takes() -> None:
    requests = [
        Queued(key=str(number), stage="s", prompt="p", request=json.dumps({"user": "x" * 10 * number}))
        for number in range(20)
    ]
    several = list(mailbox.loads(requests, most_bytes=1000))
    assert [each for load in several for each in load] == requests
    sizes = [sum(len(mailbox._line(each)) for each in load) for load in several]
    assert len(sizes) > 3
    assert max(sizes) <= 1000
    firsts = [len(mailbox._line(load[0])) for load in several[1:]]
    assert all(size + first > 1000 for size, first in zip(sizes, firsts, strict=False)), "none could take one more"
