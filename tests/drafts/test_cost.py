"""What a brief says of its cost is no claim of it; what somebody writes there is one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefing.domain.brief import CheckedBrief, Cost
from briefing.domain.proof import Form, GivenDraft
from briefing.drafts import read_draft
from briefing.rendering import markdown
from tests.rendering.invented import BRIEF, DRAFT

PAID = {
    "summarize": Cost(calls=4, tokens_in=1_016_210, tokens_out=1_480, tokens_cached=1_096, usd=0.014),
    "consolidate": Cost(calls=1, tokens_in=3_150, tokens_out=805, usd=0.0000001),
}
UNKNOWN = {"summarize": Cost(calls=1, tokens_in=6_210, tokens_out=1_480)}


def reread(brief: CheckedBrief, path: Path, *, annex: bool, old: str = "", new: str = "") -> GivenDraft:
    text = markdown.render(brief, annex=annex)
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_draft(str(path))


@pytest.mark.parametrize("annex", [True, False])
@pytest.mark.parametrize("costs", [PAID, UNKNOWN, {"summarize": PAID["consolidate"]}])
def test_a_brief_claims_nothing_of_its_cost(costs: dict[str, Cost], annex: bool, tmp_path: Path) -> None:
    paid = replace(BRIEF, draft=replace(DRAFT, costs=costs, priced=date(2031, 4, 1)))
    free = replace(BRIEF, draft=replace(DRAFT, costs={}))
    found, expected = (reread(each, tmp_path / "brief.md", annex=annex) for each in (paid, free))
    assert found.form is Form.BRIEF
    assert [each.claim.text for each in found.claims] == [each.claim.text for each in expected.claims]
    assert [each.touch for each in found.claims] == [each.touch for each in expected.claims]
    assert found.removed == ()


@pytest.mark.parametrize(
    "new",
    [
        "*The truce has cost 90 people their jobs on the island.*",
        "*5 calls, 1,019,360 tokens in, 2,285 out, $0.014 at list prices of 1 April 2031. The navy sank a ferry.*",
    ],
)
def test_what_somebody_writes_in_its_place_is_a_claim(new: str, tmp_path: Path) -> None:
    paid = replace(BRIEF, draft=replace(DRAFT, costs=PAID, priced=None))
    line = next(line for line in markdown.render(paid).splitlines() if line.startswith("*5 calls"))
    found = reread(paid, tmp_path / "brief.md", annex=False, old=line, new=new)
    assert any("jobs on the island" in each.claim.text or "sank a ferry" in each.claim.text for each in found.claims)
