"""Extraction of articles from web pages against two public yardsticks, through `reading` as it stands.

    python benchmarks/extraction.py BENCH [--worst N]

BENCH holds `extract_aeb/` (the article's body is known: bag-of-4-grams precision and recall, averaged over the pages,
as scrapinghub/article-extraction-benchmark has it) and `extract_trafilatura/` (pieces of text that must and must not
appear, counted over all pages, as trafilatura's own evaluation has it). A page that is refused counts as empty.
"""

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from briefing.errors import SourceError
from briefing.reading.html import read_html

_TOKEN = re.compile(r"\w+")
_SIZE = 4


def extracted(path: Path) -> str:
    """The text of the page as a brief would rest on it."""
    try:
        return read_html(gzip.decompress(path.read_bytes())).text
    except SourceError:
        return ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[at : at + _SIZE]) for at in range(max(1, len(tokens) - _SIZE + 1)))


def bodies(folder: Path, worst: int) -> None:
    scores: list[tuple[float, float, str]] = []
    for name, truth in json.loads((folder / "ground-truth.json").read_text(encoding="utf-8")).items():
        wanted, got = shingles(truth["articleBody"]), shingles(extracted(folder / "html" / f"{name}.html.gz"))
        both = (wanted & got).total()
        scores.append((both / got.total(), both / wanted.total(), name))
    precision = sum(each[0] for each in scores) / len(scores)
    recall = sum(each[1] for each in scores) / len(scores)
    print(f"extract_aeb: {len(scores)} pages, precision {precision:.4f}, recall {recall:.4f}, {f1(precision, recall)}")
    for one, other, name in sorted(scores, key=lambda each: each[0] + each[1])[:worst]:
        print(f"  {name}: precision {one:.3f}, recall {other:.3f}")


def pieces(folder: Path, worst: int) -> None:
    found = missed = wrong = 0
    faults: list[tuple[int, str]] = []
    pages = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for truth in pages.values():
        text = extracted(folder / "html" / truth["file"])
        lost = [piece for piece in truth["with"] if piece not in text]
        stray = [piece for piece in truth["without"] if piece in text]
        found += len(truth["with"]) - len(lost)
        missed += len(lost)
        wrong += len(stray)
        faults.append((len(lost) + len(stray), f"{truth['file']}: lost {lost}, stray {stray}"))
    precision, recall = found / (found + wrong), found / (found + missed)
    print(
        f"extract_trafilatura: {len(pages)} pages, precision {precision:.4f}, recall {recall:.4f}, "
        f"{f1(precision, recall)}"
    )
    for _, fault in sorted(faults, reverse=True)[:worst]:
        print(f"  {fault}")


def f1(precision: float, recall: float) -> str:
    return f"F1 {2 * precision * recall / (precision + recall):.4f}"


def main() -> None:
    bench = Path(sys.argv[1])
    worst = int(sys.argv[3]) if "--worst" in sys.argv else 0
    start = time.process_time()
    bodies(bench / "extract_aeb", worst)
    pieces(bench / "extract_trafilatura", worst)
    print(f"{time.process_time() - start:.1f} CPU seconds")


if __name__ == "__main__":
    main()
