"""No minute, wherever it begins, has more calls or tokens than the endpoint allows; and nobody waits without need."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.llm.pace import WINDOW, Pace


class VirtualTime:
    """Time that passes only while all are asleep."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = 0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._number += 1
        heapq.heappush(self._sleepers, (self.now + seconds, self._number, future))
        await future

    def run(self, main: Callable[[], Coroutine[Any, Any, None]]) -> None:
        async def whole() -> None:
            task = asyncio.create_task(main())
            while not task.done():
                for _ in range(60):
                    await asyncio.sleep(0)
                while self._sleepers and self._sleepers[0][2].done():
                    heapq.heappop(self._sleepers)
                if not task.done():
                    assert self._sleepers, "all wait, and none for the time"
                    self.now, _, future = heapq.heappop(self._sleepers)
                    future.set_result(None)
            await task

        asyncio.run(whole())


@dataclass(frozen=True)
class Call:
    asked: float
    """Seconds after the beginning."""
    tokens: int


def starts(pace: Pace, time: VirtualTime, calls: list[Call], *also: Callable[[], Awaitable[None]]) -> list[float]:
    """When each of the calls starts, in seconds after the beginning; they ask in the order of the list."""
    begin = time.now
    found: list[float] = [-1.0] * len(calls)

    async def call(number: int) -> None:
        await time.sleep(calls[number].asked)
        await pace.turn(calls[number].tokens)
        found[number] = time.now - begin

    async def main() -> None:
        await asyncio.gather(*(call(number) for number in range(len(calls))), *(one() for one in also))

    time.run(main)
    return found


def paced(requests: float | None = None, tokens: float | None = None) -> tuple[Pace, VirtualTime]:
    time = VirtualTime()
    return Pace(requests=requests, tokens=tokens, clock=time.clock, sleep=time.sleep), time


def test_without_limits_nobody_waits() -> None:
    pace, time = paced()
    assert starts(pace, time, [Call(0, 10**9)] * 500) == [0] * 500


def test_a_minute_that_is_not_full_holds_nobody_back() -> None:
    pace, time = paced(requests=3)
    assert starts(pace, time, [Call(0, 1), Call(10, 1), Call(20, 1), Call(20, 1), Call(20, 1)]) == [0, 10, 20, 60, 70]


def test_tokens_are_counted_too() -> None:
    pace, time = paced(requests=100, tokens=1_000)
    assert starts(pace, time, [Call(0, 600), Call(1, 400), Call(2, 300), Call(3, 300), Call(4, 1)]) == [
        0,
        1,
        60,
        60,
        61,
    ]


def test_a_call_of_more_tokens_than_a_minute_has_goes_alone() -> None:
    pace, time = paced(tokens=1_000)
    assert starts(pace, time, [Call(0, 10), Call(5, 5_000), Call(6, 10), Call(6, 10)]) == [0, 60, 120, 120]


def test_what_the_endpoint_asks_of_one_goes_for_all() -> None:
    pace, time = paced()

    async def told() -> None:
        await time.sleep(5)
        pace.hold(20)
        pace.hold(3)

    assert starts(pace, time, [Call(0, 1), Call(6, 1), Call(7, 1), Call(30, 1)], told) == [0, 25, 25, 30]


def test_a_hold_that_comes_while_one_waits_for_the_minute() -> None:
    pace, time = paced(requests=1)

    async def told() -> None:
        await time.sleep(50)
        pace.hold(60)

    assert starts(pace, time, [Call(0, 1), Call(1, 1), Call(2, 1)], told) == [0, 110, 170]


