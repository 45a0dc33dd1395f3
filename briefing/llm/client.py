"""Asks a model, patiently and once: every paid reply is stored before it is read, and found again next time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from briefing.domain.brief import Cost
from briefing.domain.endpoint import Endpoint
from briefing.errors import (
    AddressError,
    AuthenticationError,
    ModelError,
    RateLimitError,
    ReplyError,
    RequestError,
    UnreachableError,
)
from briefing.llm import envelope, tokens
from briefing.llm.faults import VENDOR, translate
from briefing.llm.request import Reply, Request

if TYPE_CHECKING:
    import tenacity

ATTEMPTS = 5
ATTEMPTS_TO_REACH = 3
"""Where nobody listens, waiting seldom helps, and the user waits too."""
LONGEST_WAIT = 120.0
"""Seconds; an endpoint that asks us to wait longer is given up."""
TIMEOUT = 300.0
"""Seconds for one reply: a joint brief of a slow model takes minutes."""
CONNECT_TIMEOUT = 10.0

NO_SCHEMA_NOTE = "The endpoint knows no JSON schema: replies were asked for in words and checked here."


class Replies(Protocol):
    """Where paid replies are kept, by key."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, *, stage: str, model: str, request: str, body: str) -> None: ...
    def forget(self, key: str) -> None: ...


class Client:
    """One model at one endpoint.

    `sleep` and `now` stand in for the clock in tests.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        store: Replies,
        timeout: float = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """
        Raises:
            AddressError, AuthenticationError: the endpoint's address or key cannot be one.
        """
        import openai

        self._endpoint = endpoint
        self._base_url = _address(endpoint)
        self._store = store
        self._sleep = sleep
        self._now = now
        self._knows_schema = True
        self._openai = openai.OpenAI(
            api_key=_key(endpoint),
            base_url=self._base_url,
            timeout=openai.Timeout(timeout, connect=CONNECT_TIMEOUT),
            max_retries=0,
        )
        self.cost = Cost()
        """Of all replies so far, those from the store included, usable or not."""
        self.notes: tuple[str, ...] = ()
        """What a reader of the brief must know of the endpoint."""

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._openai.close()

    def complete(self, request: Request) -> Reply:
        """The model's words, from the store if it has answered this very request before.

        Raises:
            ModelError: see `errors`; what waiting could cure has been tried again.
        """
        if reply := self._stored(request):
            return reply
        body, answer = self._ask(request)
        self._store.put(
            self._key_of(body),
            stage=request.stage,
            model=self._endpoint.model,
            request=json.dumps(body, ensure_ascii=False),
            body=answer,
        )
        try:
            return self._read(request, body, answer)
        except ReplyError:
            self._store.forget(self._key_of(body))
            raise

    def forget(self, request: Request) -> None:
        """Ask this anew next time: its reply was of no use."""
        for strict in (True, False):
            self._store.forget(self._key_of(self._body(request, strict=strict)))

    def _stored(self, request: Request) -> Reply | None:
        for strict in (True, False):
            body = self._body(request, strict=strict)
            answer = self._store.get(self._key_of(body))
            if answer is not None:
                if not strict:
                    self._do_without_schema()
                # A run that was killed may have stored an answer that it had no time to find useless.
                with suppress(ReplyError):
                    return self._read(request, body, answer)
        return None

    def _read(self, request: Request, body: dict[str, Any], answer: str) -> Reply:
        cost = envelope.cost(answer, estimate=lambda: _estimate(body, answer))
        self.cost = _sum(self.cost, cost)
        return Reply(text=envelope.text(answer, about=request.about), cost=cost)

    def _ask(self, request: Request) -> tuple[dict[str, Any], str]:
        """What was sent in the end, and the answer to it."""
        if self._knows_schema:
            body = self._body(request, strict=True)
            try:
                return body, self._send(body)
            except RequestError as error:
                if not _is_about_schema(error):
                    raise
                self._do_without_schema()
        body = self._body(request, strict=False)
        return body, self._send(body)

    def _do_without_schema(self) -> None:
        self._knows_schema = False
        self.notes = (NO_SCHEMA_NOTE,)

    def _send(self, body: dict[str, Any]) -> str:
        """The one place that tries again."""
        import tenacity

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, ModelError) and error.retryable),
            wait=_wait,
            stop=_give_up,
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._send_once, body)

    def _send_once(self, body: dict[str, Any]) -> str:
        import openai

        try:
            # The raw body: parsed by the vendor's client, a web page would come back as a mere string.
            answer = self._openai.chat.completions.with_raw_response.create(**body).http_response.text
        except openai.OpenAIError as error:
            raise translate(error, self._endpoint, now=self._now) from error
        envelope.require_json(answer)
        return answer

    def _body(self, request: Request, *, strict: bool) -> dict[str, Any]:
        """The request as the protocol has it; sampling is left to the model's defaults, which all models accept."""
        body: dict[str, Any] = {
            "model": self._endpoint.model,
            "messages": request.messages(with_schema=not strict),
        }
        if strict:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": request.stage, "strict": True, "schema": request.schema},
            }
        return body

    def _key_of(self, body: dict[str, Any]) -> str:
        whole = {"endpoint": self._base_url, "request": body}
        return sha256(json.dumps(whole, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _address(endpoint: Endpoint) -> str:
    address = endpoint.base_url or VENDOR
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna")
        usable = parts.scheme in ("http", "https") and bool(host) and parts.port != 0 and address.isprintable()
    except ValueError:
        usable = False
    if not usable:
        raise AddressError(
            f"{address!r} is no address of an endpoint", help="Give --base-url as http(s)://HOST[:PORT]/v1."
        )
    return address.rstrip("/")


def _key(endpoint: Endpoint) -> str:
    """A server of one's own needs no key, but the protocol wants a word in its place."""
    key = (endpoint.api_key or "").strip()
    if not key and endpoint.base_url is None:
        raise AuthenticationError(f"no key for the model {endpoint.model!r}", help="Set OPENAI_API_KEY.")
    if not (key.isascii() and key.isprintable()):
        raise AuthenticationError("the key holds characters that no key has", help="Set OPENAI_API_KEY anew.")
    return key or "none"


def _estimate(body: dict[str, Any], answer: str) -> Cost:
    """For an endpoint that reports no usage: our own count of what was sent and of what came back."""
    sent = sum(tokens.count(message["content"]) for message in body["messages"])
    return Cost(calls=1, tokens_in=sent, tokens_out=tokens.count(answer))


def _sum(one: Cost, other: Cost) -> Cost:
    return Cost(
        calls=one.calls + other.calls,
        tokens_in=one.tokens_in + other.tokens_in,
        tokens_out=one.tokens_out + other.tokens_out,
        tokens_cached=one.tokens_cached + other.tokens_cached,
    )


def _is_about_schema(error: RequestError) -> bool:
    said = str(error).lower()
    return any(word in said for word in ("response_format", "json_schema", "json schema", "structured output"))


def _asked_wait(state: tenacity.RetryCallState) -> float | None:
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, RateLimitError) else None


def _wait(state: tenacity.RetryCallState) -> float:
    """As long as the endpoint asks for, else 1, 2, 4, 8 seconds."""
    return _asked_wait(state) or float(2 ** (state.attempt_number - 1))


def _give_up(state: tenacity.RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    most = ATTEMPTS_TO_REACH if isinstance(error, UnreachableError) else ATTEMPTS
    return state.attempt_number >= most or (_asked_wait(state) or 0) > LONGEST_WAIT
