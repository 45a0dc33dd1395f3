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


def claims(shared: Path) -> dict[str, float]:
    data = rows(shared / "oracle" / "claims.jsonl")
    checked = check_texts({row["id"]: row["claim"] for row in data}, seeds(shared))
    table: Counter[tuple[str, str]] = Counter()
    found = wanted = false_support = 0
    for row in data:
        result = checked[row["id"]]
        verdict = result.verdict.value
        table[row["label"], verdict] += 1
        hit = hits(result, row)
        if row["label"] != "unsupported":
            wanted += 1
            found += hit
        false_support += row["label"] != "supported" and verdict == "supported"
        if verdict != row["label"] or (row["evidence"] and not hit):
            reasons = " | ".join(f"{reason.check}: {reason.detail}" for reason in result.reasons[:3])
            print(
                f"{row['id']} {row['label']:>12} -> {verdict:<12} {'' if hit else 'NO HIT '}{row['claim']}",
                f"\n      {reasons}",
            )
    right = sum(count for (label, verdict), count in table.items() if label == verdict)
    labels = ("supported", "disputed", "contradicted", "unsupported")
    print(f"\n{'':>14}" + "".join(f"{label:>14}" for label in labels))
    for label in labels:
        print(f"{label:>14}" + "".join(f"{table[label, verdict]:>14}" for verdict in labels))
    print(f"\nright {right}/{len(data)}, called supported and not so {false_support}, evidence {found}/{wanted}")
    return {"right": right, "false_support": false_support, "evidence": found / wanted}


if __name__ == "__main__":
    claims(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared")
