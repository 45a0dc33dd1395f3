"""Fail closed: a check that breaks leaves its claim unchecked and the run alive."""

from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


class CheckFailed(Exception):  # noqa: N818 - it says what happened; it never reaches a user as an error
    """A check raised; the claim is then `unchecked`."""

    def __init__(self, check: str, cause: Exception) -> None:
        super().__init__(f"the check did not run to its end: {type(cause).__name__}: {cause}")
        self.check = check


def guarded(check: str, run: Callable[[], _T]) -> _T:
    """What `run` returns. The one place that catches everything: whatever breaks, no claim may pass for checked.

    Raises:
        CheckFailed: it raised anything at all.
    """
    try:
        return run()
    except CheckFailed:
        raise
    except Exception as error:
        raise CheckFailed(check, error) from error
