"""The fault matrix, of what endpoints reject: in the words of those that are in use, and what is asked instead."""

import json
from pathlib import Path

import pytest

from briefing.domain.endpoint import Endpoint
from briefing.errors import RequestError, TooLongError
from briefing.llm import limits
from briefing.llm.dialect import NO_SCHEMA_NOTE
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.llm.faulty import GOOD, KEY, REQUEST, Row, adapted, ended, said
from tests.scripted_server import Answer, ScriptedServer, completion, failure

NEW, OLD = "max_completion_tokens", "max_tokens"
EXTRA = {"type": "extra_forbidden", "loc": ["body", OLD], "msg": "Extra inputs are not permitted", "input": 3000}
LONG_ECHO = {**EXTRA, "input": {"messages": ["word " * 200]}}

OTHER_WAYS = [
    adapted(
        "OpenAI, the old name",
        failure(400, f"Unsupported parameter: '{OLD}' is not supported with this model. Use '{NEW}' instead."),
        max_completion_tokens=4000,
        max_tokens=None,
    ),
    adapted("Azure", failure(400, f"Unrecognized request argument supplied: {OLD}"), max_completion_tokens=4000),
    adapted("Groq", failure(400, f"property '{OLD}' is unsupported"), max_completion_tokens=4000),
    adapted("Mistral", said(422, {"object": "error", "message": {"detail": [EXTRA]}}), max_completion_tokens=4000),
    adapted("FastAPI", said(422, {"detail": [EXTRA]}), max_completion_tokens=4000),
    adapted("with a long echo", said(422, {"detail": [LONG_ECHO]}), max_completion_tokens=4000),
    adapted("vLLM", failure(400, f"[{{'loc': ('body', '{OLD}'), 'msg': 'Extra'}}]"), max_completion_tokens=4000),
    adapted(
        "too much for the model",
        failure(400, f"{OLD} is too large: 4000. This model supports at most 2048 completion tokens."),
        max_tokens=2048,
    ),
    adapted(
        "too much, with the model's name",
        failure(400, f"{OLD}: 4000 > 1024, which is the maximum for house-2-2048"),
        max_tokens=1024,
    ),
    adapted("too much, as a range", failure(400, f"the valid range of {OLD} is [1, 2048]"), max_tokens=2048),
    adapted(
        "too much, as a bound",
        failure(400, f"`{OLD}` must be less than or equal to `2048`, the maximum value for `{OLD}`"),
        max_tokens=2048,
    ),
    adapted(
        "no room for prompt and reply together",
        failure(400, f"'{OLD}' is too large: 4000. This model's maximum context length is 2,048 tokens"),
        max_tokens=1944,
    ),
    adapted(
        "OpenAI, no schema",
        failure(400, "Invalid parameter: 'response_format' of type 'json_schema'"),
        response_format=None,
    ),
    adapted(
        "Groq, no schema",
        failure(400, "This model does not support response format `json_schema`"),
        response_format=None,
    ),
    adapted("llama.cpp, no schema", failure(400, "failed to parse grammar"), response_format=None),
    adapted(
        "FastAPI, no schema",
        said(422, {"detail": [{"loc": ["body", "response_format"], "msg": "Extra"}]}),
        response_format=None,
    ),
]


@pytest.mark.parametrize("row", OTHER_WAYS)
def test_what_is_rejected_is_asked_in_another_way(row: Row, tmp_path: Path) -> None:
    row.play(tmp_path)


TOO_LONG = [
    ended("OpenAI", failure(400, "This is long.", code="context_length_exceeded"), TooLongError, "too long"),
    ended("OpenAI, words", failure(400, "Input tokens exceed the limit of 272000"), TooLongError, "too long"),
    ended("llama.cpp", failure(400, "Too large.", code="exceed_context_size_error"), TooLongError, "too long"),
    ended("vLLM", failure(400, "The prompt (9000) is longer than the maximum model length"), TooLongError, "too long"),
    ended("Anthropic", failure(400, "prompt is too long: 210000 tokens > 200000 maximum"), TooLongError, "too long"),
    ended("Mistral", failure(400, "too large for model with 40 maximum context length"), TooLongError, "too long"),
    ended("Gemini", failure(400, "The input token count (12) exceeds the maximum"), TooLongError, "too long"),
    ended("xAI", failure(400, "This model's maximum prompt length is exceeded"), TooLongError, "too long"),
    ended("TGI", failure(422, "`inputs` tokens + `max_new_tokens` must be <= 40"), TooLongError, "too long"),
    ended("LM Studio", failure(400, "when context the overflows. A context length of only"), TooLongError, "too long"),
    ended("Ollama", failure(500, "prompt too long; exceeded max context length by 7 tokens"), TooLongError, "too long"),
    ended("Groq", failure(413, "Request too large for model, reduce your message size"), TooLongError, "too long"),
    ended("more than a minute may have", failure(429, "Request too large: 40000 per min"), TooLongError, "too long"),
    ended("a bare refusal", failure(400, "no"), RequestError, "rejects the request"),
]


