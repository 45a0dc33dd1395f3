"""What the user sees of a long run, on standard error: a moving display on a terminal, else one line a stage."""

import os
import sys
import time
from types import TracebackType
from typing import Self

from briefing.domain.brief import Cost
from briefing.domain.money import told
from briefing.errors import InterruptedRunError

_PATIENCE = 30.0
"""Seconds of a stage without a line after which its steps are told."""
_WAITS_APART = 10.0
"""Seconds; many calls may be told to wait at the same time."""


class Progress:
    """A `Watch` that counts what happens, and tells it in lines unless `quiet`.

    What is done within `with` can be interrupted: the user is told what is kept of it.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self.start = time.monotonic()
        self._last_line = self.start
        self._last_wait = float("-inf")
        self.name = ""
        """Of the stage."""
        self.steps = 0
        """Of the stage; 0 where nobody can say."""
        self.done = 0
        self.begun = self.start
        """When the stage began."""
        self.paid = Cost()
        """Of the replies that were paid for in this run."""
        self.stored = 0
        """Replies from the store."""

    def __call__(self, line: str) -> None:
        if not self._quiet:
            print(f"[{time.monotonic() - self.start:5.1f} s] {line}", file=sys.stderr, flush=True)

    def stage(self, name: str, *, steps: int = 0) -> None:
        self.name, self.steps, self.done = name, steps, 0
        self.begun = self._last_line = time.monotonic()
        self.show_stage()

    def more(self, steps: int) -> None:
        self.steps += steps

    def step(self) -> None:
        self.done += 1
        self.show_step()

    def spent(self, cost: Cost, *, stored: bool) -> None:
        if stored:
            self.stored += cost.calls
        else:
            self.paid += cost

    def waits(self, seconds: float, reason: str) -> None:
        self.show_wait(f"waiting {seconds:.2g} s: {reason}" if seconds < 10 else f"waiting {seconds:.0f} s: {reason}")

    def warns(self, message: str) -> None:
        self(message)

    def show_stage(self) -> None:
        self(self.name)

    def show_step(self) -> None:
        now = time.monotonic()
        if now - self._last_line > _PATIENCE and self.done < self.steps:
            self._last_line = now
            self(", ".join(filter(None, (f"{self.name}: {self.of_steps()}", self.asked()))))

    def show_wait(self, line: str) -> None:
        now = time.monotonic()
        if now - self._last_wait > _WAITS_APART:
            self._last_wait = now
            self(line)

    def of_steps(self) -> str:
        """`17 of 40, 0:35 left`; without steps nothing."""
        if not self.steps:
            return ""
        left = self.left()
        return f"{self.done} of {self.steps}" + (f", {clock(left)} left" if left is not None else "")

    def left(self) -> float | None:
        """Seconds until the end of the stage, if it goes on as it went; None where that cannot be said."""
        if not 0 < self.done < self.steps:
            return None
        return (time.monotonic() - self.begun) / self.done * (self.steps - self.done)

    def asked(self) -> str:
        """Calls, tokens and money of a model so far; without a call nothing."""
        return told(self.paid, stored=self.stored) if self.paid.calls or self.stored else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """
        Raises:
            InterruptedRunError: it was, and the model's replies are kept.
        """
        kept = self.paid.calls + self.stored
        if isinstance(error, KeyboardInterrupt) and kept:
            replies = "1 reply is" if kept == 1 else f"{kept} replies are"
            raise InterruptedRunError(
                f"interrupted; {replies} kept", help="run the same command again to go on"
            ) from error


def watching(*, quiet: bool) -> Progress:
    """The progress that suits standard error."""
    terminal = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if quiet or not terminal:
        return Progress(quiet=quiet)
    from briefing.cli.display import Display

    return Display()


def clock(seconds: float) -> str:
    """`0:35`, `12:05`, `1:02:05`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


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
