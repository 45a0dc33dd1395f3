"""Requests that can wait for the vendor's batch service: sent together, collected by a later run, at a lower price."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any

from briefing.domain.batch import Batch, Queued
from briefing.domain.endpoint import Endpoint
from briefing.errors import EndpointError, ModelError, OutputError, PendingError, RequestError
from briefing.llm.batch_service import PATH, BatchService, Theirs, objects
from briefing.llm.envelope import one_line
from briefing.llm.mail import Batches, Mail
from briefing.llm.purse import NOTHING, Charge
from briefing.llm.wire import Wire

_OVER = ("completed", "expired", "cancelled", "failed")
MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""Of one batch, as the vendor has it: what is more goes as several."""

Collected = Callable[[Queued, str], None]
"""Takes a request and the body of the answer to it."""


class Mailbox:
    """What is with the vendor, and what goes there next.

    A batch is kept on disk under a name of ours before the vendor hears of it, and the vendor is told the name. So a
    run that is killed between the two is not paid for twice: the next one asks the vendor for the name.
    """

    def __init__(self, wire: Wire, endpoint: Endpoint, *, address: str, kept: Batches, mail: Mail) -> None:
        """`address`: of the endpoint, as batches are kept by; `mail`: what is known from other mailboxes of the run."""
        self._wire = wire
        self._service = BatchService(wire)
        self._model = endpoint.model
        self._address = address
        self._kept = kept
        self._queue: dict[str, Queued] = {}
        self._most = NOTHING
        self._awaited: set[str] = set()
        """Keys of all that was posted."""
        self._refused: set[str] = set()
        """Keys of what would have been, if the vendor had not refused it before."""
        self._mail = mail
        mail.kept = kept

    def post(self, queued: Queued, most: Charge) -> None:
        """Goes with the next batch, unless it is away already.

        Args:
            most: what it can cost at most, at the price of a batch.

        Raises:
            ModelError: the vendor refused it.
        """
        if said := self._mail.refused.get(queued.key):
            self._refused.add(queued.key)
            raise RequestError(
                f"the batch gave no reply to a request (stage {queued.stage!r}): {said}",
                help="Run without --batch to ask for it at once.",
            )
        self._awaited.add(queued.key)
        self._mail.awaited = True
        if queued.key not in self._mail.away and queued.key not in self._queue:
            self._queue[queued.key] = queued
            self._most += most

    async def collect(self, take: Collected) -> None:
        """Hand over all that the vendor has answered by now, if that has not been done in this run.

        Raises:
            ModelError: the vendor cannot be asked, or has not said what came of a request; the batch is kept then.
            OutputError: there is no room for what it sends.
        """
        if self._mail.collected:
            return
        for batch in self._kept.open(self._address, self._model):
            theirs = await self._theirs(batch)
            if theirs is None:  # it never got there
                self._kept.collected(batch)
            elif theirs.status in _OVER:
                self._kept.refuse(await self._take(batch, theirs, take))
                self._kept.collected(batch)
            else:
                done = f"{theirs.id!r}: {theirs.answered} of {len(batch.requests)} answered"
                self._mail.away |= {each.key: done for each in batch.requests}
        self._mail.refused = self._kept.refusals()
        self._mail.collected = True

    def finished(self) -> None:
        """The brief is there, without what was refused."""
        self._mail.forgone |= self._refused

    async def send(self) -> PendingError:
        """Send what was posted; what to tell the user.

        Raises:
            BudgetError: it could cost more than is left.
            ModelError: the vendor does not take it; nothing is with it then, unless it was silent.
        """
        if self._queue:
            async with self._wire.purse.reserved(self._most):
                for requests in loads(tuple(self._queue.values())):
                    await self._send(requests)
            self._most = NOTHING
        batches = ", ".join(sorted({self._mail.away[key] for key in self._awaited}))
        number = len(self._awaited)
        return PendingError(
            f"{number} request{'s are' if number > 1 else ' is'} with the endpoint (batch {batches})",
            help="Run the same command again to collect them, within a day; without --batch to have the rest at once.",
        )

    async def _send(self, requests: tuple[Queued, ...]) -> None:
        """As one batch, out of the queue."""
        # With a number: what an expired batch left undone goes again, and must not be taken for that batch.
        named = "\n".join([str(self._kept.next_number()), *sorted(each.key for each in requests)])
        name = sha256(named.encode()).hexdigest()[:32]
        batch = Batch(name=name, endpoint=self._address, model=self._model, id=None, requests=requests)
        self._kept.keep(batch)
        try:
            with _on_disk() as file:
                file.writelines(map(_line, requests))
                theirs = await self._service.create(name, await self._service.upload(name, file))
        except ModelError as error:
            if not error.retryable:  # else it may be there, and only the answers lost: the next run asks
                self._kept.collected(batch)
            raise
        self._kept.keep(replace(batch, id=theirs.id))
        self._mail.away |= {each.key: f"{theirs.id!r}: 0 of {len(requests)} answered" for each in requests}
        for each in requests:
            del self._queue[each.key]

    async def _theirs(self, batch: Batch) -> Theirs | None:
        """The batch as the vendor has it; None where it knows of none."""
        return await (self._service.with_id(batch.id) if batch.id else self._service.named(batch.name))

    async def _take(self, batch: Batch, theirs: Theirs, take: Collected) -> dict[str, str]:
        """Hand over the replies; what was refused comes back, by key.

        Raises:
            EndpointError: the vendor has not said of each request what came of it; the replies are handed over.
        """
        due = {each.key: each for each in batch.requests}
        refused: dict[str, str] = {}
        for file in (theirs.output_file_id, theirs.error_file_id):
            with _on_disk() as lines:
                if file is not None:
                    await self._service.fetch(file, lines)
                for line in objects(lines):
                    if queued := due.pop(str(line.get("custom_id")), None):
                        refused |= _taken(queued, line.get("response"), take)
        if theirs.status == "failed":  # as a whole, before it began
            return refused | dict.fromkeys(due, theirs.said)
        said = len(batch.requests) - len(due)
        if said < (len(batch.requests) if theirs.status == "completed" else theirs.answered):
            raise EndpointError(
                f"the batch {theirs.id!r} is over, and the endpoint says of {said} of {len(batch.requests)} requests"
                " what came of them",
                help="Run again later: the batch is kept, and so are its replies. If the others are lost for good,"
                f" move {self._kept.where(batch)!r} away: they are sent again, and paid again.",
            )
        return refused


