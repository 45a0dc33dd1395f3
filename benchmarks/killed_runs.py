"""Kills `briefing run` at 50 random moments, runs it again, and counts what was lost, doubled or left in pieces.

Run from the root: `python -m benchmarks.killed_runs`. Articles, mail server and web hook are invented here; nothing
leaves the machine. Each kill is a SIGKILL. A mail or a post that came again under the same Message-ID or
Idempotency-Key is counted apart: the server took it, and was not heard when it said so.
"""

import sys
import tempfile
from pathlib import Path

from tests.postboxes import Hook, MailServer
from tests.runs_unattended import killed, moments, undisturbed

KILLS = 50


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    with tempfile.TemporaryDirectory() as name, MailServer() as mail, Hook() as hook:
        folder = Path(name)
        quiet = [undisturbed(folder / f"quiet {number}", mail, hook) for number in range(3)]
        seconds, whole = min(seconds for seconds, _ in quiet), quiet[0][1]
        found = []
        for number, moment in enumerate(moments(kills, seconds), 1):
            found.append(each := killed(folder / str(number), mail, hook, after=moment))
            end = f"then {each.codes[0]}, {each.codes[1]}"
            print(f"kill {number:2}, {moment:5.2f} of {seconds:.2f} s: {end}", flush=True)
    print(f"after a run that nobody kills: claims {whole.claims}, forecasts {whole.forecasts}")
    print(f"files that were not whole after a kill: {sum(len(each.partial) for each in found)}   (bar 0)")
    print(f"runs lost or doubled: {sum(each.runs != 1 or each.codes[1] != 21 for each in found)}   (bar 0)")
    kept = [(each.claims, each.forecasts) == (whole.claims, whole.forecasts) for each in found]
    print(f"claims or forecasts lost or doubled: {kept.count(False)}   (bar 0)")
    carried = [(each.mails, each.posts) == (whole.mails, whole.posts) == (1, 1) for each in found]
    print(f"deliveries lost or doubled: {carried.count(False)}   (bar 0)")
    same = [(each.briefs, each.content) == (whole.briefs, whole.content) for each in found]
    print(f"outputs that are not as after a run that nobody kills: {same.count(False)}   (bar 0)")
    print(f"deliveries repeated under the same name: {sum(each.repeated for each in found)}")


if __name__ == "__main__":
    main()
