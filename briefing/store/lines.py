"""Replies as JSON Lines: for `cache export`, and in the recording of a run."""

import json
import re
from typing import Any, NoReturn

from briefing.domain.reply import KeptReply

_SURROGATE = re.compile("[\ud800-\udfff]")


def line(reply: KeptReply) -> str:
    """One JSON object on one line, ended by a newline.

    Request and reply are objects where they are JSON. Where the object does not give the reply back to the character,
    `body` has the very text.
    """
    request, _ = _read(reply.request)
    answer, exact = _read(reply.body)
    whole = {
        "key": reply.key,
        "created": reply.created,
        "stage": reply.stage,
        "model": reply.model,
        "endpoint": reply.endpoint,
        "prompt": reply.prompt,
        "batch": reply.batch,
        "request": request,
        "reply": answer,
    }
    if not exact:
        whole["body"] = reply.body
    return dumped(whole) + "\n"


def parse(text: str) -> KeptReply:
    """The reply of which `line` made this line.

    Raises:
        ValueError: this is no such line.
    """
    whole = json.loads(text, parse_constant=_refuse)
    try:
        request, answer = whole["request"], whole["reply"]
        reply = KeptReply(
            key=whole["key"],
            created=whole["created"],
            stage=whole["stage"],
            model=whole["model"],
            endpoint=whole["endpoint"],
            prompt=whole["prompt"],
            batch=whole["batch"],
            request=request if isinstance(request, str) else dumped(request),
            body=whole.get("body", answer if isinstance(answer, str) else dumped(answer)),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{error} is missing or wrong") from error
    if not all(isinstance(each, str) for each in (reply.key, reply.stage, reply.model, reply.body)):
        raise ValueError("a text is expected")
    return reply


def _read(text: str) -> tuple[Any, bool]:
    """The JSON value, or the text itself; and whether the text can be made of it again."""
    try:
        value = json.loads(text, parse_constant=_refuse)
        return (value, dumped(value) == text) if isinstance(value, dict) else (text, True)
    except (ValueError, RecursionError):
        return text, True


def _refuse(constant: str) -> NoReturn:
    """`NaN` and its like: Python's JSON alone has them."""
    raise ValueError(f"{constant} is no JSON")


def dumped(value: Any, *, indent: int | None = None) -> str:
    """JSON that UTF-8 can carry.

    Raises:
        ValueError: there is a number that JSON cannot tell.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