@pytest.mark.parametrize("row", TOO_LONG)
def test_too_long_a_request_is_told_from_others(row: Row, tmp_path: Path) -> None:
    row.play(tmp_path)


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("this model's maximum context length is 8192 tokens. however, you requested 9000 tokens", 8192),
        ("maximum context length is 1,048,576 tokens", 1_048_576),
        ("input length (5000) exceeds model's maximum context length (4096)", 4096),
        ("longer than the maximum model length of 4096", 4096),
        ("maximum prompt length is 131072 but the request contains 140000", 131_072),
        ("prompt is too long: 210000 tokens > 200000 maximum", 200_000),
        ("too large for model with 32768 maximum context length", 32_768),
        ("loaded with context length of only 4096 tokens", 4096),
        ('{"code": 400, "n_prompt_tokens": 9000, "n_ctx": 2048}', 2048),
        ("exceeded max context length by 1500 tokens", None),
        ("the request exceeds the available context size", None),
    ],
)
def test_the_context_that_an_endpoint_names(words: str, tokens: int | None) -> None:
    assert limits.context(words) == tokens


def connect(folder: Path, server: ScriptedServer) -> Asked:
    endpoint = Endpoint(model="m", base_url=server.base_url, api_key=KEY)
    return Asked(endpoint, store=ReplyStore(folder / "replies.sqlite"))


def test_neither_name_is_known_and_so_none_is_used(tmp_path: Path) -> None:
    turns = [failure(400, f"unknown field {OLD}"), failure(400, f"unknown field {NEW}"), GOOD]
    with ScriptedServer(turns=turns) as server, connect(tmp_path, server) as client:
        client.complete(REQUEST)
    assert [sorted({NEW, OLD} & set(body)) for body in server.requests] == [[OLD], [NEW], []]


def test_all_that_an_endpoint_does_not_know_is_learnt_once(tmp_path: Path) -> None:
    def strict(request: dict[str, object]) -> Answer:
        for name in ("response_format", OLD):
            if name in request:
                return failure(400, f"unknown field {name}")
        return GOOD

    with ScriptedServer(reply=strict) as server, connect(tmp_path, server) as client:
        client.complete(REQUEST)
        client.complete(REQUEST.again("{", "why"))
    assert len(server.requests) == 4


class TestEndpointWithoutSchema:
    UNKNOWN = failure(400, "Unknown parameter: 'response_format.json_schema'")

    def test_is_asked_in_words_and_that_is_said_once(self, tmp_path: Path) -> None:
        with ScriptedServer(turns=[self.UNKNOWN, GOOD, GOOD]) as server, connect(tmp_path, server) as client:
            client.complete(REQUEST)
            client.complete(REQUEST.again("bad", "why"))
            assert client.notes == (NO_SCHEMA_NOTE,)
            assert client.waits == []
        assert ["response_format" in body for body in server.requests] == [True, False, False]
        assert REQUEST.schema_instruction not in server.requests[0]["messages"][0]["content"]
        assert REQUEST.schema_instruction in server.requests[1]["messages"][0]["content"]

    def test_costs_no_request_the_second_time_and_is_said_again(self, tmp_path: Path) -> None:
        with ScriptedServer(turns=[self.UNKNOWN, GOOD]) as server:
            with connect(tmp_path, server) as client:
                client.complete(REQUEST)
            with connect(tmp_path, server) as client:
                client.complete(REQUEST)
                assert client.notes == (NO_SCHEMA_NOTE,)
        assert len(server.requests) == 2


def test_the_wording_of_a_rejection_is_no_reply(tmp_path: Path) -> None:
    """What was rejected is not in the store."""
    with ScriptedServer(turns=[failure(400, "no"), completion("{}")]) as server:
        with connect(tmp_path, server) as client, pytest.raises(RequestError):
            client.complete(REQUEST)
        with connect(tmp_path, server) as client:
            assert json.loads(client.complete(REQUEST).text) == {}
