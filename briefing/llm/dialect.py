"""How one endpoint wants to be spoken to: learnt from what it rejects, so that any server of the protocol will do."""

import json
from collections.abc import Sequence
from typing import Any

from briefing.errors import RequestError, TooLongError
from briefing.llm import limits
from briefing.llm.request import Request

NO_SCHEMA_NOTE = "The endpoint knows no JSON schema: replies were asked for in words and checked here."

_SCHEMA_WORDS = ("response_format", "response format", "json_schema", "json schema", "structured output", "grammar")
_COUNTS, _LENGTHS = ("minItems", "maxItems"), ("maxLength",)
"""Words of JSON Schema that not every endpoint knows, and that replies can do without. The vendor has the counts."""
_NEW_NAME, _OLD_NAME = "max_completion_tokens", "max_tokens"
"""The protocol's two names for the length of a reply: the vendor's newer models refuse the old one, older servers
the new one."""


class Dialect:
    """Starts with what the protocol has today, and does without what the endpoint does not know."""

    def __init__(self, model: str, *, vendor: bool) -> None:
        """`vendor`: whether this is the protocol's own vendor."""
        self._model = model
        self._schema = True
        self._left_out: tuple[str, ...] = _LENGTHS if vendor else ()
        self._names = [_NEW_NAME, _OLD_NAME] if vendor else [_OLD_NAME, _NEW_NAME]
        self._context: int | None = None
        self._longest_reply: int | None = None

    @property
    def bounded(self) -> bool:
        """Whether the endpoint is told how long a reply may be."""
        return bool(self._names)

    def body(self, request: Request, *, room: int, sent: int) -> dict[str, Any]:
        """The request as this endpoint has it; sampling is left to the model's defaults, which all models accept.

        Args:
            room: tokens that the reply may take, if the endpoint has not turned out to grant less.
            sent: tokens of the request.
        """
        body: dict[str, Any] = {
            "model": self._model,
            "messages": request.messages(with_schema=not self._schema),
        }
        if self._names:
            body[self._names[0]] = self._granted(room, sent)
        if self._schema:
            schema = _without(self._left_out, request.schema)
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": request.stage, "strict": True, "schema": schema},
            }
        return body

    def learn(self, error: RequestError, *, room: int) -> None:
        """Do without what was rejected; `room` was asked for the reply.

        What is learnt changes no request that was accepted before: so it does not matter which one taught it.
        """
        said = error.said.lower()
        if isinstance(error, TooLongError):
            self._context = limits.context(said) or self._context
        elif self._names and any(name in said for name in (_NEW_NAME, _OLD_NAME)):
            if limit := limits.longest_reply(said, asked=self._granted(room, 0)):
                self._longest_reply = limit
            else:
                self._names.pop(0)
        elif refused := self._bounds_in(said):
            self._left_out += refused
        elif any(words in said for words in _SCHEMA_WORDS):
            self._schema = False

    def _bounds_in(self, said: str) -> tuple[str, ...]:
        """Those that are sent and named here, each with those of its kind."""
        kinds = [kind for kind in (_COUNTS, _LENGTHS) if any(word.lower() in said for word in kind)]
        return tuple(word for kind in kinds for word in kind if word not in self._left_out)

    def _granted(self, room: int, sent: int) -> int:
        """Some endpoints count the room for the reply as used; it is cut down where that leaves room for a reply."""
        if self._longest_reply is not None:
            room = min(room, self._longest_reply)
        if self._context is not None and sent < self._context:
            room = min(room, max(self._context - sent, self._context // 4))
        return room


def _without(words: Sequence[str], node: Any) -> Any:
    if isinstance(node, list):
        return [_without(words, item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _without(words, inner) for key, inner in node.items() if key not in words}


def granted(request: str) -> int | None:
    """Tokens that this body of a request allowed for the reply; None where it said nothing of them."""
    body = json.loads(request)
    return next((body[name] for name in (_NEW_NAME, _OLD_NAME) if name in body), None)


def without_schema(request: str) -> bool:
    """Whether this body of a request asked for JSON in words."""
    return "response_format" not in json.loads(request)
