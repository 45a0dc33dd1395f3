"""What runs in a process of its own ends with its limits, and the next call is served as if nothing had been."""

import gc
import signal
import time
import weakref
from contextlib import suppress
from multiprocessing.context import SpawnProcess

import pytest

from briefing import apart
from briefing.errors import SourceError


def doubled(number: int) -> int:
    return 2 * number


def endless() -> None:
    while True:
        pass


def asleep() -> None:
    time.sleep(600)


def greedy() -> int:
    return len([bytes(1_000_000) for _ in range(1_000)])


def refusing() -> None:
    raise SourceError("no article in it", help="Give another.")


class Large:
    pass


def refusing_it(_: Large) -> None:
    raise SourceError("no article in it")


def broken() -> None:
    raise ZeroDivisionError


def dying() -> None:
    import os

    os._exit(3)


def test_a_call_gives_what_the_function_gives() -> None:
    assert [apart.call(doubled, number) for number in range(3)] == [0, 2, 4]


def test_an_error_of_ours_comes_through_with_its_help() -> None:
    with pytest.raises(SourceError, match="no article in it") as raised:
        apart.call(refusing)
    assert raised.value.help == "Give another."


def test_what_a_failed_call_was_given_is_let_go() -> None:
    """At once, and not when the garbage is collected: it may be a page of 30 MB, one of many."""
    large = Large()
    watched = weakref.ref(large)
    gc.disable()
    try:
        with suppress(SourceError):
            apart.call(refusing_it, large)
        del large
        assert watched() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("function", [greedy, broken, dying])
def test_what_fails_is_told_and_the_next_call_is_served(function: object) -> None:
    with pytest.raises(SourceError):
        apart.call(function)  # type: ignore[arg-type]
    assert apart.call(doubled, 4) == 8


def test_memory_has_a_limit() -> None:
    with pytest.raises(SourceError, match=f"takes more than {apart.MEGABYTES} MB to read"):
        apart.call(greedy)


def test_time_has_a_limit_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    apart.call(doubled, 1)
    usual = apart._PATIENCE
    for function in (endless, asleep):
        monkeypatch.setattr(apart, "_PATIENCE", 0.3)
        with pytest.raises(SourceError, match="takes more than"):
            apart.call(function)
        monkeypatch.setattr(apart, "_PATIENCE", usual)
        assert apart.call(doubled, 5) == 10


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="needs the signals of POSIX")
def test_the_process_does_not_hear_of_ctrl_c_while_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules are imported before a process can say what it does with signals: a traceback would stand there."""
    blocked = []
    start = SpawnProcess.start

    def noted(process: SpawnProcess) -> None:
        blocked.append(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
        start(process)

    monkeypatch.setattr(SpawnProcess, "start", noted)
    with suppress(SourceError):
        apart.call(dying)  # the next call needs a new one
    assert apart.call(doubled, 4) == 8
    assert blocked
    assert all(blocked)
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
