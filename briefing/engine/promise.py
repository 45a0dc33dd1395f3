"""What every engine promises."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Stands in the place of a result: the process that worked on it ended, and so did the next one."""

    reason: str
    """One line."""


class Engine(Protocol):
    def each(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        """What `function` makes of each item, in the order of the items.

        Items are taken a few at a time, as results are taken: neither all of them nor all results need be in memory.
        Elsewhere than here the function is one of a module, and items and results can be pickled. It may be called
        again on an item whose process ended half way.

        Raises:
            EngineError: the engine is not there any more.
            Exception: whatever the function raises.
        """

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """What is under way is waited for, or given up where an error leads out."""
