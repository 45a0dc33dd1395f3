"""Work in several processes of this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from briefing.engine.promise import Lost
from briefing.starting import deaf

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Items under way or waiting for each process: a long one at the head must not leave the others idle."""
_TRIALS = 2
"""Times that an item is worked on alone after a process has ended: any of those under way may have been the cause."""
_REASON = f"the process that worked on it ended {_TRIALS + 1} times: it may want more memory than there is"


@dataclass(slots=True)
class _Item(Generic[T, R]):
    value: T
    pool: ProcessPoolExecutor | None = None
    """Whose it is; None where that one had just broken."""
    future: Future[R] | None = None


class Processes:
    """So many processes, started when there is work, ended on leaving."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._pool: ProcessPoolExecutor | None = None

    def each(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        under_way: deque[_Item[T, R]] = deque()
        for value in items:
            under_way.append(self._begun(function, value))
            if len(under_way) >= _AHEAD * self._number:
                ended = self._ended(function, under_way.popleft())
                yield ended
        while under_way:
            ended = self._ended(function, under_way.popleft())
            yield ended

    def _begun(self, function: Callable[[T], R], value: T) -> _Item[T, R]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
            self._pool = ProcessPoolExecutor(
                self._number, mp_context=context, initializer=_at_home, initargs=(gc.get_threshold(),)
            )
        pool = self._pool
        try:
            with deaf():
                return _Item(value, pool, pool.submit(function, value))
        except BrokenProcessPool:
            self._give_up(pool)
            return _Item(value)

    def _ended(self, function: Callable[[T], R], item: _Item[T, R]) -> R | Lost:
        """Where a process ended all that was under way is lost with it: each has its next turns alone."""
        for trial in range(_TRIALS + 1):
            if trial:
                item = self._begun(function, item.value)
            if item.future is not None and item.pool is not None:
                try:
                    return item.future.result()
                except BrokenProcessPool:
                    self._give_up(item.pool)
        return Lost(reason=_REASON)

    def _give_up(self, pool: ProcessPoolExecutor) -> None:
        """The pool is broken; the next one may be at work already."""
        if pool is self._pool:
            self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is not None:
            for process in multiprocessing.active_children():
                process.terminate()
        self._close()


def _at_home(threshold: tuple[int, int, int]) -> None:
    """In a process: leave Ctrl-C to the one that started it, do as that one does, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*threshold)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
