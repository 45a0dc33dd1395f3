"""What is written to standard output arrives as it is, after what was printed before; a closed one is named."""

import io
import sys
from pathlib import Path

import pytest

from briefing.cli.main import run
from briefing.cli.screen import stream, write
from briefing.errors import OutputError


def test_bytes_come_after_what_was_printed(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    sys.stdout.write("before ")
    write("ö\n".encode())
    stream(piece for piece in (b"one ", b"two"))
    assert capfdbinary.readouterr().out == "before ö\none two".encode()


def test_a_closed_standard_output_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    for send in (lambda: write(b"a"), lambda: stream([b"a"])):
        with pytest.raises(OutputError, match="standard output is closed"):
            send()


@pytest.mark.parametrize("command", [["sources", "in"], ["stories", "in"], ["doctor"], ["doctor", "--json"]])
@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_letters_that_the_output_lacks_are_no_fault(
    command: list[str], encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "łódź.txt").write_text("Łódź opens its port\n\nŁódź opened its port on Monday, its mayor said.")
    (tmp_path / "briefing.toml").write_text('[briefs.a]\nsources = ["in", "żródło"]\noutputs = ["o/{date}.md"]\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "argv", ["briefing", *command])
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    with pytest.raises(SystemExit) as ended:
        run()
    sys.stdout.flush()
    said = sys.stdout.buffer.getvalue().decode("utf-8" if "--json" in command else encoding)  # type: ignore[attr-defined]
    assert ended.value.code == int("doctor" in command), said
    assert ("żródło" if "--json" in command else "?") in said
