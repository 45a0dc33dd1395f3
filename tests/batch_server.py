"""The vendor's batch service on 127.0.0.1: takes files and batches, and answers when the test says so."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import Loopback
from tests.scripted_server import Answer, failure


class BatchServer(Loopback):
    """Answers the requests of all batches with `reply` once `work` is called."""

    def __init__(self, reply: Callable[[dict[str, Any]], Answer]) -> None:
        super().__init__(_handler(self))
        self._reply = reply
        self.files: dict[str, str] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.at_once = 0
        """Requests outside of batches."""
        self.looked_at: list[str] = []
        """Ids of batches, each as often as it was asked for."""
        self.faults: list[Answer | None] = []
        """Taken first, one a request that would create a batch; one with status 0 creates it and says nothing."""

        self.instead: dict[str, Answer] = {}
        """What is answered in the place of the right thing, by method and path: `GET files/output-batch_1/content`."""

    @property
    def base_url(self) -> str:
        return self.url("/v1")

    def requests(self, batch: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.files[self.batches[batch]["input_file_id"]].splitlines()]

    def work(self, *, only: int | None = None, status: str = "completed") -> None:
        """Answer what is there, or the first `only` of each batch."""
        for id, batch in self.batches.items():
            if batch["status"] != "in_progress":
                continue
            good, bad = [], []
            for line in self.requests(id)[:only]:
                answer = self._reply(line["body"])
                response = {"status_code": answer.status, "request_id": "r", "body": json.loads(answer.body)}
                kept = good if answer.status == 200 else bad
                kept.append(
                    json.dumps({"id": "x", "custom_id": line["custom_id"], "response": response, "error": None})
                )
            for name, lines in (("output", good), ("error", bad)):
                if lines:
                    self.files[f"{name}-{id}"] = "\n".join(reversed(lines)) + "\n"  # in any order
                    batch[f"{name}_file_id"] = f"{name}-{id}"
            batch["status"] = status

    def take(self, method: str, path: str, body: bytes) -> tuple[Answer, bytes | None]:
        """The answer, or the bytes of a file."""
        path = path.partition("?")[0].removeprefix("/v1/")
        if odd := self.instead.get(f"{method} {path}"):
            return odd, None
        match method, path.split("/"):
            case "POST", ["files"]:
                id = f"file-{len(self.files)}"
                content = body.split(b"application/jsonl")[-1] if b"application/jsonl" in body else body
                lines = [line for line in content.decode().splitlines() if line.startswith("{")]
                self.files[id] = "\n".join(lines)
                return _json(
                    {"id": id, "object": "file", "bytes": 1, "created_at": 0, "filename": "f", "purpose": "batch"}
                )
            case "POST", ["batches"]:
                return self._create(json.loads(body))
            case "POST", ["chat", "completions"]:
                self.at_once += 1
                return self._reply(json.loads(body)), None
            case "GET", ["batches"]:
                return _json({"object": "list", "data": list(self.batches.values()), "has_more": False})
            case "GET", ["batches", id]:
                self.looked_at.append(id)
                return _json(self.batches[id]) if id in self.batches else (failure(404, "no such batch"), None)
            case "GET", ["files", id, "content"]:
                return Answer(), self.files[id].encode()
        return failure(404, f"no such path: {method} {path}"), None

    def _create(self, wanted: dict[str, Any]) -> tuple[Answer, bytes | None]:
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None and fault.status:
            return fault, None
        id = f"batch_{len(self.batches) + 1}"
        counts = {"total": len(self.files[wanted["input_file_id"]].splitlines()), "completed": 0, "failed": 0}
        self.batches[id] = {
            "id": id,
            "object": "batch",
            "status": "in_progress",
            "created_at": 0,
            "request_counts": counts,
            **wanted,
        }
        return _json(self.batches[id]) if fault is None else (failure(500, "the answer got lost"), None)


def _json(value: Any) -> tuple[Answer, None]:
    return Answer(body=json.dumps(value)), None


def _handler(server: BatchServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer, content = server.take(method, self.path, body)
            payload = content if content is not None else answer.body.encode()
            self.send_response_only(answer.status)
            self.send_header("content-type", "application/json" if content is None else "application/octet-stream")
            self.send_header("content-length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests read what was taken."""

    return Handler