def loads(
    requests: Sequence[Queued], *, most: int = MOST_REQUESTS, most_bytes: int = MOST_BYTES
) -> Iterator[tuple[Queued, ...]]:
    """The requests in their order, in as few batches as the vendor's limits allow."""
    load: list[Queued] = []
    size = 0
    for each in requests:
        length = len(_line(each))
        if load and (len(load) == most or size + length > most_bytes):
            yield tuple(load)
            load, size = [], 0
        load.append(each)
        size += length
    if load:
        yield tuple(load)


def _line(queued: Queued) -> bytes:
    line = {"custom_id": queued.key, "method": "POST", "url": PATH, "body": json.loads(queued.request)}
    return json.dumps(line).encode() + b"\n"


@contextmanager
def _on_disk() -> Iterator[IO[bytes]]:
    """A file for what may be too long for the memory, gone at the end.

    Raises:
        OutputError: there is no room for it.
    """
    try:
        with TemporaryFile() as file:
            yield file
    except OSError as error:
        raise OutputError(
            f"cannot keep the requests or the replies of a batch: {error.strerror or error}",
            help="Free some space, or set TMPDIR to another folder; the vendor keeps what it has answered.",
        ) from error


def _taken(queued: Queued, answer: Any, take: Collected) -> dict[str, str]:
    """Hand over the reply; what the vendor said in its place comes back, by key. It says nothing where time ran out."""
    body = answer.get("body") if isinstance(answer, dict) else answer
    if body and isinstance(body, dict) and answer.get("status_code") == 200:
        # Without halves of characters, which no store can hold.
        take(queued, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace").decode())
        return {}
    return {queued.key: _said(body)} if answer else {}


def _said(body: Any) -> str:
    error = body.get("error", body) if isinstance(body, dict) else body
    return one_line(str(error.get("message") if isinstance(error, dict) else error))
