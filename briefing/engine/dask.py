"""Work on the workers of a dask cluster that is there already (https://distributed.dask.org)."""

from __future__ import annotations

import asyncio
import logging
import pickle
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from briefing import __version__
from briefing.domain.endpoint import is_scheduler
from briefing.engine.promise import Lost
from briefing.errors import EngineError, UsageError

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Items under way or waiting for each thread of a worker."""
_PATIENCE = 10
"""Seconds in which the scheduler must answer, and have a worker."""
_REASON = "the workers that had it ended one after the other: it may want more memory than they have"


class _Killed(Exception):  # noqa: N818 - it is said of an item, and never leaves this room
    """Workers ended with an item under way or waiting for its turn."""


class Dask:
    """All workers of one scheduler; an item whose worker ends is given to another one."""

    def __init__(self, address: str, *, asked: str = "--dask") -> None:
        """
        Args:
            address: of the scheduler: `tcp://HOST:PORT`.
            asked: what asks for it, as the user has written it.

        Raises:
            UsageError: that is no address, or the package is not installed.
            EngineError: nobody answers there, it has no worker, or one with another version of this program.
        """
        if not is_scheduler(address):
            raise UsageError(f"{asked} {address!r} is no address of a scheduler", help="Write tcp://HOST:PORT.")
        try:
            from distributed import Client
            from distributed.comm.core import CommClosedError
        except ImportError:
            raise UsageError(
                f"{asked} wants a package that is not there", help="pip install 'briefing[dask]'."
            ) from None
        for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told here, in one line
        try:
            # A client would wait for ever for who answers and is no scheduler.
            asyncio.run(asyncio.wait_for(_greet(address), _PATIENCE))
            self._client: Client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, CommClosedError) as error:
            raise EngineError(
                f"no dask scheduler answers at {address!r}", help=f"Start it, or leave out {asked}."
            ) from error
        except TypeError as error:
            raise EngineError(
                f"cannot speak to {address!r}: {error}", help="Configure its certificates for dask, or use tcp://."
            ) from error
        try:
            self._threads = self._expect_workers(address)
        except BaseException:
            self._client.close()
            raise

    def _expect_workers(self, address: str) -> int:
        """Threads of all workers."""
        from distributed import TimeoutError as DaskTimeoutError

        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            versions = self._client.run(_version)
        except (TimeoutError, DaskTimeoutError):
            raise EngineError(
                f"the dask scheduler at {address!r} has no worker", help="Start one: dask worker ADDRESS."
            ) from None
        except ImportError as error:
            raise _missing(error) from None
        for worker, version in sorted(versions.items()):
            _expect_same(worker, version, __version__)
        return sum(self._client.nthreads().values())

    def each(self, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R | Lost]:
        under_way: deque[tuple[T, Any]] = deque()

        def ended() -> R | Lost:
            item, future = under_way.popleft()
            try:
                result: R = self._result(future)
            except _Killed:
                return self._alone(function, item, besides=[other for _, other in under_way])
            return result

        try:
            for item in items:
                under_way.append((item, self._begun(function, item)))
                if len(under_way) >= _AHEAD * self._threads:
                    yield ended()
            while under_way:
                yield ended()
        finally:
            self._client.cancel([future for _, future in under_way])

    def _alone(self, function: Callable[[T], R], item: T, *, besides: Sequence[Any]) -> R | Lost:
        """An item that was with workers when they ended has its next turn by itself: any that was there too may have
        been the cause.

        Raises:
            EngineError: see `_result`.
        """
        for future in besides:
            self._heard(future.exception)
        try:
            result: R = self._result(self._begun(function, item))
        except _Killed:
            return Lost(reason=_REASON)
        return result

    def _begun(self, function: Callable[[T], R], item: T) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that an item is large: it is sent once, to one worker
            return self._client.submit(pickle.loads, pickle.dumps(_Work(function, item)), pure=False)

    def _result(self, future: Any) -> Any:
        """
        Raises:
            _Killed: the workers that had the item ended.
            EngineError: see `_heard`; or a worker has another version of this program or none.
        """
        from distributed import KilledWorker

        try:
            return self._heard(future.result)
        except KilledWorker as error:
            raise _Killed from error
        except ImportError as error:
            if (error.name or "").partition(".")[0] != "briefing":
                raise
            raise _missing(error) from None

    def _heard(self, ask: Callable[[], Any]) -> Any:
        """What the scheduler says of a piece of work, when that has ended.

        Raises:
            EngineError: the scheduler is gone.
        """
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError

        try:
            return ask()
        except (FutureCancelledError, CommClosedError) as error:
            raise EngineError(
                "the dask scheduler is gone", help="Start it, and run the same command again: replies are kept."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._client.close()


async def _greet(address: str) -> None:
    """
    Raises:
        OSError: nobody answers there as a scheduler does; a timeout is one as well.
        TypeError: it wants keys that are not configured.
    """
    from distributed import Security
    from distributed.core import rpc

    async with rpc(address, connection_args=Security().get_connection_args("client")) as scheduler:
        await scheduler.identity()


def _version() -> str:
    """On a worker."""
    return __version__


class _Work:
    """When it is unpacked, what comes out is what the function makes of the item.

    A worker may come when the others have been asked for their version already: it is asked then. What it lacks is an
    error of this work, where one that cannot read what it is to do would be given it again and again.
    """

    def __init__(self, function: Callable[[T], R], item: T) -> None:
        self._packed = pickle.dumps((function, item))

    def __reduce__(self) -> tuple[Callable[[bytes, str], Any], tuple[bytes, str]]:
        return _done, (self._packed, __version__)


def _done(work: bytes, version: str) -> Any:
    """On a worker.

    Raises:
        EngineError: the work was sent by another version.
    """
    from distributed import get_worker

    _expect_same(get_worker().address, __version__, version)
    function, item = pickle.loads(work)
    return function(item)


def _missing(error: ImportError) -> EngineError:
    return EngineError(
        f"a dask worker has no briefing: {error}", help=f"Install briefing {__version__} where the workers run."
    )


def _expect_same(worker: str, version: str, ours: str) -> None:
    """
    Raises:
        EngineError: a worker is of another version than the process that sends it work.
    """
    if version != ours:
        raise EngineError(
            f"the dask worker {worker!r} has briefing {version}, and this is {ours}",
            help="Install the same version everywhere: only then are the briefs the same everywhere.",
        )
