"""How one endpoint wants to be spoken to: learnt from what it rejects, so that any server of the protocol will do."""

import json
from typing import Any

from briefing.errors import RequestError, TooLongError
from briefing.llm.request import Request

NO_SCHEMA_NOTE = "The endpoint knows no JSON schema: replies were asked for in words and checked here."

_SCHEMA_WORDS = ("response_format", "json_schema", "json schema", "structured output")
_NEW_NAME, _OLD_NAME = "max_completion_tokens", "max_tokens"
"""The protocol's two names for the length of a reply: the vendor's newer models refuse the old one, older servers
the new one."""


class Dialect:
    """Starts with what the protocol has today, and does without what the endpoint does not know."""

    def __init__(self, model: str, *, vendor: bool) -> None:
        """`vendor`: whether this is the protocol's own vendor."""
        self._model = model
        self._schema = True
        self._names = [_NEW_NAME, _OLD_NAME] if vendor else [_OLD_NAME, _NEW_NAME]

    @property
    def bounded(self) -> bool:
        """Whether the endpoint is told how long a reply may be."""
        return bool(self._names)

    def body(self, request: Request, room: int) -> dict[str, Any]:
        """The request as this endpoint has it; sampling is left to the model's defaults, which all models accept.

        Args:
            room: tokens that the reply may take.
        """
        body: dict[str, Any] = {
            "model": self._model,
            "messages": request.messages(with_schema=not self._schema),
        }
        if self._names:
            body[self._names[0]] = room
        if self._schema:
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": request.stage, "strict": True, "schema": request.schema},
            }
        return body

    def learn(self, error: RequestError) -> bool:
        """Whether there is another way to say what was rejected."""
        said = str(error).lower()
        if isinstance(error, TooLongError):
            return False
        if self._names and any(name in said for name in (_NEW_NAME, _OLD_NAME)):
            self._names.pop(0)
            return True
        if self._schema and any(words in said for words in _SCHEMA_WORDS):
            self._schema = False
            return True
        return False


def without_schema(request: str) -> bool:
    """Whether this body of a request asked for JSON in words."""
    return "response_format" not in json.loads(request)
