"""Kills of unattended runs, each a process of its own, and what is left after the next one."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.obliging import article
from tests.postboxes import Hook, MailServer

ROOT = Path(__file__).resolve().parents[1]
_FORECAST = "The talks on the works are likely to go on until May 2031, the mayor of the town said on Monday."


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    partial: tuple[str, ...]
    """Files that were not whole after the kill."""
    codes: tuple[int, int]
    """Of the two runs after it: the one that takes up, and one that finds nothing to do."""
    briefs: tuple[str, ...]
    """What stands in the folder of outputs in the end."""
    runs: int
    """Briefs in the store of runs."""
    claims: int
    forecasts: int
    mails: int
    """Different ones, by Message-ID."""
    posts: int
    """Different ones, by Idempotency-Key."""
    repeated: int
    """Mails and posts that came a second time under the same name."""
    content: bytes
    """The brief as JSON."""


def prepare(folder: Path, mail: MailServer, hook: Hook, *, sources: int = 4, words: int = 120) -> None:
    (folder / "in").mkdir(parents=True)
    for number in range(sources):
        text = f"{article(number, words=words)}\n{_FORECAST}\n"
        (folder / "in" / f"{number:04d}.txt").write_text(text, encoding="utf-8")
    (folder / "briefing.toml").write_text(
        f"""
        [briefs.port]
        sources = ["in"]
        outputs = ["out/{{date}}.md", "out/{{date}}.json"]
        deliver = ["copy", "desk", "hook"]
        [deliver.copy]
        kind = "folder"
        path = "copies"
        [deliver.desk]
        kind = "email"
        host = "127.0.0.1"
        port = {mail.port}
        security = "none"
        from = "port@desk.example"
        to = ["a@desk.example"]
        [deliver.hook]
        kind = "webhook"
        url = "{hook.address}"
        """,
        encoding="utf-8",
    )


def start(folder: Path) -> "subprocess.Popen[str]":
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "BRIEFING_HOME": str(folder / "home")}
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "run", "--config", "briefing.toml"],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(folder: Path) -> tuple[int, str]:
    process = start(folder)
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def undisturbed(folder: Path, mail: MailServer, hook: Hook) -> tuple[float, Aftermath]:
    """Seconds that a run takes which nobody kills, and what is left after it and one more."""
    mails, posts = len(mail.mails), len(hook.posts)
    prepare(folder, mail, hook)
    begin = time.monotonic()
    first, said = finished(folder)
    seconds = time.monotonic() - begin
    assert first in (0, 20), said
    return seconds, _aftermath(folder, mail, hook, mails, posts, first=first)


def killed(folder: Path, mail: MailServer, hook: Hook, *, after: float) -> Aftermath:
    """Kills a run so many seconds after its start, or less where it has ended by then: the machine had less to do than
    when the time was taken. Lets the next one end, and one more.
    """
    while True:
        mails, posts = len(mail.mails), len(hook.posts)
        prepare(folder, mail, hook)
        process = start(folder)
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            break
        shutil.rmtree(folder)
        after *= 0.8
        assert after > 0.01, "no run was killed"
    return _aftermath(folder, mail, hook, mails, posts)


def _aftermath(
    folder: Path, mail: MailServer, hook: Hook, mails: int, posts: int, *, first: int | None = None
) -> Aftermath:
    """After two runs more, or one more where the code of the `first` is known. `mails`, `posts`: those of before."""
    partial = tuple(_partial(folder / "out") + _partial(folder / "copies"))
    if first is None:
        first, said = finished(folder)
        assert first in (0, 20, 21), said
    second, said = finished(folder)
    names = Counter(str(each["Message-ID"]) for each in mail.mails[mails:])
    keys = Counter(each.headers["idempotency-key"] for each in hook.posts[posts:])
    (brief,) = (folder / "out").glob("2*.json")
    with closing(sqlite3.connect(folder / "home" / "runs.sqlite")) as store:
        runs, claims, forecasts = (
            store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("run", "claim", "forecast")
        )
    return Aftermath(
        partial=partial,
        codes=(first, second),
        briefs=tuple(sorted(path.name for path in (folder / "out").iterdir() if path.name[0] != ".")),
        runs=runs,
        claims=claims,
        forecasts=forecasts,
        mails=len(names),
        posts=len(keys),
        repeated=sum(names.values()) - len(names) + sum(keys.values()) - len(keys),
        content=brief.read_bytes().replace(str(folder).encode(), b""),  # paths of sources are absolute
    )


def moments(count: int, seconds: float) -> list[float]:
    """So many, over the time that a run takes, always the same; half of them in its last third, when it commits,
    writes and delivers.
    """
    dice = random.Random(5)
    return sorted(dice.uniform((0.02, 0.67)[number % 2] * seconds, 0.98 * seconds) for number in range(count))


def _partial(folder: Path) -> list[str]:
    """Files that do not end as files of their form do."""
    ends = {".md": b"\n", ".json": b"}\n", ".pdf": b"%%EOF\n"}
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.is_file()]
    return [
        path.name
        for path in found
        if (path.suffix in ends and not path.read_bytes().endswith((ends[path.suffix], b"%%EOF")))
        or path.stat().st_size == 0
    ]
