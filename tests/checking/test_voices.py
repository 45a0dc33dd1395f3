"""A corpus of lies about who said what, and of true claims beside them: none of the former may be supported.

`corpus/voices.jsonl`: articles (`article`, `text`, `author`, `publisher`) and claims (`on` an article; `label` lie or
true; `kind` of lie; `quote`: verdict on its quotation; `basis`: it is the writer's own assessment and rests on this;
`open`: why this lie is not caught yet).
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from briefing.checking import Checker, Index
from briefing.domain.claim import CheckedClaim, Claim, ClaimKind, Evidence, Section, Verdict
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from tests.checking.conftest import build

CORPUS = Path(__file__).parent / "corpus" / "voices.jsonl"
PASSED = (Verdict.SUPPORTED, Verdict.ASSESSMENT)


class Case(NamedTuple):
    row: dict[str, Any]
    checked: CheckedClaim


def _source(row: dict[str, Any]) -> Source:
    """One paragraph a line, as the article has them."""
    source = build("1", row["text"], author=row.get("author"))
    return Source(**{name: getattr(source, name) for name in source.__slots__} | {"publisher": row.get("publisher")})


@cache
def cases() -> tuple[Case, ...]:
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    sources = {row["article"]: _source(row) for row in rows if "article" in row}
    checkers = {id: Checker(Index((source,)), yardstick=PHIA) for id, source in sources.items()}
    return tuple(
        Case(row, checkers[row["on"]].check(_claim(row, sources[row["on"]]))) for row in rows if "claim" in row
    )


def _claim(row: dict[str, Any], source: Source) -> Claim:
    if "basis" not in row:
        return Claim(id="c", text=row["claim"], section=Section.BODY)
    start = source.text.index(row["basis"])
    place = Evidence(source=source.id, start=start, end=start + len(row["basis"]), quote=row["basis"])
    return Claim(id="c", text=row["claim"], section=Section.BODY, kind=ClaimKind.ASSESSMENT, basis=(place,))


def labelled(label: str) -> list[Case]:
    return [case for case in cases() if case.row["label"] == label]


def test_the_corpus_is_of_some_size() -> None:
    kinds = Counter(case.row["kind"] for case in labelled("lie"))
    assert sum(kinds.values()) >= 120 and len(labelled("true")) >= 60
    assert min(kinds[kind] for kind in ("quote", "cut", "speaker", "bracket", "ellipsis", "alleged", "voice")) >= 4


def test_no_lie_is_supported() -> None:
    passed = [case.row for case in labelled("lie") if case.checked.verdict in PASSED]
    assert [row["claim"] for row in passed if "open" not in row] == []


def test_true_claims_are_supported() -> None:
    failed = [case.row["claim"] for case in labelled("true") if case.checked.verdict not in PASSED]
    assert len(failed) <= 0.1 * len(labelled("true")), failed


def test_quotations_get_their_verdict() -> None:
    quoted = [case for case in cases() if "quote" in case.row]
    wrong = [
        case.row["claim"]
        for case in quoted
        if case.row["quote"] not in {quote.verdict.value for quote in case.checked.quotes}
    ]
    assert len(quoted) >= 80
    assert len(wrong) <= 0.05 * len(quoted), wrong


def test_every_verdict_has_a_reason_that_names_a_place_or_what_is_missing() -> None:
    reasons = [reason.detail for case in cases() for reason in case.checked.reasons]
    assert all(case.checked.reasons for case in cases())
    assert all(len(detail.split()) >= 3 for detail in reasons)
