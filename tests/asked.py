"""A client for tests that ask one thing after the other, in a time that passes only where somebody sleeps."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from briefing.domain.brief import Cost
from briefing.domain.endpoint import Endpoint
from briefing.llm.client import Client
from briefing.llm.keeping import Replies
from briefing.llm.request import Reply, Request

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)


class Asked:
    """`Client` without the event loop; closed when it is left."""

    def __init__(self, endpoint: Endpoint, *, store: Replies, timeout: float = 60.0) -> None:
        self.waits: list[float] = []
        """Seconds slept, in order."""
        self._seconds = 0.0
        self._runner = asyncio.Runner()
        self.client = Client(
            endpoint,
            store=store,
            timeout=timeout,
            sleep=self._sleep,
            now=lambda: NOW,
            clock=lambda: self._seconds,
        )

    def __enter__(self) -> "Asked":
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self.client.close())
        self._runner.close()

    def complete(self, request: Request) -> Reply:
        return self._runner.run(self.client.complete(request))

    def forget(self, request: Request) -> None:
        self._runner.run(self.client.forget(request))

    @property
    def costs(self) -> Mapping[str, Cost]:
        return self.client.costs

    @property
    def cost(self) -> Cost:
        return sum(self.costs.values(), Cost())

    @property
    def notes(self) -> tuple[str, ...]:
        return self.client.notes

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._seconds += seconds
