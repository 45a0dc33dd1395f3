"""Grouping of articles by event: B-cubed on labelled sets, what happens to a few articles, and time.

    python benchmarks/stories.py BENCH [--articles 1000 10000]

BENCH holds `events_ecbplus.jsonl`, `mds_multinews.jsonl` (the documents of a cluster tell one story; those that are
marked as junk, such as "page not found", are left out, and again kept in) and `mds_neus.jsonl` (title and lead, and
again the lead alone). benchmarks/README.md says why the bars stand where they do.
Every text is read as the program reads any text file. B-cubed after A. Bagga and B. Baldwin, Entity-based
cross-document coreferencing using the vector space model, ACL 1998: precision and recall of each article's
group, averaged over the articles. For `--articles` those of `benchmarks/corpus.py` are read and grouped.
"""

import argparse
import json
import random
import resource
import time
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpus import corpus
from briefing.comparing import duplicates, stories
from briefing.domain.given import Given
from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.reading import read_one

Labelled = list[tuple[Source | None, Hashable]]
"""None: the program refuses to read it, and so it stands alone."""


def b_cubed(true: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """F, precision and recall."""
    groups: defaultdict[Hashable, set[str]] = defaultdict(set)
    events: defaultdict[Hashable, set[str]] = defaultdict(set)
    for id in true:
        groups[found[id]].add(id)
        events[true[id]].add(id)
    shared = [(len(groups[found[id]] & events[true[id]]), id) for id in true]
    precision = sum(both / len(groups[found[id]]) for both, id in shared) / len(true)
    recall = sum(both / len(events[true[id]]) for both, id in shared) / len(true)
    return 2 * precision * recall / (precision + recall), precision, recall


def grouped(labelled: Labelled) -> tuple[float, float, float]:
    sources = duplicates.mark(tuple(source for source, _ in labelled if source))
    found: dict[str, Hashable] = {}
    for number, story in enumerate(stories.find(sources)):
        found.update(dict.fromkeys(story.sources, number))
    true: dict[str, Hashable] = {}
    for at, (source, event) in enumerate(labelled):
        id = source.id if source else f"unread {at}"
        true[id] = event
        found.setdefault(id, id)
    return b_cubed(true, found)


def read(rows: Iterator[tuple[str, Hashable]]) -> Labelled:
    labelled: Labelled = []
    for at, (text, event) in enumerate(rows):
        try:
            source = replace(read_one(Given(path=f"{at}.txt", data=text.encode())), id=str(at))
        except SourceError:
            source = None
        labelled.append((source, event))
    return labelled


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sets(bench: Path) -> Iterator[tuple[str, float | None, Labelled]]:
    """Name, bar, articles."""
    ecb = rows(bench / "events_ecbplus.jsonl")
    yield "events_ecbplus", 0.93, read((row["text"], row["event"]) for row in ecb)
    news = [
        (text, row["id"], at in row["junk_docs"])
        for row in rows(bench / "mds_multinews.jsonl")
        for at, text in enumerate(row["documents"])
    ]
    yield "Multi-News without junk", None, read((text, id) for text, id, junk in news if not junk)
    yield "Multi-News with junk", 0.87, read((text, id) for text, id, _ in news)
    neus = rows(bench / "mds_neus.jsonl")
    told = [(row["id"], *pair) for row in neus for pair in zip(row["titles"], row["documents"], strict=True)]
    yield "NeuS titles and leads", 0.86, read((f"{title}\n\n{lead}", id) for id, title, lead in told)
    yield "NeuS leads alone", None, read((lead, id) for id, _, lead in told)


def few(labelled: Labelled, name: str) -> None:
    """Sets of five articles, all on one event and each on another one."""
    events: defaultdict[Hashable, list[Source]] = defaultdict(list)
    for source, event in labelled:
        if source:
            events[event].append(source)
    chance = random.Random(5)
    large = sorted(event for event, members in events.items() if len(members) >= 5)
    together = [chance.sample(events[event], 5) for event in large for _ in range(3)]
    whole = sum(len(stories.find(five)) == 1 for five in together)
    print(f"{name:<26} {whole} of {len(together)} sets of five articles on one event stay whole")
    apart = [[chance.choice(events[event]) for event in chance.sample(sorted(events), 5)] for _ in range(40)]
    joined = sum(5 - len(stories.find(five)) for five in apart)
    print(f"{name:<26} {joined} of {5 * len(apart)} articles on an event of their own are joined to another, in fives")


def timed(count: int) -> None:
    """In a process of its own, since memory that was in use once is not all given back."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        print(alone.submit(_timed, count).result(), flush=True)


def _timed(count: int) -> str:
    labelled = read((article.text, article.event) for article in corpus(count))
    sources = tuple(source for source, _ in labelled if source)
    before = _peak()
    start = time.process_time()
    marked = duplicates.mark(sources)
    copies = time.process_time() - start
    found = stories.find(marked)
    grouping = time.process_time() - start - copies
    events = len({event for _, event in labelled})
    return (
        f"{count:>6} articles on {events} events: copies {copies:.1f} + {len(found)} stories {grouping:.1f} = "
        f"{copies + grouping:.1f} CPU s, {_peak() - before:.0f} MB above the {before:.0f} MB of the sources"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument(
        "--articles", type=int, nargs="*", default=[1000], help="numbers of articles to take the time of"
    )
    options = parser.parse_args()
    for name, bar, labelled in sets(options.bench):
        f, precision, recall = grouped(labelled)
        told = f"   (bar {bar})" if bar else ""
        print(
            f"{name:<26} B-cubed F {f:.3f}  P {precision:.3f}  R {recall:.3f}  {len(labelled)} articles{told}",
            flush=True,
        )
        if not name.startswith("NeuS"):
            few(labelled, name)
    for count in options.articles:
        timed(count)


if __name__ == "__main__":
    main()
