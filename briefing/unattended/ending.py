"""How an unattended run can end, as an exit code."""

from collections.abc import Iterable
from enum import IntEnum


class Ending(IntEnum):
    """Beside these: the exit codes of errors, below 20, for a run that failed."""

    WRITTEN = 0
    PENDING = 12
    """Nothing is written yet: the vendor's batch service has the requests, and a later run collects the replies."""
    FLAGGED = 20
    """Written; claims in it failed their check and are marked."""
    NOTHING_NEW = 21
    """Nothing was written and nothing paid."""
    IN_PART = 22
    """Written, or nothing new; some sources or stories failed, and the next run tries them again."""
    LOCKED = 23
    """Another run of the brief is under way; this one did nothing."""
    UNDELIVERED = 24
    """Written; a delivery failed and is kept for the next run."""


_FROM_BEST = (
    *(Ending.WRITTEN, Ending.NOTHING_NEW, Ending.FLAGGED),
    *(Ending.IN_PART, Ending.LOCKED, Ending.PENDING, Ending.UNDELIVERED),
)


def worst(codes: Iterable[int]) -> int:
    """Of several runs; an error is worse than any other end, the higher code the worse error."""
    return max(codes, key=lambda code: (_FROM_BEST.index(Ending(code)), 0) if code in _FROM_BEST else (99, code))
