"""Grouping of 2 to 12 articles by event, where no corpus tells which words are rare.

    python -m benchmarks.small_piles [BENCH] [--half tuned | reported]

`small_piles.txt` holds 42 invented piles. With BENCH (the folder that `stories.py` takes) piles are drawn from its sets
too: articles of one event (`one`), each of another event (`apart`), of two to four events (`mixed`), and of the two
events of one kind that each topic of ECB+ has (`near`); Multi-News as it is, and cut to 90 words. The draws are always
the same ones.

The constants for few articles were looked for on one half, parted by event, and are reported on the other: `--half`. Of
each row B-cubed F in the mean of the piles, precision and recall, and how many piles are right in every article. Then
what `--one-story` does to articles of one event with up to three beside them that each tell of another one.
"""

import argparse
import random
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.stories import Labelled, b_cubed, read, rows
from briefing.comparing import stories
from briefing.domain.source import Source

PILES = Path(__file__).with_name("small_piles.txt")
HALVES = ("tuned", "reported")
_EACH = 60
"""Piles drawn of each set and kind."""
_MOST = 12
"""Articles of a pile."""
_WORDS = 90
"""Words of an article that is cut."""

Pile = list[tuple[Source, Hashable]]
Events = dict[str, list[Source]]


@dataclass(frozen=True)
class Row:
    name: str
    piles: list[Pile]


def invented() -> dict[str, list[tuple[str, str, str]]]:
    """By the name of the pile event, title and text of its articles."""
    piles: dict[str, list[tuple[str, str, str]]] = {}
    for part in re.split(r"^== ", PILES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *items = re.split(r"^-- ", part.rstrip() + "\n", flags=re.MULTILINE)
        found = piles.setdefault(name.strip(), [])
        for item in items:
            head, _, text = item.partition("\n")
            event, _, title = head.partition(": ")
            found.append((event, title.strip(), text.strip()))
    return piles


def events(labelled: Labelled) -> Events:
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for source, event in labelled:
        if source is not None:
            found[str(event)].append(source)
    return dict(sorted(found.items()))


def half_of(found: Events, half: str) -> Events:
    """Every other event; of ECB+ every other topic, so that its look-alikes stay together."""
    topics = {event: re.match(r"\d*", event)[0] or event for event in found}  # type: ignore[index]
    kept = sorted(set(topics.values()))[HALVES.index(half) :: 2]
    return {event: members for event, members in found.items() if topics[event] in kept}


def bench_sets(bench: Path) -> Iterator[tuple[str, Events]]:
    yield "ECB+", events(read((row["text"], row["event"]) for row in rows(bench / "events_ecbplus.jsonl")))
    told = [
        (text, row["id"])
        for row in rows(bench / "mds_multinews.jsonl")
        for at, text in enumerate(row["documents"])
        if at not in row["junk_docs"]
    ]
    yield "Multi-News", events(read(iter(told)))
    yield f"Multi-News, {_WORDS} words", events(read((" ".join(text.split()[:_WORDS]), id) for text, id in told))
    leads = [
        (f"{title}\n\n{lead}", row["id"])
        for row in rows(bench / "mds_neus.jsonl")
        for title, lead in zip(row["titles"], row["documents"], strict=True)
    ]
    yield "NeuS titles and leads", events(read(iter(leads)))


def drawn(name: str, found: Events) -> Iterator[Row]:
    chance = random.Random(7)
    many = [event for event, members in found.items() if len(members) > 1]

    def some(event: str, most: int) -> Pile:
        members = found[event]
        return [(source, event) for source in chance.sample(members, min(len(members), chance.randint(1, most)))]

    def whole() -> Pile:
        event = chance.choice(many)
        least = min(len(found[event]), chance.randint(2, 6))
        return [(source, event) for source in chance.sample(found[event], least)]

    def apart() -> Pile:
        return [(chance.choice(found[event]), event) for event in chance.sample(list(found), chance.randint(2, 9))]

    def mixed() -> Pile:
        return [pair for event in chance.sample(many, chance.randint(2, 4)) for pair in some(event, 4)][:_MOST]

    for kind, draw in (("one", whole), ("apart", apart), ("mixed", mixed)):
        yield Row(f"{name}: {kind}", [draw() for _ in range(_EACH)])
    topics: defaultdict[str, list[str]] = defaultdict(list)
    for event in found:
        topics[event.removesuffix("plus")].append(event)
    if pairs := [pair for pair in topics.values() if len(pair) == 2]:
        near = [[pair for event in chance.choice(pairs) for pair in some(event, 4)] for _ in range(_EACH)]
        yield Row(f"{name}: near", near)


def piles(half: str, bench: Path | None) -> Iterator[Row]:
    yield Row("invented", list(invented_piles().values())[HALVES.index(half) :: 2])
    for name, found in bench_sets(bench) if bench else ():
        yield from drawn(name, half_of(found, half))


def invented_piles() -> dict[str, Pile]:
    read_piles: dict[str, Pile] = {}
    for name, items in invented().items():
        labelled = read((f"{title}\n\n{text}", event) for event, title, text in items)
        read_piles[name] = [(source, event) for source, event in labelled if source is not None]
        assert len(read_piles[name]) == len(items), name
    return read_piles


def measured(pile: Pile) -> tuple[float, float, float]:
    pile = [(replace(source, id=str(at)), event) for at, (source, event) in enumerate(pile)]
    found = {
        id: number for number, story in enumerate(stories.find([source for source, _ in pile])) for id in story.sources
    }
    return b_cubed({source.id: event for source, event in pile}, found)


def told(row: Row) -> str:
    figures = [measured(pile) for pile in row.piles]
    f, precision, recall = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    right = sum(f > 1 - 1e-9 for f, *_ in figures)
    return f"{row.name:<32} F {f:.3f}  P {precision:.3f}  R {recall:.3f}  right {right} of {len(figures)}"


def left_out(name: str, found: Events) -> Iterator[str]:
    """What `--one-story` leaves out of sets of three articles or more on one event and up to three beside them."""
    chance = random.Random(11)
    large = [event for event, members in found.items() if len(members) > 2]
    wronged = missed = right = kept = others = 0
    for _ in range(_EACH):
        event = chance.choice(large)
        members = chance.sample(found[event], min(len(found[event]), chance.randint(3, 6)))
        rest = [each for each in found if each != event]
        beside = [chance.choice(found[each]) for each in chance.sample(rest, chance.randint(0, 3))]
        pile = [replace(source, id=str(at)) for at, source in enumerate((*members, *beside))]
        out = stories.strangers(pile)
        wrong = sum(source.id in out for source in pile[: len(members)])
        wronged += wrong > 0
        missed += wrong
        right += len(members)
        kept += sum(source.id not in out for source in pile[len(members) :])
        others += len(beside)
    yield (
        f"{name:<32} leaves out {missed} of {right} right articles, in {wronged} of {_EACH} sets; "
        f"keeps {kept} of {others} others"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, nargs="?")
    parser.add_argument("--half", choices=HALVES, default="reported")
    options = parser.parse_args()
    for row in piles(options.half, options.bench):
        print(told(row), flush=True)
    print("\n--one-story")
    for name, found in bench_sets(options.bench) if options.bench else ():
        for line in left_out(name, half_of(found, options.half)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
