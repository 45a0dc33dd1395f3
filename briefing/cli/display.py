"""The moving display of a terminal: stage, bar, time left, tokens, money; it is wiped when the work is done."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from briefing.cli.progress import Progress, clock

_BAR = 30
"""Columns."""


class Display(Progress):
    """Drawn anew a few times a second by a thread of its own, between `__enter__` and `__exit__`."""

    def __init__(self) -> None:
        super().__init__(quiet=False)
        self._entered = False
        self._waiting = ""
        self._waiting_until = 0.0
        self._console = Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
        plain = self._console.no_color
        self._bold, self._dim, self._warning = ("", "", "") if plain else ("bold", "dim", "yellow")
        # Standard output is left alone: what is printed there is the user's.
        self._live = Live(
            console=self._console,
            get_renderable=self.picture,
            refresh_per_second=4,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )

    def picture(self) -> RenderableType:
        """What the screen shows now."""
        seconds = time.monotonic() - self.start
        head = Table.grid(padding=(0, 2, 0, 0))
        row: list[RenderableType] = [Text(self.name, style=self._bold, overflow="ellipsis", no_wrap=True)]
        if self.steps:
            row += [ProgressBar(total=self.steps, completed=self.done, width=_BAR), Text(self.of_steps())]
        head.add_row(*row)
        lines: list[RenderableType] = [head]
        spent = ", ".join(filter(None, (clock(seconds), self.asked())))
        lines.append(Text(spent, style=self._dim, overflow="ellipsis", no_wrap=True))
        if self._waiting and time.monotonic() < self._waiting_until:
            lines.append(Text(self._waiting, style=self._warning, overflow="ellipsis", no_wrap=True))
        return Group(*lines)

    def waits(self, seconds: float, reason: str) -> None:
        self._waiting_until = time.monotonic() + max(seconds, 1.0)  # long enough to be read
        super().waits(seconds, reason)

    def __call__(self, line: str) -> None:
        if self._live.is_started:
            self._console.print(Text(line))  # above the picture
        else:
            super().__call__(line)

    def show_stage(self) -> None:
        if self._entered and not self._live.is_started:  # not before: the user may be typing what is to be read
            self._live.start()

    def show_step(self) -> None:
        """Nothing: the picture has it."""

    def show_wait(self, line: str) -> None:
        self._waiting = line

    def __enter__(self) -> Self:
        self._entered = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._entered = False
        self._live.stop()
        super().__exit__(kind, error, traceback)
