"""Labelled claims made up for the tests."""

import json
from pathlib import Path
from typing import Any

FERRY = (
    "The ferry Halcyon ran aground off Skagen on 4 May 2023 with 212 passengers aboard. "
    "All of them were taken ashore by noon.\nCaptain Mads Holt blamed a failed rudder."
)
VINEYARD = "The vineyard at Montalto sold 8,000 bottles last year. Owner Rita Sole plans to plant olives."


def row(id: str, document: str, claim: str, label: object, **fields: Any) -> dict[str, Any]:
    return {"id": id, "dataset": "ships", "document": document, "claim": claim, "label": label, "group": "g1"} | fields


FERRY_GOLD = [[0, FERRY.index(" All of them")]]
ROWS = [
    row("f1", FERRY, "The ferry Halcyon ran aground with 212 passengers aboard.", 1, evidence=FERRY_GOLD),
    row("v1", VINEYARD, "The vineyard at Montalto sold 8,000 bottles.", 1, dataset="farms", group="g2"),
    row("f2", FERRY, "The ferry Halcyon ran aground with 340 passengers aboard.", 0, evidence=FERRY_GOLD),
    row("v2", VINEYARD, "Rita Sole was fined for tax fraud in Turin.", 0, dataset="farms", group="g2"),
    row("f3", FERRY, "Captain Mads Holt blamed a failed rudder.", 1),
]


def written(path: Path, rows: list[Any]) -> Path:
    lines = [each if isinstance(each, str) else json.dumps(each) for each in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
