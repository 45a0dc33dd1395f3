"""Two hundred lies about six invented articles: who did what to whom, which number is whose, denials, offices."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from briefing.checking import Checker, Index
from briefing.domain.claim import Claim, Section, Verdict
from briefing.domain.yardstick import PHIA
from tests.checking.conftest import build

CORPUS = Path(__file__).parent / "corpus"
KNOWN = {
    "Dann was elected in 2019 and re-elected in 2014.",
    "Dann was re-elected in 2014.",
    "Councillor Ada Birk voted against the pipeline.",
    "Police photographed a judge.",
}
"""Lies that may still pass: of an event that happened twice, of `for it`, of a photograph for a picture nearby."""
_TRUE = 0.8
"""Share of the true paraphrases that must be supported."""


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


@cache
def verdicts() -> tuple[tuple[str, str, str, Verdict], ...]:
    """Label, kind, claim and verdict of each row."""
    checkers = {
        row["article"]: Checker(
            Index([build(row["article"], row["text"], published=date.fromisoformat(row["published"]))]), yardstick=PHIA
        )
        for row in rows("relations_articles.jsonl")
    }
    return tuple(
        (
            row["label"],
            row["kind"],
            row["claim"],
            checkers[row["article"]].check(Claim(id=str(n), text=row["claim"], section=Section.BODY)).verdict,
        )
        for n, row in enumerate(rows("relations.jsonl"))
    )


def test_the_corpus_is_large_enough() -> None:
    labels = Counter(label for label, *_ in verdicts())
    assert labels["lie"] >= 150
    assert labels["true"] >= 80


def test_no_lie_is_supported_but_the_known_ones() -> None:
    passed = {claim for label, _, claim, verdict in verdicts() if label == "lie" and verdict is Verdict.SUPPORTED}
    assert passed <= KNOWN, passed - KNOWN


def test_most_true_paraphrases_are_supported() -> None:
    true = [(claim, verdict) for label, _, claim, verdict in verdicts() if label == "true"]
    refused = [claim for claim, verdict in true if verdict is not Verdict.SUPPORTED]
    assert len(refused) <= (1 - _TRUE) * len(true), refused


def test_hardly_a_true_paraphrase_is_contradicted() -> None:
    against = [c for label, _, c, verdict in verdicts() if label == "true" and verdict is Verdict.CONTRADICTED]
    assert len(against) <= 4, against
