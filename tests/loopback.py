"""Servers on 127.0.0.1 that keep their troubles to themselves."""

import socketserver
import sys
import threading
from typing import Self

HOST = "127.0.0.1"


class Loopback(socketserver.ThreadingTCPServer):
    """Serves on a free port for as long as its `with` lasts.

    Who hangs up on it, as a program does that ends in the middle of its calls, is no fault of the server: nothing is
    said of it on stderr, which in a test is the stderr of the program as well. Anything else is told there.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128
    """Callers that may wait to be accepted; of more than these one would be heard a second later."""

    def __init__(self, handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__((HOST, 0), handler)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self.port}{path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]
