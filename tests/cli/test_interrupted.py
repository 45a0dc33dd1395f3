"""Ctrl-C, SIGTERM and the end of a run: one line, nothing lost, nothing left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.llm.client import Client
from tests.cli.conftest import Outcome
from tests.obliging import obliged
from tests.runs import asked, environment, finished, start, write_articles
from tests.scripted_server import Answer, ScriptedServer, failure

Briefing = Callable[..., Outcome]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")
SOURCES = 6
LONG = 120.0
"""Seconds that nothing here takes, on however busy a machine; a reply that does not come would be awaited for 300."""


class Model:
    """Answers so many requests and then nothing any more, until it is told to go on."""

    def __init__(self, answers: int) -> None:
        self.left = answers
        self._lock = threading.Lock()
        self._unanswered = threading.Semaphore(0)

    def __call__(self, request: dict[str, Any]) -> Answer:
        with self._lock:
            self.left -= 1
            silent = self.left < 0
        if silent:
            self._unanswered.release()
        return Answer(hang=True) if silent else obliged(request)

    def wait_until_silent(self, calls: int) -> None:
        """Until so many calls are in flight that get no answer: all that were answered have been read."""
        for _ in range(calls):
            assert self._unanswered.acquire(timeout=LONG), "the server was not asked"


@pytest.fixture(autouse=True)
def heeding() -> Iterator[None]:
    """As from a terminal: what a shell runs in the background ignores Ctrl-C, and so do its children."""
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    mask = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles", SOURCES, words=100)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_at_once_and_the_next_asks_only_what_is_missing(
    sources: Path, tmp_path: Path, sent: signal.Signals, code: int, briefing: Briefing
) -> None:
    model, home = Model(3), tmp_path / "home"
    with ScriptedServer(reply=model) as server:
        process = start(sources, home, server, "--quiet", "--concurrency", "2")
        model.wait_until_silent(2)
        process.send_signal(sent)
        ended, out, err = finished(process, within=LONG)  # though the server says nothing
        assert (ended, out) == (code, "")
        assert err == "briefing: interrupted; 3 replies are kept: run the same command again to go on\n"
        assert sorted(path.name for path in home.iterdir()) == ["replies.sqlite"]
        answered = asked(server)[:3]
        server.requests.clear()
        model.left = 1000
        again = briefing("generate", sources, "--model", "scripted", "--base-url", server.base_url, "--quiet")
        assert (again.code, again.err) == (0, "")
        assert len(server.requests) == SOURCES - 3 + 1
        assert not set(answered) & set(asked(server))


def test_sigterm_ends_a_run_that_ignores_ctrl_c(sources: Path, tmp_path: Path) -> None:
    """As a shell starts its background jobs."""
    model, home = Model(1), tmp_path / "home"
    home.mkdir()
    with ScriptedServer(reply=model) as server:
        process = python(IGNORING, home, server, *generating(sources), "--concurrency", "1")
        model.wait_until_silent(1)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        ended, out, err = finished(process, within=LONG)
    assert (ended, out) == (143, "")
    assert err == "briefing: interrupted; 1 reply is kept: run the same command again to go on\n"


IGNORING = """
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
from briefing.cli.main import run
run()
"""


def generating(sources: Path) -> Sequence[str]:
    return ("generate", "--quiet", str(sources), "--model", "scripted")


def python(code: str, home: Path, server: ScriptedServer, *words: str, **environ: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home, server, **environ),
    )


def test_ctrl_c_before_any_reply_has_nothing_to_keep(briefing: Briefing, sources: Path) -> None:
    def interrupting(_: dict[str, Any]) -> Answer:
        os.kill(os.getpid(), signal.SIGINT)
        return Answer(hang=True)

    with ScriptedServer(reply=interrupting) as server:
        outcome = briefing(*generating(sources), "--base-url", server.base_url, "--concurrency", 1)
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "briefing: interrupted; nothing was written\n")


def test_ctrl_c_while_an_endpoint_makes_us_wait(
    briefing: Briefing, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def interrupted(seconds: float) -> None:
        assert seconds == 100
        signal.raise_signal(signal.SIGINT)
        await asyncio.Event().wait()

    monkeypatch.setitem(Client.__init__.__kwdefaults__, "sleep", interrupted)
    with ScriptedServer(reply=lambda _: failure(429, retry_after="100")) as server:
        outcome = briefing("generate", sources, "--model", "scripted", "--base-url", server.base_url)
    *told, last = outcome.err.splitlines()
    assert any("waiting 100 s: the endpoint" in line for line in told)
    assert (outcome.code, last) == (130, "briefing: interrupted; nothing was written")


ENDS = [
    ([], 0),  # written
    ([failure(401)], 6),  # key refused
    ([None] * 3 + [failure(402)], 6),  # out of money on the way
    ([Answer(body="{", cut=1)], 0),  # connection reset
]
ONE_AFTER_THE_OTHER = """
import gc, os, sys
from briefing.cli.main import run
sources, *endpoints = sys.argv[1:]
for address in endpoints:
    os.environ["OPENAI_BASE_URL"] = address
    sys.argv = ["briefing", "generate", "--quiet", sources, "--model", "scripted"]
    try:
        run()
    except SystemExit as end:
        code = end.code
    gc.collect()
    print("ended:", code, file=sys.stderr)
"""


def test_nothing_is_left_open_at_the_end(sources: Path, tmp_path: Path) -> None:
    """Python's development mode tells of each file, socket, event loop and task that nobody closed."""
    (tmp_path / "home").mkdir()
    with ExitStack() as opened:
        servers = [opened.enter_context(ScriptedServer(reply=obliged, turns=turns)) for turns, _ in ENDS]
        process = python(
            *(ONE_AFTER_THE_OTHER, tmp_path / "home", servers[0], str(sources), *(each.base_url for each in servers)),
            PYTHONDEVMODE="1",
            PYTHONWARNINGS="ignore,error::ResourceWarning",
        )
        _, _, err = finished(process, within=LONG)
    told = ("briefing: ", "Executing <")  # the latter of what is slow, on a busy machine anything
    left = [line for line in err.splitlines() if not line.startswith(told)]
    assert left == [f"ended: {code}" for _, code in ENDS]


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
        left = [thread for thread in threading.enumerate() if thread not in threads]
        servers = [thread for thread in left if thread.name.endswith(("(serve_forever)", "(process_request_thread)"))]
        assert set(left) <= set(servers)
    for thread in servers:  # they close the server's own sockets
        thread.join(60)
    assert open_sockets() - sockets == set()


def open_sockets() -> set[str]:
    found = set()
    for each in Path("/proc/self/fd").iterdir():
        try:
            found.add(str(each.readlink()))
        except OSError:  # the one by which the folder is read
            continue
    return {link for link in found if link.startswith("socket:")}
