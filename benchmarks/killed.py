"""Kills a run of 40 sources at 30 random moments, runs it again, and counts what was lost or paid for twice.

Run from the root: `python -m benchmarks.killed`. Articles, model and server are invented here; nothing leaves the
machine. Each kill is a SIGKILL: the program has no time to do anything about it.
"""

import random
import tempfile
import time
from pathlib import Path

from tests.killing import killed
from tests.obliging import obliged
from tests.runs import finished, start, write_articles
from tests.scripted_server import ScriptedServer

SOURCES, KILLS, CONCURRENCY, DELAY = 40, 30, 8, 0.3
OPTIONS = ("--quiet", "--concurrency", str(CONCURRENCY))


def main() -> None:
    dice = random.Random(3)
    with tempfile.TemporaryDirectory() as name, ScriptedServer(reply=obliged, delay=DELAY) as server:
        folder = Path(name)
        sources = write_articles(folder / "articles", SOURCES)
        begin = time.monotonic()
        code, _, err = finished(start(sources, folder / "undisturbed", server, *OPTIONS))
        if code:
            raise SystemExit(err)
        seconds = time.monotonic() - begin
        brief = (folder / "undisturbed" / "brief.json").read_bytes()
        found = []
        for number in range(KILLS):
            moment = dice.uniform(0, 0.9 * seconds)
            found.append(killed(sources, folder / str(number), server, after=moment, options=OPTIONS))
            end = (
                "had ended" if found[-1].ended else f"{found[-1].kept:2} replies kept, {found[-1].lost} lost in flight"
            )
            print(f"kill {number + 1:2}, {moment:5.2f} s after the first request: {end}", flush=True)
    struck = [each for each in found if not each.ended]
    print(f"{len(struck)} of {KILLS} kills struck a run; {len(found) - len(struck)} came when it had ended")
    print(f"replies in the store asked for again: {sum(each.asked_again for each in found)}   (bar 0)")
    print(f"other briefs than the undisturbed one: {sum(each.brief != brief for each in found)}   (bar 0)")
    print(f"stores that are not whole: {sum(not each.whole for each in found)}   (bar 0)")
    print(f"replies lost in flight: {max(each.lost for each in found)} at most   (at most {CONCURRENCY})")


if __name__ == "__main__":
    main()
