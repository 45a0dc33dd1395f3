"""A run stops before the call that would pass its limit, whatever happens to the calls under way."""

import asyncio
import random
from collections.abc import Coroutine
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import BriefingError, BudgetError, ModelError
from briefing.llm.purse import NOTHING, Charge, Purse, Reservation, dollars


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """To its end, or to a failure where it would wait for ever."""
    return asyncio.run(asyncio.wait_for(coroutine, timeout=10))


def cents(amount: int, tokens: int = 0) -> Charge:
    return Charge(tokens=tokens, usd=Decimal(amount) / 100)


async def soon() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_run_without_limits_is_counted_all_the_same() -> None:
    async def calls() -> Charge:
        purse = Purse()
        for actual in (cents(3, 100), Charge(tokens=50, usd=Decimal("0.02"))):
            (await purse.reserve(cents(500, 10_000))).settle(actual)
        return purse._spent

    assert run(calls()) == cents(5, 150)


def test_the_call_that_would_pass_the_limit_is_refused_before_it_is_made() -> None:
    async def calls() -> Charge:
        purse = Purse(usd=Decimal("0.50"))
        (await purse.reserve(cents(50))).settle(cents(38))
        (await purse.reserve(cents(12))).settle(cents(11))
        with pytest.raises(BudgetError) as refused:
            await purse.reserve(Charge(usd=Decimal("0.012345")))
        assert str(refused.value) == "--budget $0.50 is used up: $0.49 are spent, and the next call may cost $0.012345"
        assert refused.value.help == "Raise --budget. What was paid for is kept and will not be asked again."
        return purse._spent

    assert run(calls()) == cents(49)


def test_tokens_are_a_limit_of_their_own() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1), tokens=10_000)
        (await purse.reserve(cents(1, 10_000))).settle(cents(1, 9_000))
        with pytest.raises(BudgetError) as refused:
            await purse.reserve(cents(1, 1_001))
        assert str(refused.value) == (
            "--max-tokens-total 10,000 is used up: 9,000 tokens are spent, and the next call may take 1,001"
        )
        assert "--max-tokens-total" in refused.value.help

    run(calls())


def test_it_ends_the_run_with_an_exit_code_of_its_own() -> None:
    assert issubclass(BudgetError, BriefingError)
    assert not issubclass(BudgetError, ModelError), "or it would cost a source where it ought to end the run"
    assert BudgetError.exit_code == 9


def test_a_budget_in_dollars_cannot_be_kept_where_the_price_is_unknown() -> None:
    async def calls() -> None:
        with pytest.raises(BudgetError, match="price of the model is unknown") as refused:
            await Purse(usd=Decimal(1)).reserve(Charge(tokens=10, usd=None))
        assert "--max-tokens-total" in refused.value.help
        purse = Purse(tokens=100)
        (await purse.reserve(Charge(tokens=60, usd=None))).settle(Charge(tokens=40, usd=None))
        assert purse._spent == Charge(tokens=40, usd=None)
        with pytest.raises(BudgetError, match="--max-tokens-total"):
            await purse.reserve(Charge(tokens=61, usd=None))

    run(calls())


def test_a_call_that_does_not_fit_beside_others_waits_for_them() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        first = await purse.reserve(cents(60))
        second = asyncio.create_task(purse.reserve(cents(60)))
        await soon()
        assert not second.done(), "both could cost 1.20 together"
        first.settle(cents(40))
        (await second).settle(cents(60))
        assert purse._spent == cents(100)

    run(calls())


def test_who_asks_for_little_does_not_pass_who_waits() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        first = await purse.reserve(cents(60))
        large, small = (asyncio.create_task(purse.reserve(cents(amount))) for amount in (60, 1))
        await soon()
        assert not small.done()
        first.settle(cents(10))
        assert isinstance(await large, Reservation)
        assert isinstance(await small, Reservation)

    run(calls())


def test_one_refusal_refuses_all_that_wait_and_all_that_come() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        first = await purse.reserve(cents(90))
        waiting = [asyncio.create_task(purse.reserve(cents(amount))) for amount in (60, 1, 1)]
        await soon()
        first.settle(cents(90))
        refused = await asyncio.gather(*waiting, return_exceptions=True)
        assert [type(error) for error in refused] == [BudgetError] * 3
        assert len({id(error) for error in refused}) == 3
        with pytest.raises(BudgetError, match=r"may cost \$0\.60"):
            await purse.reserve(NOTHING)

    run(calls())


def test_what_may_have_been_charged_counts_to_the_full() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        with pytest.raises(TimeoutError):
            async with purse.reserved(cents(60, 10)):
                raise TimeoutError
        assert purse._spent == cents(60, 10)
        async with purse.reserved(cents(40, 10)) as reservation:
            reservation.settle(NOTHING)
        async with purse.reserved(cents(40, 10)) as reservation:
            reservation.settle(cents(25, 5))
            reservation.settle(cents(1, 1))
        assert purse._spent == cents(85, 15)

    run(calls())


