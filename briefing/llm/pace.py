"""How fast an endpoint may be asked: so many calls and so many tokens in any minute."""

from __future__ import annotations

import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefing.errors import RateLimitError
from briefing.llm.easing import Easing

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Iterator

WINDOW = 60.0
"""Seconds over which endpoints count."""
_A_WHILE = 1.0
"""Seconds, before a start: what is a burst."""


@dataclass(slots=True)
class Past:
    """What a pace knows of the calls before: the one that comes after it goes on from there."""

    starts: deque[tuple[float, int]] = field(default_factory=deque)
    """When the calls of the last minute started, and their tokens; the oldest first."""
    held_until: float = float("-inf")
    """The moment before which the endpoint wants no call."""
    easing: Easing = field(default_factory=Easing)


class Pace:
    """Gives calls their turns, in the order in which they ask.

    In no stretch of 60 seconds, wherever it begins, do more calls start than `requests`, nor calls of more than
    `tokens`: every start of the last minute is remembered. Nothing is held back before the minute is full; how many
    calls start at one moment is for those to limit who make them, and for the endpoint that refuses some: from then on
    they start one by one, see `Easing`.

    A call that alone has more tokens than a minute may have is let through alone, a full minute after the call before
    it and a full minute before the next: the endpoint may refuse it, but it would otherwise wait for ever.

    A turn is for a call that starts at once: take it last, when nothing else is left to wait for. One pace serves one
    event loop at a time.
    """

    def __init__(
        self,
        *,
        requests: float | None = None,
        tokens: float | None = None,
        past: Past | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> None:
        """Limits a minute; None for no limit. `past` is that of a pace before, by the same clock. `clock` gives seconds
        from any start, `sleep` takes seconds.
        """
        self._requests = float("inf") if requests is None else requests
        self._tokens = float("inf") if tokens is None else tokens
        self._clock = clock
        self._sleep = sleep
        self._past = past or Past()
        self._starts = self._past.starts
        self._sum = sum(tokens for _, tokens in self._starts)
        """Tokens of all of them."""
        self._queue: deque[asyncio.Future[None]] = deque()

    def hold(self, seconds: float) -> None:
        """Nobody starts for so long: what an endpoint asks of one caller goes for all."""
        self._past.held_until = max(self._past.held_until, self._clock() + seconds)

    @property
    def answered(self) -> bool:
        """Whether the endpoint answers any of the calls these days."""
        return self._past.easing.answers(self._clock())

    @property
    def signs(self) -> int:
        """How often it was seen that it does, or will."""
        return self._past.easing.signs

    @contextmanager
    def call(self, *, again: bool = False) -> Iterator[None]:
        """The call that has its turn is made inside: by how it ends the pace is learnt.

        `again`: the endpoint has refused it before.
        """
        easing, now = self._past.easing, self._clock()
        lately = sum(now - start < _A_WHILE for start, _ in self._starts)
        start = easing.start(now, lately=max(lately, 1), again=again)
        try:
            yield
            easing.answered(self._clock())
        except RateLimitError as error:
            easing.refused(start, self._clock(), in_vain=error.retry_after is None or start.again)
            raise
        finally:
            easing.end(start)

    async def turn(self, tokens: int, slots: asyncio.Semaphore | None = None) -> None:
        """Wait until a call of so many tokens, prompt and room for the reply, may start.

        One of `slots`, where they are given, is held from then on, and none before: the caller releases it.
        """
        import asyncio

        own: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(own)
        try:
            if self._queue[0] is not own:
                await own
            await self._wait_out(tokens)
            while slots is not None:
                await slots.acquire()
                if self._due(tokens) <= self._clock():
                    break
                slots.release()  # while all were held, the endpoint asked for more time
                await self._wait_out(tokens)
            self._starts.append((self._clock(), tokens))
            self._sum += tokens
        finally:
            self._queue.remove(own)
            if self._queue and not self._queue[0].done():
                self._queue[0].set_result(None)

    async def _wait_out(self, tokens: int) -> None:
        import asyncio

        sleep = self._sleep or asyncio.sleep
        # Anew after every sleep: while the first in the queue slept, the endpoint may have asked for more.
        while (wait := self._due(tokens) - self._clock()) > 0:
            await sleep(wait)

    def _due(self, tokens: int) -> float:
        """The moment from which such a call may start, as far as is known now."""
        now = self._clock()
        while self._starts and self._starts[0][0] + WINDOW <= now:
            self._sum -= self._starts.popleft()[1]
        due, calls, total = self._past.held_until, len(self._starts), self._sum
        if self._starts:
            due = max(due, self._starts[-1][0] + self._past.easing.gap(now))
        for start, past in self._starts:
            if calls + 1 <= self._requests and total + tokens <= self._tokens:
                break
            due = max(due, start + WINDOW)
            calls, total = calls - 1, total - past
        return due
