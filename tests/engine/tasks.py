"""Work for engines: functions of a module, as any process can be told to call them."""

import os
import signal
import time
from pathlib import Path


def doubled(number: int) -> int:
    return 2 * number


def slowly_doubled(number: int) -> int:
    """The earlier, the longer it takes: results come in another order than the items."""
    time.sleep(max(0.0, 0.2 - number / 50))
    return 2 * number


def refused(number: int) -> int:
    if number == 3:
        raise KeyError(number)
    return number


def where(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def killed_once(item: tuple[int, Path]) -> int:
    """The third ends its process the first time, without a word."""
    number, marker = item
    if number == 3 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def always_killed(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def noted(item: tuple[int, Path]) -> int:
    """Leaves the id of its process in a folder, and takes its time."""
    number, folder = item
    (folder / str(os.getpid())).touch()
    time.sleep(0.1)
    return number
