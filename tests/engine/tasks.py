"""Work for engines: functions of a module, as any process can be told to call them."""

import os
import signal
import sys
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


def become(version: str) -> None:
    """On a worker: be of another version from now on."""
    from briefing.engine import dask

    dask.__version__ = version


def lose_the_program() -> None:
    """On a worker: have no briefing from now on."""

    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name.partition(".")[0] == "briefing":
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    for name in [each for each in sys.modules if each.partition(".")[0] == "briefing"]:
        del sys.modules[name]
    sys.meta_path.insert(0, Missing)  # type: ignore[arg-type]


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
