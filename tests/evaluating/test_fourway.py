"""Claims labelled in words against the same sources: the table, what is right, what is falsely supported."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.claim import CheckedClaim, Claim, Evidence, Section, Stance, Verdict
from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.evaluating import fourway
from briefing.evaluating.fourway import Case, FourWay
from briefing.evaluating.judging import Spent, source_of
from tests.evaluating.bench import FERRY, VINEYARD, written


def place(source: str = "s", start: int = 0, end: int = 10, stance: Stance = Stance.SUPPORTS) -> Evidence:
    return Evidence(source=source, start=start, end=end, quote="", stance=stance)


def result(label: str, verdict: str, *, found: Evidence | None = None, gold: Evidence | None = None) -> Any:
    case = Case(id="c", claim="C.", label=Verdict(label), gold=(gold,) if gold else ())
    claim = Claim(id="c", text="C.", section=Section.BODY)
    return case, CheckedClaim(claim=claim, verdict=Verdict(verdict), evidence=(found,) if found else ())


BY_HAND = FourWay(
    results=(
        result("supported", "supported", found=place(), gold=place(start=9, end=20)),
        result("supported", "supported", found=place(), gold=place(start=10, end=20)),
        result("supported", "unsupported", found=place(stance=Stance.NEAREST), gold=place()),
        result("disputed", "supported", found=place(source="t"), gold=place()),
        result("contradicted", "contradicted", found=place(stance=Stance.CONTRADICTS), gold=place(start=5, end=6)),
        result("unsupported", "supported", found=place(), gold=None),
        result("unsupported", "unsupported", found=place(stance=Stance.NEAREST), gold=place()),
        result("unsupported", "unchecked"),
    ),
    spent=Spent(),
)


def test_by_hand() -> None:
    assert BY_HAND.right == 4
    assert (BY_HAND.false_support, BY_HAND.not_supported) == (2, 5)
    assert BY_HAND.with_gold == [True, False, False, False, True], "touching is not overlapping, near is not found"
    assert BY_HAND.table[Verdict.SUPPORTED, Verdict.UNSUPPORTED] == 1
    assert BY_HAND.table[Verdict.UNSUPPORTED, Verdict.UNCHECKED] == 1
    document = fourway.as_dict(BY_HAND)
    assert document["evidence"] == {"claims": 5, "overlapping": 2}
    assert document["false_support"] == {"claims": 5, "called_supported": 2}
    assert sum(sum(line.values()) for line in document["table"].values()) == document["claims"] == 8
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize(("start", "end", "hit"), [(10, 20, False), (9, 20, True), (0, 5, False), (0, 6, True)])
def test_spans_are_half_open(start: int, end: int, hit: bool) -> None:
    case, checked = result("supported", "supported", found=place(start=5, end=10), gold=place(start=start, end=end))
    assert fourway.hits(checked, case) is hit


def test_the_table_in_words() -> None:
    lines = list(fourway.as_lines(BY_HAND))
    assert "right: 4 of 8" in lines
    assert "false support: 2 of the 5 claims that are not supported" in lines
    assert "evidence overlaps what is marked: 2 of 5 (40%)" in lines
    header = next(line for line in lines if line.startswith("label"))
    assert header.split()[2:] == ["supported", "disputed", "contradicted", "unsupported", "unchecked"]
    row = next(line for line in lines if line.startswith("unsupported "))
    assert row.split() == ["unsupported", "1", "0", "0", "1", "1"]


@pytest.fixture
def sources() -> tuple[Source, ...]:
    from dataclasses import replace

    return tuple(replace(source_of(text), id=str(number)) for number, text in enumerate((FERRY, VINEYARD), 1))


def test_from_rows_to_verdicts(tmp_path: Path, sources: tuple[Source, ...]) -> None:
    start = FERRY.index("Captain")
    quote = FERRY[start:]
    rows = [
        {"id": "a", "claim": "Captain Mads Holt\nblamed a failed rudder.", "label": "supported",
         "evidence": [{"source": "1", "start": start, "end": len(FERRY), "quote": quote}]},
        {"id": "b", "claim": "The vineyard at Montalto sold 9,000 bottles last year.", "label": "contradicted",
         "evidence": [{"source": "2", "start": 0, "end": 50}]},
        {"id": "c", "claim": "A tunnel collapsed in Lima.", "label": "unsupported", "evidence": []},
    ]  # fmt: skip
    found = fourway.evaluate(fourway.cases([written(tmp_path / "c.jsonl", rows)], sources), sources)
    assert (found.right, found.false_support, found.with_gold) == (3, 0, [True, True])
    told = [json.loads(line) for line in fourway.lines_of(found).splitlines()]
    assert [each["verdict"] for each in told] == ["supported", "contradicted", "unsupported"]
    assert all(0 <= each["score"] <= 1 for each in told)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"label": 1}, "the label 1 is none of supported, disputed, contradicted, unsupported"),
        ({"label": "assessment"}, "the label 'assessment'"),
        ({"label": None}, "'label' is missing"),
        ({"evidence": "1"}, "'evidence' is no list"),
        ({"evidence": [{"source": "9", "start": 0, "end": 1}]}, "no place in the sources 1, 2"),
        ({"evidence": [{"source": "1", "start": 0, "end": 10**6}]}, "no place in the sources"),
        ({"evidence": [{"source": "1", "start": 0, "end": 3, "quote": "xyz"}]}, "no place in the sources"),
        ({"id": "a"}, "the id 'a' is there twice"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, sources: tuple[Source, ...], fields: dict[str, Any], says: str) -> None:
    good = {"id": "a", "claim": "C.", "label": "supported"}
    path = written(tmp_path / "c.jsonl", [good, good | {"id": "b"} | fields])
    with pytest.raises(SourceError, match=says) as raised:
        fourway.cases([path], sources)
    assert "c.jsonl', line 2: " in str(raised.value)