@pytest.mark.parametrize("cancelled", [1, 2, 3])
def test_who_is_cancelled_leaves_the_place_to_the_next(cancelled: int) -> None:
    pace, time = paced(requests=1)
    found: dict[int, float] = {}

    async def call(number: int) -> None:
        await pace.turn(1)
        found[number] = time.now - 1_000

    async def main() -> None:
        tasks = [asyncio.create_task(call(number)) for number in range(4)]
        await time.sleep(10)
        tasks[cancelled].cancel()
        await asyncio.wait(tasks)

    time.run(main)
    others = [number for number in range(4) if number != cancelled]
    assert found == dict(zip(others, (0, 60, 120), strict=True))


def test_who_is_cancelled_at_the_very_turn_leaves_it_to_the_next() -> None:
    pace, time = paced(requests=1)

    async def main() -> None:
        tasks = [asyncio.create_task(pace.turn(1)) for _ in range(3)]
        await time.sleep(60)
        tasks[1].cancel()
        await asyncio.wait(tasks)
        assert tasks[1].cancelled()
        assert not tasks[2].cancelled()

    time.run(main)
    assert time.now <= 1_000 + 2 * WINDOW


def test_who_waits_for_the_minute_holds_no_slot() -> None:
    pace, time = paced(requests=1)
    slots = asyncio.Semaphore(2)
    free: list[bool] = []

    async def call() -> None:
        await pace.turn(1, slots)
        await time.sleep(90)
        slots.release()

    async def look() -> None:
        await time.sleep(30)
        free.append(not slots.locked())  # the first is under way, and the second waits
        await time.sleep(40)
        free.append(not slots.locked())  # both are under way

    async def main() -> None:
        await asyncio.gather(call(), call(), look())

    time.run(main)
    assert free == [True, False]


def test_a_hold_that_comes_while_one_waits_for_a_slot() -> None:
    pace, time = paced()
    slots = asyncio.Semaphore(1)
    found: list[float] = []

    async def call() -> None:
        await pace.turn(1, slots)
        found.append(time.now - 1_000)
        await time.sleep(10)
        slots.release()

    async def told() -> None:
        await time.sleep(5)
        pace.hold(60)
        await time.sleep(10)
        assert not slots.locked()

    async def main() -> None:
        await asyncio.gather(call(), call(), call(), told())

    time.run(main)
    assert found == [0, 65, 75]


calls = st.builds(Call, asked=st.integers(0, 400).map(lambda quarters: quarters / 4), tokens=st.integers(0, 1_500))


@settings(deadline=None)
@given(
    asked=st.lists(calls, min_size=1, max_size=40),
    requests=st.none() | st.integers(1, 12),
    tokens=st.none() | st.integers(1, 2_000),
    hold=st.none() | st.tuples(st.integers(0, 150), st.integers(0, 90)),
)
def test_no_minute_has_too_much_and_nobody_waits_without_need(
    asked: list[Call], requests: int | None, tokens: int | None, hold: tuple[int, int] | None
) -> None:
    asked = sorted(asked, key=lambda call: call.asked)
    pace, time = paced(requests, tokens)

    async def told() -> None:
        if hold:
            await time.sleep(hold[0])
            pace.hold(hold[1])

    found = starts(pace, time, asked, told)
    assert all(before <= after for before, after in pairwise(found)), "first come, first served"
    log = list(zip(found, asked, strict=True))

    def fits(among: list[tuple[float, Call]]) -> bool:
        alone = len(among) == 1
        few = requests is None or len(among) <= requests
        return few and (tokens is None or alone or sum(call.tokens for _, call in among) <= tokens)

    for number, (start, call) in enumerate(log):
        assert start >= call.asked
        minute = [one for one in log[: number + 1] if one[0] > start - WINDOW]
        assert fits(minute), "every minute that ends with a start; so every minute"
        assert not (hold and hold[0] < start < sum(hold)), "held"
        free = max(call.asked, *found[max(0, number - 1) : number], 0)
        if start > free and not (hold and start == sum(hold)):
            a_moment_before = [one for one in log[:number] if one[0] > start - 0.125 - WINDOW]
            assert not fits([*a_moment_before, (start, call)]), "it could have started before"
