"""Puts paid replies into the store beside the event loop: no other call waits for the disk, and Ctrl-C is heard."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from briefing.domain.reply import Stored
from briefing.errors import ModelError


class Replies(Protocol):
    """Where paid replies are kept, by key."""

    def stored(self, key: str) -> Stored | None:
        """Does not wait for who is writing."""

    def put(
        self, key: str, *, stage: str, model: str, endpoint: str, prompt: str, request: str, body: str, batch: bool
    ) -> None: ...
    def forget(self, key: str, body: str) -> None:
        """Unless another run has stored something else under the key meanwhile."""

    def hurry(self) -> None:
        """The run ends: what is being put waits for another program only a few seconds more, all told."""

    def failed(self, key: str, error: ModelError) -> None: ...


class Keeping:
    """The store of one client, as far as it is written to."""

    def __init__(self, store: Replies) -> None:
        self._store = store

    async def keep(self, put: Callable[[], None], *, told: Callable[[], None]) -> None:
        """`put` one reply; when it is safe, and not when that is read, `told` is called: a run may end in between.

        An interruption takes nothing out of the queue before the disk: the loop waits for it at its end.

        Raises:
            OutputError: the reply could not be put.
        """

        def tell(written: asyncio.Future[None]) -> None:
            if not written.cancelled() and written.exception() is None:
                told()

        # Shielded, and no task: a task would be cancelled with all others when the loop ends.
        writing = asyncio.get_running_loop().run_in_executor(None, put)
        writing.add_done_callback(tell)
        await self._heeded(writing)

    async def forget(self, key: str, body: str) -> None:
        """Next time this is asked anew.

        Raises:
            OutputError: the store cannot be used.
        """
        await self._heeded(asyncio.get_running_loop().run_in_executor(None, self._store.forget, key, body))

    async def _heeded(self, work: asyncio.Future[None]) -> None:
        """Waits for the work; it goes on, in a hurry, where that is interrupted."""
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError:
            self._store.hurry()
            raise
