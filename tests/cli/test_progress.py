"""What a user sees of a run: a display that is gone in the end on a terminal, plain lines elsewhere."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli.progress import Progress
from tests.cli.conftest import Outcome
from tests.obliging import obliged
from tests.runs import command, environment, finished, start, write_articles
from tests.scripted_server import ScriptedServer, failure

pty = pytest.importorskip("pty")
_CONTROL = re.compile(r"\x1b\[\??(\d*)(?:;\d+)*([A-Za-z])")


def screen(written: str) -> list[str]:
    """The lines that a terminal shows after all this: cursor up, lines wiped, carriage returns."""
    lines, row, at = [""], 0, 0
    while at < len(written):
        if code := _CONTROL.match(written, at):
            if code[2] == "A":
                row -= int(code[1] or 1)
            elif code[2] == "K":
                lines[row] = ""
            at = code.end()
            continue
        if written[at] == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif written[at] != "\r":
            lines[row] += written[at]
        at += 1
    return [line for line in lines if line.strip()]


def test_a_terminal_shows_a_display_and_keeps_only_the_end_of_it(tmp_path: Path) -> None:
    sources = write_articles(tmp_path / "articles", 6, words=60)
    with ScriptedServer(reply=obliged, turns=[None, failure(429, retry_after="1")], delay=0.2) as server:
        env = environment(tmp_path / "home", server, TERM="xterm", COLUMNS="120", LINES="40", LANG="C.UTF-8")
        ours, theirs = pty.openpty()
        run = command(sources, tmp_path / "b.md", "--concurrency", "2")
        process = subprocess.Popen(run, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:  # how Linux says that the other side is closed
            pass
        os.close(ours)
        assert process.wait(60) == 0
    shown = written.decode("utf-8")
    assert "noting 6 sources" in shown
    assert re.search(r"[1-5] of 6, \d+:\d\d left", shown)
    assert "price unknown" in shown
    assert "waiting 1 s: the endpoint" in shown
    left = screen(shown)
    assert left[0].endswith("b.md")
    assert not any("of 6" in line or "waiting" in line for line in left)


def test_elsewhere_each_stage_is_one_plain_line(tmp_path: Path) -> None:
    sources = write_articles(tmp_path / "articles", 3, words=60)
    with ScriptedServer(reply=obliged) as server:
        code, out, err = finished(start(sources, tmp_path / "home", server, TERM="xterm"))
        assert (code, out) == (0, "")
        assert "\x1b" not in err
        assert "\r" not in err
        assert [line for line in err.splitlines() if "noting 3 sources" in line and line.startswith("[")] != []
        assert finished(start(sources, tmp_path / "home", server, "--quiet")) == (0, "", "")


@pytest.mark.parametrize("command", ["generate", "check"])
def test_each_stage_is_told_once_and_what_is_read_counts(
    briefing: Callable[..., Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    told: dict[str, tuple[int, int]] = {}

    class Counting(Progress):
        def step(self) -> None:
            super().step()
            told[self.name] = (self.done, self.steps)

    monkeypatch.setattr(f"briefing.cli.{command}.watching", lambda *, quiet: Counting(quiet=quiet))
    write_articles(tmp_path / "articles", 3, words=60)
    (tmp_path / "draft.md").write_text("The council met.\n", encoding="utf-8")
    asked = {
        "generate": (tmp_path / "articles", "-o", tmp_path / "b.md"),
        "check": (tmp_path / "draft.md", "--source", tmp_path / "articles"),
    }
    lines = [line.partition("] ")[2] for line in briefing(command, *asked[command]).err.splitlines() if line[:1] == "["]
    assert lines[0] == "reading"
    assert len(lines) == len(set(lines)) > 1
    assert told["reading"] == (3, 3)
