"""Some 300 lies of one or two words and 100 true paraphrases about eight invented articles: no lie is supported."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefing.checking import Checker, Index
from briefing.domain.claim import CheckedClaim, Claim, Section, Verdict
from briefing.domain.yardstick import PHIA
from tests.checking.conftest import build

CORPUS = Path(__file__).parent / "corpus"
LEAST_TRUE = 0.6
"""Share of the true paraphrases that must be supported at least."""
Check = Callable[..., CheckedClaim]


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines()]


ARTICLES = {row["article"]: row["text"] for row in rows("wording_articles.jsonl")}
CLAIMS = rows("wording.jsonl")


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    checkers = {
        name: Checker(Index([build("1", text.replace("\n\n", "\n"), published=date(2024, 3, 20))]), yardstick=PHIA)
        for name, text in ARTICLES.items()
    }
    return {
        row["claim"]: checkers[row["article"]].check(Claim(id="c", text=row["claim"], section=Section.BODY)).verdict
        for row in CLAIMS
    }


def test_the_corpus_is_whole() -> None:
    lies = [row for row in CLAIMS if row["label"] == "lie"]
    assert len(lies) >= 290
    assert len(CLAIMS) - len(lies) >= 100
    assert {row["article"] for row in CLAIMS} == set(ARTICLES)


@pytest.mark.parametrize("kind", sorted({row["kind"] for row in CLAIMS if row["label"] == "lie"}))
def test_no_lie_is_supported(verdicts: dict[str, Verdict], kind: str) -> None:
    lies = [row["claim"] for row in CLAIMS if row["label"] == "lie" and row["kind"] == kind]
    assert lies
    assert [lie for lie in lies if verdicts[lie] in (Verdict.SUPPORTED, Verdict.DISPUTED)] == []


def test_most_true_paraphrases_are_supported(verdicts: dict[str, Verdict]) -> None:
    true = [row["claim"] for row in CLAIMS if row["label"] == "true"]
    assert sum(verdicts[claim] is Verdict.SUPPORTED for claim in true) >= LEAST_TRUE * len(true)


TEXT = (
    "The council closed the old bridge on Monday because its pillars had cracks. "
    "Engineers had inspected it before the winter, and nearly all of them advised repairs. "
    "Lorries may use the tunnel until the repairs begin."
)
REASONS = [
    ("The council secretly closed the old bridge on Monday.", "wording", "'secretly'"),
    ("The council closed the stone bridge on Monday because its pillars had cracks.", "wording", "'stone'"),
    ("The council closed the old bridge on Monday although its pillars had cracks.", "wording", "although"),
    ("Engineers had inspected it after the winter.", "wording", "after"),
    ("The pillars of the old bridge had cracks because the council closed it on Monday.", "order", "because"),
    ("Engineers had inspected it before the winter, and all of them advised repairs.", "scope", "nearly all"),
    ("The council closed the oldest bridge on Monday because its pillars had cracks.", "wording", "oldest"),
    ("Lorries will use the tunnel until the repairs begin.", "modality", "possible"),
    ("Lorries may use the tunnel after the repairs begin.", "wording", "until"),
    ("The repairs began.", "modality", "still to come"),
    ("The council closed only the old bridge on Monday because its pillars had cracks.", "wording", "'only'"),
    ("The council closed the old bridge on Monday for the first time.", "wording", "for the first time"),
]


@pytest.mark.parametrize(("lie", "reason", "word"), REASONS)
def test_the_reason_names_what_is_wrong(check: Check, lie: str, reason: str, word: str) -> None:
    checked = check(lie, TEXT)
    assert checked.verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)
    details = [each.detail for each in checked.reasons if each.check == reason]
    assert any(word in detail for detail in details), checked.reasons


@pytest.mark.parametrize(
    "claim",
    [
        "Because its pillars had cracks, the council closed the old bridge on Monday.",
        "The old bridge was closed on Monday by the council.",
        "The council shut the old bridge because of cracks in its pillars.",
        "Before the winter, engineers had inspected the bridge.",
        "Nearly all of the engineers advised repairs.",
        "Lorries may use the tunnel until repairs start.",
    ],
)
def test_other_words_for_the_same_are_supported(check: Check, claim: str) -> None:
    checked = check(claim, TEXT)
    assert checked.verdict is Verdict.SUPPORTED, checked.reasons


def test_a_refusal_to_deny_is_no_contradiction(check: Check) -> None:
    text = "The mayor did not rule out a new tunnel under the river."
    assert check("The mayor refused to rule out a new tunnel under the river.", text).verdict is Verdict.SUPPORTED
    assert check("The mayor ruled out a new tunnel under the river.", text).verdict is Verdict.CONTRADICTED


def test_two_neighbours_account_for_the_words_together(check: Check) -> None:
    text = "The council closed the old bridge on Monday. The closure of the bridge angered lorry drivers in the valley."
    claim = "The closure of the old bridge by the council angered lorry drivers in the valley."
    assert check(claim, text).verdict is Verdict.SUPPORTED
    assert check(claim.replace("old", "wooden"), text).verdict is not Verdict.SUPPORTED
