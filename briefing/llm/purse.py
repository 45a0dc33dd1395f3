"""What one run may spend: the most a call can cost is set aside before the call, so that no limit is ever passed."""

from __future__ import annotations

from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.domain.money import dollars
from briefing.errors import BudgetError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

_KEPT = "What was paid for is kept and will not be asked again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What a call costs, or can cost at most."""

    tokens: int = 0
    """Of prompt and reply together."""
    usd: Decimal | None = Decimal()
    """US dollars; None where the price is unknown."""

    def __add__(self, other: Charge) -> Charge:
        usd = None if self.usd is None or other.usd is None else self.usd + other.usd
        return Charge(tokens=self.tokens + other.tokens, usd=usd)


NOTHING = Charge()
"""For a call that the endpoint cannot have charged: it was not reached, or refused the request."""


class Reservation:
    """What is set aside for one call."""

    def __init__(self, purse: Purse, most: Charge) -> None:
        self.most = most
        self._purse = purse
        self._settled = False

    def settle(self, actual: Charge) -> None:
        """The call is over and cost this; what is said after the first time does not count.

        More than `most` is entered as it is: the money is gone, and the calls to come find so much less. Where the
        price of what it cost is unknown, the most stands for it.
        """
        if not self._settled:
            self._settled = True
            self._purse._settle(self.most, actual)


class Purse:
    """The money and the tokens of one run.

    Calls that do not fit beside what is spent and set aside wait, first come, first served, until calls under way have
    settled for less. The first that does not fit although nothing is under way ends the run: it, all that wait and all
    that come later are refused, so that what is left undone does not depend on which of them asked for little.

    One purse serves one event loop at a time. Who holds a reservation settles it before asking for another one.
    """

    def __init__(self, *, usd: Decimal | None = None, tokens: int | None = None) -> None:
        """Limits in US dollars and in tokens; None for no limit."""
        self._usd = usd
        self._tokens = tokens
        self._spent = NOTHING
        self._aside_usd = Decimal()
        self._aside_tokens = 0
        self._under_way = 0
        self._waiting: deque[tuple[Charge, asyncio.Future[Reservation]]] = deque()
        self._refusal: BudgetError | None = None

    @asynccontextmanager
    async def reserved(self, most: Charge) -> AsyncIterator[Reservation]:
        """Set `most` aside for the call inside; left without having settled, it counts as spent to the full.

        That is what a call may have cost that timed out, broke off or was cancelled half way.

        Raises:
            BudgetError: it would pass a limit.
        """
        reservation = await self.reserve(most)
        try:
            yield reservation
        finally:
            reservation.settle(most)

    async def reserve(self, most: Charge) -> Reservation:
        """Set `most` aside, once there is room for it.

        Raises:
            BudgetError: it would pass a limit.
        """
        import asyncio

        if self._refusal is None and not self._waiting:
            if self._fits(most):
                return self._set_aside(most)
            if not self._under_way:
                self._refuse(most)
        if self._refusal is not None:
            raise _anew(self._refusal)
        future: asyncio.Future[Reservation] = asyncio.get_running_loop().create_future()
        self._waiting.append((most, future))
        try:
            return await future
        except asyncio.CancelledError:
            self._give_up(future)
            raise

    def _give_up(self, future: asyncio.Future[Reservation]) -> None:
        """Its caller was cancelled, perhaps in the moment between its turn and its waking."""
        if future.done() and not future.cancelled() and future.exception() is None:
            future.result().settle(NOTHING)
        self._serve()

    def _settle(self, most: Charge, actual: Charge) -> None:
        self._under_way -= 1
        self._aside_usd -= most.usd or 0
        self._aside_tokens -= most.tokens
        self._spent += actual if actual.usd is not None else Charge(tokens=actual.tokens, usd=most.usd)
        self._serve()

    def _serve(self) -> None:
        """Let those who wait have their turns, or tell them that there will be none."""
        while self._waiting:
            most, future = self._waiting[0]
            if not future.done():
                if not self._fits(most):
                    if not self._under_way:
                        self._refuse(most)
                    return
                future.set_result(self._set_aside(most))
            self._waiting.popleft()

    def _set_aside(self, most: Charge) -> Reservation:
        self._under_way += 1
        self._aside_usd += most.usd or 0
        self._aside_tokens += most.tokens
        return Reservation(self, most)

    def _fits(self, most: Charge) -> bool:
        then = self._spent + most
        if self._usd is not None and (then.usd is None or then.usd + self._aside_usd > self._usd):
            return False
        return self._tokens is None or then.tokens + self._aside_tokens <= self._tokens

    def _refuse(self, most: Charge) -> None:
        self._refusal = self._error(most)
        for _, future in self._waiting:
            if not future.done():
                future.set_exception(_anew(self._refusal))
        self._waiting.clear()

    def _error(self, most: Charge) -> BudgetError:
        """Why `most` is too much, and what to do about it."""
        after, spent = self._spent + most, self._spent
        if self._usd is not None and after.usd is None:
            return BudgetError(
                f"--budget {dollars(self._usd)} cannot be kept: the price of the model is unknown",
                help=f"State it in a file of models, or limit --max-tokens-total instead. {_KEPT}",
            )
        if self._usd is not None and after.usd is not None and after.usd > self._usd:
            return BudgetError(
                f"--budget {dollars(self._usd)} is used up: {dollars(spent.usd)} are spent,"
                f" and the next call may cost {dollars(most.usd)}",
                help=f"Raise --budget. {_KEPT}",
            )
        return BudgetError(
            f"--max-tokens-total {self._tokens:,} is used up: {spent.tokens:,} tokens are spent,"
            f" and the next call may take {most.tokens:,}",
            help=f"Raise --max-tokens-total. {_KEPT}",
        )


def _anew(error: BudgetError) -> BudgetError:
    """Each caller is told by an error of its own: an exception that was raised carries where it was raised."""
    return BudgetError(str(error), help=error.help)
