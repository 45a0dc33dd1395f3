"""The fault matrix: what each trouble at the endpoint costs in requests and waiting, and how it ends."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import openai
import pytest

from briefing.domain.endpoint import Endpoint
from briefing.errors import (
    AddressError,
    AuthenticationError,
    EndpointError,
    ModelError,
    QuotaError,
    RateLimitError,
    RefusalError,
    ReplyError,
    RequestError,
    TooLongError,
    TruncatedError,
    UnknownModelError,
    UnreachableError,
)
from briefing.llm import faults
from briefing.llm.dialect import NO_SCHEMA_NOTE
from briefing.llm.request import Request
from briefing.store.replies import ReplyStore
from tests.asked import NOW, Asked
from tests.scripted_server import Answer, ScriptedServer, completion, failure

GOOD = completion('{"points": []}')
REQUEST = Request(
    stage="summarize",
    about="source '101'",
    system="Note the points.",
    user="Source 101\n...",
    schema={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    schema_instruction="Answer in JSON of this schema.",
)


@dataclass
class Run:
    """A client against a server with scripted turns, and the waits it asked for."""

    folder: Path
    turns: list[Answer | None]
    timeout: float = 5.0

    def __enter__(self) -> "Run":
        self.server = ScriptedServer(turns=self.turns).__enter__()
        self.store = ReplyStore(self.folder / "replies.sqlite")
        self.client = self.connect()
        return self

    @property
    def waits(self) -> list[float]:
        return self.client.waits

    def connect(self, *, base_url: str | None = None, api_key: str = "sk-a-secret") -> Asked:
        endpoint = Endpoint(model="scripted", base_url=base_url or self.server.base_url, api_key=api_key)
        return Asked(endpoint, store=self.store, timeout=self.timeout)

    def __exit__(self, *_: object) -> None:
        self.client.__exit__()
        self.store.close()
        self.server.__exit__()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    with_open: list[Run] = []

    def start(*turns: Answer | None, timeout: float = 5.0) -> Run:
        with_open.append(Run(tmp_path, list(turns), timeout=timeout).__enter__())
        return with_open[-1]

    yield start
    for each in with_open:
        each.__exit__()


CURED = [
    pytest.param([failure(500)], [0.25], id="500"),
    pytest.param([failure(502)], [0.25], id="502"),
    pytest.param([failure(503)], [0.25], id="503"),
    pytest.param([failure(408)], [0.25], id="408"),
    pytest.param([failure(409)], [0.25], id="409"),
    pytest.param([failure(500), failure(503), failure(500), failure(500)], [0.25, 1.0, 4.0, 16.0], id="four 5xx"),
    pytest.param([failure(429)], [1.0], id="429 without a time"),
    pytest.param([failure(429)] * 4, [1.0, 2.0, 4.0, 8.0], id="four 429 without a time"),
    pytest.param([failure(500), failure(429)], [0.25, 2.0], id="500, then 429"),
    pytest.param([failure(429, retry_after="7")], [7.0], id="429 in seconds"),
    pytest.param([failure(429, retry_after="0.5")], [0.5], id="429 in half seconds"),
    pytest.param([failure(429, retry_after_ms="250")], [0.25], id="429 in milliseconds"),
    pytest.param([failure(429, retry_after="Sun, 22 Nov 2026 12:00:42 GMT")], [42.0], id="429 by date"),
    pytest.param([failure(429, retry_after="Sun, 22 Nov 2026 11:59:00 GMT")], [1.0], id="429 by a date that is past"),
    pytest.param([failure(429, retry_after="soon")], [1.0], id="429 with nonsense"),
    pytest.param([failure(429, retry_after="-3")], [1.0], id="429 with a negative time"),
    pytest.param([Answer(body=GOOD.body, cut=40)], [0.25], id="reset in the middle of the body"),
    pytest.param([Answer(body=GOOD.body[:40])], [0.25], id="broken JSON in the envelope"),
    pytest.param([Answer(body="")], [0.25], id="empty body"),
]


@pytest.mark.parametrize(("turns", "waits"), CURED)
def test_what_waiting_cures(run: Callable[..., Run], turns: list[Answer], waits: list[float]) -> None:
    it = run(*turns, GOOD)
    assert it.client.complete(REQUEST).text == '{"points": []}'
    assert it.waits == pytest.approx(waits)
    assert len(it.server.requests) == len(turns) + 1
    assert it.client.cost.calls == 1


PAGE = Answer(body="<!DOCTYPE html><title>Log in</title>", headers={"content-type": "text/html"})
FATAL = [
    pytest.param(
        failure(401, "Incorrect API key: sk-a-secret"), AuthenticationError, "refuses the key", id="wrong key"
    ),
    pytest.param(failure(403), AuthenticationError, "refuses the key", id="key without permission"),
    pytest.param(failure(402), QuotaError, "out of money", id="payment required"),
    pytest.param(failure(429, code="insufficient_quota"), QuotaError, "out of money", id="insufficient quota"),
    pytest.param(
        failure(404, "The model `scripted` does not exist", code="model_not_found"),
        UnknownModelError,
        "has no model 'scripted'",
        id="unknown model",
    ),
    pytest.param(
        failure(404, "model 'scripted' not found"), UnknownModelError, "no model", id="unknown model, no code"
    ),
    pytest.param(Answer(status=404, body="page not found"), AddressError, "completes chats", id="wrong path"),
    pytest.param(PAGE, AddressError, "web page", id="web page with 200"),
    pytest.param(failure(400, "bad thing"), RequestError, "bad thing", id="bad request"),
    pytest.param(failure(413), TooLongError, "too long", id="too large"),
    pytest.param(failure(422), RequestError, "422", id="unprocessable"),
    pytest.param(failure(400, code="content_filter"), RefusalError, "content filter", id="request filtered"),
    pytest.param(failure(429, retry_after="3600"), RateLimitError, "slow down", id="asked to wait an hour"),
    pytest.param(Answer(body='{"choices": []}'), ReplyError, "no reply", id="empty choices"),
    pytest.param(Answer(body='["odd"]'), ReplyError, "no chat completion", id="other JSON"),
    pytest.param(completion(None), ReplyError, "empty", id="no content"),
    pytest.param(completion("  "), ReplyError, "empty", id="blank content"),
    pytest.param(completion(None, refusal="I can't."), RefusalError, "declined", id="refusal"),
    pytest.param(completion("{", finish="content_filter"), RefusalError, "content filter", id="reply filtered"),
    pytest.param(completion('{"points":', finish="length"), TruncatedError, "length limit", id="truncated"),
]


@pytest.mark.parametrize(("answer", "error", "words"), FATAL)
def test_what_waiting_does_not_cure(
    run: Callable[..., Run], answer: Answer, error: type[ModelError], words: str
) -> None:
    it = run(answer)
    with pytest.raises(error, match=words) as caught:
        it.client.complete(REQUEST)
    assert type(caught.value) is error
    assert it.waits == []
    assert len(it.server.requests) == 1
    message = str(caught.value)
    assert "\n" not in message
    assert "sk-a-secret" not in message
    assert caught.value.help


def test_patience_ends_after_five_requests(run: Callable[..., Run]) -> None:
    it = run(*[failure(500)] * 6)
    with pytest.raises(EndpointError, match="in trouble"):
        it.client.complete(REQUEST)
    assert (len(it.server.requests), it.waits) == (5, [0.25, 1.0, 4.0, 16.0])


def test_no_answer_in_time(run: Callable[..., Run]) -> None:
    it = run(Answer(hang=True), GOOD, timeout=0.1)
    assert it.client.complete(REQUEST).text == '{"points": []}'
    assert (len(it.server.requests), it.waits) == (2, [0.25])


def test_nobody_at_the_address(run: Callable[..., Run]) -> None:
    it = run()
    with (
        it.connect(base_url="http://127.0.0.1:9/v1") as client,
        pytest.raises(UnreachableError, match=r"cannot reach the endpoint 'http://127.0.0.1:9/v1'"),
    ):
        client.complete(REQUEST)
    assert client.waits == [0.25, 1.0]


NO_ADDRESSES = [
    "localhost:8080",
    "ftp://host/v1",
    "http://",
    "http://[::1",
    "http://host:x/v1",
    "http://a..b/v1",
    "http://ho\x00st/v1",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_no_address_at_all(run: Callable[..., Run], address: str) -> None:
    with pytest.raises(AddressError, match="no address"):
        run().connect(base_url=address)


def test_a_key_that_no_header_can_carry(run: Callable[..., Run]) -> None:
    with pytest.raises(AuthenticationError):
        run().connect(api_key="ключ")


def test_the_vendor_wants_a_key_before_anything_is_sent(run: Callable[..., Run]) -> None:
    it = run()
    with pytest.raises(AuthenticationError, match="no key") as caught:
        Asked(Endpoint(model="gpt"), store=it.store)
    assert "OPENAI_API_KEY" in caught.value.help


def test_an_endpoint_of_ones_own_needs_no_key(run: Callable[..., Run]) -> None:
    it = run(GOOD)
    with Asked(Endpoint(model="m", base_url=it.server.base_url), store=it.store) as client:
        client.complete(REQUEST)
    assert it.server.headers[0]["authorization"] == "Bearer none"


class TestEndpointWithoutSchema:
    UNKNOWN = failure(400, "Unknown parameter: 'response_format.json_schema'")

    def test_is_asked_in_words_and_that_is_said_once(self, run: Callable[..., Run]) -> None:
        it = run(self.UNKNOWN, GOOD, completion('{"points": [1]}'))
        it.client.complete(REQUEST)
        it.client.complete(REQUEST.again("bad", "why"))
        assert ["response_format" in body for body in it.server.requests] == [True, False, False]
        assert REQUEST.schema_instruction not in it.server.requests[0]["messages"][0]["content"]
        assert REQUEST.schema_instruction in it.server.requests[1]["messages"][0]["content"]
        assert it.client.notes == (NO_SCHEMA_NOTE,)
        assert it.waits == []

    def test_costs_no_request_the_second_time_and_is_said_again(self, run: Callable[..., Run]) -> None:
        it = run(self.UNKNOWN, GOOD)
        it.client.complete(REQUEST)
        with it.connect() as second:
            second.complete(REQUEST)
            assert second.notes == (NO_SCHEMA_NOTE,)
        assert len(it.server.requests) == 2


def vendor_errors() -> set[type[openai.OpenAIError]]:
    found: set[type[openai.OpenAIError]] = set()
    left: list[type[openai.OpenAIError]] = [openai.OpenAIError]
    while left:
        error = left.pop()
        found.add(error)
        left.extend(error.__subclasses__())
    return found


RESPONSE = {
    "BadRequestError": (400, RequestError),
    "AuthenticationError": (401, AuthenticationError),
    "OAuthError": (401, AuthenticationError),
    "PermissionDeniedError": (403, AuthenticationError),
    "NotFoundError": (404, AddressError),
    "ConflictError": (409, EndpointError),
    "UnprocessableEntityError": (422, RequestError),
    "RateLimitError": (429, RateLimitError),
    "InternalServerError": (500, EndpointError),
    "APIStatusError": (418, RequestError),
}
BARE = {
    "APIConnectionError": UnreachableError,
    "APITimeoutError": EndpointError,
    "ContentFilterFinishReasonError": RefusalError,
    "OpenAIError": RequestError,
    "APIError": RequestError,
    "APIResponseValidationError": RequestError,
    "LengthFinishReasonError": TruncatedError,
}
NEVER_FROM_CHAT = {
    "SubjectTokenProviderError": "workload identity is not used",
    "WebSocketConnectionClosedError": "realtime is not used",
    "WebSocketQueueFullError": "realtime is not used",
    "StreamAlreadyConsumed": "streams are not used",
    "MutuallyExclusiveAuthError": "the Azure client is not used",
    "APIRemovedInV1": "the old interface is not used",
    "_AmbiguousModuleClientUsageError": "the module-level client is not used",
}


def test_every_error_of_the_vendor_is_known() -> None:
    assert {error.__name__ for error in vendor_errors()} == {*RESPONSE, *BARE, *NEVER_FROM_CHAT}


@pytest.mark.parametrize("error", sorted(vendor_errors(), key=lambda error: error.__name__))
def test_every_error_of_the_vendor_becomes_one_of_ours(error: type[openai.OpenAIError]) -> None:
    import httpx2

    name = error.__name__
    request = httpx2.Request("POST", "http://127.0.0.1/v1/chat/completions")
    raised = error.__new__(error)
    Exception.__init__(raised, "said")
    raised.__dict__.update(message="said", body=None, code=None, type=None, request=request)
    if name in RESPONSE:
        raised.__dict__.update(
            status_code=RESPONSE[name][0], response=httpx2.Response(RESPONSE[name][0], request=request)
        )
    wanted = RESPONSE[name][1] if name in RESPONSE else BARE.get(name, RequestError)
    ours = faults.translate(raised, Endpoint(model="m", base_url="http://127.0.0.1/v1"), now=lambda: NOW)
    assert type(ours) is wanted
    assert ours.help
