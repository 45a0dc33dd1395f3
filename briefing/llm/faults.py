"""The one border where the vendor's errors become ours."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefing.domain.endpoint import without_secrets
from briefing.errors import (
    AddressError,
    AuthenticationError,
    EndpointError,
    ModelError,
    QuotaError,
    RateLimitError,
    RefusalError,
    RequestError,
    TooLongError,
    UnknownModelError,
    UnreachableError,
)
from briefing.llm.envelope import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import openai

    from briefing.domain.endpoint import Endpoint

VENDOR = "https://api.openai.com/v1"

_OUT_OF_MONEY = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance")
_NO_SUCH_MODEL = ("model_not_found", "deploymentnotfound", "invalid_model", "unknown_model")
_NO_SUCH_MODEL_WORDS = ("model not exist", "model not found", "model does not exist", "invalid model", "a valid model")
_FILTERED = ("content_filter", "content_policy_violation", "data_inspection_failed")
_TOO_LONG = ("context_length_exceeded", "exceed_context_size_error", "string_above_max_length")
_TOO_LONG_WORDS = (
    *("context length", "context window", "context size", "context limit", "maximum context"),
    *("model length", "prompt length", "input length", "prompt is too long", "prompt too long"),
    *("too many tokens", "token count", "number of tokens", "reduce the length", "max_new_tokens", "tokens exceed"),
)
_TOO_LARGE_WORDS = ("request too large", "tokens must be reduced", "reduce your message size")
"""Of a single request that is more than a minute may have: it is said with 429, and waiting cures nothing."""
_BROKEN_OFF = ("ReadError", "WriteError", "CloseError", "RemoteProtocolError", "DecodingError", "EndOfStream")
_NEVER_REACHED = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError")
"""The vendor's client does not hand on the types of its transport's errors, only their names."""
_OF_A_GATEWAY = (408, 502, 504, 524)
_KEY = "Check the key in OPENAI_API_KEY."
_NO_KEY = "Set OPENAI_API_KEY."
_BEFORE_IT = "Check --base-url, and that no login page and no proxy stands before the endpoint."


def translate(error: openai.OpenAIError, endpoint: Endpoint, *, now: Callable[[], datetime]) -> ModelError:
    """The error of ours for one of the vendor's; `now` dates a Retry-After that names a day and hour."""
    import openai

    if isinstance(error, openai.APIConnectionError):
        return _from_transport(error, endpoint)
    if isinstance(error, openai.APIStatusError):
        return _from_status(error, endpoint, now)
    return RequestError(f"the request to {_address(endpoint)!r} failed: {one_line(str(error))}", help="Try again.")


def may_be_charged(error: openai.OpenAIError) -> bool:
    """Whether the endpoint may have worked for us although no answer came.

    It has not where it said no, nor where it never got the request. A gateway that lost its patience, or the answer,
    says nothing of who worked behind it.
    """
    import openai

    if isinstance(error, openai.APIStatusError):
        return error.status_code in _OF_A_GATEWAY
    return type(error.__cause__).__name__ not in _NEVER_REACHED


def too_late(endpoint: Endpoint) -> EndpointError:
    return EndpointError(
        f"the endpoint {_address(endpoint)!r} did not answer in time", help="Try again later, or a faster model."
    )


def broken_off(cause: BaseException, endpoint: Endpoint) -> EndpointError:
    why = one_line(str(cause)) or type(cause).__name__
    return EndpointError(f"the endpoint {_address(endpoint)!r} broke off its answer: {why}", help="Try again.")


def _from_transport(error: openai.APIConnectionError, endpoint: Endpoint) -> ModelError:
    """No answer came, or not all of it."""
    import openai

    kind = type(error.__cause__).__name__
    if isinstance(error, openai.APITimeoutError) and kind not in _NEVER_REACHED:
        return too_late(endpoint)
    if kind in _BROKEN_OFF:
        return broken_off(error.__cause__ or error, endpoint)
    cause = one_line(str(error.__cause__ or error)) or kind
    return UnreachableError(
        f"cannot reach the endpoint {_address(endpoint)!r}: {cause}", help="Check --base-url, and that the server runs."
    )


