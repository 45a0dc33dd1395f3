"""What the user sees while a long run works: one line a stage, on standard error."""

import sys
import time


class Lines:
    """Callable told of each stage; prints it with the seconds since the start, unless `quiet`."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._start = time.monotonic()

    def __call__(self, stage: str) -> None:
        if not self._quiet:
            print(f"[{time.monotonic() - self._start:5.1f} s] {stage}", file=sys.stderr, flush=True)
