"""A session that asks nobody: to find out what a run would ask, and what it would cost."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Self, TypeVar

from briefing.asking.prompts import Prompts
from briefing.asking.session import Session
from briefing.domain.brief import Cost
from briefing.domain.endpoint import Endpoint
from briefing.domain.estimate import Estimate, Expected
from briefing.errors import OfflineError
from briefing.llm import tokens
from briefing.llm.request import Request
from briefing.store.glance import Glance

T = TypeVar("T")


class DrySession(Session):
    """Answers out of the store, and what is not there as a model typically does; nothing is written."""

    batch = False
    """Whether the vendor's batch service would be asked."""

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.due: dict[str, Cost] = {}
        """What is yet to be paid, by stage."""
        self._expected_already: set[str] = set()
        """Keys of the calls in it: what is asked twice is paid for once."""

    @classmethod
    def dry(cls, endpoint: Endpoint, *, prompts: Path | None, store: Path, rehearse: Callable[[Prompts], None]) -> Self:
        """Without a key; `store` is the folder of the replies of earlier runs.

        Raises:
            TemplateError, OutputError, AddressError, UsageError: see `Session.open`.
        """
        alone = replace(endpoint, terms=replace(endpoint.terms, offline=True, batch=False, budget=None))
        with ExitStack() as opened:
            replies = Glance(store)
            opened.callback(replies.close)
            session = cls.open(alone, prompts=prompts, store=store, replies=replies, rehearse=rehearse)
            assert isinstance(session, cls)
            session._opened.push(opened.pop_all())
        session.batch = endpoint.terms.batch
        return session

    def typical(self, request: Request) -> str:
        """A reply as a model would give it, of the form that is asked for."""
        raise NotImplementedError

    def spoken(self, request: Request, reply: str, found: object) -> str:
        """What a model would have written; `found` is what was read from the typical reply."""
        del request, found
        return reply

    async def answered(self, request: Request, read: Callable[[str], T], *, keep_cut: bool = False) -> T:
        try:
            return await super().answered(request, read, keep_cut=keep_cut)
        except OfflineError:
            reply = self.typical(request)
        found = read(reply)
        self.expect(request, tokens.count(self.spoken(request, reply, found)))
        return found

    def expect(self, request: Request, written: int) -> None:
        """A call that is to be paid, unless the store has its reply; `written`: tokens of that."""
        key = request.key(model="", endpoint="", room=request.room)
        if key not in self._expected_already and not self.client.holds(request):
            self._expected_already.add(key)
            self.due[request.stage] = self.due.get(request.stage, Cost()) + self.cost(request, written)

    def cost(self, request: Request, written: int) -> Cost:
        sent = sum(tokens.count(message["content"]) for message in request.messages(with_schema=False))
        price = self.client.model.price
        usd = float(price.of(sent, 0, written, self.batch)) if price else None
        return Cost(calls=1, tokens_in=sent, tokens_out=written, usd=usd)

    def estimate(self, stages: Sequence[str], again: Cost) -> Estimate:
        """Of all that was asked so far, in the order of these stages; `again` as in `Estimate`."""
        model, held = self.client.model, self.client.costs
        return Estimate(
            model=model.name,
            stages={stage: self._expected(stage, held) for stage in stages if stage in self.due or stage in held},
            again=again,
            priced=model.price.date if model.price else None,
            thinks=model.reasoning,
        )

    def _expected(self, stage: str, held: Mapping[str, Cost]) -> Expected:
        return Expected(cost=self.due.get(stage, Cost()), stored=held[stage].calls if stage in held else 0)
