"""Runs the program as a user does, inside the test's process."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.cli import main
from tests.unattended.days import ARTICLES

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line of the failure; progress lines stand before it."""
        lines = [line for line in self.err.splitlines() if line.startswith("briefing: ")]
        assert len(lines) == 1, self.err
        return lines[0]


@pytest.fixture
def briefing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Outcome]:
    """`briefing("generate", path, stdin=b"...")` with an environment of its own."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "BRIEFING_MODEL", "BRIEFING_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))

    def call(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "argv", ["briefing", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as exit:
            main.run()
        captured = capsys.readouterr()
        return Outcome(code=int(exit.value.code or 0), out=captured.out, err=captured.err)

    return call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program is called: a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ready(briefing: Callable[..., Outcome], here: Path) -> Path:
    """What `briefing init` writes, and an article."""
    assert briefing("init").code == 0
    (here / "articles").mkdir()
    (here / "articles" / "harbour.txt").write_text(ARTICLES["harbour"], encoding="utf-8")
    return here
