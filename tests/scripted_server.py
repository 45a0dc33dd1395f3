"""An OpenAI-compatible server on 127.0.0.1 that answers from files, and fails on demand."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from briefing.llm import tokens
from tests.loopback import Loopback

ABOUT = re.compile(r"^Source (?P<source>\S+?)(?:, part (?P<part>\d+) of \d+)?$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One HTTP answer."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    """Close the connection after so many bytes of the body, though more were promised."""
    hang: bool = False
    """Say nothing until the server is closed."""
    raw: bytes | None = None
    """Stands in for `body` where that is no text."""
    promised: int | None = None
    """Length of the body as the headers have it, where they lie."""
    drip: float = 0.0
    """Seconds between one byte and the next."""


def completion(
    content: str | None,
    *,
    model: str = "scripted",
    finish: str = "stop",
    refusal: str | None = None,
    sent: int = 10,
    usage: bool = True,
) -> Answer:
    """A chat completion with one choice. `sent`: tokens of the prompt."""
    written = tokens.count(content or refusal or "")
    envelope: dict[str, Any] = {
        "id": "chatcmpl-scripted",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content, "refusal": refusal},
                "finish_reason": finish,
            }
        ],
    }
    if usage:
        envelope["usage"] = {
            "prompt_tokens": sent,
            "completion_tokens": written,
            "total_tokens": sent + written,
            "prompt_tokens_details": {"cached_tokens": 0},
        }
    return Answer(body=json.dumps(envelope, ensure_ascii=False))


def failure(status: int, message: str = "scripted fault", *, code: str | None = None, **headers: str) -> Answer:
    """An error as the protocol has it; `retry_after="3"` is a header."""
    body = json.dumps({"error": {"message": message, "type": code, "param": None, "code": code}})
    return Answer(status=status, body=body, headers={name.replace("_", "-"): text for name, text in headers.items()})


class ScriptedServer(Loopback):
    """Takes its answers from `turns` first, one a request, then from `reply`, then from the folders in `replies`.

    A turn that is None leaves that request to the files. A file is named by stage, source and part:
    `summarize.101.json`, `summarize.101.2.json`, `consolidate.json`; a request that carries a reply of before takes
    `consolidate.again.json` where there is one. The first folder that has the file wins.
    """

    def __init__(
        self,
        *,
        replies: Sequence[Path] = (),
        turns: Iterable[Answer | None] = (),
        reply: Callable[[dict[str, Any]], Answer | None] = lambda _: None,
        delay: float = 0.0,
    ) -> None:
        """`delay`: seconds before each answer."""
        super().__init__(_handler(self))
        self._reply = reply
        self._delay = delay
        self._folders = tuple(replies)
        self._turns = iter(turns)
        self._lock = threading.Lock()
        self.requests: list[dict[str, Any]] = []
        """Bodies of the requests, in order of arrival."""
        self.headers: list[dict[str, str]] = []
        """Their headers, names in lower case."""
        self.closing = threading.Event()

    @property
    def base_url(self) -> str:
        return self.url("/v1")

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        super().__exit__()

    def answer(self, path: str, headers: dict[str, str], request: dict[str, Any]) -> Answer:
        with self._lock:
            self.requests.append(request)
            self.headers.append(headers)
            turn = next(self._turns, None)
        if self._delay:
            time.sleep(self._delay)
        if (turn := turn or self._reply(request)) is not None:
            return turn
        if path != "/v1/chat/completions":
            return failure(404, f"no such path: {path}")
        return self._from_files(request)

    def _from_files(self, request: dict[str, Any]) -> Answer:
        names = file_names(request)
        for name in names:
            for folder in self._folders:
                if (folder / name).is_file():
                    sent = sum(tokens.count(message["content"]) for message in request["messages"])
                    content = (folder / name).read_text(encoding="utf-8")
                    return completion(content, model=request["model"], sent=sent)
        return failure(404, f"none of the files {names} in {[folder.name for folder in self._folders]}")


def file_names(request: Mapping[str, Any]) -> list[str]:
    """Names of the files that may answer a request, the best first."""
    stage = request.get("response_format", {}).get("json_schema", {}).get("name", "plain")
    messages = request["messages"]
    about = ABOUT.match(messages[1]["content"])
    name = ".".join([stage, *(group for group in (about.groups() if about else ()) if group)])
    again = [f"{name}.again.json"] if any(message["role"] == "assistant" for message in messages) else []
    return [*again, f"{name}.json"]


def _handler(server: ScriptedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): text for name, text in self.headers.items()}
            answer = server.answer(self.path, headers, json.loads(body))
            if answer.hang:
                server.closing.wait()
                self.close_connection = True
                return
            payload = answer.body.encode() if answer.raw is None else answer.raw
            self.send_response_only(answer.status)  # neither Date nor Server: cassettes stay the same
            for name, text in ({"content-type": "application/json"} | dict(answer.headers)).items():
                self.send_header(name, text)
            self.send_header("content-length", str(len(payload) if answer.promised is None else answer.promised))
            with suppress(ConnectionError):  # who has heard enough goes away
                self.end_headers()
                self.write(payload[: answer.cut], answer.drip)
            if answer.cut is not None:
                self.close_connection = True

        def write(self, payload: bytes, drip: float) -> None:
            for piece in [payload[at : at + 1] for at in range(len(payload))] if drip else [payload]:
                self.wfile.write(piece)
                if drip and server.closing.wait(drip):
                    return

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests read `requests`."""

    return Handler
