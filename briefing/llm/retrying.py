"""How often a call is tried again, and after how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import EndpointError, RateLimitError, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable

    import tenacity

ATTEMPTS = 5
ATTEMPTS_TO_REACH = 3
"""Where nobody listens, waiting seldom helps, and the user waits too."""
MOST_REFUSALS = 30
"""Of one call, for having come too fast, however many others are answered."""
LONGEST_WAIT = 120.0
"""Seconds; an endpoint that asks us to wait longer is given up."""


class Tries:
    """Those of one call.

    "Slow down" is no try where others were answered since this call was told so before: its turn will come.
    """

    def __init__(self, signs: Callable[[], int]) -> None:
        """`signs`: how often it was seen so far that the endpoint answers somebody."""
        self._signs = signs
        self._seen: int | None = None
        """Signs at the refusal before."""
        self._counted = 0
        self._refusals = 0

    @property
    def refused(self) -> bool:
        """Whether "slow down" was said of it."""
        return self._refusals > 0

    def failed(self, error: BaseException) -> None:
        """To be told of each, before it is asked what to do about it."""
        if isinstance(error, RateLimitError):
            self._refusals += 1
            before, self._seen = self._seen, self._signs()
            if before is not None and before != self._seen:
                return
        self._counted += 1

    def wait(self, state: tenacity.RetryCallState) -> float:
        """As long as the endpoint asks for, else 1, 2, 4, 8 seconds after "slow down", 0.25, 1, 4, 16 after all else.

        Most faults of a server are over at once, and a whole wave of calls would wait for the one that had it; those
        that last are given more time than by doubling, with no more requests.
        """
        if asked := _asked_wait(state):
            return asked
        past = max(self._counted - 1, 0)
        return float(2**past) if isinstance(_error(state), RateLimitError) else 0.25 * 4.0**past

    def given_up(self, state: tenacity.RetryCallState) -> bool:
        most = ATTEMPTS_TO_REACH if isinstance(_error(state), UnreachableError) else ATTEMPTS
        tried_enough = self._counted >= most or self._refusals >= MOST_REFUSALS
        return tried_enough or (_asked_wait(state) or 0) > LONGEST_WAIT


def _error(state: tenacity.RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _asked_wait(state: tenacity.RetryCallState) -> float | None:
    error = _error(state)
    return error.retry_after if isinstance(error, EndpointError) else None
