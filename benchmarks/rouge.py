"""ROUGE of the embedded writer on news clusters with a professional reference.

    python benchmarks/rouge.py BENCH [--words N]

BENCH is a folder with `mds_multinews.jsonl` and `mds_neus.jsonl`: one `{"id", "documents": [...], "summary"}` a line.
Documents are written to files and read as the program reads any text file. Three things are measured, all by
rouge-score with its stemmer, F, the text cut at exactly N words:

    selection     `coverage.select`: the sentences that the writer's selection prefers, any sentence allowed
    stand-alone   the same selection, of the sentences only that the writer would print, and as it prints them
    brief         summary and body of the whole brief at `--words N`, in the order of the brief
"""

import argparse
import datetime
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer

from briefing.comparing import disagreements, duplicates, reliability
from briefing.domain.claim import Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from briefing.reading import read
from briefing.writing.extractive import ExtractiveWriter
from briefing.writing.extractive.coverage import Corpus, Entry, select
from briefing.writing.extractive.lines import Lines
from briefing.writing.writer import Material

SETS = {"mds_multinews": 220, "mds_neus": 65}
MEASURES = ("rouge1", "rouge2", "rougeL")
Compose = Callable[[tuple[Source, ...], int], str]


def selection(sources: tuple[Source, ...], words: int) -> str:
    return " ".join(entry.sentence.text for entry in select(sources, words))


def stand_alone(sources: tuple[Source, ...], words: int) -> str:
    lines = Lines(Corpus(sources))
    printed = [lines.line(entry) for entry in select(sources, words, admit=lambda entry: _printable(lines, entry))]
    return " ".join(line.text for line in printed if line)


def _printable(lines: Lines, entry: Entry) -> bool:
    return lines.line(entry) is not None


def brief(sources: tuple[Source, ...], words: int) -> str:
    sources = duplicates.mark(sources)
    found = disagreements.find(sources)
    draft = ExtractiveWriter().write(
        Material(
            sources=sources,
            grades=reliability.grade(sources, found),
            disagreements=found,
            date=datetime.date(2025, 1, 1),
            words=words,
            yardstick=PHIA,
        )
    )
    return " ".join(claim.text for claim in draft.claims if claim.section in (Section.SUMMARY, Section.BODY))


def clusters(path: Path) -> Iterator[tuple[tuple[Source, ...], str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        with tempfile.TemporaryDirectory() as folder:
            for number, document in enumerate(row["documents"]):
                if document.strip():
                    (Path(folder) / f"{number:03}.txt").write_text(document, encoding="utf-8")
            yield read([folder]).sources, row["summary"]


def measure(rows: list[tuple[tuple[Source, ...], str]], words: int, compose: Compose) -> tuple[list[float], float]:
    """Mean F in per cent by measure, and CPU seconds of the composing."""
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    totals, spent = [0.0] * len(MEASURES), 0.0
    for sources, reference in rows:
        began = time.process_time()
        text = compose(sources, words)
        spent += time.process_time() - began
        scores = scorer.score(reference, " ".join(text.split()[:words]))
        for at, name in enumerate(MEASURES):
            totals[at] += 100 * scores[name].fmeasure / len(rows)
    return totals, spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--words", type=int, help="budget for every set, instead of its own")
    arguments = parser.parse_args()
    print(f"{'set':<15} {'words':>5}  {'measured':<12} {'R-1':>5} {'R-2':>5} {'R-L':>5}  documents per CPU second")
    for name, own in SETS.items():
        rows = list(clusters(arguments.bench / f"{name}.jsonl"))
        documents = sum(len(sources) for sources, _ in rows)
        words = arguments.words or own
        for label, compose in (("selection", selection), ("stand-alone", stand_alone), ("brief", brief)):
            scores, spent = measure(rows, words, compose)
            figures = " ".join(f"{score:5.1f}" for score in scores)
            print(f"{name:<15} {words:>5}  {label:<12} {figures}  {documents / max(spent, 1e-9):,.0f}")


if __name__ == "__main__":
    main()
