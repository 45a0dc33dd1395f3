"""One model that may be asked, with its prompts and the store of its replies: opened at once, and closed at once."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self, TypeVar

from briefing.asking.prompts import Prompts, defused
from briefing.domain.endpoint import Endpoint
from briefing.domain.progress import Watch
from briefing.errors import PendingError, ReplyError, TruncatedError
from briefing.llm.allowance import Allowance
from briefing.llm.client import Client
from briefing.llm.keeping import Replies
from briefing.llm.request import Request
from briefing.store.batches import FOLDER, BatchStore
from briefing.store.glance import Glance
from briefing.store.replies import FILE, ReplyStore

S = TypeVar("S")
T = TypeVar("T")


class Session:
    """Runs what is asked side by side, in an event loop of its own."""

    def __init__(self, client: Client, prompts: Prompts, *, concurrency: int = 1) -> None:
        self.client = client
        self.prompts = prompts
        self.concurrency = concurrency
        self._runner = asyncio.Runner()
        self._opened = ExitStack()
        self._own: Allowance | None = None
        """That of this session, where it shares none."""

    @classmethod
    def open(
        cls,
        endpoint: Endpoint,
        *,
        prompts: Path | None,
        store: Path,
        replies: Replies | None = None,
        allowance: Allowance | None = None,
        watch: Watch | None = None,
        rehearse: Callable[[Prompts], None],
    ) -> "Session":
        """
        Args:
            prompts: folder whose files stand in for the prompts of the same name.
            store: folder of the paid replies, and of the batches that are not yet collected.
            replies: used in the place of the store in that folder.
            allowance: shared with other sessions, and finished by who made it; None for one of its own.
            rehearse: renders what may be asked with stand-in material.

        Raises:
            TemplateError, OutputError, AddressError, AuthenticationError, UsageError: nothing has been asked yet.
        """
        loaded = Prompts(prompts)
        rehearse(loaded)
        with ExitStack() as opened:
            if replies is None:
                replies = Glance(store) if endpoint.terms.offline else ReplyStore(store / FILE)
                opened.callback(replies.close)
            own = None if allowance else Allowance.of(endpoint)
            client = Client(
                endpoint,
                store=replies,
                batches=BatchStore(store / FOLDER),
                watch=watch,
                allowance=allowance or own,
                timeout=endpoint.terms.timeout,
            )
            session = cls(client, loaded, concurrency=endpoint.terms.concurrency)
            session._opened = opened.pop_all()
            session._own = own
        return session

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None = None, *_: object) -> None:
        try:
            if error is None:
                self.client.finished()
                if self._own is not None:
                    self._own.finished()
            self._runner.run(self.client.close())
        finally:
            self._runner.close()  # waits for replies on their way into the store
            self._opened.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What comes of the work; Ctrl-C ends it at once, and what was paid for is in the store.

        Raises:
            PendingError: some of what was asked is with the vendor's batch service; all that could be asked is.
        """
        return self._runner.run(self._with_batches(work))

    async def _with_batches(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            await self.client.collect()
        except BaseException:
            work.close()
            raise
        try:
            return await work
        except PendingError:
            pass
        raise await self.client.send()

    async def together(self, works: Iterable[Awaitable[T]]) -> list[T]:
        """What comes of all, none of it an exception, in their order; where one call may be in flight, one by one.

        Where one fails the others are heard out first: they are paid for.

        Raises:
            BaseException: that of the first that failed.
        """
        if self.concurrency == 1:
            outcomes = [(await asyncio.gather(work, return_exceptions=True))[0] for work in works]
        else:
            outcomes = await asyncio.gather(*works, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        return [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]

    async def each(self, work: Callable[[S], Awaitable[T]], items: Sequence[S]) -> list[T]:
        """`work` on all items, in their order, a few times as many at once as calls may be in flight.

        What waits to be asked again holds no call back so, and a thousand items are not all under way at once.
        """
        places = asyncio.Semaphore(_UNDER_WAY * self.concurrency)

        async def one(item: S) -> T:
            async with places:
                return await work(item)

        return await self.together(one(item) for item in items)

    async def answered(self, request: Request, read: Callable[[str], T], *, keep_cut: bool = False) -> T:
        """The values that `read` finds in the reply; a reply it refuses is asked again once, with its reason.

        Args:
            keep_cut: keep replies that were cut, so that the next run need not pay to learn that they are.

        Raises:
            ReplyError: the second reply was of no use either; neither is kept in the store.
            TruncatedError: also with more room the reply was cut.
            ModelError: see `Client.complete`.
        """
        request, reply = await self._whole(request, keep_cut=keep_cut)
        try:
            return read(reply)
        except ReplyError as error:
            complaint = self.prompts.render("reply", "again", reason=str(error).rstrip("."))
        # Both may hold words of an article, which are not to be obeyed now either.
        second = request.again(defused(reply), defused(complaint))
        again, reply = await self._whole(second, keep_cut=keep_cut)
        try:
            return read(reply)
        except ReplyError as error:
            await self._forget(request, again)
            raise ReplyError(
                f"the model's reply about {request.about} is of no use, and so is the second: {error}",
                help="Try again, or choose another model.",
            ) from error

    async def _whole(self, request: Request, *, keep_cut: bool) -> tuple[Request, str]:
        """The reply, and what was asked in the end: where the reply was cut, the same with more room."""
        try:
            return request, (await self.client.complete(request)).text
        except TruncatedError:
            wider = self.client.more_room(request)
            if wider is None:
                await self._forget(request, unless=keep_cut)
                raise
        try:
            return wider, (await self.client.complete(wider)).text
        except TruncatedError:
            await self._forget(request, wider, unless=keep_cut)
            raise

    async def _forget(self, *requests: Request, unless: bool = False) -> None:
        for request in () if unless else requests:
            await self.client.forget(request)


_UNDER_WAY = 4
"""Items under way for each call that may be in flight."""
