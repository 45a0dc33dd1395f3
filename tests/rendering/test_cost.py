"""What a brief says of its cost, in every form, and that it is silent where there was none."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from briefing.domain.brief import CheckedBrief, Cost
from briefing.rendering import markdown, pdf
from rendering.invented import BRIEF, DRAFT

PAID = {
    "summarize": Cost(calls=1_204, tokens_in=1_046_210, tokens_out=220_480, tokens_cached=96_000, usd=2.25),
    "consolidate": Cost(calls=2, tokens_in=31_150, tokens_out=8_805, usd=0.000225),
}


def brief(costs: dict[str, Cost], priced: date | None = date(2031, 4, 1)) -> CheckedBrief:
    return replace(BRIEF, draft=replace(DRAFT, costs=costs, priced=priced))


def shown(rendered: CheckedBrief, *, annex: bool = False) -> list[str]:
    """The lines of the last part of the text."""
    text = markdown.render(rendered, annex=annex)
    found = re.search(r"^## Cost\n\n(.*?)\n\n\[\^1\]: ", text, re.DOTALL | re.MULTILINE)
    assert found
    return found[1].splitlines()


@pytest.mark.parametrize("annex", [True, False])
def test_the_text_ends_with_what_it_cost_as_a_whole_and_by_stage(annex: bool) -> None:
    assert shown(brief(PAID), annex=annex) == [
        "*1,206 calls, 1,077,360 tokens in (96,000 cached), 229,285 out, $2.250225 at list prices of 1 April 2031.*",
        "",
        "| stage | calls | tokens in | cached | tokens out | price |",
        "|---|---|---|---|---|---|",
        "| summarize | 1,204 | 1,046,210 | 96,000 | 220,480 | $2.25 |",
        "| consolidate | 2 | 31,150 | 0 | 8,805 | $0.000225 |",
    ]


def test_what_is_not_known_is_never_shown_as_nothing() -> None:
    unknown = {stage: replace(cost, usd=None) for stage, cost in PAID.items()}
    told, *rows = shown(brief(unknown, None))
    assert told.endswith(" 229,285 out, price unknown.*")
    assert [row.split(" | ")[-1] for row in rows[3:]] == ["price unknown |"] * 2
    assert "$" not in told


def test_a_part_of_unknown_price_leaves_the_whole_unknown() -> None:
    told, *rows = shown(brief({**PAID, "revise": Cost(calls=1, tokens_in=5, tokens_out=5)}))
    assert told.endswith(" price unknown.*")
    assert [row.split(" | ")[-1] for row in rows[3:]] == ["$2.25 |", "$0.000225 |", "price unknown |"]


def test_where_no_model_was_used_nothing_is_said_of_it() -> None:
    free = brief({}, None)
    assert "Cost" not in markdown.render(free).replace("cost:", "")
    assert "tokens in" not in text_of(free)


def test_the_pdf_says_the_same() -> None:
    text = text_of(brief(PAID))
    assert "1,206 calls, 1,077,360 tokens in (96,000 cached), 229,285 out, $2.250225 at list prices of 1 April" in text
    assert re.search(r"summarize\s+1,204\s+1,046,210\s+96,000\s+220,480\s+\$2\.25\s", text)
    assert "price unknown" in text_of(brief({"summarize": Cost(calls=1, tokens_in=1, tokens_out=1)}, None))


def text_of(rendered: CheckedBrief) -> str:
    reader = PdfReader(BytesIO(pdf.render(rendered).data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())
