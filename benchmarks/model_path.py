"""Measures the model path: how long a run waits, whether faults lose anything, and the peak of its memory.

Run from the root: `python -m benchmarks.model_path [--memory]`. Nothing is read and nothing leaves the machine: the
articles are invented, and the model is a scripted server in this process, while `briefing` runs in its own. It takes
300 ms a reply; 40 one-chunk sources at concurrency 8 are 5 waves, and each joint round is one more. Start-up and own
work are the same run with all replies in the store: they are subtracted, since they are no waiting.
"""

import argparse
import random
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.cost import measure
from tests.obliging import obliged
from tests.runs import command, environment, finished, start, write_articles
from tests.scripted_server import Answer, ScriptedServer, failure

SOURCES, CONCURRENCY, DELAY, RUNS = 40, 8, 0.3, 5
BAR, BAR_WITH_FAULTS, BAR_MEMORY = 1.25, 1.6, 250
FAULTS = 0.05
"""Share of the requests that get a 429, and of those that get a 500."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of `briefing generate`, and what the server saw of it."""

    seconds: float
    """Wall time, from start to exit."""
    brief: bytes
    requests: list[dict[str, Any]]
    statuses: Counter[int]


class Model:
    """Obliging, but it answers one request in 20 by 429 and one by 500 where it is told to, whatever is asked."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self._dice: random.Random | None = None
        self._lock = threading.Lock()

    def begin(self, seed: int | None) -> None:
        """A new run; without faults where there is no seed."""
        self.statuses.clear()
        self._dice = None if seed is None else random.Random(seed)

    def __call__(self, request: dict[str, Any]) -> Answer:
        with self._lock:
            fate = self._dice.random() if self._dice else 1.0
            status = 429 if fate < FAULTS else 500 if fate < 2 * FAULTS else 200
            self.statuses[status] += 1
        if status == 200:
            return obliged(request)
        return failure(status, **({"retry_after": "0.2"} if status == 429 else {}))


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The same articles and the same server for all runs: a server elsewhere would be another endpoint."""

    sources: Path
    server: ScriptedServer
    model: Model

    def run(self, home: Path, *, concurrency: int = CONCURRENCY, seed: int | None = None) -> Run:
        """
        Raises:
            SystemExit: the run failed.
        """
        self.model.begin(seed)
        self.server.requests.clear()
        begin = time.perf_counter()
        code, _, err = finished(start(self.sources, home, self.server, "-q", "--concurrency", str(concurrency)))
        seconds = time.perf_counter() - begin
        if code:
            raise SystemExit(f"the run ended with {code}: {err}")
        return Run(
            seconds=seconds,
            brief=(home / "brief.json").read_bytes(),
            requests=list(self.server.requests),
            statuses=Counter(self.model.statuses),
        )


def rounds(requests: list[dict[str, Any]]) -> int:
    """Requests that nothing can be asked beside: all but those about one source."""
    names = [request["response_format"]["json_schema"]["name"] for request in requests]
    return sum(name not in ("summarize", "merge") for name in names)


def waiting(bench: Bench, folder: Path) -> None:
    plain, faulty, briefs = [], [], set()
    for number in range(RUNS):
        run = bench.run(folder / f"home{number}")
        again = bench.run(folder / f"home{number}")
        if again.requests:
            raise SystemExit(f"{len(again.requests)} replies were paid for twice")
        shaky = bench.run(folder / f"shaky{number}", seed=number)
        bound = (ceil(SOURCES / CONCURRENCY) + rounds(run.requests)) * DELAY
        plain.append((run.seconds - again.seconds) / bound)
        faulty.append((shaky.seconds - again.seconds) / bound)
        briefs |= {run.brief, again.brief, shaky.brief}
        found = ", ".join(f"{count} x {status}" for status, count in sorted(shaky.statuses.items()))
        print(
            f"run {number + 1}: bound {bound:.2f} s, start-up and own work {again.seconds:.2f} s; "
            f"whole {run.seconds:.2f} s = {plain[-1]:.2f} x; with faults ({found}) {shaky.seconds:.2f} s = "
            f"{faulty[-1]:.2f} x",
            flush=True,
        )
    briefs.add(bench.run(folder / "one", concurrency=1).brief)
    print(f"median: {median(plain):.2f} x the bound                 (bar {BAR:g})")
    print(f"median: {median(faulty):.2f} x the bound with faults     (bar {BAR_WITH_FAULTS:g})")
    print(f"briefs of {3 * RUNS} runs and of one at concurrency 1: {len(briefs)} different   (bar 1)")


def memory(folder: Path, count: int) -> None:
    sources = write_articles(folder / "articles", count, words=700)
    with ScriptedServer(reply=obliged) as server:
        begin = time.perf_counter()
        own = [f"{name}={text}" for name, text in environment(folder / "home", server).items()]
        cpu, peak = measure(["env", *own, *command(sources, folder / "brief.json", "--quiet")])
        seconds = time.perf_counter() - begin
        calls = len(server.requests)
    print(
        f"{count} sources of 700 words, {calls} calls: {peak:.0f} MB at the peak (bar {BAR_MEMORY} MB), "
        f"{cpu:.1f} CPU s, {seconds:.1f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--memory", action="store_true", help="peak memory of a run of many sources instead")
    parser.add_argument("--sources", type=int, default=1000, metavar="N", help="of --memory")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.memory:
            memory(Path(folder), given.sources)
        else:
            model = Model()
            with ScriptedServer(reply=model, delay=DELAY) as server:
                sources = write_articles(Path(folder) / "articles", SOURCES)
                waiting(Bench(sources=sources, server=server, model=model), Path(folder))


if __name__ == "__main__":
    main()
