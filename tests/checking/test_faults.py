"""A check that breaks, wherever it breaks, leaves its claim unchecked with the reason, and the other claims alone."""

from collections.abc import Iterator

import pytest

from briefing.checking import Checker, Index, Scorer, check_texts, checks, facts, guard, keys, passages
from briefing.checking.finding import Check, Findings
from briefing.domain.claim import CheckedClaim, Claim, ClaimKind, Section, Verdict
from briefing.domain.yardstick import PHIA

from .conftest import build

TEXT = "Prime Minister Anna Korval said on Friday: “The harbour is closed.” The ferry left Tirana with 40 pilots."
CLAIM = "Prime Minister Anna Korval said “The harbour is closed”."
OTHER = "The ferry left Tirana with 40 pilots."
TABLES = (checks.PASSAGE, checks.ALONE, checks.QUOTES, checks.VOICES, checks.ROLES)


class BrokenError(Exception):
    """What no check expects."""


def broken(*_: object, **__: object) -> object:
    raise BrokenError("out of order")


def ran(claim: str) -> CheckedClaim:
    return check_texts({"c": claim}, [build("1", TEXT)])["c"]


def names() -> Iterator[tuple[int, str]]:
    return ((number, name) for number, table in enumerate(TABLES) for name in table)


def test_the_claims_are_borne_out_while_nothing_is_broken() -> None:
    assert {ran(CLAIM).verdict, ran(OTHER).verdict} == {Verdict.SUPPORTED}


@pytest.mark.parametrize(("table", "name"), list(names()))
def test_every_check_of_the_registry(table: int, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES[table], name, broken)  # type: ignore[arg-type]
    checked = ran("Prime Minister Anna Korval said that the harbour is closed.")
    assert checked.verdict is Verdict.UNCHECKED
    assert [reason.check for reason in checked.reasons] == [name]
    assert "out of order" in checked.reasons[0].detail


@pytest.mark.parametrize("part", ["words", "names", "quantities", "marks", "tokens"])
def test_every_part_of_what_a_sentence_says(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts.Facts, part, property(broken))
    checked = ran(OTHER)
    assert checked.verdict is Verdict.UNCHECKED
    assert "out of order" in checked.reasons[0].detail


@pytest.mark.parametrize("error", [RecursionError("too deep"), MemoryError(), ZeroDivisionError(), ValueError("odd")])
def test_whatever_is_raised(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(*_: object) -> list[object]:
        raise error

    monkeypatch.setitem(checks.PASSAGE, "number", raising)  # type: ignore[arg-type]
    checked = ran("The ferry had left Tirana with 40 pilots.")
    assert checked.verdict is Verdict.UNCHECKED
    assert type(error).__name__ in checked.reasons[0].detail


def test_the_score() -> None:
    class Scorer:
        attach = broken

    index = Index([build("1", TEXT)])
    checker = Checker(index, yardstick=PHIA, scorer=Scorer())  # type: ignore[arg-type]
    checked = checker.check(Claim(id="c", text=OTHER, section=Section.BODY))
    assert checked.verdict is Verdict.UNCHECKED
    assert checked.reasons[0].check == "score"


def test_a_passage_that_cannot_be_read_leaves_the_claims_about_it_unchecked_and_the_others_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = keys.words

    def reads(text: str) -> object:
        return broken() if "harvest" in text else words(text)

    def tells(self: facts.Facts) -> object:
        return broken() if "harvest" in self.text and isinstance(self, passages.Passage) else words(self.text)

    monkeypatch.setattr(keys, "words", reads)
    monkeypatch.setattr(facts.Facts, "words", property(tells))
    index = Index([build("1", f"{OTHER} The harvest was poor in Velia.")])
    checker = Checker(index, yardstick=PHIA)
    monkeypatch.setattr(keys, "words", words)
    assert checker.check(Claim(id="a", text="The harvest was poor.", section=Section.BODY)).verdict is Verdict.UNCHECKED
    assert checker.check(Claim(id="b", text=OTHER, section=Section.BODY)).verdict is Verdict.SUPPORTED


def test_a_claim_beyond_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: the same claim is beyond it on every machine."""
    monkeypatch.setattr("briefing.checking.checker.Budget", lambda: guard.Budget(400))
    claim = (
        "The ferry left Tirana with 40 pilots and their crews; Prime Minister Anna Korval said the harbour was closed."
    )
    checked = check_texts({"c": claim, "d": OTHER}, [build("1", TEXT)])
    assert checked["c"].verdict is Verdict.UNCHECKED
    assert f"{guard.AFFORDED:,} pairs of words" in checked["c"].reasons[0].detail
    assert checked["d"].verdict is Verdict.SUPPORTED


def test_an_assessment_too() -> None:
    claim = Claim(
        id="c", text="It is likely that Anna Korval leaves.", section=Section.FORECAST, kind=ClaimKind.ASSESSMENT
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(checks.ROLES, "role", broken)  # type: ignore[arg-type]
        checked = Checker(Index([build("1", TEXT)]), yardstick=PHIA).check(claim)
    assert checked.verdict is Verdict.UNCHECKED


def test_a_text_too_long_for_a_claim() -> None:
    checked = ran(f"{OTHER[:-1]}, and {'so ' * 1000}it went.")
    assert checked.verdict is Verdict.UNCHECKED
    assert "is not one claim" in checked.reasons[0].detail
    assert (checked.score, checked.evidence) == (None, ())


def test_what_was_not_checked_has_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index([build("1", TEXT)])
    checker = Checker(index, yardstick=PHIA, scorer=Scorer(index))
    claim = Claim(id="c", text=OTHER, section=Section.BODY)
    assert checker.check(claim).score is not None
    monkeypatch.setitem(checks.ALONE, "broken", broken)  # type: ignore[arg-type]
    checked = checker.check(claim)
    assert (checked.verdict, checked.score, checked.evidence) == (Verdict.UNCHECKED, None, ())


def test_findings_that_broke_once_break_again() -> None:
    """Whoever asks a second time must not hear that nothing was found."""
    findings = Findings((), [Check(broken)])  # type: ignore[arg-type]
    for ask in (bool, list, len):
        with pytest.raises((BrokenError, RuntimeError)):
            ask(findings)
