"""Runs that are killed at any moment, without a word of warning, and run again until they end."""

import json
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.runs import finished, start, words
from tests.scripted_server import ScriptedServer

FILE = "replies.sqlite"


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What a killed run left behind, and what the one after it did."""

    kept: int
    """Replies in the store after the kill."""
    asked_again: int
    """Those of them that were asked for again."""
    lost: int
    """Requests of the killed run whose reply was not in the store: paid for twice, at most as many as in flight."""
    whole: bool
    """Whether SQLite finds the store whole."""
    brief: bytes
    ended: bool
    """Whether the run was faster than the kill."""


def kept(home: Path) -> tuple[set[str], bool]:
    """What each stored reply answers, and whether SQLite finds the store whole."""
    if not (home / FILE).exists():
        return set(), True
    with closing(sqlite3.connect(home / FILE)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        made = connection.execute("SELECT name FROM sqlite_master WHERE name = 'reply'").fetchone()
        requests = connection.execute("SELECT request FROM reply").fetchall() if made else []
    return {words(json.loads(text)) for (text,) in requests}, whole


def killed(
    sources: Path, home: Path, server: ScriptedServer, *, stored: int = 0, after: float = 0, options: tuple[str, ...]
) -> Aftermath:
    """Kills a run so many seconds after so many replies are stored, and lets the next one end.

    Raises:
        AssertionError: the second run failed.
    """
    server.requests.clear()
    process = start(sources, home, server, *options)
    ended = _kill(process, server, home, stored, after)
    before = Counter(words(request) for request in server.requests)
    found, whole = kept(home)
    server.requests.clear()
    code, _, err = finished(start(sources, home, server, *options))
    assert code == 0, err
    again = Counter(words(request) for request in server.requests)
    return Aftermath(
        kept=len(found),
        asked_again=sum(again[each] for each in found),
        lost=sum((before & again).values()),
        whole=whole and kept(home)[1],
        brief=(home / "brief.json").read_bytes(),
        ended=ended,
    )


def _kill(process: "subprocess.Popen[str]", server: ScriptedServer, home: Path, stored: int, after: float) -> bool:
    """Whether the process had ended before."""
    while (not server.requests or len(kept(home)[0]) < stored) and process.poll() is None:
        try:
            process.wait(0.005)
        except subprocess.TimeoutExpired:
            continue
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return False
    process.communicate()
    return True
