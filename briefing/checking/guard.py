"""Fail closed: a check that breaks leaves its claim unchecked and the run alive."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
AFFORDED = 1_000_000
"""Work that one claim may cost: pairs of a word of the claim with a word of a passage. It is counted and not timed, so
that the same brief comes out of every machine. A claim of 25 words beside 24 sentences costs 15,000.
"""


class OutOfBudgetError(Exception):
    """A claim would cost more than it may."""


class Budget:
    """What is left of the work that one claim may cost."""

    def __init__(self, left: int = AFFORDED) -> None:
        self._left = left

    def spend(self, work: int) -> None:
        """Before the work is done.

        Raises:
            OutOfBudgetError: it would be too much.
        """
        self._left -= work
        if self._left < 0:
            raise OutOfBudgetError(f"it would take more than {AFFORDED:,} pairs of words to compare")


class CheckFailed(Exception):  # noqa: N818 - it says what happened; it never reaches a user as an error
    """A check raised; the claim is then `unchecked`."""

    def __init__(self, check: str, cause: Exception) -> None:
        super().__init__(f"the check did not run to its end: {type(cause).__name__}: {cause}")
        self.check = check


def guarded(check: str, run: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """What `run` returns. The one place that catches everything: whatever breaks, no claim may pass for checked.

    Raises:
        CheckFailed: it raised anything at all.
    """
    try:
        return run(*args, **kwargs)
    except CheckFailed:
        raise
    except Exception as error:
        raise CheckFailed(check, error) from error