def test_an_endpoint_that_charges_more_than_it_can_is_believed() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        (await purse.reserve(cents(50))).settle(cents(99))
        with pytest.raises(BudgetError, match=r"\$0\.99 are spent"):
            await purse.reserve(cents(2))

    run(calls())


def test_a_cost_that_cannot_be_told_counts_as_the_most_it_can_be() -> None:
    async def calls() -> Charge:
        purse = Purse(usd=Decimal(1))
        (await purse.reserve(cents(60, 20))).settle(Charge(tokens=10, usd=None))
        return purse._spent

    assert run(calls()) == cents(60, 10)


@pytest.mark.parametrize("when", ["before its turn", "between its turn and its waking"])
def test_who_is_cancelled_leaves_the_place_to_the_next(when: str) -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        first = await purse.reserve(cents(90))
        cancelled, next_one = (asyncio.create_task(purse.reserve(cents(80))) for _ in range(2))
        await soon()
        if when == "before its turn":
            cancelled.cancel()
            await soon()
            first.settle(cents(20))
        else:
            first.settle(cents(20))
            cancelled.cancel()
        with pytest.raises(asyncio.CancelledError):
            await cancelled
        (await next_one).settle(cents(80))
        assert purse._spent == cents(100)

    run(calls())


def test_who_waits_is_told_when_the_last_in_front_is_cancelled() -> None:
    async def calls() -> None:
        purse = Purse(usd=Decimal(1))
        first = await purse.reserve(cents(90))
        large, small = (asyncio.create_task(purse.reserve(cents(amount))) for amount in (50, 10))
        await soon()
        large.cancel()
        assert isinstance(await small, Reservation)
        first.settle(NOTHING)

    run(calls())


@settings(max_examples=200, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    callers=st.integers(1, 40),
    at_once=st.integers(1, 12),
    usd=st.none() | st.integers(0, 500),
    tokens=st.none() | st.integers(0, 5_000),
)
def test_no_limit_is_ever_passed(seed: int, callers: int, at_once: int, usd: int | None, tokens: int | None) -> None:
    chance = random.Random(seed)
    limit = None if usd is None else Decimal(usd) / 100
    purse = Purse(usd=limit, tokens=tokens)
    charged: list[Charge] = []
    under_way: list[Charge] = []
    refused: list[Charge] = []

    async def call(slots: asyncio.Semaphore) -> None:
        most = cents(chance.randint(0, 60), chance.randint(0, 600))
        async with slots:
            await steps(chance.randint(0, 5))
            try:
                async with purse.reserved(most) as reservation:
                    under_way.append(most)
                    try:
                        await steps(chance.randint(0, 9))
                        match chance.randrange(5):
                            case 0:
                                reservation.settle(NOTHING)
                            case 1:
                                charged.append(most)
                                raise TimeoutError
                            case _:
                                actual = part(most)
                                charged.append(actual)
                                reservation.settle(actual)
                    except asyncio.CancelledError:
                        charged.append(most)
                        raise
                    finally:
                        under_way.remove(most)
                        keeps_the_limits()
            except BudgetError:
                refused.append(most)
            except TimeoutError:
                pass

    def part(most: Charge) -> Charge:
        assert most.usd is not None
        return Charge(tokens=chance.randint(0, most.tokens), usd=most.usd * chance.randint(0, 100) / 100)

    def keeps_the_limits() -> None:
        total = sum(charged, NOTHING)
        assert total.usd is not None
        assert limit is None or total.usd <= limit
        assert tokens is None or total.tokens <= tokens

    async def steps(number: int) -> None:
        for _ in range(number):
            await asyncio.sleep(0)

    async def whole_run() -> None:
        slots = asyncio.Semaphore(at_once)
        tasks = [asyncio.create_task(call(slots)) for _ in range(callers)]
        if chance.randrange(3) == 0:
            await steps(chance.randint(1, 30))
            for task in chance.sample(tasks, k=min(3, callers)):
                task.cancel()
        await asyncio.wait(tasks, timeout=10)
        assert all(task.done() for task in tasks), "nobody waits for ever"
        failed = [task.exception() for task in tasks if not task.cancelled() and task.exception() is not None]
        assert not failed

    run(whole_run())
    keeps_the_limits()
    assert not under_way
    assert purse._spent == sum(charged, NOTHING)
    if refused and limit is None and tokens is None:
        pytest.fail("refused without a limit")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("0.5", "$0.50"), ("12", "$12.00"), ("0.000225", "$0.000225"), ("0.1230", "$0.123"), ("0", "$0.00")],
)
def test_small_amounts_are_shown_to_the_digit(amount: str, shown: str) -> None:
    assert dollars(Decimal(amount)) == shown
