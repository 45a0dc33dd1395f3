"""CPU seconds and peak memory of whole runs: `python benchmarks/cost.py [--growth]`.

Each figure is the operating system's own account of one finished process (user + system time, largest resident
set), the median of several runs after one that is not counted. Byte-compile the environment first, as `make` does.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BRIEFING = [str(Path(sys.executable).with_name("briefing"))]


def measure(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of one run.

    Raises:
        SystemExit: the run failed.
    """
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{command} ended with {process.returncode}: {errors.read().decode()}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(name: str, command: list[str], runs: int, cpu_bar: float, memory_bar: float | None) -> float:
    """Prints one line and returns the median CPU seconds."""
    measure(command)
    figures = [measure(command) for _ in range(runs)]
    cpu = statistics.median(each[0] for each in figures)
    memory = max(each[1] for each in figures)
    bars = f"bar {cpu_bar:g} s" + (f", {memory_bar:g} MB" if memory_bar else "")
    print(f"{name:<34} {cpu:7.3f} CPU s   {memory:6.0f} MB   ({bars})", flush=True)
    return cpu


def articles(folder: Path, count: int) -> None:
    """Writes `count` articles of about 700 words: each tells one of `count / 20` events in its own words."""
    chance = random.Random(count)
    letters = "bcdfglmnprstvz"
    words = ["".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))
             for _ in range(6000)]  # fmt: skip
    weights = [1 / (rank + 3) for rank in range(len(words))]
    glue = [
        "the",
        "of",
        "to",
        "in",
        "and",
        "a",
        "that",
        "for",
        "on",
        "with",
        "was",
        "by",
        "from",
        "at",
        "as",
        "has",
        "not",
    ]
    for number in range(count):
        event = random.Random(number % max(1, count // 20))
        people = [event.choice(words).title() + " " + event.choice(words).title() for _ in range(6)]
        facts = [event.choices(words, weights, k=9) for _ in range(40)]
        paragraphs = []
        for _ in range(12):
            sentences = []
            for _ in range(3):
                verb = chance.choice(["said", "told reporters", "rejected", "backed"])
                tokens = [chance.choice(people), verb]
                for word in chance.choice(facts) + chance.choices(words, weights, k=4):
                    tokens += [word] if chance.random() < 0.6 else [chance.choice(glue), word]
                if chance.random() < 0.3:
                    tokens.append(f"{chance.randint(2, 900)} {chance.choice(words)}")
                sentences.append(" ".join(tokens) + ".")
            paragraphs.append(" ".join(sentences))
        title = " ".join(event.choices(words, weights, k=6)).capitalize()
        text = f"{title}\n\nBy {people[0]} | {number % 28 + 1} May 2025\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{number:04d}_article.txt").write_text(text, encoding="utf-8")


def growth() -> None:
    with tempfile.TemporaryDirectory() as folder:
        figures = []
        for count in (100, 1000):
            sources = Path(folder) / str(count)
            sources.mkdir()
            articles(sources, count)
            figures.append(
                report(f"{count} articles to Markdown", [*BRIEFING, "generate", "-q", str(sources)], 1, 60, 1024)
            )
    print(f"10x articles cost {figures[1] / figures[0]:.1f}x the time (bar 12x)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--growth", action="store_true", help="also 100 and 1,000 articles (minutes)")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    seeds = str(ROOT / "seeds")
    with tempfile.TemporaryDirectory() as folder:
        generate = [*BRIEFING, "generate", "-q", seeds]
        report("--help", [*BRIEFING, "--help"], options.runs, 0.15, None)
        report("generate seeds to Markdown", [*generate, "-o", f"{folder}/b.md"], options.runs, 1.5, 200)
        outputs = ["-o", f"{folder}/b.md", "-o", f"{folder}/b.pdf"]
        report("generate seeds to Markdown and PDF", [*generate, *outputs], options.runs, 3.0, None)
    if options.growth:
        growth()


if __name__ == "__main__":
    main()
