"""Processes of this machine: results in order, a process that ends costs nothing but time, and none is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.engine import Engine, Here, Lost, Processes
from tests.engine import tasks

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("engine", [Here(), Processes(2)])
def test_results_come_in_the_order_of_the_items(engine: Engine) -> None:
    with engine:
        assert list(engine.each(tasks.slowly_doubled, range(12))) == [2 * number for number in range(12)]


def test_the_work_is_done_by_as_many_processes_as_were_asked_for() -> None:
    with Processes(2) as engine:
        found = set(engine.each(tasks.where, range(12)))
    assert len(found) == 2
    assert os.getpid() not in found


@pytest.mark.parametrize("engine", [Here(), Processes(2)])
def test_items_are_taken_as_results_are(engine: Engine) -> None:
    items = iter(range(1000))
    with engine:
        results = engine.each(tasks.doubled, items)
        assert next(results) == 0
        assert next(items) < 10


@pytest.mark.parametrize("engine", [Here(), Processes(2)])
def test_what_the_work_raises_is_raised(engine: Engine) -> None:
    with engine, pytest.raises(KeyError):
        list(engine.each(tasks.refused, range(6)))


def test_an_item_whose_process_ended_is_worked_on_again(tmp_path: Path) -> None:
    items = [(number, tmp_path / "killed") for number in range(8)]
    with Processes(2) as engine:
        assert list(engine.each(tasks.killed_once, items)) == [2 * number for number in range(8)]
    assert (tmp_path / "killed").exists()


def test_an_item_that_ends_every_process_is_lost_and_no_other() -> None:
    with Processes(2) as engine:
        results = list(engine.each(tasks.always_killed, range(8)))
    assert [number for number, result in enumerate(results) if isinstance(result, Lost)] == [3]
    assert [result for result in results if not isinstance(result, Lost)] == [0, 2, 4, 8, 10, 12, 14]


def test_no_process_is_left_be_it_after_an_error() -> None:
    before = set(multiprocessing.active_children())
    with Processes(2) as engine:
        list(engine.each(tasks.doubled, range(4)))
    with pytest.raises(KeyError), Processes(2) as engine:
        list(engine.each(tasks.refused, range(6)))
    assert set(multiprocessing.active_children()) <= before


def test_processes_that_are_starting_do_not_hear_of_ctrl_c(tmp_path: Path) -> None:
    """Modules are imported before a process can say what it does with signals: a traceback would stand there."""
    script = tmp_path / "main.py"
    script.write_text(SCRIPT, encoding="utf-8")
    pids = tmp_path / "pids"
    pids.mkdir()
    for wait in (0.15, 0.3, 0.45):
        started = subprocess.Popen(
            [sys.executable, str(script), str(pids)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        until(lambda pid=started.pid: children(pid))  # type: ignore[misc]
        time.sleep(wait - 0.15)
        os.killpg(started.pid, signal.SIGINT)
        _, err = started.communicate(timeout=60)
        assert err.count("Traceback") == err.count("KeyboardInterrupt") == 1, err  # that of the script alone


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


SCRIPT = """
import sys
from pathlib import Path
from briefing.engine import Processes
from tests.engine import tasks

if __name__ == "__main__":
    with Processes(2) as engine:
        list(engine.each(tasks.noted, [(number, Path(sys.argv[1])) for number in range(1000)]))
"""


def test_processes_do_not_outlive_the_one_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "main.py"
    script.write_text(SCRIPT)
    pids = tmp_path / "pids"
    pids.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen([sys.executable, str(script), str(pids)], env=environment, stderr=subprocess.DEVNULL)
    until(lambda: len(list(pids.iterdir())) == 2)
    workers = [int(path.name) for path in pids.iterdir()]
    started.send_signal(signal.SIGKILL)
    started.wait()
    until(lambda: not any(map(is_alive, workers)))
    assert not any(map(is_alive, workers))


def until(holds: Callable[[], bool]) -> None:
    """
    Raises:
        AssertionError: it does not come to hold within a minute.
    """
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
