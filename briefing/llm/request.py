"""What is asked of a model, and what it answered: plain values, no vendor in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from briefing.domain.brief import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to a model whose answer is one JSON object."""

    stage: str
    """Name of the stage, and of the schema at the endpoint: `summarize`."""
    about: str
    """For messages to the user: `source '003'`."""
    system: str
    """Instructions alone: no word of an article stands here."""
    user: str
    """The material, fenced."""
    schema: Mapping[str, Any]
    """Strict JSON Schema of the reply."""
    schema_instruction: str
    """Says the schema in words, for an endpoint that cannot be given one."""
    prompt: str = ""
    """Fingerprint of the prompt it was made from."""
    room: int = 4000
    """Tokens that a good reply takes at most."""
    earlier: tuple[tuple[str, str], ...] = ()
    """Replies that could not be used, each with what was said to the model about it."""

    def again(self, reply: str, complaint: str) -> "Request":
        """The same question after an unusable reply."""
        return replace(self, earlier=(*self.earlier, (reply, complaint)))

    def with_room(self, room: int) -> "Request":
        """The same question, for a longer reply."""
        return replace(self, room=room)

    def messages(self, *, with_schema: bool) -> list[dict[str, str]]:
        """Role and content, in the order of the protocol.

        The system message comes first and is the same for all requests of a stage: vendors charge less for a known
        beginning.
        """
        system = f"{self.system}\n\n{self.schema_instruction}" if with_schema else self.system
        messages = [{"role": "system", "content": system}, {"role": "user", "content": self.user}]
        for reply, complaint in self.earlier:
            messages += [{"role": "assistant", "content": reply}, {"role": "user", "content": complaint}]
        return messages

    def key(self, *, model: str, endpoint: str, room: int) -> str:
        """Of all that decides the reply, in words that do not depend on what the endpoint turns out to understand.

        Args:
            endpoint: address without secrets.
            room: tokens that the reply may take.
        """
        whole = {
            "endpoint": endpoint,
            "model": model,
            "prompt": self.prompt,
            "stage": self.stage,
            "schema": self.schema,
            "room": room,
            "messages": self.messages(with_schema=False),
        }
        return sha256(json.dumps(whole, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    text: str
    """What the model wrote: JSON, if it did as it was asked."""
    cost: Cost
    """As the endpoint reports it, also when the reply came from the store."""
