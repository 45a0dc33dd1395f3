"""Standard error that may go away: what is told there is not worth the work that it tells of."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO


class _Lasting:
    """A stream whose reader may leave, or whose disk may be full: it is written to no more then."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with self._bearing():
            self._stream.write(text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        with self._bearing():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @contextmanager
    def _bearing(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            with suppress(OSError):  # the interpreter flushes it at the end, and would have its own exit code for that
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


@contextmanager
def lasting() -> Iterator[None]:
    """Within, nothing that is printed on standard error can end the program."""
    before = sys.stderr
    with ExitStack() as opened:
        # Closed, it is nothing to Python, and what is printed on nothing goes to standard output, into the brief.
        sys.stderr = _Lasting(before or opened.enter_context(Path(os.devnull).open("w", encoding="utf-8")))
        try:
            yield
        finally:
            sys.stderr = before
