"""The one border where the vendor's errors become ours."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

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
    TruncatedError,
    UnknownModelError,
    UnreachableError,
)
from briefing.llm.envelope import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import openai

    from briefing.domain.endpoint import Endpoint

_OUT_OF_MONEY = ("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance")
_NO_SUCH_MODEL = ("model_not_found", "deploymentnotfound", "invalid_model", "unknown_model")
_TOO_LONG = ("context_length_exceeded", "exceed_context_size_error", "string_above_max_length")
_TOO_LONG_WORDS = ("context length", "context window", "context size", "maximum context")
_KEY = "Check the key in OPENAI_API_KEY."


def translate(error: openai.OpenAIError, endpoint: Endpoint, *, now: Callable[[], datetime]) -> ModelError:
    """The error of ours for one of the vendor's; `now` dates a Retry-After that names a day and hour."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return EndpointError(
            f"the endpoint {_address(endpoint)!r} did not answer in time", help="Try again later, or a faster model."
        )
    if isinstance(error, openai.APIConnectionError):
        cause = one_line(str(error.__cause__ or error))
        return UnreachableError(
            f"cannot reach the endpoint {_address(endpoint)!r}: {cause}",
            help="Check --base-url, and that the server runs.",
        )
    if isinstance(error, openai.APIStatusError):
        return _from_status(error, endpoint, now)
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return RefusalError("the endpoint's content filter stopped the reply", help="Choose another model.")
    if isinstance(error, openai.LengthFinishReasonError):
        return TruncatedError("the reply was cut at the length limit", help="Choose another model, or shorter sources.")
    return RequestError(f"the request to {_address(endpoint)!r} failed: {one_line(str(error))}", help="Try again.")


def may_be_charged(error: openai.OpenAIError) -> bool:
    """Whether the endpoint may have worked for us although no answer came.

    It has not where it said no, nor where it never got the request.
    """
    import openai

    if isinstance(error, openai.APIStatusError):
        return False
    # The vendor's client does not hand on the names of its transport's errors.
    return type(error.__cause__).__name__ not in ("ConnectError", "ConnectTimeout", "PoolTimeout")


def _from_status(error: openai.APIStatusError, endpoint: Endpoint, now: Callable[[], datetime]) -> ModelError:
    status, said = error.status_code, _said(error, endpoint)
    codes = {str(code).lower() for code in (error.code, error.type) if code}
    where = f"the endpoint {_address(endpoint)!r}"
    if status == 402 or codes & set(_OUT_OF_MONEY):
        return QuotaError(f"{where} says the account is out of money: {said}", help="Top up, or use another key.")
    if status == 429:
        return RateLimitError(
            f"{where} asks us to slow down: {said}",
            help="Try again later.",
            retry_after=retry_after(error.response.headers, now),
        )
    if status in (401, 403):
        return AuthenticationError(f"{where} refuses the key: {said}", help=_KEY if endpoint.api_key else _NO_KEY)
    if codes & set(_NO_SUCH_MODEL) or (status == 404 and "model" in said.lower()):
        return UnknownModelError(
            f"{where} has no model {endpoint.model!r}: {said}", help="Name one it has with --model or BRIEFING_MODEL."
        )
    if status == 404:
        return AddressError(
            f"nothing at {_address(endpoint)!r} completes chats: {said}",
            help="Check --base-url: it usually ends in /v1.",
        )
    if status in (408, 409) or status >= 500:
        return EndpointError(f"{where} is in trouble ({status}): {said}", help="Try again later.")
    if codes & set(_TOO_LONG) or (status in (400, 413) and any(words in said.lower() for words in _TOO_LONG_WORDS)):
        return TooLongError(f"{where} finds the request too long: {said}", help="Give shorter sources.")
    if "content_filter" in codes:
        return RefusalError(f"the content filter of {where} stopped the request", help="Choose another model.")
    return RequestError(f"{where} rejects the request ({status}): {said}", help="Check --model and its limits.")


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
    """The endpoint's own words, on one line and without our key."""
    body = error.body
    said = str(body["message"]) if isinstance(body, dict) and body.get("message") else error.message
    if endpoint.api_key and len(endpoint.api_key) > 8:  # a shorter one is no secret, and may be a common word
        said = said.replace(endpoint.api_key, "***")
    return one_line(said)


def _address(endpoint: Endpoint) -> str:
    return endpoint.base_url or VENDOR


VENDOR = "https://api.openai.com/v1"
_NO_KEY = "Set OPENAI_API_KEY."
