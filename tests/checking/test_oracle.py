"""The checker on the hand-made truth about the five seed articles; skipped where the shared folder is absent."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "oracle" / "claims.jsonl").exists(), reason="no shared folder")

sys.path.insert(0, str(ROOT / "benchmarks"))
import oracle_claims  # noqa: E402

from briefing.checking import Checker, Index  # noqa: E402
from briefing.domain.claim import CheckedClaim, Claim, QuoteVerdict, Section, Verdict  # noqa: E402
from briefing.domain.source import Source  # noqa: E402
from briefing.domain.yardstick import PHIA  # noqa: E402

GARBLED = "004"


@pytest.fixture(scope="module")
def sources() -> tuple[Source, ...]:
    return oracle_claims.seeds(SHARED)


@pytest.fixture(scope="module")
def traps() -> list[dict[str, Any]]:
    return oracle_claims.rows(SHARED / "oracle" / "traps.jsonl")


def checker(sources: tuple[Source, ...], *, without: str | None = None) -> Checker:
    return Checker(Index(source for source in sources if source.id != without), yardstick=PHIA)


def check(checker: Checker, text: str) -> CheckedClaim:
    return checker.check(Claim(id="c", text=" ".join(text.split()), section=Section.BODY))


def sentences(sources: tuple[Source, ...], span: dict[str, Any]) -> Iterator[str]:
    """Texts of the sentences under a trap's span."""
    for source in sources:
        if span["file"].startswith(source.id):
            for sentence in source.sentences:
                if sentence.start < span["end"] and span["start"] < sentence.end:
                    yield sentence.text


def test_claims_about_the_event() -> None:
    measured = oracle_claims.claims(SHARED)
    assert measured.right >= 38
    assert measured.false_support == 0
    assert sum(measured.with_gold) >= 0.9 * len(measured.with_gold) > 0


def test_errors_of_the_garbled_rewrite_do_not_pass_against_the_others(
    sources: tuple[Source, ...], traps: list[dict[str, Any]]
) -> None:
    others = checker(sources, without=GARBLED)
    wanted = {
        "REFUTED": (Verdict.CONTRADICTED, Verdict.UNSUPPORTED),
        "CONTRADICTED": (Verdict.CONTRADICTED,),
        "QUOTE_ALTERED": (Verdict.CONTRADICTED,),
        "QUOTE_UNVERIFIABLE": (Verdict.UNSUPPORTED,),
    }
    for trap in traps:
        if trap["cls"] == "corruption":
            checked = check(others, trap["spans"][0]["quote"])
            allowed = wanted.get(trap["expect"], (Verdict.CONTRADICTED, Verdict.UNSUPPORTED))
            assert checked.verdict in allowed, (trap["id"], checked.verdict, checked.reasons)
            if trap["expect"] == "QUOTE_ALTERED":
                assert [each.verdict for each in checked.quotes] == [QuoteVerdict.ALTERED]


def test_true_lines_and_other_spellings_are_not_flagged(
    sources: tuple[Source, ...], traps: list[dict[str, Any]]
) -> None:
    """Only what is truly told two ways may be disputed: an office, a quotation."""
    everything = checker(sources)
    for trap in traps:
        if trap["cls"] in ("style", "control"):
            for text in (text for span in trap["spans"] for text in sentences(sources, span)):
                checked = check(everything, text)
                assert checked.verdict in (Verdict.SUPPORTED, Verdict.DISPUTED), (trap["id"], text)
                if checked.verdict is Verdict.DISPUTED:
                    assert {reason.check for reason in checked.reasons} <= {"role", "quote"}, (trap["id"], text)


def test_hardly_a_sentence_of_the_articles_is_disputed(sources: tuple[Source, ...]) -> None:
    everything = checker(sources)
    checked = [check(everything, sentence.text) for source in sources for sentence in source.sentences]
    assert {each.verdict for each in checked} <= {Verdict.SUPPORTED, Verdict.DISPUTED}
    assert sum(each.verdict is Verdict.DISPUTED for each in checked) <= 0.05 * len(checked)
