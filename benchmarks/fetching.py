"""What `briefing sources` makes of a server that misbehaves: outcome, seconds and memory, with the limits in earnest.

    python benchmarks/fetching.py [NAME...]

Each case is a run of its own. MB: the most that the run and its processes have held at one time, what they share
counted once (`Pss` of Linux, every 20 ms). The server is that of the tests, on 127.0.0.1, which is allowed by name.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving, misbehaving, page, rss
from tests.loopback import HOST

BRIEFING = [sys.executable, "-m", "briefing"]
MEGA = 1_000_000


def cases() -> dict[str, bad.Answer]:
    prose = "".join(f"<p>The minister said that the talks of round {n} would go on.</p>" for n in range(300_000))
    return {
        "an article": page(),
        "slow drip": bad.drip,
        "silent": bad.silent,
        "404": bad.status(404),
        "304 out of the blue": bad.status(304),
        "500": bad.status(500),
        "429, an hour": bad.status(429, Retry_After="3600"),
        "redirect to itself": bad.redirect("/it"),
        "redirects without end": lambda handler: handler.say(302, Location=handler.path + "?a" * 5),
        "redirect to 169.254.169.254": bad.redirect("http://169.254.169.254/"),
        "redirect to localhost": bad.redirect("http://localhost/"),
        "cookie wall": bad.redirect("/it", Set_Cookie="consent=yes"),
        "wrong charset": bad.typed(page().encode("cp1252"), "text/html; charset=utf-8"),
        "wrong content type": bad.typed(page().encode(), "image/png"),
        "picture": bad.typed(b"\x89PNG\r\n\x1a\n" + bytes(MEGA), "text/html"),
        "2 GB announced": bad.announced(2_000 * MEGA),
        "2 GB stream": bad.stream(2_000 * MEGA),
        "gzip bomb, 2 GB": bad.gzip_bomb(2_000 * MEGA),
        "gzip, 29 MB of zeros": bad.gzip_bomb(29 * MEGA),
        "9 MB of empty paragraphs": f"<!doctype html><html><body>{'<p>a</p>' * 1_100_000}",
        "9 MB of links": f"<!doctype html><html><body>{'<a href=x>link</a> ' * 480_000}",
        "9 MB of open tags": f"<!doctype html><html><body>{'<div>' * 1_800_000}",
        "9 MB of attributes": f"<!doctype html><html><body {' '.join(f'a{n}=1' for n in range(900_000))}>",
        "9 MB of one word": f"<!doctype html><html><body><p>{'word' * 2_200_000}</p>",
        "20 MB of prose, gzip": bad.zipped(f"<!doctype html><html><body><article>{prose}</article>"),
        "XML entity bomb": bad.LAUGHS,
        "XML external entity": bad.EXTERNAL,
        "truncated feed": rss(["/0", "/1", "/2"])[:-150],
        "10,000 entries": rss([f"/{number % 3}?{number}" for number in range(10_000)]),
        "10,000 entries with text": rss([f"/{number % 3}?{number}" for number in range(10_000)], content=True),
        "no article": "<!doctype html><html><body><nav><a href=/>Home</a></nav></body></html>",
        "empty body": b"",
        "cut off": bad.cut(page()),
    }


def run(url: str) -> tuple[int, str, float, float]:
    """Exit code, what was said, seconds, megabytes."""
    start = time.monotonic()
    most = 0
    with tempfile.TemporaryDirectory() as home:
        process = subprocess.Popen(
            [*BRIEFING, "sources", url, "--allow-host", HOST, "--limit", "5"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={"PATH": "/usr/bin:/bin", "HOME": home},
            text=True,
        )
        while process.poll() is None:
            most = max(most, sum(map(held, family(process.pid))))
            time.sleep(0.02)
        said = process.stdout.read() if process.stdout else ""
    return process.returncode, said, time.monotonic() - start, most / 1000


def family(pid: int) -> list[str]:
    try:
        children = [each for path in Path(f"/proc/{pid}/task").glob("*/children") for each in path.read_text().split()]
    except OSError:
        children = []
    return [str(pid), *children]


def held(pid: str) -> int:
    """kB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def show(server: Misbehaving, name: str, answer: bad.Answer) -> None:
    server.pages["/it"] = answer
    code, said, seconds, megabytes = run(server.url("/it"))
    lines = said.strip().splitlines()
    faults = [line.partition(": ")[2] for line in lines if line.startswith("briefing:")]
    outcome = (
        faults[0].replace(server.url(""), "").partition(". ")[0]
        if faults
        else f"{sum(' words, ' in line for line in lines)} read"
    )
    print(f"| {name} | {code} | {outcome} | {seconds:.1f} | {megabytes:.0f} |", flush=True)


def main() -> None:
    print("| case | exit | outcome | s | MB |\n|---|---|---|---|---|")
    with misbehaving() as server:
        server.pages |= {f"/{number}": page(number) for number in range(3)}
        for name, answer in cases().items():
            if len(sys.argv) < 2 or any(wanted in name for wanted in sys.argv[1:]):
                show(server, name, answer)


if __name__ == "__main__":
    main()
