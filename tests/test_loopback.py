"""The servers of the tests say nothing of who hangs up on them, and do not hide their own faults."""

import socket
import socketserver
import struct

import pytest

from tests.loopback import Loopback

RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: close by a reset and not by an end."""


class Asked(socketserver.BaseRequestHandler):
    """Ends as soon as it is told so, and fails at an F."""

    def handle(self) -> None:
        while said := self.request.recv(1):
            if said == b"F":
                raise ValueError("a fault of the test")


@pytest.fixture(autouse=True)
def awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a server awaits whom it has accepted."""
    monkeypatch.setattr(Loopback, "daemon_threads", False)


def say(server: Loopback, words: bytes) -> None:
    """And wait until the server has hung up: it has accepted then who called before as well."""
    with socket.create_connection(server.server_address[:2]) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        assert line.recv(1) == b""


def test_who_hangs_up_is_not_told_of(capfd: pytest.CaptureFixture[str]) -> None:
    with Loopback(Asked) as server:
        for _ in range(20):
            with socket.create_connection(server.server_address[:2]) as line:
                line.sendall(b"G")
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        say(server, b"G")
    assert capfd.readouterr().err == ""


def test_a_fault_of_the_server_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with Loopback(Asked) as server:
        say(server, b"F")
    assert "ValueError: a fault of the test" in capfd.readouterr().err
