"""What it takes to bear a claim out: who is named in a sentence says nothing yet of what they did."""

from collections.abc import Callable

import pytest

from briefing.domain.claim import CheckedClaim, ClaimKind, Evidence, Verdict

Check = Callable[..., CheckedClaim]
NAMED = "The next step, she said, should be a meeting of Ilir Hoxha and Vesna Marić in Skopje."


@pytest.mark.parametrize(
    "claim",
    [
        "Neither Ilir Hoxha nor Vesna Marić was in the building.",
        "Ilir Hoxha dismissed Vesna Marić.",
        "Vesna Marić fell ill in Skopje.",
    ],
)
def test_names_alone_bear_nothing_out(check: Check, claim: str) -> None:
    checked = check(claim, NAMED)
    assert checked.verdict is Verdict.UNSUPPORTED
    assert checked.evidence == ()


def test_names_alone_are_no_further_evidence(check: Check) -> None:
    checked = check("Neither Ilir Hoxha nor Vesna Marić was in the building.", NAMED, "Neither Ilir Hoxha nor Vesna "
                    "Marić was in the building.")  # fmt: skip
    assert checked.verdict is Verdict.SUPPORTED
    assert [evidence.source for evidence in checked.evidence] == ["2"]


def test_a_shortened_passive_has_its_agent_behind_by(check: Check) -> None:
    text = "Interfax quoted Vesna Marić as calling the offer an insult."
    assert check("Vesna Marić, quoted by Interfax, called the offer an insult.", text).verdict is Verdict.SUPPORTED
    assert check("Interfax was quoted by Vesna Marić.", text).verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    "claim",
    [
        "President Ilir Hoxha is likely to resign.",
        "Vesna Marić warned of “war within days”, so a break is highly likely.",
    ],
)
def test_an_assessment_misstates_neither_offices_nor_quotations(check: Check, claim: str) -> None:
    text = "Finance Minister Ilir Hoxha met Vesna Marić in Skopje, who called the talks “useful”."
    basis = (Evidence(source="1", start=0, end=len(text), quote=text),)
    own = {"kind": ClaimKind.ASSESSMENT, "basis": basis}
    assert check("Ilir Hoxha is likely to meet Vesna Marić in Skopje once more.", text, **own).verdict is (
        Verdict.ASSESSMENT
    )
    assert check(claim, text, **own).verdict is Verdict.UNSUPPORTED
