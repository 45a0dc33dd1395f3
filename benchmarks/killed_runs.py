"""Kills `briefing run` at 50 random moments, runs it again, and counts what was lost, doubled or left in pieces.

Run from the root: `python -m benchmarks.killed_runs`. Articles, mail server and web hook are invented here; nothing
leaves the machine. Each kill is a SIGKILL. A mail or a post that came again under the same Message-ID or
Idempotency-Key is counted apart: the server took it, and was not heard when it said so.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.postboxes import Hook, MailServer
from tests.runs_unattended import finished, killed, moments, prepare

KILLS = 50


def undisturbed(folder: Path, mail: MailServer, hook: Hook) -> float:
    """Seconds that a run takes."""
    prepare(folder, mail, hook)
    begin = time.monotonic()
    code, said = finished(folder)
    if code not in (0, 20):
        raise SystemExit(said)
    return time.monotonic() - begin


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with tempfile.TemporaryDirectory() as name, MailServer() as mail, Hook() as hook:
        folder = Path(name)
        seconds = min(undisturbed(folder / f"quiet {number}", mail, hook) for number in range(3))
        found = []
        for number, moment in enumerate(moments(kills, seconds), 1):
            each = killed(folder / str(number), mail, hook, after=moment)
            while each.ended:  # the machine had less to do than when the time was taken
                moment *= 0.8
                shutil.rmtree(folder / str(number))
                each = killed(folder / str(number), mail, hook, after=moment)
            found.append(each)
            end = f"then {each.codes[0]}, {each.codes[1]}"
            print(f"kill {number:2}, {moment:5.2f} of {seconds:.2f} s: {end}", flush=True)
    print(f"files that were not whole after a kill: {sum(len(each.partial) for each in found)}   (bar 0)")
    print(f"runs lost or doubled: {sum(each.runs != 1 or each.codes[1] != 21 for each in found)}   (bar 0)")
    print(
        f"claims or forecasts lost or doubled: {len({(each.claims, each.forecasts) for each in found}) - 1}   (bar 0)"
    )
    print(f"deliveries lost or doubled: {sum((each.mails, each.posts) != (1, 1) for each in found)}   (bar 0)")
    odd = sum(len(each.briefs) != 4 or each.content != found[0].content for each in found)
    print(f"outputs that are not as after a quiet run: {odd}   (bar 0)")
    print(f"deliveries repeated under the same name: {sum(each.repeated for each in found)}")


if __name__ == "__main__":
    main()
