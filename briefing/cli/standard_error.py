"""Standard error that may go away: what is told there is not worth the work that it tells of."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
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
    if before is not None:
        sys.stderr = _Lasting(before)
    try:
        yield
    finally:
        sys.stderr = before
