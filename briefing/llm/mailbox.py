"""Requests that can wait for the vendor's batch service: sent together, collected by a later run, at a lower price."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from briefing.domain.batch import Batch, Queued
from briefing.domain.endpoint import Endpoint
from briefing.errors import ModelError, PendingError, RequestError
from briefing.llm.envelope import one_line
from briefing.llm.mail import Batches, Mail
from briefing.llm.purse import NOTHING, Charge
from briefing.llm.wire import Wire

if TYPE_CHECKING:
    import openai
    from openai.types import Batch as Theirs

_WINDOW: Final = "24h"
"""The only one that vendors offer."""
_PATH: Final = "/v1/chat/completions"
_OVER = ("completed", "expired", "cancelled", "failed")
_LABEL = "briefing"
"""Under which the vendor keeps our name of a batch."""

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
            ModelError: the vendor cannot be asked.
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
                done, of = self._counts(theirs, batch)
                self._mail.away |= {each.key: f"{theirs.id!r}: {done} of {of} answered" for each in batch.requests}
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
            requests = tuple(self._queue.values())
            # With a number: what an expired batch left undone goes again, and must not be taken for that batch.
            named = "\n".join([str(self._kept.next_number()), *sorted(self._queue)])
            name = sha256(named.encode()).hexdigest()[:32]
            batch = Batch(name=name, endpoint=self._address, model=self._model, id=None, requests=requests)
            async with self._wire.purse.reserved(self._most):
                self._kept.keep(batch)
                try:
                    theirs = await self._submit(batch)
                except ModelError as error:
                    if not error.retryable:  # else it may be there, and only the answers lost: the next run asks
                        self._kept.collected(batch)
                    raise
            self._kept.keep(replace(batch, id=theirs.id))
            self._mail.away |= {each.key: f"{theirs.id!r}: 0 of {len(requests)} answered" for each in requests}
            self._queue, self._most = {}, NOTHING
        batches = ", ".join(sorted({self._mail.away[key] for key in self._awaited}))
        number = len(self._awaited)
        return PendingError(
            f"{number} request{'s are' if number > 1 else ' is'} with the endpoint (batch {batches})",
            help="Run the same command again to collect them, within a day; without --batch to have the rest at once.",
        )

    async def _theirs(self, batch: Batch) -> Theirs | None:
        """The batch as the vendor has it; None where it knows of none."""

        async def look(client: openai.AsyncOpenAI) -> Theirs | None:
            return await (client.batches.retrieve(batch.id) if batch.id else _named(client, batch.name))

        return await self._wire.patiently(look)

    async def _submit(self, batch: Batch) -> Theirs:
        lines = "".join(
            json.dumps({"custom_id": each.key, "method": "POST", "url": _PATH, "body": json.loads(each.request)}) + "\n"
            for each in batch.requests
        )
        file = await self._wire.patiently(
            lambda client: client.files.create(file=(f"{batch.name}.jsonl", lines.encode()), purpose="batch")
        )
        tried = False

        async def create(client: openai.AsyncOpenAI) -> Theirs:
            nonlocal tried
            if tried and (found := await _named(client, batch.name)):
                return found  # the first try got through, and only its answer was lost
            tried = True
            return await client.batches.create(
                completion_window=_WINDOW,
                endpoint=_PATH,
                input_file_id=file.id,
                metadata={_LABEL: batch.name},
            )

        return await self._wire.patiently(create)

    async def _take(self, batch: Batch, theirs: Theirs, take: Collected) -> dict[str, str]:
        """Hand over the replies; what was refused comes back, by key."""
        refused: dict[str, str] = {}
        by_key = {each.key: each for each in batch.requests}
        for file in (theirs.output_file_id, theirs.error_file_id):
            for line in await self._lines(file):
                queued = by_key.get(str(line.get("custom_id")))
                if queued is None:
                    continue
                answer = line.get("response") or {}
                body = answer.get("body") if isinstance(answer, dict) else answer
                if body and isinstance(body, dict) and answer.get("status_code") == 200:
                    take(queued, json.dumps(body, ensure_ascii=False))
                elif answer:
                    refused[queued.key] = _said(body)
        if theirs.status == "failed":  # as a whole, before it began
            said = "; ".join(each.message or "" for each in (theirs.errors.data or [])) if theirs.errors else ""
            refused |= dict.fromkeys(by_key, said or "the batch failed")
        return refused

    async def _lines(self, file: str | None) -> list[dict[str, Any]]:
        """The objects of a file of JSON lines; one that expired halfway through is passed over."""
        if file is None:
            return []
        content = await self._wire.patiently(lambda client: client.files.content(file))
        lines: list[dict[str, Any]] = []
        for line in content.text.splitlines():
            try:
                value = json.loads(line)
            except ValueError:
                continue
            if isinstance(value, dict):
                lines.append(value)
        return lines

    def _counts(self, theirs: Theirs, batch: Batch) -> tuple[int, int]:
        counts = theirs.request_counts
        return (counts.completed if counts else 0), len(batch.requests)


async def _named(client: openai.AsyncOpenAI, name: str) -> Theirs | None:
    """The vendor's batch that we gave this name."""
    async for theirs in client.batches.list(limit=100):
        if theirs.metadata and theirs.metadata.get(_LABEL) == name:
            return theirs
    return None


def _said(body: Any) -> str:
    error = body.get("error", body) if isinstance(body, dict) else body
    return one_line(str(error.get("message") if isinstance(error, dict) else error))
