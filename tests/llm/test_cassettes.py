"""A cassette answers the requests it was recorded for, no others, and not too few."""

from pathlib import Path

import pytest
from vcr.errors import CannotOverwriteExistingCassetteException

from briefing.domain.endpoint import Endpoint
from briefing.llm.request import Request
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.cassettes import played, recorded
from tests.scripted_server import Answer, ScriptedServer, completion

FIRST = Request(
    stage="summarize", about="it", system="Note.", user="Source 1", schema={"type": "object"}, schema_instruction=""
)
SECOND = FIRST.again("{", "broken")


def client(folder: Path, base_url: str) -> Asked:
    endpoint = Endpoint(model="m", base_url=base_url, api_key="sk-secret")
    return Asked(endpoint, store=ReplyStore(folder / "replies.sqlite"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Holds a cassette `two` with the answers to two requests."""
    good = completion("{}")
    answer = Answer(body=good.body, headers={"Set-Cookie": "id=7", "openai-organization": "org-secret"})
    with (
        ScriptedServer(turns=[answer, answer]) as server,
        client(tmp_path / "recording", server.base_url) as it,
        recorded("two", folder=tmp_path),
    ):
        it.complete(FIRST)
        it.complete(SECOND)
    return tmp_path


def test_plays_without_a_server_at_another_address(folder: Path) -> None:
    with played("two", folder=folder) as base_url, client(folder, base_url) as it:
        assert [it.complete(request).text for request in (FIRST, SECOND)] == ["{}", "{}"]


def test_holds_no_key_no_cookie_and_no_trace_of_the_machine(folder: Path) -> None:
    text = (folder / "two.yaml").read_text().lower()
    for word in ("sk-secret", "authorization", "cookie", "org-secret", "127.0.0.1", "user-agent", "x-stainless"):
        assert word not in text


def test_an_edited_prompt_does_not_get_the_old_answer(folder: Path) -> None:
    from dataclasses import replace

    with (
        pytest.raises(CannotOverwriteExistingCassetteException),
        played("two", folder=folder) as base_url,
        client(folder, base_url) as it,
    ):
        it.complete(replace(FIRST, system="Note it."))


@pytest.mark.parametrize("requests", [[], [FIRST]])
def test_an_unused_answer_fails(folder: Path, requests: list[Request]) -> None:
    with (
        pytest.raises(AssertionError, match="unused"),
        played("two", folder=folder) as base_url,
        client(folder, base_url) as it,
    ):
        for request in requests:
            it.complete(request)


def test_a_cassette_that_is_not_there_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="missing"), played("none", folder=tmp_path):
        pass


def test_recording_anew_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    before = (folder / "two.yaml").read_bytes()
    (tmp_path / "recording" / "replies.sqlite").unlink()
    good = completion("{}")
    with (
        ScriptedServer(turns=[good, good]) as server,
        client(tmp_path / "again", server.base_url) as it,
        recorded("two", folder=tmp_path),
    ):
        it.complete(FIRST)
        it.complete(SECOND)
    assert (folder / "two.yaml").read_bytes() == before
