"""What all requests and replies have in common: strict forms, their JSON Schema, plain text."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefing.asking.prompts import Prompts, defused, fence
from briefing.errors import ReplyError
from briefing.llm.request import Request

F = TypeVar("F", bound="Form")

LONGEST_TEXT = 400
"""Characters of one text, as the schema has it: the sentences that are asked for have 40 words at most."""


class Form(BaseModel):
    """One JSON object of a reply: all fields required, no others, no conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def some(fewest: int, most: int) -> Any:
    """A list with so many items, both inclusive.

    The numbers stand in the schema alone, so that a model held to it cannot go on for ever; a reply with more is read.
    """
    return Field(json_schema_extra={**({"minItems": fewest} if fewest else {}), "maxItems": most})


def longest(most: int) -> Any:
    """A text with so many characters at most, where that is not `LONGEST_TEXT`; as in `some`, a longer one is read."""
    return Field(json_schema_extra={"maxLength": most})


@cache
def schema(form: type[Form], **most: int) -> dict[str, Any]:
    """The form as a strict JSON Schema without references, which not every endpoint resolves.

    Every list and every text has an end in it: held to the schema, a small model would say one sentence for ever.
    `most`: items of the lists of these names, where their form allows more.
    """
    whole = form.model_json_schema()
    definitions = whole.pop("$defs", {})

    def plain(node: Any, *, names: bool = False) -> Any:
        """`names`: the keys of this object are field names, not words of the schema."""
        if isinstance(node, list):
            return [plain(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return plain(definitions[node["$ref"].rpartition("/")[2]])
        if names:
            return {name: _at_most(plain(inner), most.get(name)) for name, inner in node.items()}
        kept = {
            key: plain(inner, names=key == "properties")
            for key, inner in node.items()
            if key not in ("title", "description")
        }
        is_text = kept.get("type") == "string" and "enum" not in kept
        return {**kept, "maxLength": kept.get("maxLength", LONGEST_TEXT)} if is_text else kept

    return dict(plain(whole))


def _at_most(items: dict[str, Any], most: int | None) -> dict[str, Any]:
    return items if most is None else {**items, "maxItems": min(most, items.get("maxItems", most))}


def parse(text: str, form: type[F]) -> F:
    """
    Raises:
        ReplyError: the text is not JSON of this form; the message says where, in words for the model.
    """
    try:
        return form.model_validate_json(text)
    except ValidationError as error:
        faults = [
            f"{'.'.join(str(step)[:40] for step in fault['loc']) or 'the whole'}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False, include_context=False)
        ]
        more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
        raise ReplyError("; ".join(faults[:3]) + more) from None


def required(text: str, where: str) -> str:
    """The text made plain.

    Raises:
        ReplyError: nothing is left of it.
    """
    if not (left := plain(text)):
        raise ReplyError(f"{where}: the text is empty")
    return left


# Stretches have an end in all of them: a reply of stars or of openings would else take minutes.
_TAG = re.compile(r"<!--(?:.{0,2000}?-->)?|</?[a-zA-Z][^<>]*>|<!\w[^<>]*>", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]*\]")
_ADDRESS = re.compile(
    r"<?\b(?:https?|ftp|file|javascript|data|mailto):[^\s<>()\[\]]+>?|\bwww\.[^\s<>()\[\]]+", re.IGNORECASE
)
_EMPHASIS = re.compile(r"(\*{1,3}|`{1,3}|~~|(?<!\w)_{1,2}(?=\w))(?=\S)(.{1,400}?)(?<=\S)\1(?!\w)")
_BEGINNING = re.compile(r"^(?:#{1,6}|[-*+>]|\d+[.)])\s+")
_DEEPEST = 100
"""Layers of markup that are taken off."""
_LONGEST = 20_000
"""Characters that are read of one text, fifty times what is asked for: the markup of more takes seconds to find."""
_KEPT_MARKS = ("\u200c", "\u200d")
"""Joiners that Persian, Indic scripts and emoji need."""


def plain(text: str) -> str:
    """`text` on one line, without HTML, Markdown, addresses and invisible characters.

    Raises:
        ReplyError: it is far too long, or there is markup within markup, deeper than anybody writes.
    """
    if len(text) > _LONGEST:
        raise ReplyError(f"a text has {len(text):,} characters, where a sentence is asked for")
    text = "".join(
        char for char in text if char.isspace() or char in _KEPT_MARKS or unicodedata.category(char) not in ("Cc", "Cf")
    )
    for _ in range(_DEEPEST):  # what one removal joins may be markup again
        before = text
        text = _LINK.sub(r"\1", _IMAGE.sub("", _FOOTNOTE.sub("", _TAG.sub("", text))))
        text = _EMPHASIS.sub(r"\2", _ADDRESS.sub("", text))
        text = _BEGINNING.sub("", " ".join(text.split()))
        if text == before:
            return text
    raise ReplyError("there is markup within markup, where plain text is wanted")


def about(source: str, part: int = 1, parts: int = 1) -> str:
    return f"source {source!r}" if parts == 1 else f"part {part} of source {source!r}"


def request(
    prompts: Prompts,
    stage: str,
    about: str,
    form: type[Form],
    *,
    room: int,
    system: Mapping[str, Any],
    user: Mapping[str, Any],
    most: Mapping[str, int] = MappingProxyType({}),
) -> Request:
    """The stage's prompt with its variables, and the form of the reply; the fence is made for the material.

    Args:
        room: tokens that a good reply takes at most.
        most: see `schema`.
    """
    wanted = schema(form, **most)
    unfenced = prompts.render(stage, "user", **user, fence="")
    return Request(
        stage=stage,
        about=about,
        system=prompts.render(stage, "system", **system),
        user=defused(prompts.render(stage, "user", **user, fence=fence(unfenced))),
        schema=wanted,
        schema_instruction=prompts.render("reply", "schema", schema=json.dumps(wanted)),
        prompt=prompts.fingerprint(stage),
        room=room,
    )
