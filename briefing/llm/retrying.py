"""How often a call is tried again, and after how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import EndpointError, RateLimitError, UnreachableError

if TYPE_CHECKING:
    import tenacity

ATTEMPTS = 5
ATTEMPTS_TO_REACH = 3
"""Where nobody listens, waiting seldom helps, and the user waits too."""
LONGEST_WAIT = 120.0
"""Seconds; an endpoint that asks us to wait longer is given up."""


def _asked_wait(state: tenacity.RetryCallState) -> float | None:
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, EndpointError) else None


def wait(state: tenacity.RetryCallState) -> float:
    """As long as the endpoint asks for, else 1, 2, 4, 8 seconds after "slow down", 0.25, 1, 4, 16 after all else.

    Most faults of a server are over at once, and a whole wave of calls would wait for the one that had it; those that
    last are given more time than by doubling, with no more requests.
    """
    if asked := _asked_wait(state):
        return asked
    past = state.attempt_number - 1
    error = state.outcome.exception() if state.outcome else None
    return float(2**past) if isinstance(error, RateLimitError) else 0.25 * 4.0**past


def given_up(state: tenacity.RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    most = ATTEMPTS_TO_REACH if isinstance(error, UnreachableError) else ATTEMPTS
    return state.attempt_number >= most or (_asked_wait(state) or 0) > LONGEST_WAIT
