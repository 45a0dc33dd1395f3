"""The vendor's batch service: files and batches, read as raw as completions are, since anything may answer there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, Field, ValidationError

from briefing.errors import EndpointError
from briefing.llm import envelope
from briefing.llm.bounded import MOST
from briefing.llm.envelope import one_line
from briefing.llm.wire import Wire

if TYPE_CHECKING:
    import openai
    from openai._types import RequestOptions

PATH: Final = "/v1/chat/completions"
_WINDOW: Final = "24h"
"""The only one that vendors offer."""
_LABEL = "briefing"
"""Under which the vendor keeps our name of a batch."""
_PAGE = 100

F = TypeVar("F", bound=BaseModel)


class _File(BaseModel):
    id: str = Field(min_length=1)


class Theirs(BaseModel):
    """A batch as the vendor has it; what is only told of it may have any form."""

    id: str = Field(min_length=1)
    status: str
    output_file_id: str | None = None
    error_file_id: str | None = None
    errors: Any = None
    request_counts: Any = None

    @property
    def answered(self) -> int:
        """Requests with a reply, as the vendor counts them; 0 where it does not."""
        counts = self.request_counts
        completed = counts.get("completed") if isinstance(counts, dict) else None
        return completed if isinstance(completed, int) else 0

    @property
    def said(self) -> str:
        """Why it failed as a whole, on one line."""
        errors = self.errors.get("data") if isinstance(self.errors, dict) else self.errors
        each = errors if isinstance(errors, list) else [errors]
        words = [error.get("message") if isinstance(error, dict) else error for error in each]
        return one_line("; ".join(str(word) for word in words if word)) or "the batch failed"


class _Page(BaseModel):
    data: list[Any]
    has_more: bool = False


class BatchService:
    """
    Raises:
        ModelError: from any method, where the vendor cannot be asked, or answers something else.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def upload(self, name: str, requests: IO[bytes]) -> str:
        """The vendor's id of a file of requests, one a line."""
        import httpx2

        async def once(client: openai.AsyncOpenAI) -> str:
            requests.seek(0)
            raw = await client.post(
                "/files",
                cast_to=httpx2.Response,
                body={"purpose": "batch"},
                files=[("file", (f"{name}.jsonl", requests))],
                options={"headers": {"Content-Type": "multipart/form-data"}},
            )
            return _read(raw.content, _File).id

        return await self._wire.patiently(once)

    async def create(self, name: str, file: str) -> Theirs:
        """A batch of the requests in that file of the vendor's, under a name of ours."""
        import httpx2

        body = {"completion_window": _WINDOW, "endpoint": PATH, "input_file_id": file, "metadata": {_LABEL: name}}
        tried = False

        async def once(client: openai.AsyncOpenAI) -> Theirs:
            nonlocal tried
            if tried and (found := await _named(client, name)):
                return found  # the first try got through, and only its answer was lost
            tried = True
            return _read((await client.post("/batches", cast_to=httpx2.Response, body=body)).content, Theirs)

        return await self._wire.patiently(once)

    async def with_id(self, id: str) -> Theirs:
        import httpx2

        async def once(client: openai.AsyncOpenAI) -> Theirs:
            return _read((await client.get(f"/batches/{id}", cast_to=httpx2.Response)).content, Theirs)

        return await self._wire.patiently(once)

    async def named(self, name: str) -> Theirs | None:
        """The batch that we gave this name; None where the vendor has none."""
        return await self._wire.patiently(lambda client: _named(client, name))

    async def fetch(self, file: str, into: IO[bytes]) -> None:
        """The content of a file of the vendor's, in the place of what `into` holds.

        Raises:
            AddressError: it is a web page.
            OSError: it cannot be written.
        """

        async def once(client: openai.AsyncOpenAI) -> None:
            async with client.files.with_streaming_response.content(file) as answer:
                into.seek(0)
                into.truncate()
                async for piece in answer.iter_bytes():
                    into.write(piece)
            into.seek(0)
            envelope.require_no_page(into.read(1000).decode("utf-8-sig", "replace"))
            into.seek(0)

        await self._wire.patiently(once)


def objects(lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file with one a line; whatever else is in it is passed over."""
    while line := lines.readline(MOST):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            yield value


async def _named(client: openai.AsyncOpenAI, name: str) -> Theirs | None:
    import httpx2

    after: dict[str, str] = {}
    seen: set[str] = set()
    while True:
        options: RequestOptions = {"params": {"limit": _PAGE, **after}}
        page = _read((await client.get("/batches", cast_to=httpx2.Response, options=options)).content, _Page)
        batches = [each for each in page.data if isinstance(each, dict)]
        for each in batches:
            labels = each.get("metadata")
            if isinstance(labels, dict) and labels.get(_LABEL) == name:
                return _read(json.dumps(each).encode(), Theirs)
        last = str(batches[-1].get("id")) if batches else ""
        if not page.has_more or not last or last in seen:
            return None
        seen.add(last)
        after = {"after": last}


def _read(answer: bytes, form: type[F]) -> F:
    """
    Raises:
        AddressError: this is a web page.
        EndpointError: it is broken, or of another form; asking again may mend it.
    """
    body = answer.decode("utf-8-sig", "replace")
    envelope.require_json(body)
    try:
        return form.model_validate_json(body)
    except ValidationError:
        raise EndpointError(
            f"the endpoint's answer is none of a batch service: {one_line(body, 60)!r}",
            help="Try again, or run without --batch: not every endpoint has such a service.",
        ) from None
