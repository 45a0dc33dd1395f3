"""What the user sees while a long run works: one line a stage, on standard error."""

import sys
import time

from briefing.domain.brief import Cost


class Lines:
    """Prints each stage with the seconds since the start, unless `quiet`."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._start = time.monotonic()

    def __call__(self, line: str) -> None:
        if not self._quiet:
            print(f"[{time.monotonic() - self._start:5.1f} s] {line}", file=sys.stderr, flush=True)

    def stage(self, name: str, *, steps: int = 0) -> None:
        del steps  # lines do not move
        self(name)

    def step(self) -> None:
        pass

    def spent(self, cost: Cost, *, stored: bool) -> None:
        pass

    def waits(self, seconds: float, reason: str) -> None:
        self(f"waiting {seconds:g} s: {reason}")


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
