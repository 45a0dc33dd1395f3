"""A client that asks one thing of a server with scripted turns: one row of the fault matrix."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from briefing.domain.endpoint import Endpoint
from briefing.errors import ModelError
from briefing.llm.request import Request
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.scripted_server import Answer, ScriptedServer, completion

KEY = "sk-a-secret"
GOOD = completion('{"points": []}')
REQUEST = Request(
    stage="summarize",
    about="source '101'",
    system="Note the points.",
    user="Source 101\n...",
    schema={"type": "object", "properties": {}, "required": [], "additionalProperties": False},
    schema_instruction="Answer in JSON of this schema.",
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What the server does, and what comes of it."""

    turns: tuple[Answer, ...]
    """All that is asked after them is answered well."""
    answered: int = 0
    """Other questions that were asked before, and answered well."""
    waits: tuple[float, ...] = ()
    """Seconds between the requests that are tried again."""
    requests: int
    error: type[ModelError] | None = None
    """None: the reply is there in the end."""
    says: str = ""
    bodies: tuple[dict[str, object], ...] = ()
    """What must stand in the bodies of the requests, in their order; None for what must not stand there."""

    def play(self, folder: Path, *, timeout: float = 60.0, model: str = "scripted") -> None:
        """Against a server of its own."""
        store = ReplyStore(folder / "replies.sqlite")
        with ScriptedServer(turns=[*[GOOD] * self.answered, *self.turns, *[GOOD] * 9]) as server:
            endpoint = Endpoint(model=model, base_url=server.base_url, api_key=KEY)
            with Asked(endpoint, store=store, timeout=timeout) as client:
                for number in range(self.answered):
                    client.complete(replace(REQUEST, user=f"Source {number}"))
                if self.error is None:
                    assert client.complete(REQUEST).text == '{"points": []}'
                else:
                    with pytest.raises(self.error, match=self.says) as caught:
                        client.complete(REQUEST)
                    assert type(caught.value) is self.error
                    assert caught.value.help
                    assert "\n" not in str(caught.value)
                    assert KEY not in str(caught.value)
                assert client.waits == pytest.approx(self.waits)
        store.close()
        assert len(server.requests) == self.answered + self.requests
        if self.bodies:
            pairs = zip(server.requests, self.bodies, strict=True)
            assert [{name: sent.get(name) for name in wanted} for sent, wanted in pairs] == list(self.bodies)


def cured(id: str, turns: Answer | Sequence[Answer], *waits: float, answered: int = 0) -> object:
    """The reply is there in the end, after so many seconds before each further request."""
    turns = (turns,) if isinstance(turns, Answer) else tuple(turns)
    return pytest.param(Row(turns=turns, waits=waits, requests=len(turns) + 1, answered=answered), id=id)


def ended(id: str, turn: Answer, error: type[ModelError], says: str, *waits: float, answered: int = 0) -> object:
    """The same each time, until it is given up; where no waits are given it is not tried again."""
    requests = len(waits) + 1
    turns = (turn,) * requests
    row = Row(turns=turns, waits=waits, requests=requests, error=error, says=says, answered=answered)
    return pytest.param(row, id=id)


def adapted(id: str, turn: Answer, **second: object) -> object:
    """Asked once more at once, in another way."""
    row = Row(turns=(turn,), requests=2, bodies=({}, second))
    return pytest.param(row, id=id)


def said(status: int, body: object) -> Answer:
    """An error in a shape of its own."""
    return Answer(status=status, body=json.dumps(body))
