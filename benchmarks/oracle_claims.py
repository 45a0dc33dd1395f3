"""Measures the checker on the hand-made claims about the five seed articles: four-way table, evidence, traps.

Run: python benchmarks/oracle_claims.py [SHARED]   (SHARED: the folder with seeds/ and oracle/, ../shared by default)
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from briefing.checking import check_texts
from briefing.domain.claim import CheckedClaim
from briefing.domain.source import Source
from briefing.reading import read

Row = dict[str, Any]
LABELS = ("supported", "disputed", "contradicted", "unsupported")


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def seeds(shared: Path) -> tuple[Source, ...]:
    return read([str(path) for path in sorted((shared / "seeds").glob("*.txt"))]).sources


def hits(checked: CheckedClaim, row: Row) -> bool:
    """Whether an evidence span overlaps one of the oracle's."""
    return any(
        mine.source == theirs["source"] and mine.start < theirs["end"] and theirs["start"] < mine.end
        for mine in checked.evidence
        for theirs in row["evidence"]
    )


def claims(shared: Path) -> tuple[list[tuple[Row, CheckedClaim]], dict[str, float]]:
    """The claims with their verdicts; how many are right four-way, how many called supported that are not, and the
    share of claims, the unsupported apart, of which an evidence span overlaps one of the oracle's.
    """
    data = rows(shared / "oracle" / "claims.jsonl")
    checked = check_texts({row["id"]: row["claim"] for row in data}, seeds(shared))
    results = [(row, checked[row["id"]]) for row in data]
    with_evidence = [hits(result, row) for row, result in results if row["label"] != "unsupported"]
    return results, {
        "right": sum(result.verdict == row["label"] for row, result in results),
        "false_support": sum(result.verdict == "supported" != row["label"] for row, result in results),
        "evidence": sum(with_evidence) / len(with_evidence),
    }


def show(results: list[tuple[Row, CheckedClaim]], figures: dict[str, float]) -> None:
    for row, result in results:
        hit = hits(result, row) or not row["evidence"]
        if result.verdict != row["label"] or not hit:
            print(f"{row['id']} {row['label']:>12} -> {result.verdict:<12} {'' if hit else 'NO HIT '}{row['claim']}")
            print("      " + " | ".join(f"{reason.check}: {reason.detail}" for reason in result.reasons[:3]))
    table = Counter((row["label"], str(result.verdict)) for row, result in results)
    print(f"\n{'':>14}" + "".join(f"{label:>14}" for label in LABELS))
    for label in LABELS:
        print(f"{label:>14}" + "".join(f"{table[label, verdict]:>14}" for verdict in LABELS))
    print(f"\nof {len(results)}: " + ", ".join(f"{name} {value:.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    show(*claims(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"))
