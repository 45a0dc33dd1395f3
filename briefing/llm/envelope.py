"""Reads the body of an HTTP reply: the model's words and what they cost, or the reason why there are none."""

import json
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError

from briefing.errors import AddressError, EndpointError, RefusalError, ReplyError, TruncatedError
from briefing.llm.content import unwrapped

_MOST = 100_000_000
"""Tokens; no request has so many, and what says so is no count."""
_CUT = ("length", "max_tokens", "model_length")
_FILTERED = ("content_filter", "safety")
"""Reasons to finish, in lower case: the protocol's own first, then those that gateways hand on from elsewhere."""

_Count = Annotated[int, Field(ge=0, le=_MOST)]


class _Details(BaseModel):
    cached_tokens: _Count | None = None
    cache_write_tokens: _Count | None = None


class _Usage(BaseModel):
    prompt_tokens: _Count
    completion_tokens: _Count
    prompt_tokens_details: _Details | None = None


class _Counted(BaseModel):
    usage: _Usage


class _Piece(BaseModel):
    text: str | None = None


class _Message(BaseModel):
    content: str | list[_Piece] | None = None
    refusal: str | None = None

    @property
    def words(self) -> str:
        """Some gateways hand the content on in pieces, of which some are no words."""
        if isinstance(self.content, list):
            return "".join(piece.text or "" for piece in self.content)
        return self.content or ""


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Answered(BaseModel):
    choices: list[_Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of one call."""

    sent: int
    written: int
    read_from_cache: int = 0
    """Of those sent: known to the vendor's prompt cache."""
    put_into_cache: int = 0
    """Of those sent: new to it."""


def require_json(body: str) -> None:
    """Make sure that an endpoint has spoken, and to the end.

    Raises:
        AddressError: this is a web page: a proxy's login, or a wrong address.
        EndpointError: this is broken JSON, or none; asking again may mend it.
    """
    require_no_page(body)
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        raise EndpointError(f"the endpoint's answer is broken: {one_line(body, 60)!r}", help="Try again.") from None


def require_no_page(body: str) -> None:
    """
    Raises:
        AddressError: this is a web page, by how it begins.
    """
    if body.lstrip()[:1] == "<":
        raise AddressError(
            f"the endpoint answers with a web page: {one_line(body, 60)!r}",
            help="Check --base-url: it usually ends in /v1, and no login page may stand before it.",
        )


def usage(body: str) -> Usage | None:
    """What the endpoint counts for this reply, whether or not it can be used; None where it says nothing credible."""
    try:
        told = _Counted.model_validate_json(body).usage
    except ValidationError:
        return None
    if not told.prompt_tokens:  # nothing is sent for nothing: some gateways fill in zeros
        return None
    details = told.prompt_tokens_details or _Details()
    return Usage(
        sent=told.prompt_tokens,
        written=told.completion_tokens,
        read_from_cache=details.cached_tokens or 0,
        put_into_cache=details.cache_write_tokens or 0,
    )


def text(body: str, *, about: str) -> str:
    """The words of the model's first choice, without what is wrapped around them.

    Raises:
        ReplyError: it is no chat completion, or an empty one.
        RefusalError: the model declined, or a content filter stopped it.
        TruncatedError: the length limit cut it; half a reply is no reply.
    """
    choice = _first_choice(body, about)
    message = choice.message
    if message.refusal:
        raise RefusalError(f"the model declined {about}: {one_line(message.refusal)!r}", help=_ANOTHER_MODEL)
    finish = (choice.finish_reason or "").lower()
    if finish in _FILTERED:
        raise RefusalError(f"the endpoint's content filter stopped the reply about {about}", help=_ANOTHER_MODEL)
    if finish in _CUT:
        raise TruncatedError(
            f"the reply about {about} was cut at the model's length limit",
            help="Choose a model that may write longer replies, or give shorter sources.",
        )
    words = unwrapped(message.words)
    if not words.strip():
        raise ReplyError(f"the model's reply about {about} is empty", help="Try again, or choose another model.")
    return words


def _first_choice(body: str, about: str) -> _Choice:
    try:
        choices = _Answered.model_validate(_legible(json.loads(body))).choices
    except (ValueError, RecursionError):
        raise ReplyError(
            f"the endpoint's answer about {about} is no chat completion: {one_line(body, 60)!r}", help="Try again."
        ) from None
    if not choices:
        raise ReplyError(f"the endpoint's answer about {about} holds no reply", help="Try again.")
    return choices[0]


def _legible(value: Any) -> Any:
    """The same without halves of characters, which no text can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_legible(item) for item in value]
    if isinstance(value, dict):
        return {key: _legible(item) for key, item in value.items()}
    return value


def one_line(text: str, limit: int = 200) -> str:
    """`text` as it fits into a message to the user."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


_ANOTHER_MODEL = "Choose another model, or leave the source out."
