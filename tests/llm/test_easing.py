"""An endpoint that says "slow down" and not by how much loses no call: its pace is learnt."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.errors import RateLimitError
from briefing.llm import retrying
from briefing.llm.purse import NOTHING, Reservation
from briefing.llm.wire import Wire
from tests.llm.test_pace import VirtualTime

Refuses = Callable[[list[float], float, int], bool]
"""Whether a call is refused, by the starts that were taken, the time, and how many calls are being worked at."""


class Played:
    """Calls side by side of an endpoint that refuses some; in a time of its own."""

    def __init__(
        self,
        patch: pytest.MonkeyPatch,
        refuses: Refuses,
        *,
        calls: int = 40,
        takes: float = 0.3,
        named: float | None = None,
        concurrency: int = 8,
    ) -> None:
        """
        Args:
            takes: seconds for an answer; a refusal takes a tenth of one.
            named: seconds to wait, as the endpoint has it.
        """
        time = VirtualTime()
        self.taken: list[float] = []
        self.tries: Counter[int] = Counter()
        self.lost: set[int] = set()
        at_work = 0

        async def answer(_: Wire, body: dict[str, Any], __: object) -> str:
            nonlocal at_work
            self.tries[body["number"]] += 1
            if refuses(self.taken, time.now - begin, at_work):
                await time.sleep(0.1)
                raise RateLimitError("slow down", retry_after=named)
            self.taken.append(time.now - begin)
            at_work += 1
            await time.sleep(takes)
            at_work -= 1
            return "{}"

        async def received(_: str, reservation: Reservation) -> None:
            reservation.settle(NOTHING)

        async def main() -> None:
            terms = Terms(concurrency=concurrency)
            endpoint = Endpoint(model="m", base_url="http://127.0.0.1:9/v1", terms=terms)
            wire = Wire(endpoint, watch=Unwatched(), sleep=time.sleep, clock=time.clock)

            async def received(_: str, reservation: Reservation) -> None:
                reservation.settle(NOTHING)

            async def call(number: int) -> None:
                try:
                    await wire.post({"number": number}, most=NOTHING, received=received)
                except RateLimitError:
                    self.lost.add(number)

            await asyncio.gather(*(call(number) for number in range(calls)))
            await wire.close()

        patch.setattr(Wire, "_answer", answer)
        begin = time.now
        time.run(main)
        self.seconds = time.now - begin
        self.refusals = sum(self.tries.values()) - len(self.taken)


def more_than(most: int, *, within: float) -> Refuses:
    """No more than so many calls in so many seconds."""
    return lambda taken, now, _: sum(now - start < within for start in taken) >= most


@pytest.mark.parametrize("named", [None, 0.25, 1.0])
@pytest.mark.parametrize("rate", [1, 2, 5])
def test_so_many_calls_a_second_are_all_answered(
    rate: int, named: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = Played(monkeypatch, more_than(rate, within=1), named=named)
    assert not played.lost
    assert played.refusals < (40 if named is None else 80), "most calls come in time"
    assert played.seconds < 2.5 * 40 / rate


def test_three_calls_a_minute_are_all_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    played = Played(monkeypatch, more_than(3, within=60))
    assert not played.lost
    assert played.seconds < 2.5 * 40 * 20


def test_an_endpoint_that_works_on_two_at_once_and_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first answers come after the time in which a call would have been given up."""
    played = Played(monkeypatch, lambda _, __, at_work: at_work >= 2, calls=12, takes=30)
    assert not played.lost
    assert played.seconds < 2.5 * 12 / 2 * 30


@pytest.mark.parametrize("after", [0.0, 1.0])
def test_an_endpoint_that_refuses_all_is_given_up_soon(after: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the beginning, or from some time on."""
    played = Played(monkeypatch, lambda _, now, __: now >= after)
    assert len(played.lost) == 40 - len(played.taken) > 0
    assert max(played.tries.values()) <= retrying.ATTEMPTS + 1
    assert played.seconds < 300


def test_a_call_that_is_refused_while_all_others_are_answered_is_given_up_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = iter(range(10_000))
    played = Played(monkeypatch, lambda _, __, ___: next(waiting) % 2 == 0, calls=200, concurrency=1)
    assert max(played.tries.values()) <= retrying.MOST_REFUSALS


def test_a_refusal_now_and_then_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """One call in twenty, by chance."""
    seconds = []
    for seed in range(20):
        chance = random.Random(seed)
        played = Played(monkeypatch, lambda _, __, ___, chance=chance: chance.random() < 0.05)
        assert not played.lost
        seconds.append(played.seconds)
    assert sum(seconds) / len(seconds) < 3.5, "five waves take 1.5"
