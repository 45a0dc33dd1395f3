"""Asks a model once: every paid reply is stored before it is read, and found again next time."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from briefing.domain.batch import Queued
from briefing.domain.brief import Cost
from briefing.domain.endpoint import TIMEOUT, Endpoint, without_secrets
from briefing.domain.progress import Unwatched, Watch
from briefing.domain.reply import Stored
from briefing.errors import (
    BriefingError,
    ModelError,
    OfflineError,
    PendingError,
    ReplyError,
    RequestError,
    TooLongError,
    TruncatedError,
)
from briefing.llm import envelope
from briefing.llm.allowance import Allowance
from briefing.llm.catalogue import Catalogue, Model
from briefing.llm.dialect import NO_SCHEMA_NOTE, granted, without_schema
from briefing.llm.keeping import Keeping, Replies
from briefing.llm.mail import Batches
from briefing.llm.mailbox import Mailbox
from briefing.llm.purse import Charge, Reservation
from briefing.llm.reckoning import Reckoning, read_in_part
from briefing.llm.request import Reply, Request
from briefing.llm.wire import Sleep, Wire, address

_ANSWERS = (TruncatedError, TooLongError)
"""Of no use, and yet worth keeping: the same request would be answered in the same way again."""


class Client:
    """One model at one endpoint, for several callers at once; it lives within one event loop."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        store: Replies,
        batches: Batches | None = None,
        watch: Watch | None = None,
        allowance: Allowance | None = None,
        timeout: float = TIMEOUT,
        sleep: Sleep = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`batches` is used where the endpoint's terms want it; `allowance` is that of other clients, too; `timeout` is
        in seconds for one reply; for `sleep`, `now` and `clock` see `Wire`.

        Raises:
            AddressError, AuthenticationError: the endpoint's address or key cannot be one.
            UsageError: the user's file of models cannot be used, or a budget in dollars not be kept.
        """
        self._endpoint = endpoint
        self._base_url = without_secrets(address(endpoint))
        self._store = store
        self._keeping = Keeping(store)
        self._watch = watch or Unwatched()
        allowance = allowance or Allowance.of(endpoint)
        self._dialect = allowance.dialect
        self.model: Model = Catalogue.load(endpoint.terms.models).model(endpoint.model)
        self.reckoning = Reckoning(self.model)
        if endpoint.terms.budget is not None and not endpoint.terms.offline:
            self.reckoning.require_price(endpoint.terms.budget)
        self._wire = (
            None
            if endpoint.terms.offline
            else Wire(
                endpoint, watch=self._watch, allowance=allowance, timeout=timeout, sleep=sleep, now=now, clock=clock
            )
        )
        self._mailbox = (
            Mailbox(self._wire, endpoint, address=self._base_url, kept=batches, mail=allowance.mail)
            if self._wire and batches and endpoint.terms.batch
            else None
        )
        self._turns: dict[str, asyncio.Lock] = {}
        self._heard: dict[str, str] = {}
        """The replies that this run has read, by key."""
        self._costs: dict[str, Cost] = {}
        self._notes: dict[str, None] = {}

    async def close(self) -> None:
        if self._wire:
            await self._wire.close()

    @property
    def costs(self) -> Mapping[str, Cost]:
        """By stage, of all replies so far, those from the store included, usable or not; one that answers twice counts
        once."""
        return self._costs

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the brief must know of the endpoint."""
        return tuple(self._notes)

    async def complete(self, request: Request) -> Reply:
        """The model's words, from the store if it has answered this very request before.

        Who asks what another caller is asking waits for that one's reply.

        Raises:
            ModelError: see `errors`; what waiting could cure has been tried again.
        """
        key = self._key_of(request)
        async with self._turns.setdefault(key, asyncio.Lock()):
            return await self._completed(request, key)

    async def _completed(self, request: Request, key: str) -> Reply:
        if reply := self._stored(request, key):
            return reply
        try:
            if not self.reckoning.fits(request):
                raise TooLongError(
                    f"the request about {request.about} does not fit the context of the model {self.model.name!r}"
                    f" ({self.model.context:,} tokens)",
                    help="Give shorter sources, or state the model's limits with --models.",
                )
            if self._wire is None:
                raise OfflineError(
                    f"the store has no reply about {request.about} (stage {request.stage!r})",
                    help="Ask the model once without --offline, with the same sources, prompts and settings.",
                )
            if self._mailbox is not None:
                self._mailbox.post(self._queued(key, request), self._most(request, batch=True))
                raise PendingError(f"the reply about {request.about} is not there yet", help="Collect it later.")
            stored = await self._ask(self._wire, key, request)
        except ModelError as error:
            self._store.failed(key, error)
            raise
        try:
            return self._read(request, stored)
        except _ANSWERS:
            raise
        except ReplyError:
            await self._keeping.forget(key, stored.body)
            raise

    async def _keep(self, wire: Wire, key: str, request: Request, stored: Stored) -> None:
        asked = Queued(key=key, stage=request.stage, prompt=request.prompt, request=stored.request)
        put = partial(self._put, asked, stored.body, batch=False)
        try:
            await self._keeping.keep(put, told=partial(self._count, request, key, stored, paid_now=True))
        except BriefingError as error:
            wire.end(error)  # what cannot be kept must not be paid for
            raise

    async def collect(self) -> None:
        """Store what the vendor's batch service has answered since, if no client with this allowance has.

        Raises:
            ModelError: it cannot be asked.
        """
        if self._mailbox is not None:
            await self._mailbox.collect(partial(self._put, batch=True))

    def finished(self) -> None:
        """Nothing is left to wait for; see also `Allowance.finished`."""
        if self._mailbox is not None:
            self._mailbox.finished()

    async def send(self) -> PendingError:
        """Send what must be waited for; what to tell the user.

        Raises:
            BudgetError, ModelError: it cannot be sent.
        """
        if self._mailbox is None:
            raise RuntimeError("no batches are used")
        return await self._mailbox.send()

    def holds(self, request: Request) -> bool:
        """Whether this is answered without being asked."""
        return not self._endpoint.terms.refresh and self._store.stored(self._key_of(request)) is not None

    def more_room(self, request: Request) -> Request | None:
        """The same as one that was cut, for a longer reply; None where the model or the endpoint allows for none.

        By the request that is stored, and not by what was learnt: so a run from the store decides the same.
        """
        cut = self._store.stored(self._key_of(request))
        given = granted(cut.request) if cut else None
        return None if given and given < self.reckoning.room(request) else self.reckoning.more_room(request)

    async def forget(self, request: Request) -> None:
        """Ask this anew next time: its reply was of no use. Where nobody can be asked the store stays as it is."""
        key = self._key_of(request)
        if self._wire is not None and key in self._heard:
            await self._keeping.forget(key, self._heard[key])

    def _queued(self, key: str, request: Request) -> Queued:
        sent = json.dumps(self._body(request), ensure_ascii=False)
        return Queued(key=key, stage=request.stage, prompt=request.prompt, request=sent)

    def _put(self, queued: Queued, answer: str, *, batch: bool) -> None:
        self._store.put(
            queued.key,
            stage=queued.stage,
            model=self._endpoint.model,
            endpoint=self._base_url,
            prompt=queued.prompt,
            request=queued.request,
            body=answer,
            batch=batch,
        )

    def _stored(self, request: Request, key: str) -> Reply | None:
        anew = self._endpoint.terms.refresh and key not in self._heard
        stored = None if anew else self._store.stored(key)
        if stored is None:
            return None
        self._count(request, key, stored, paid_now=False)
        try:
            return self._read(request, stored)
        except _ANSWERS:
            raise
        except ReplyError:
            if self._wire is None:
                raise  # nobody can be asked anew
            return None  # a run that was killed had no time to find it useless

    def _count(self, request: Request, key: str, stored: Stored, *, paid_now: bool) -> None:
        counts = paid_now or key not in self._heard
        self._heard[key] = stored.body
        if counts:
            cost = self.reckoning.cost(stored)
            self._costs[request.stage] = self._costs.get(request.stage, Cost()) + cost
            self._watch.spent(cost, stored=not paid_now)

    def _read(self, request: Request, stored: Stored) -> Reply:
        if without_schema(stored.request):
            self._notes[NO_SCHEMA_NOTE] = None
        if part := read_in_part(stored):
            raise TooLongError(
                f"the endpoint {self._base_url!r} has read {part[0]:,} of about {part[1]:,} tokens about"
                f" {request.about} and silently left out the rest",
                help="Start the server with a larger context and ask with --refresh, or state its own with --models.",
            )
        return Reply(text=envelope.text(stored.body, about=request.about), cost=self.reckoning.cost(stored))

    async def _ask(self, wire: Wire, key: str, request: Request) -> Stored:
        """What was sent in the end, and the answer to it, which is in the store.

        The slot of a call is held until then: so many replies at most are paid for and not yet safe.
        """
        while True:
            body = self._body(request)
            sent = json.dumps(body, ensure_ascii=False)

            async def received(answer: str, reservation: Reservation, sent: str = sent) -> None:
                stored = Stored(request=sent, body=answer)
                reservation.settle(self.reckoning.charge(stored))
                await self._keep(wire, key, request, stored)

            try:
                answer = await wire.post(body, most=self._most(request), received=received)
            except RequestError as error:
                if self._body(request) == body:  # else another caller has learnt it meanwhile
                    self._dialect.learn(error, room=self.reckoning.room(request))
                if self._body(request) == body:
                    raise
            else:
                return Stored(request=sent, body=answer)

    def _body(self, request: Request) -> dict[str, Any]:
        return self._dialect.body(request, room=self.reckoning.room(request), sent=self.reckoning.tokens(request))

    def _most(self, request: Request, *, batch: bool = False) -> Charge:
        """What one call can cost at most."""
        return self.reckoning.most(request, bounded=self._dialect.bounded, batch=batch)

    def _key_of(self, request: Request) -> str:
        room = self.reckoning.room(request)
        return request.key(model=self._endpoint.model, endpoint=self._base_url, room=room)
