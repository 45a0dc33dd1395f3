"""Sentence splitting against a yardstick: challenge cases, and the starts of all sentences of a folder of articles.

    python benchmarks/sentences.py BENCH SEEDS

BENCH holds `sentences_challenge.jsonl` (`{"sentences": [...]}`: joined with a blank, split again) and
`sentences_seed_starts.json` (`{"file prefix": [start, ...]}`, code points); SEEDS holds the articles.
"""

import json
import sys
from pathlib import Path

from briefing.language.sentences import split
from briefing.reading.layout import segments


def challenge(path: Path) -> None:
    cases = [json.loads(line)["sentences"] for line in path.read_text(encoding="utf-8").splitlines() if line]
    right = 0
    for sentences in cases:
        text = " ".join(sentences)
        got = [span.of(text) for span in split(text)]
        right += got == sentences
        if got != sentences:
            print(f"  wrong: {got}")
    print(f"challenge: {right} of {len(cases)}")


def starts(path: Path, seeds: Path) -> None:
    total = missed = false = 0
    for prefix, wanted in json.loads(path.read_text(encoding="utf-8")).items():
        [article] = seeds.glob(f"{prefix}*")
        text = article.read_bytes().decode("utf-8")
        found = {span.start for span in segments(text)}
        total += len(wanted)
        missed += len(set(wanted) - found)
        false += len(found - set(wanted))
        for start in sorted(set(wanted) ^ found):
            print(f"  {prefix} {start} {'missed' if start in wanted else 'false'}: {text[start : start + 60]!r}")
    print(f"starts: {total - missed} of {total}, {missed} missed, {false} false")


if __name__ == "__main__":
    challenge(Path(sys.argv[1]) / "sentences_challenge.jsonl")
    starts(Path(sys.argv[1]) / "sentences_seed_starts.json", Path(sys.argv[2]))
