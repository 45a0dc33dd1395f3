"""What is written to standard output arrives as it is, after what was printed before; a closed one is named."""

import sys

import pytest

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
