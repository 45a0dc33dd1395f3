"""What is sent to a model, what is kept of its replies, and what it cost."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.brief import Cost
from briefing.domain.endpoint import Endpoint, Terms
from briefing.errors import ReplyError, TooLongError, TruncatedError
from briefing.llm import envelope
from briefing.llm.dialect import Dialect
from briefing.llm.request import Request
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.scripted_server import ScriptedServer, completion, failure

REQUEST = Request(
    stage="summarize",
    about="source '101'",
    system="Note the points.",
    user="Source 101\n...",
    schema={"type": "object", "properties": {"b": {}, "a": {}}},
    schema_instruction="Answer in JSON.",
)


def client(server: ScriptedServer, folder: Path, model: str = "scripted") -> Asked:
    endpoint = Endpoint(model=model, base_url=server.base_url, api_key="sk-secret")
    return Asked(endpoint, store=ReplyStore(folder / "replies.sqlite"))


def test_the_request_is_what_the_protocol_wants(tmp_path: Path) -> None:
    with ScriptedServer(turns=[completion("{}")]) as server, client(server, tmp_path) as it:
        it.complete(REQUEST.again("{", "broken"))
    (body,) = server.requests
    assert [message["role"] for message in body["messages"]] == ["system", "user", "assistant", "user"]
    assert body["response_format"]["json_schema"] | {"schema": None} == {
        "name": "summarize",
        "strict": True,
        "schema": None,
    }
    assert list(body["response_format"]["json_schema"]["schema"]["properties"]) == ["b", "a"]
    assert set(body) == {"model", "messages", "response_format", "max_tokens"}, "nothing that some model might reject"
    assert server.headers[0]["authorization"] == "Bearer sk-secret"


def test_the_same_request_is_paid_for_once(tmp_path: Path) -> None:
    with ScriptedServer(turns=[completion('{"a": 1}', sent=70)]) as server:
        with client(server, tmp_path) as first:
            reply = first.complete(REQUEST)
        with client(server, tmp_path) as second:
            assert second.complete(REQUEST) == reply
            assert second.cost == first.cost == Cost(calls=1, tokens_in=70, tokens_out=reply.cost.tokens_out)
    assert len(server.requests) == 1


def test_another_model_prompt_or_complaint_is_another_request(tmp_path: Path) -> None:
    with ScriptedServer(turns=[completion("{}")] * 4) as server:
        with client(server, tmp_path) as it:
            it.complete(REQUEST)
            it.complete(REQUEST.again("{}", "why"))
            it.complete(REQUEST.again("{}", "why else"))
        with client(server, tmp_path, model="other") as it:
            it.complete(REQUEST)
    assert len(server.requests) == 4


def test_a_reply_of_no_use_is_asked_anew_next_time(tmp_path: Path) -> None:
    with (
        ScriptedServer(turns=[completion(""), completion("{}"), completion("{}")]) as server,
        client(server, tmp_path) as it,
    ):
        with pytest.raises(ReplyError):
            it.complete(REQUEST)
        it.complete(REQUEST)
        it.forget(REQUEST)
        it.complete(REQUEST)
        assert len(server.requests) == 3
        assert it.cost.calls == 3, "what could not be used was paid for too"


def test_a_reply_that_another_run_has_stored_meanwhile_is_not_forgotten(tmp_path: Path) -> None:
    with ScriptedServer(turns=[completion("{"), completion("{}")]) as server:
        with client(server, tmp_path) as it, client(server, tmp_path) as other:
            it.complete(REQUEST)
            it.forget(REQUEST)
            other.complete(REQUEST)
            it.forget(REQUEST)
        with client(server, tmp_path) as it:
            assert it.complete(REQUEST).text == "{}"
    assert len(server.requests) == 2


def test_a_reply_that_was_cut_is_not_paid_for_twice(tmp_path: Path) -> None:
    """The same request would be cut again."""
    with ScriptedServer(turns=[completion("{", finish="length")]) as server:
        for _ in range(2):
            with client(server, tmp_path) as it, pytest.raises(TruncatedError):
                it.complete(REQUEST)
    assert len(server.requests) == 1


def test_a_reply_that_was_cut_is_asked_anew_where_more_room_is_allowed(tmp_path: Path) -> None:
    def allowing(longest_reply: int) -> Asked:
        models = tmp_path / f"{longest_reply}.toml"
        models.write_text(f'[models."scripted"]\nlongest_reply = {longest_reply}\n', encoding="utf-8")
        endpoint = Endpoint(model="scripted", base_url=server.base_url, terms=Terms(models=models))
        return Asked(endpoint, store=ReplyStore(tmp_path / "replies.sqlite"))

    with ScriptedServer(turns=[completion("{", finish="length"), completion("{}")]) as server:
        with allowing(500) as it, pytest.raises(TruncatedError):
            it.complete(REQUEST)
        with allowing(4_000) as it:
            assert it.complete(REQUEST).text == "{}"
    assert [body["max_tokens"] for body in server.requests] == [500, 4_000]


def test_a_request_longer_than_the_context_is_not_sent(tmp_path: Path) -> None:
    with ScriptedServer() as server, client(server, tmp_path) as it:
        with pytest.raises(TooLongError, match=r"source '101' does not fit .* 'scripted' \(16,384 tokens\)") as caught:
            it.complete(replace(REQUEST, user="Word for word. " * 4_000))
        assert "--models" in caught.value.help
    assert server.requests == []


def test_a_reply_is_stored_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    with ScriptedServer(turns=[completion('{"a": 1}')]) as server:
        with client(server, tmp_path) as it, monkeypatch.context() as patch:
            patch.setattr(envelope, "text", killed)
            with pytest.raises(KeyboardInterrupt):
                it.complete(REQUEST)
        with client(server, tmp_path) as it:
            assert it.complete(REQUEST).text == '{"a": 1}'
    assert len(server.requests) == 1


def test_tokens_are_counted_where_the_endpoint_does_not(tmp_path: Path) -> None:
    with ScriptedServer(turns=[completion("{}", usage=False)]) as server, client(server, tmp_path) as it:
        cost = it.complete(REQUEST).cost
    assert cost.calls == 1
    assert cost.tokens_in >= 8
    assert cost.tokens_out >= 1


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["usage", "choices", "message", "prompt_tokens", "completion_tokens", "content"]), inner
            )
        ),
    )
)
def test_no_envelope_breaks_the_reading(value: object) -> None:
    import json

    body = json.dumps(value)
    envelope.usage(body)
    try:
        assert envelope.text(body, about="x")
    except ReplyError as error:
        assert "\n" not in str(error)


def test_numbers_of_items_are_left_out_where_an_endpoint_does_not_know_them(tmp_path: Path) -> None:
    """A schema without them is better than none, which is what "response format" in its words would end in."""
    points = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3}
    bounded = replace(REQUEST, schema={"type": "object", "properties": {"points": points}})
    refused = failure(400, "invalid schema for response format: /points: minItems is not supported")
    with ScriptedServer(turns=[refused, *[completion("{}")] * 2]) as server, client(server, tmp_path) as it:
        it.complete(bounded)
        it.complete(replace(bounded, user="Source 102"))
        assert it.notes == ()
    sent = [each["response_format"]["json_schema"]["schema"]["properties"]["points"] for each in server.requests]
    plain = {"type": "array", "items": {"type": "string"}}
    assert sent == [points, plain, plain]


def test_lengths_of_texts_are_left_out_alone_where_they_alone_are_unknown(tmp_path: Path) -> None:
    texts = {"type": "array", "items": {"type": "string", "maxLength": 400}, "maxItems": 3}
    bounded = replace(REQUEST, schema={"type": "object", "properties": {"texts": texts}})
    refused = failure(400, "Invalid schema for response_format 'x': In context=(), 'maxLength' is not permitted.")
    with ScriptedServer(turns=[refused, *[completion("{}")] * 2]) as server:
        for _ in range(2):  # what the endpoint does not know makes no other request of it: the store has the reply
            with client(server, tmp_path) as it:
                it.complete(bounded)
                assert it.notes == ()
    sent = [each["response_format"]["json_schema"]["schema"]["properties"]["texts"] for each in server.requests]
    assert sent == [texts, {**texts, "items": {"type": "string"}}]


def test_the_vendor_is_sent_no_word_of_json_schema_that_it_refuses() -> None:
    texts = {"type": "array", "items": {"type": "string", "maxLength": 400}, "maxItems": 3}
    bounded = replace(REQUEST, schema={"type": "object", "properties": {"texts": texts}})
    body = Dialect("gpt-5-mini", vendor=True).body(bounded, room=100, sent=100)
    assert body["response_format"]["json_schema"]["schema"]["properties"]["texts"] == {
        "type": "array",
        "items": {"type": "string"},
        "maxItems": 3,
    }
