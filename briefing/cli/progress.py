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


class Count:
    """Callable told how many of how many are done; a terminal shows it on one line, which is wiped in the end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = bool(sys.stderr) and sys.stderr.isatty()
        self._width = 0

    def __call__(self, done: int, of: int) -> None:
        if self._shown:
            line = f"{done} of {of} {self._what}"
            self._width = max(self._width, len(line))
            print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> "Count":
        return self

    def __exit__(self, *_: object) -> None:
        if self._width:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)
