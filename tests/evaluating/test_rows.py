"""Rows that cannot be used are named with file and line."""

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.text import Span
from briefing.errors import SourceError
from briefing.evaluating.rows import scan, texts
from tests.evaluating.bench import FERRY, ROWS, row, written


def test_texts_are_found_again_where_the_row_stands(tmp_path: Path) -> None:
    path = tmp_path / "b.jsonl"
    content = "\r\n\r\n".join(json.dumps(each, ensure_ascii=False) for each in ROWS)
    path.write_bytes(b"\xef\xbb\xbf" + content.encode())
    rows = scan([path])
    assert [each.id for each in rows] == [each["id"] for each in ROWS]
    with path.open("rb") as file:
        assert [texts(file, each).claim for each in reversed(rows)] == [each["claim"] for each in reversed(ROWS)]


def test_what_a_row_may_leave_out(tmp_path: Path) -> None:
    bare = {key: value for key, value in ROWS[0].items() if key in ("id", "document", "claim", "label")}
    (found,) = scan([written(tmp_path / "harbour.jsonl", [bare])])
    assert found.dataset == "harbour"
    assert found.group == found.document
    assert found.gold == ()


def test_places_of_all_sets_are_gold(tmp_path: Path) -> None:
    given = row("a", FERRY, "c", 1, evidence=[[0, 5]], evidence_sets=[[[0, 5]], [[6, 9], [10, 12]]])
    (found,) = scan([written(tmp_path / "b.jsonl", [given])])
    assert found.gold == (Span(0, 5), Span(6, 9), Span(10, 12))


def without(field: str) -> dict[str, Any]:
    return {key: value for key, value in ROWS[0].items() if key != field}


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("{", "this is no JSON"),
        ("[1]", "this is no JSON object"),
        ("[" * 100_000, "this is no JSON"),
        (without("id"), "'id' is missing"),
        (without("claim"), "'claim' is missing"),
        (without("document"), "'document' is missing"),
        (without("label"), "'label' is missing"),
        (row("x", FERRY, "  ", 1), "'claim' is blank"),
        (row("x", 7, "c", 1), "'document' is no text"),  # type: ignore[arg-type]
        (row("x", FERRY, "c", 2), "the label 2 is neither 0"),
        (row("x", FERRY, "c", True), "the label True"),
        (row("x", FERRY, "c", "supported"), "the label 'supported'"),
        (row("f1", FERRY, "c", 1), "the id 'f1' is taken by"),
        (row("x", FERRY, "c", 1, evidence=[[0, 10_000]]), r"the evidence \[0, 10000\] is no place"),
        (row("x", FERRY, "c", 1, evidence=[[5, 5]]), "is no place"),
        (row("x", FERRY, "c", 1, evidence=[["a", 5]]), "is no place"),
        (row("x", FERRY, "c", 1, evidence="all"), "evidence is a list"),
        (row("x", FERRY, "c", 1, evidence_sets=3), "evidence is a list"),
        (row("x", FERRY, "c", 1, evidence_sets=[[3]]), "is no place"),
        (row("x", FERRY, "c", 1, dataset=3), "'dataset' is no text"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, second: object, says: str) -> None:
    path = written(tmp_path / "bench.jsonl", [ROWS[0], second])
    with pytest.raises(SourceError, match=says) as raised:
        scan([path])
    assert "bench.jsonl', line 2: " in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_id_is_taken_in_any_file(tmp_path: Path) -> None:
    files = [written(tmp_path / name, [ROWS[0]]) for name in ("a.jsonl", "b.jsonl")]
    with pytest.raises(SourceError, match=r"b.jsonl', line 1: the id 'f1' is taken by .*a.jsonl', line 1"):
        scan(files)


def test_what_is_no_file_of_rows(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "caf\xe9"}\n')
    (tmp_path / "blank.jsonl").write_bytes(b"\n \n")
    (tmp_path / "empty.jsonl").write_bytes(b"")
    cases = {
        "latin.jsonl": "line 1: this is no UTF-8",
        "blank.jsonl": "no rows in",
        "empty.jsonl": "no rows in",
        "missing.jsonl": "cannot read",
        "": "is a folder",
    }
    for name, says in cases.items():
        with pytest.raises(SourceError, match=says):
            scan([tmp_path / name])
