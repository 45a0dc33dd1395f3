"""Runs of the whole program, each a process of its own, against a scripted server."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.obliging import article
from tests.scripted_server import ScriptedServer

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = [sys.executable, "-m", "briefing"]


def write_articles(folder: Path, count: int, *, words: int = 300) -> Path:
    """`folder`, with so many invented articles in it."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:04d}.txt").write_text(article(number, words=words), encoding="utf-8")
    return folder


def command(sources: Path, brief: Path, *options: str) -> list[str]:
    """What a user would type."""
    return [*PROGRAM, "generate", str(sources), "--model", "scripted", "-o", str(brief), *options]


def environment(home: Path, server: ScriptedServer, **more: str) -> dict[str, str]:
    """A user's, with a store of his own and nothing of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    own = {"BRIEFING_HOME": str(home), "OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "none"}
    return kept | {"HOME": str(home), "PYTHONPATH": str(ROOT)} | own | more


def start(sources: Path, home: Path, server: ScriptedServer, *options: str, **environ: str) -> "subprocess.Popen[str]":
    """A run under way; its brief becomes `home / "brief.json"`."""
    home.mkdir(exist_ok=True)
    return subprocess.Popen(
        command(sources, home / "brief.json", *options),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(home, server, **environ),
    )


def finished(process: "subprocess.Popen[str]", *, within: float = 60.0) -> tuple[int, str, str]:
    """Exit code, standard output, standard error.

    Raises:
        subprocess.TimeoutExpired: it goes on after so many seconds; it has been killed.
    """
    try:
        out, err = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    return process.returncode, out, err


def asked(server: ScriptedServer) -> list[str]:
    """What each request is about, in order: the model is shown nothing else of it."""
    return [words(request) for request in server.requests]


def words(request: dict[str, Any]) -> str:
    return str(request["messages"][1]["content"])
