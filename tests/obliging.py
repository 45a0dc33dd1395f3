"""A model that does as it is asked with whatever it is shown: for runs of many sources, invented at will."""

import json
import random
import re
from typing import Any

from tests.scripted_server import Answer, completion

_FENCED = re.compile(r"^===== \w+ =====\n(.*)\n===== \w+ =====$", re.DOTALL | re.MULTILINE)
_POINT = re.compile(r"^(?P<id>\S+\.\d+) \[\w+[^\]]*\] (?P<text>.*?)(?: \| quote: .*)?$", re.MULTILINE)
_SENTENCE = re.compile(r"[A-Z][^.!?\n]{20,}[.!?]")
_POINTS = 5

_TOWNS = [
    "Aldermoor",
    "Brackwater",
    "Corvane",
    "Dunholt",
    "Elmsford",
    "Farrowdale",
    "Greyhaven",
    "Hollin",
    "Ivermouth",
    "Kestrel",
]
_GOODS = ["timber", "grain", "coal", "salt", "copper", "wool", "barley", "glass"]
_DEEDS = [
    "closed the harbour",
    "opened a new bridge",
    "raised the toll",
    "lowered the duty",
    "ended the strike",
    "sold the mill",
]


def obliged(request: dict[str, Any]) -> Answer:
    """Points word for word from the article; a brief word for word from the points; nothing but the first to select."""
    stage = request.get("response_format", {}).get("json_schema", {}).get("name", "")
    shown = _FENCED.search(request["messages"][1]["content"])
    material = shown.group(1) if shown else ""
    return completion(
        json.dumps(_REPLIES[stage](material)), sent=sum(len(m["content"]) for m in request["messages"]) // 4
    )


def _summarize(article: str) -> dict[str, Any]:
    sentences = list(dict.fromkeys(found.group() for found in _SENTENCE.finditer(article)))[:_POINTS]
    return {"points": [{"quote": each, "text": each, "speaker": None, "kind": "fact"} for each in sentences]}


def _merge(points: str) -> dict[str, Any]:
    found = list(_POINT.finditer(points))[: 2 * _POINTS]
    return {"points": [{"points": [each["id"]], "text": each["text"]} for each in found]}


def _select(points: str) -> dict[str, Any]:
    return {"points": [each["id"] for each in _POINT.finditer(points)][:_POINTS]}


def _consolidate(points: str) -> dict[str, Any]:
    sentences = [{"points": [each["id"]], "text": each["text"]} for each in _POINT.finditer(points)]
    return {
        "title": "News from the towns",
        "key_judgements": (sentences * 3)[:3],
        "paragraphs": [{"sentences": sentences[at : at + 3]} for at in range(0, min(len(sentences), 12), 3)],
        "forecasts": [],
    }


def _revise(_: str) -> dict[str, Any]:
    return {"sentences": []}


_REPLIES = {
    "summarize": _summarize,
    "merge": _merge,
    "select": _select,
    "consolidate": _consolidate,
    "revise": _revise,
}


def article(number: int, *, words: int = 300) -> str:
    """An invented article, another for each number."""
    dice = random.Random(number)
    town, year = dice.choice(_TOWNS), 1990 + number % 30
    lines = [f"News from {town}, number {number}", "", f"Published: 2025-03-{1 + number % 28:02d}", ""]
    said = 0
    while said < words:
        goods, deed, other = dice.choice(_GOODS), dice.choice(_DEEDS), dice.choice(_TOWNS)
        line = (
            f"The council of {other} {deed} in {year} after {dice.randint(12, 980)} tons of {goods} "
            f"had been held up for {dice.randint(3, 90)} days. "
            f"A clerk said that {dice.randint(20, 900)} carters of {town} would wait for the {goods} to move."
        )
        lines += [line, ""]
        said += len(line.split())
    return "\n".join(lines)
