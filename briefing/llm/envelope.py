"""Reads the body of an HTTP reply: the model's words and what they cost, or the reason why there are none."""

import json
from collections.abc import Callable

from pydantic import BaseModel, ValidationError

from briefing.domain.brief import Cost
from briefing.errors import AddressError, EndpointError, RefusalError, ReplyError, TruncatedError


class _Details(BaseModel):
    cached_tokens: int | None = None


class _Usage(BaseModel):
    prompt_tokens: int
    completion_tokens: int
    prompt_tokens_details: _Details | None = None


class _Counted(BaseModel):
    usage: _Usage


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Answered(BaseModel):
    choices: list[_Choice]


def require_json(body: str) -> None:
    """Make sure that an endpoint has spoken, and to the end.

    Raises:
        AddressError: this is a web page: a proxy's login, or a wrong address.
        EndpointError: this is broken JSON, or none; asking again may mend it.
    """
    if body.lstrip()[:1] == "<":
        raise AddressError(
            f"the endpoint answers with a web page: {one_line(body, 60)!r}",
            help="Check --base-url: it usually ends in /v1, and no login page may stand before it.",
        )
    try:
        json.loads(body)
    except ValueError:
        raise EndpointError(f"the endpoint's answer is broken: {one_line(body, 60)!r}", help="Try again.") from None


def cost(body: str, *, estimate: Callable[[], Cost]) -> Cost:
    """What this reply cost, whether or not it can be used; `estimate` where the endpoint does not say."""
    try:
        usage = _Counted.model_validate_json(body).usage
    except ValidationError:
        return estimate()
    cached = usage.prompt_tokens_details.cached_tokens if usage.prompt_tokens_details else None
    return Cost(calls=1, tokens_in=usage.prompt_tokens, tokens_out=usage.completion_tokens, tokens_cached=cached or 0)


def text(body: str, *, about: str) -> str:
    """The words of the model's first choice.

    Raises:
        ReplyError: it is no chat completion, or an empty one.
        RefusalError: the model declined, or a content filter stopped it.
        TruncatedError: the length limit cut it; half a reply is no reply.
    """
    choice = _first_choice(body, about)
    message = choice.message
    if message.refusal:
        raise RefusalError(f"the model declined {about}: {one_line(message.refusal)!r}", help=_ANOTHER_MODEL)
    if choice.finish_reason == "content_filter":
        raise RefusalError(f"the endpoint's content filter stopped the reply about {about}", help=_ANOTHER_MODEL)
    if choice.finish_reason == "length":
        raise TruncatedError(
            f"the reply about {about} was cut at the model's length limit",
            help="Choose a model that may write longer replies, or give shorter sources.",
        )
    if not message.content or not message.content.strip():
        raise ReplyError(f"the model's reply about {about} is empty", help="Try again, or choose another model.")
    return message.content


def _first_choice(body: str, about: str) -> _Choice:
    try:
        choices = _Answered.model_validate_json(body).choices
    except ValidationError:
        raise ReplyError(
            f"the endpoint's answer about {about} is no chat completion: {one_line(body, 60)!r}", help="Try again."
        ) from None
    if not choices:
        raise ReplyError(f"the endpoint's answer about {about} holds no reply", help="Try again.")
    return choices[0]


def one_line(text: str, limit: int = 200) -> str:
    """`text` as it fits into a message to the user."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


_ANOTHER_MODEL = "Choose another model, or leave the source out."
