"""Work in this process, one item after the other."""

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Self, TypeVar

from briefing.engine.promise import Lost

T = TypeVar("T")
R = TypeVar("R")


class Here:
    """An item is taken when the result before it has been: it may depend on that."""

    def each(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        return map(function, items)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        pass
