"""Measures the checker on the hand-made claims about the five seed articles, as a four-way table.

Run: python benchmarks/oracle_claims.py [SHARED]   (SHARED: the folder with seeds/ and oracle/, ../shared by default)
It is `briefing eval claims SHARED/oracle/claims.jsonl --source SHARED/seeds` with its bars:
right >= 34 of 40, no false support, evidence >= 90 %.
"""

import json
import sys
from pathlib import Path
from typing import Any

from briefing.domain.source import Source
from briefing.evaluating import fourway
from briefing.reading import read

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def seeds(shared: Path) -> tuple[Source, ...]:
    return read([str(path) for path in sorted((shared / "seeds").glob("*.txt"))]).sources


def claims(shared: Path) -> fourway.FourWay:
    sources = seeds(shared)
    return fourway.evaluate(fourway.cases([shared / "oracle" / "claims.jsonl"], sources), sources)


if __name__ == "__main__":
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    print("\n".join(fourway.as_lines(claims(shared))))
