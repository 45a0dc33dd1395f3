"""Runs what hostile input could lead astray in a process of its own, with limits on its time and memory."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from briefing.errors import BriefingError, SourceError
from briefing.starting import deaf

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

SECONDS = 20
"""CPU time that one call may take."""
_PATIENCE = 2 * SECONDS
"""Seconds by the clock, for a machine that has other things to do as well."""
MEGABYTES = 160
"""Memory of its own that the process may have, all told. An article takes 30 to 60."""

_M_MMAP_THRESHOLD = -3
"""Of malloc.h: bytes from which an allocation has pages of its own."""

_REMEDY = "Save its text to a file, and give that."

P = ParamSpec("P")
T = TypeVar("T")

_lock = threading.Lock()
_running: tuple[BaseProcess, Connection] | None = None


def call(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`function(...)`, a function of a module, with arguments and result that can be pickled. One call at a time.

    Raises:
        SourceError: it takes too long or too much memory.
        BriefingError: whatever the function raises of these.
    """
    with _lock:
        process, line = _started()
        answer: tuple[T, BriefingError | None] | None = None
        try:
            line.send((function, args, kwargs))
            if line.poll(_PATIENCE):
                answer = line.recv()
        except (EOFError, OSError):  # it was ended by the limit on its time, or for want of memory
            answer = None
        except BaseException:
            _stop(process)
            raise
        if answer is None:
            _stop(process)
            raise SourceError(f"takes more than {SECONDS} s or {MEGABYTES} MB to read", help=_REMEDY)
    result, error = answer
    if error is None:
        return result
    try:
        raise error
    finally:
        del answer, error  # it leads to this frame, and the frame to it and to `args`, which may be large


def _started() -> tuple[BaseProcess, Connection]:
    import multiprocessing

    global _running
    if _running is None or not _running[0].is_alive():
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with deaf():
            process.start()
        theirs.close()
        _running = process, ours
    return _running


def _stop(process: BaseProcess) -> None:
    global _running
    process.kill()
    process.join()
    _running = None


def _serve(line: Connection) -> None:
    """In the process: answer one call after the other."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that asked ends this one
    _limit_memory()
    while True:
        try:
            function, args, kwargs = line.recv()
        except (EOFError, OSError):
            return
        _limit_time()
        line.send(_answer(function, args, kwargs))


def _answer(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, BriefingError | None]:
    try:
        return function(*args, **kwargs), None
    except BriefingError as error:
        return None, error
    except MemoryError:
        return None, SourceError(f"takes more than {MEGABYTES} MB to read", help=_REMEDY)
    except Exception as error:  # noqa: BLE001 - what a parser makes of hostile input must not end the run
        return None, SourceError(f"cannot be parsed ({type(error).__name__})", help=_REMEDY)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # there are systems without these limits
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 1_000_000, MEGABYTES * 1_000_000))
    _give_back()


def _give_back() -> None:
    """What was freed goes back to the system: else the C library keeps room for the largest pages there were."""
    with contextlib.suppress(OSError, AttributeError, TypeError, ValueError):  # of glibc alone
        import ctypes

        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1_000_000)


def _limit_time() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + SECONDS + 1, most))
