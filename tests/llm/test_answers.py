"""The fault matrix, of what stands in an answer: what is taken for a reply, what is not, and what it cost."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.endpoint import Endpoint, Terms
from briefing.errors import RefusalError, ReplyError, TooLongError, TruncatedError
from briefing.llm.content import unwrapped
from briefing.llm.request import Request
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.llm.faulty import KEY, REQUEST, Row, ended
from tests.scripted_server import Answer, ScriptedServer, completion


def choice(finish: str | None = "stop", **message: Any) -> Answer:
    return Answer(body=json.dumps({"choices": [{"message": message, "finish_reason": finish}]}))


NO_REPLIES = [
    ended("no choices", Answer(body='{"choices": []}'), ReplyError, "no reply"),
    ended("choices that are none", Answer(body='{"choices": null}'), ReplyError, "no chat completion"),
    ended("an error with 200", Answer(body='{"error": {"message": "no"}}'), ReplyError, "no chat completion"),
    ended("other JSON", Answer(body='["odd"]'), ReplyError, "no chat completion"),
    ended("a number", Answer(body="1"), ReplyError, "no chat completion"),
    ended("no content", completion(None), ReplyError, "empty"),
    ended("blank content", completion(" \n"), ReplyError, "empty"),
    ended("thought and nothing said", choice(content=None, reasoning_content="Hm."), ReplyError, "empty"),
    ended("thought alone", completion("<think>Hm.</think>"), ReplyError, "empty"),
    ended("pieces without words", choice(content=[{"type": "thinking", "thinking": []}]), ReplyError, "empty"),
    ended("refusal", completion(None, refusal="I can't."), RefusalError, "declined"),
    ended("reply filtered", completion("{", finish="content_filter"), RefusalError, "content filter"),
    ended("reply filtered elsewhere", completion("{", finish="SAFETY"), RefusalError, "content filter"),
    ended("cut", completion('{"points": []}', finish="length"), TruncatedError, "length limit"),
    ended("cut elsewhere", completion("{", finish="MAX_TOKENS"), TruncatedError, "length limit"),
    ended("cut while thinking", choice("length", content=None, reasoning_content="Hm"), TruncatedError, "length"),
]


@pytest.mark.parametrize("row", NO_REPLIES)
def test_what_is_no_reply_is_not_asked_again_here(row: Row, tmp_path: Path) -> None:
    row.play(tmp_path)


def ask(folder: Path, answer: Answer, request: Request = REQUEST, **terms: Any) -> tuple[str, Any]:
    """The reply's text and cost."""
    with ScriptedServer(turns=[answer]) as server:
        endpoint = Endpoint(model="gpt-6-luna", base_url=server.base_url, api_key=KEY, terms=Terms(**terms))
        with Asked(endpoint, store=ReplyStore(folder / "replies.sqlite")) as client:
            reply = client.complete(request)
    return reply.text, reply.cost


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param(choice(content=[{"type": "text", "text": '{"a"'}, {"text": ": 1}"}]), '{"a": 1}', id="in pieces"),
        pytest.param(choice(None, content="{}"), "{}", id="no reason to finish"),
        pytest.param(choice("eos", content="{}", tool_calls=None, extra=[1]), "{}", id="more than was asked for"),
        pytest.param(choice(content='{"a": "\ud800b"}'), '{"a": "?b"}', id="half a character"),
        pytest.param(choice(content='{"a": "\x00"}'), '{"a": "\x00"}', id="a zero byte"),
        pytest.param(Answer(body="\ufeff" + completion("{}").body), "{}", id="a byte order mark"),
        pytest.param(completion("<think>\n{1}\n</think>\n\n{}"), "\n\n{}", id="after a thought"),
    ],
)
def test_the_words_of_an_answer(answer: Answer, text: str, tmp_path: Path) -> None:
    assert ask(tmp_path, answer)[0] == text


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("{}", "{}"),
        ("<think>Well {}.</think>{}", "{}"),
        ("Well, a thought whose beginning stood in the prompt.</think>\n{}", "\n{}"),
        ('{"a": "</think>"}', '{"a": "</think>"}'),
        ('```json\n{"a": "</think>"}\n```', '{"a": "</think>"}'),
        ("<think>never ends {}", "<think>never ends {}"),
        ("```json\n{\n}\n```", "{\n}"),
        ("\n```\n{}\n```\n", "{}"),
        ("<think>a</think>\n```json\n{}\n```", "{}"),
        ("Here it is:\n```json\n{}\n```", "Here it is:\n```json\n{}\n```"),
        ("```json\n{}\n```\nI hope that helps.", "```json\n{}\n```\nI hope that helps."),
        ("```python\n{}\n```", "```python\n{}\n```"),
        ("```", "```"),
        ("```\n```", "```\n```"),
    ],
)
def test_wrappings_come_off_whole_or_not_at_all(said: str, taken: str) -> None:
    assert unwrapped(said) == taken


