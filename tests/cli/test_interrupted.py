"""Ctrl-C, SIGTERM and the end of a run: one line, nothing lost, nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from tests.obliging import obliged
from tests.runs import asked, environment, finished, start, write_articles
from tests.scripted_server import Answer, ScriptedServer, failure

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")
SOURCES = 6


class Model:
    """Answers so many requests and then nothing any more, until it is told to go on."""

    def __init__(self, answers: int) -> None:
        self.left = answers
        self._lock = threading.Lock()

    def __call__(self, request: dict[str, Any]) -> Answer:
        with self._lock:
            self.left -= 1
            silent = self.left < 0
        return Answer(hang=True) if silent else obliged(request)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles", SOURCES, words=100)


def until_silent(model: Model, calls: int) -> None:
    """Waits until so many calls are in flight that get no answer: all that were answered have been read."""
    until = time.monotonic() + 60
    while model.left > -calls:
        assert time.monotonic() < until, "the server was not asked"
        time.sleep(0.02)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_at_once_and_the_next_asks_only_what_is_missing(
    sources: Path, tmp_path: Path, sent: signal.Signals, code: int
) -> None:
    model, home = Model(3), tmp_path / "home"
    with ScriptedServer(reply=model) as server:
        process = start(sources, home, server, "--quiet", "--concurrency", "2")
        until_silent(model, 2)
        process.send_signal(sent)
        ended, out, err = finished(process, within=5)  # though the server says nothing
        assert (ended, out) == (code, "")
        assert err == "briefing: interrupted; 3 replies are kept: run the same command again to go on\n"
        assert sorted(path.name for path in home.iterdir()) == ["replies.sqlite"]
        answered = asked(server)[:3]
        server.requests.clear()
        model.left = 1000
        ended, _, err = finished(start(sources, home, server, "--quiet"))
        assert (ended, err) == (0, "")
        assert len(server.requests) == SOURCES - 3 + 1
        assert not set(answered) & set(asked(server))


def test_sigterm_ends_a_run_that_ignores_ctrl_c(sources: Path, tmp_path: Path) -> None:
    """As a shell starts its background jobs."""
    model, home = Model(1), tmp_path / "home"
    with ScriptedServer(reply=model) as server:
        home.mkdir()
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                IGNORING,
                "generate",
                "--quiet",
                str(sources),
                "--model",
                "scripted",
                "--concurrency",
                "1",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(home, server),
        )
        until_silent(model, 1)
        process.send_signal(signal.SIGTERM)
        ended, out, err = finished(process, within=5)
    assert (ended, out, err.count("\n")) == (143, "", 1)


IGNORING = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from briefing.cli.main import run
run()
"""


def test_ctrl_c_before_any_reply_has_nothing_to_keep(sources: Path, tmp_path: Path) -> None:
    model, home = Model(0), tmp_path / "home"
    with ScriptedServer(reply=model) as server:
        process = start(sources, home, server, "--quiet", "--concurrency", "1")
        until_silent(model, 1)
        process.send_signal(signal.SIGINT)
        assert finished(process, within=5) == (130, "", "briefing: interrupted; nothing was written\n")


def test_ctrl_c_while_an_endpoint_makes_us_wait(sources: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ScriptedServer(reply=lambda _: failure(429, retry_after="100")) as server:
        process = start(sources, home, server)
        assert process.stderr is not None
        waiting = next(line for line in process.stderr if "waiting" in line)
        assert "waiting 100 s: the endpoint" in waiting
        process.send_signal(signal.SIGINT)
        ended, _, err = finished(process, within=5)
    assert (ended, err.splitlines()[-1]) == (130, "briefing: interrupted; nothing was written")


ENDS = [
    pytest.param([], 0, id="written"),
    pytest.param([failure(401)], 6, id="key refused"),
    pytest.param([None] * 3 + [failure(402)], 6, id="out of money on the way"),
    pytest.param([Answer(body="{", cut=1)], 0, id="connection reset"),
]


@pytest.mark.parametrize(("turns", "code"), ENDS)
def test_nothing_is_left_open_at_the_end(sources: Path, tmp_path: Path, turns: list[Answer | None], code: int) -> None:
    """Python's development mode tells of each file, socket, event loop and task that nobody closed."""
    home = tmp_path / "home"
    with ScriptedServer(reply=obliged, turns=turns) as server:
        process = start(
            sources, home, server, "--quiet", PYTHONDEVMODE="1", PYTHONWARNINGS="ignore,error::ResourceWarning"
        )
        ended, _, err = finished(process)
    assert ended == code, err
    told = ("briefing: ", "Executing <")  # the latter of what is slow, on a busy machine anything
    assert [line for line in err.splitlines() if not line.startswith(told)] == []


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
@pytest.mark.parametrize("turns", [[], [failure(401)]], ids=["written", "key refused"])
def test_no_thread_and_no_socket_outlives_the_run(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turns: list[Answer]
) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    brief = tmp_path / "brief.json"
    monkeypatch.setattr(
        sys, "argv", ["briefing", "generate", "-q", str(sources), "--model", "scripted", "-o", str(brief)]
    )
    threads, sockets = set(threading.enumerate()), open_sockets()
    with ScriptedServer(reply=obliged, turns=turns) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        with pytest.raises(SystemExit):
            main.run()
        assert len(server.requests) >= 1
        left = [thread for thread in threading.enumerate() if thread not in threads and thread.name[:6] != "Thread"]
        assert left == []
    assert open_sockets() - sockets == set()


def open_sockets() -> set[str]:
    found = set()
    for each in Path("/proc/self/fd").iterdir():
        try:
            found.add(str(each.readlink()))
        except OSError:  # the one by which the folder is read
            continue
    return {link for link in found if link.startswith("socket:")}
