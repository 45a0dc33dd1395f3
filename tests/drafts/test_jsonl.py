"""JSON Lines: one claim a line."""

import json
from pathlib import Path

import pytest

from briefing.domain.proof import Form
from briefing.drafts import read_draft
from briefing.errors import DraftError
from tests.drafts.test_markdown import draft, texts, written

ROWS = (
    '{"id": "a", "claim": "The port reopened."}\n'
    "\n"
    '{"claim": "He said \\"no\\" to\\u0020it.", "more": {"claim": "not this"}, "id": 7}\n'
    '  {"note": ["claim"], "claim" : "Is it so?"}'
)


def test_a_claim_a_line_with_its_place(tmp_path: Path) -> None:
    given = draft(tmp_path, ROWS, "claims.jsonl")
    assert [each.claim.id for each in given.claims] == ["a", "7", "4"]
    assert texts(given) == ["The port reopened.", 'He said "no" to it.', "Is it so?"]
    assert [json.loads(f'"{each}"') for each in written(given)] == texts(given)
    assert [each.line for each in given.claims] == [1, 3, 4]


def test_half_a_character_is_not_handed_on(tmp_path: Path) -> None:
    given = draft(tmp_path, '{"id": "\\udfff", "claim": "The \\ud83dport reopened \\ud83d\\ude00."}', "claims.jsonl")
    assert [(each.claim.id, each.claim.text) for each in given.claims] == [
        ("\ufffd", "The \ufffdport reopened \U0001f600.")
    ]
    assert written(given) == ["The \\ud83dport reopened \\ud83d\\ude00."]


def test_it_is_told_by_its_content_on_standard_input() -> None:
    assert read_draft("-", stdin=ROWS.encode()).form is Form.JSONL


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('{"id": "a", "claim": "x y"}\n{"id": "b", "claim": "x y"', "line 2"),
        ('{"id": "a", "claim": "x y"}\n["x"]', "line 2: not an object"),
        ('{"id": "a", "text": "x y"}', 'line 1: "claim" is missing'),
        ('{"id": "a", "claim": 5}', "is no text"),
        ('{"id": "a", "claim": "  "}', "is empty"),
        ('{"id": "a", "claim": "x"}\n{"id": "a", "claim": "y"}', "line 2: the id 'a' is that of line 1"),
        ('{"id": [], "claim": "x"}', '"id" is no text'),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(DraftError) as error:
        draft(tmp_path, rows, "claims.jsonl")
    assert says in str(error.value)
    assert error.value.help


def test_of_two_claims_in_a_row_the_last_one_stands_as_json_has_it(tmp_path: Path) -> None:
    given = draft(tmp_path, '{"claim": "The port closed.", "id": "a", "claim": "It reopened."}', "claims.jsonl")
    assert texts(given) == written(given) == ["It reopened."]