def counted(**usage: Any) -> Answer:
    return Answer(body=json.dumps({**json.loads(completion("{}", usage=False).body), "usage": usage}))


class TestUsage:
    def test_of_the_prompt_cache_has_its_prices(self, tmp_path: Path) -> None:
        """In dollars a million: 0.10 as usual, and what is read from the cache and written into it at its own."""
        details = {"cached_tokens": 200, "cache_write_tokens": 400}
        answer = counted(prompt_tokens=1000, completion_tokens=0, prompt_tokens_details=details)
        _, cost = ask(tmp_path, answer)
        assert (cost.tokens_in, cost.tokens_out, cost.tokens_cached) == (1000, 0, 200)
        assert cost.usd == pytest.approx(0.000092)

    @pytest.mark.parametrize(
        "usage",
        [
            {},
            {"prompt_tokens": 70},
            {"prompt_tokens": None, "completion_tokens": None},
            {"prompt_tokens": 0, "completion_tokens": 0},
            {"prompt_tokens": -70, "completion_tokens": 5},
            {"prompt_tokens": 70, "completion_tokens": 10**18},
            {"prompt_tokens": "many", "completion_tokens": "few"},
            {"prompt_tokens": 70, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": -1}},
            {"prompt_tokens": float("nan"), "completion_tokens": 5},
        ],
    )
    def test_that_no_count_can_be_is_counted_here(self, usage: dict[str, Any], tmp_path: Path) -> None:
        _, cost = ask(tmp_path, counted(**usage))
        assert 5 <= cost.tokens_in <= 30
        assert 1 <= cost.tokens_out <= 200
        assert 0 < cost.usd < 0.001

    def test_absurd_does_not_empty_the_purse(self, tmp_path: Path) -> None:
        _, cost = ask(tmp_path, counted(prompt_tokens=10**15, completion_tokens=10**15), max_tokens=20_000)
        assert cost.tokens_in + cost.tokens_out < 20_000

    @pytest.mark.parametrize("usage", [{"prompt_tokens": "70", "completion_tokens": 5.0}])
    def test_in_other_types_is_taken(self, usage: dict[str, Any], tmp_path: Path) -> None:
        _, cost = ask(tmp_path, counted(**usage))
        assert (cost.tokens_in, cost.tokens_out) == (70, 5)


class TestPromptReadInPart:
    """A request of about 5,000 tokens."""

    LONG = Request(
        **{name: getattr(REQUEST, name) for name in ("stage", "about", "system", "schema", "schema_instruction")},
        user="Word for word. " * 1250,
    )

    @pytest.mark.parametrize("sent", [1_000, 2_048, 2_900, 3_072, 4_096])
    def test_gives_no_reply_to_be_trusted(self, sent: int, tmp_path: Path) -> None:
        with pytest.raises(TooLongError, match=r"has read .* tokens about source '101' and silently") as caught:
            ask(tmp_path, completion("{}", sent=sent), self.LONG)
        assert "larger context" in caught.value.help
        assert "--models" in caught.value.help

    @pytest.mark.parametrize("sent", [10, 999, 3_100, 4_095, 4_097, 8_192, 9_000])
    def test_is_not_what_an_odd_count_shows(self, sent: int, tmp_path: Path) -> None:
        assert ask(tmp_path, completion("{}", sent=sent), self.LONG)[0] == "{}"

    def test_is_seen_however_short_the_context(self, tmp_path: Path) -> None:
        """The server has kept 2,048 of 2,400 tokens."""
        short = replace(self.LONG, user="Word for word. " * 600)
        with pytest.raises(TooLongError, match=r"has read 2,048 of about 2,4\d\d tokens"):
            ask(tmp_path, completion("{}", sent=2_048), short)

    def test_is_not_what_a_cache_counted_apart_shows(self, tmp_path: Path) -> None:
        details = {"cached_tokens": 3_000}
        answer = counted(prompt_tokens=2_000, completion_tokens=5, prompt_tokens_details=details)
        assert ask(tmp_path, answer, self.LONG)[0] == "{}"

    def test_of_a_short_request_is_another_vocabulary(self, tmp_path: Path) -> None:
        short = replace(self.LONG, user="Word for word. " * 600)
        assert ask(tmp_path, completion("{}", sent=1_100), short)[0] == "{}"
