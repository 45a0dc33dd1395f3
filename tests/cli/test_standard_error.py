"""The work is done though nobody hears what is told of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.runs import write_articles

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes as Unix has them")
BRIEFING = [sys.executable, "-m", "briefing"]


@contextmanager
def dead() -> Iterator[int]:
    """The writing end of a pipe whose reader has left."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


def run(home: Path, *words: object, stderr: int, stdout: int = subprocess.DEVNULL) -> int:
    environment = os.environ | {"BRIEFING_HOME": str(home / "home")}
    return subprocess.run(
        [*BRIEFING, *map(str, words)], stdout=stdout, stderr=stderr, cwd=home, env=environment, check=False
    ).returncode


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles", 2, words=100)


@pytest.mark.parametrize("more", [(), ("--record", "kept")], ids=["plain", "recorded"])
def test_a_brief_is_written_though_standard_error_is_gone(
    articles: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    with dead() as gone:
        code = run(tmp_path, "generate", articles, "-o", "brief.md", *more, stderr=gone)
    assert code == 0
    assert (tmp_path / "brief.md").read_text(encoding="utf-8").startswith("---\nform: briefing")
    assert (tmp_path / "kept").is_dir() == bool(more)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_brief_is_written_though_the_log_has_no_room(articles: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        assert run(tmp_path, "generate", articles, "-o", "brief.md", stderr=full.fileno()) == 0
    assert (tmp_path / "brief.md").is_file()


def test_an_unattended_run_is_made_though_standard_error_is_gone(articles: Path, tmp_path: Path) -> None:
    assert articles.is_dir()
    (tmp_path / "briefing.toml").write_text('[briefs.port]\nsources = ["articles"]\noutputs = ["out/brief.md"]\n')
    with dead() as gone:
        assert run(tmp_path, "run", stderr=gone) in (0, 20)
    assert (tmp_path / "out" / "brief.md").is_file()


def test_an_error_has_its_code_though_nobody_hears_of_it(tmp_path: Path) -> None:
    with dead() as gone:
        assert run(tmp_path, "generate", "nothing", stderr=gone) == 3


def test_what_is_told_goes_nowhere_where_standard_error_is_closed(articles: Path, tmp_path: Path) -> None:
    command = ["sh", "-c", '"$@" 2>&-', "sh", *BRIEFING, "generate", str(articles)]
    environment = os.environ | {"BRIEFING_HOME": str(tmp_path / "home")}
    ended = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=False)
    assert ended.returncode == 0
    assert ended.stdout.startswith(b"---\nform: briefing")


def test_a_reader_of_standard_output_may_leave(articles: Path, tmp_path: Path) -> None:
    with dead() as gone:
        assert run(tmp_path, "generate", articles, "-q", stderr=subprocess.DEVNULL, stdout=gone) == 0


def test_a_pipe_that_breaks_elsewhere_is_no_end_of_the_work(tmp_path: Path) -> None:
    code = (
        "from briefing.cli import main\n"
        "def broken(**_): raise BrokenPipeError(32, 'Broken pipe')\n"
        "main.app = broken\n"
        "main.run()"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("briefing: internal error: BrokenPipeError")


def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_word(tmp_path: Path) -> None:
    """Whatever module it strikes: here one that the command line needs sends it to itself."""
    (tmp_path / "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nraise SystemExit(99)\n")
    process = subprocess.Popen(
        [sys.executable, "-c", HEEDING], stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(tmp_path)}
    )
    _, err = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGINT
    assert err == b""


HEEDING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
from briefing.__main__ import run
run()
"""
