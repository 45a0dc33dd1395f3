"""Measures `generate --by-story` on large piles: how CPU time grows with them, memory of all processes, progress.

Run from the root: `python -m benchmarks.by_story [--articles 1000 10000] [--workers 2] [--cluster]`. The articles are
those of `benchmarks.corpus`, invented. With `--cluster` each pile is done once more on a dask cluster of two workers of
this machine, of which one is killed in the middle: the files must be the same bytes. With `--days 2` each pile is also
run unattended on so many days, with one more article each day: what is new since yesterday is to cost little.
"""

import argparse
import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from benchmarks.corpus import write
from tests.runs import PROGRAM, ROOT

BAR_GROWTH, BAR_MEMORY = 12, 1500
NEWS = "The fair of Dunholt was opened on Monday by the dean. A clown sold 700 balloons to the guests of the fair.\n"
_EVERY = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, kw_only=True)
class Run:
    cpu: float
    """Seconds of all processes."""
    wall: float
    memory: float
    """Peak of what all processes together hold, each page counted once (PSS), in MB."""
    files: dict[str, str]
    """SHA-256 by name."""
    said: list[str]
    """Lines on standard error."""


def collect(articles: Path, out: Path, *options: str) -> Run:
    """
    Raises:
        RuntimeError: the run failed.
    """
    out.mkdir()
    command = [*PROGRAM, "generate", str(articles), "--by-story", "-o", str(out / "{story}.md"), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFING_HOME": str(out.parent / "home")}
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    peak = [0.0]
    over = threading.Event()
    looker = threading.Thread(target=look, args=(process.pid, peak, over))
    looker.start()
    _, err = process.communicate()
    over.set()
    looker.join()
    if process.returncode:
        raise RuntimeError(err)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(
        cpu=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        wall=time.monotonic() - begun,
        memory=peak[0],
        files={path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())},
        said=err.splitlines(),
    )


def look(pid: int, peak: list[float], over: threading.Event) -> None:
    while not over.wait(_EVERY):
        peak[0] = max(peak[0], sum(map(held, family(pid))) / 1000)


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    found = [pid]
    for each in found:
        try:
            found += [
                int(child)
                for task in Path(f"/proc/{each}/task").iterdir()
                for child in (task / "children").read_text().split()
            ]
        except OSError:
            continue
    return found


def held(pid: int) -> float:
    """In kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)


def on_cluster(articles: Path, out: Path) -> tuple[Run, bool]:
    """On two workers, and whether one was killed while the run was under way."""
    from distributed import Client, LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        killed: list[int] = []

        def kill() -> None:
            while len(list(out.glob("*.md"))) < 20 if out.exists() else True:
                time.sleep(0.1)
            with Client(cluster, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

        threading.Thread(target=kill, daemon=True).start()
        return collect(articles, out, "--dask", cluster.scheduler_address), bool(killed)


def day_after_day(articles: Path, folder: Path, days: int) -> None:
    """Print what the briefs of each day take."""
    from briefing.config import load
    from briefing.unattended.log import Log
    from briefing.unattended.run import run

    config = folder / "briefing.toml"
    config.write_text(
        f'[briefs.pile]\nsources = ["{articles}"]\nby_story = true\nworkers = 1\n'
        'outputs = ["days/{date}/{story}.md", "days/{date}/{story}.json", "days/{date}/index.md"]\n'
    )
    for number in range(days):
        if number:
            (articles / f"day-{number}.txt").write_text(f"Dunholt fair {number}\n\n{NEWS}", encoding="utf-8")
        now, begun = datetime(2025, 3, 4, 6, tzinfo=UTC) + timedelta(days=number), time.process_time()
        run(
            load(config).briefs["pile"],
            config=config,
            store=folder / "store",
            environment={},
            log=Log(None),
            now=now,
        )
        spent = time.process_time() - begun
        size = sum(path.stat().st_size for path in (folder / "days" / f"{now:%Y-%m-%d}").iterdir()) / 1e6
        print(f"       day {number + 1}: {spent:7.1f} CPU s, {size:7.1f} MB written", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--workers", default="2")
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--days", type=int, default=0)
    options = parser.parse_args()
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for number in options.articles:
            place = Path(folder) / str(number)
            place.mkdir()
            articles = place / "articles"
            write(articles, number)
            run = collect(articles, place / "here", "--workers", options.workers)
            runs.append(run)
            print(f"{number:>6,} articles: {run.cpu:7.1f} CPU s, {run.wall:6.1f} s, {run.memory:6.0f} MB", flush=True)
            print(f"       {run.said[-1]}; {len(run.said)} lines of progress", flush=True)
            if options.cluster:
                there, killed = on_cluster(articles, place / "there")
                same = "the same bytes" if there.files == run.files else "OTHER BYTES"
                fate = "one worker killed" if killed else "NO WORKER WAS KILLED"
                print(f"       cluster: {there.wall:6.1f} s, {len(there.files):,} files, {fate}: {same}", flush=True)
            day_after_day(articles, place, options.days)
    if len(runs) > 1:
        growth = runs[-1].cpu / runs[0].cpu
        factor = options.articles[-1] / options.articles[0]
        print(f"{factor:.0f} x the articles: {growth:.1f} x the CPU time (bar {BAR_GROWTH} for 10 x)")
    print(f"peak {max(run.memory for run in runs):.0f} MB (bar {BAR_MEMORY})")


if __name__ == "__main__":
    main()