def _from_status(error: openai.APIStatusError, endpoint: Endpoint, now: Callable[[], datetime]) -> ModelError:
    """The endpoint has said no, or that it cannot now."""
    status, where = error.status_code, f"the endpoint {_address(endpoint)!r}"
    whole = _said(error, endpoint)
    said = one_line(whole)
    codes = {str(code).lower() for code in (error.code, error.type) if code}
    if status == 402 or codes & set(_OUT_OF_MONEY):
        return QuotaError(f"{where} says the account is out of money: {said}", help="Top up, or use another key.")
    if status < 400 or status in (407, 511):
        return _not_the_endpoint(error, where)
    if _too_long(status, codes, whole.lower()):
        return TooLongError(f"{where} finds the request too long: {said}", help="Give shorter sources.", said=whole)
    if status in (408, 409, 429) or status >= 500:
        return _passing(error, where, said, now)
    if _no_such_model(status, codes, whole.lower()):
        return UnknownModelError(
            f"{where} has no model {endpoint.model!r}: {said}", help="Name one it has with --model or BRIEFING_MODEL."
        )
    if status in (401, 403):
        return AuthenticationError(f"{where} refuses the key: {said}", help=_KEY if endpoint.api_key else _NO_KEY)
    if status == 404:
        return AddressError(
            f"nothing at {_address(endpoint)!r} completes chats: {said}",
            help="Check --base-url: it usually ends in /v1.",
        )
    if codes & set(_FILTERED):
        return RefusalError(f"the content filter of {where} stopped the request", help="Choose another model.")
    return RequestError(
        f"{where} rejects the request ({status}): {said}", help="Check --model and its limits.", said=whole
    )


def _not_the_endpoint(error: openai.APIStatusError, where: str) -> AddressError:
    """Something stands before it. Sent on, we do not go: the key and the articles are for this address alone."""
    if error.status_code in (407, 511):
        return AddressError(f"a proxy before {where} wants a login ({error.status_code})", help=_BEFORE_IT)
    location = without_secrets(one_line(error.response.headers.get("location", "")))
    return AddressError(f"{where} sends us on to {location!r}", help=_BEFORE_IT)


def _passing(error: openai.APIStatusError, where: str, said: str, now: Callable[[], datetime]) -> EndpointError:
    """What waiting may cure."""
    wait = retry_after(error.response.headers, now)
    if error.status_code == 429:
        return RateLimitError(f"{where} asks us to slow down: {said}", help="Try again later.", retry_after=wait)
    return EndpointError(
        f"{where} is in trouble ({error.status_code}): {said}", help="Try again later.", retry_after=wait
    )


def _too_long(status: int, codes: set[str], said: str) -> bool:
    if any(words in said for words in _TOO_LARGE_WORDS):
        return True
    if status in (401, 403, 404, 429):
        return False
    return status == 413 or bool(codes & set(_TOO_LONG)) or any(words in said for words in _TOO_LONG_WORDS)


def _no_such_model(status: int, codes: set[str], said: str) -> bool:
    if codes & set(_NO_SUCH_MODEL) or (status == 404 and "model" in said):
        return True
    return status in (400, 422) and any(words in said for words in _NO_SUCH_MODEL_WORDS)


def retry_after(headers: Mapping[str, str], now: Callable[[], datetime]) -> float | None:
    """Seconds to wait as the headers say: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110).

    None where they name no time, or one that is past or no number.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers[name]) * unit
        except (KeyError, ValueError):
            continue
        if 0 < seconds < float("inf"):
            return seconds
    try:
        day = parsedate_to_datetime(headers["retry-after"])
    except (KeyError, ValueError):
        return None
    seconds = (day.replace(tzinfo=day.tzinfo or UTC) - now()).total_seconds()
    return seconds if seconds > 0 else None


def _said(error: openai.APIStatusError, endpoint: Endpoint) -> str:
    """The endpoint's own words, whole and without our key."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    if isinstance(message, str) and message:
        said = message
    elif isinstance(body, dict | list) and body:
        said = json.dumps(body, ensure_ascii=False)
    else:
        said = body if isinstance(body, str) and body.strip() else error.message
    if said.lstrip().startswith("<"):
        said = "a web page"
    if endpoint.api_key and len(endpoint.api_key) > 8:  # a shorter one is no secret, and may be a common word
        said = said.replace(endpoint.api_key, "***")
    return said


def _address(endpoint: Endpoint) -> str:
    return without_secrets(endpoint.base_url or VENDOR)
