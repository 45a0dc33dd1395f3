"""What the program makes of a server that misbehaves: outcome, seconds and memory, with the limits in earnest.

    python benchmarks/fetching.py [NAME...]

Each case is a run of its own; a feed of large pages is made into briefs as well. MB: the most that the run and its
processes have held at one time, what they share counted once (`Pss` of Linux, every 20 ms). The server is that of the
tests, on 127.0.0.1, which is allowed by name.
"""

import base64
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fetching import misbehaving as bad
from tests.fetching.misbehaving import Misbehaving, misbehaving, page, rss
from tests.loopback import HOST

BRIEFING = [sys.executable, "-m", "briefing"]
MEGA = 1_000_000
MANY = 50


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


def large() -> dict[str, Callable[[int], bad.Answer]]:
    """Pages of which `MANY` are in one feed."""

    def article(number: int, *, dense: int, filler: int) -> bad.Answer:
        """`dense`: megabytes that no compression makes smaller."""
        noise = [base64.b64encode(random.Random(number * 100 + each).randbytes(750_000)) for each in range(dense)]
        blocks = [each.decode() for each in noise] + ["x" * MEGA] * filler
        return bad.zipped(page(number, head="".join(f"<script>{block}</script>" for block in blocks)))

    return {
        "29 MB of zeros": lambda _: bad.gzip_bomb(29 * MEGA),
        "10 MB with an article": lambda number: article(number, dense=0, filler=10),
        "9 MB with an article, none of it to be compressed": lambda number: article(number, dense=9, filler=0),
    }


def commands(feed: str, home: Path) -> dict[str, list[str]]:
    """Every way in which a feed comes to be read."""
    config = home / "briefing.toml"
    config.write_text(
        f'[briefs.a]\nsources = ["{feed}"]\nallow_hosts = ["{HOST}"]\nlimit = {MANY}\noutputs = ["{{date}}.md"]\n'
    )
    stories = ["-o", str(home / "{story}.md"), "-o", str(home / "index.md"), "--workers", "1"]
    web = ["--allow-host", HOST, "--limit", str(MANY)]
    return {
        "sources": ["sources", feed, *web],
        "stories": ["stories", feed, *web],
        "generate": ["generate", feed, *web, "-o", str(home / "brief.md")],
        "generate --by-story": ["generate", feed, *web, "--by-story", *stories],
        "run": ["run", "--config", str(config)],
    }


def run(*words: str) -> tuple[int, str, float, float]:
    """Exit code, what was said, seconds, megabytes."""
    start = time.monotonic()
    most = 0
    with tempfile.TemporaryDirectory() as home:
        process = subprocess.Popen(
            [*BRIEFING, *words],
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
    code, said, seconds, megabytes = run("sources", server.url("/it"), "--allow-host", HOST, "--limit", "5")
    lines = said.strip().splitlines()
    faults = [line.partition(": ")[2] for line in lines if line.startswith("briefing:")]
    outcome = (
        faults[0].replace(server.url(""), "").removeprefix("cannot read '/it': ").partition(". ")[0]
        if code and faults
        else f"{sum(' words, ' in line for line in lines)} read"
    )
    print(f"| {name} | {code} | {outcome} | {seconds:.1f} | {megabytes:.0f} |", flush=True)


def show_large(server: Misbehaving, wanted: list[str]) -> None:
    """`wanted`: parts of names, as in `main`."""
    for kind, made in large().items():
        name = f"{MANY} pages of {kind}"
        if wanted and not any(each in name for each in wanted):
            continue
        server.pages |= {f"/large/{number}": made(number) for number in range(MANY)}
        server.pages["/feed"] = rss([f"/large/{number}" for number in range(MANY)])
        with tempfile.TemporaryDirectory() as home:
            for command, words in commands(server.url("/feed"), Path(home)).items():
                code, _, seconds, megabytes = run(*words)
                print(f"| {name}: `{command}` | {code} | | {seconds:.0f} | {megabytes:.0f} |", flush=True)


def main() -> None:
    print("| case | exit | outcome | s | MB |\n|---|---|---|---|---|")
    with misbehaving() as server:
        server.pages |= {f"/{number}": page(number) for number in range(3)}
        for name, answer in cases().items():
            if len(sys.argv) < 2 or any(wanted in name for wanted in sys.argv[1:]):
                show(server, name, answer)
        show_large(server, sys.argv[1:])


if __name__ == "__main__":
    main()
