"""Cuts, brackets, speakers and refusals, each by itself."""

from collections.abc import Callable

import pytest

from briefing.domain.claim import CheckedClaim, ClaimKind, Evidence, QuoteVerdict, Verdict

Check = Callable[..., CheckedClaim]

TALK = (
    "Mayor Olga Prinz opened the bridge on Tuesday. “We will not sell the ferry, and nobody asked us to,” Prinz said. "
    "“If the tolls stay low, the town will grow again.”\n"
    "Engineer Nils Bo: “The steel is sound. The cables were tested twice.” Bo denied that a cable had snapped. "
    "The builder questioned whether the tests were needed.\n"
    "“I have seen the plans,” said council member Ruth Adler. “I doubt that they were ever finished.\n"
    "“What we were shown is a drawing.”"
)


def verdict(checked: CheckedClaim) -> QuoteVerdict:
    (quote,) = checked.quotes
    return quote.verdict


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        ("“The town will grow again,” Prinz said.", "If the tolls stay low"),
        ("“They were ever finished,” said Ruth Adler.", "doubt"),
        ("“We will … sell the ferry,” Prinz said.", "not"),
        ("“The steel is [hardly] sound,” said Nils Bo.", "hardly"),
        ("“The steel is sound … nobody asked us to,” said Nils Bo.", ""),
    ],
)
def test_a_cut_that_turns_the_words_is_no_exact_quotation(check: Check, claim: str, shown: str) -> None:
    checked = check(claim, TALK)
    assert verdict(checked) is not QuoteVerdict.EXACT
    assert checked.verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
    assert shown in checked.quotes[0].detail


@pytest.mark.parametrize(
    "claim",
    [
        "“We will not sell the ferry,” Prinz said.",
        "“If the tolls stay low, the town will grow again,” Prinz said.",
        "“The steel is sound,” said Nils Bo.",
        "“The steel [was] sound,” said Nils Bo.",
        "“I have seen the plans,” said Ruth Adler, a council member.",
        "“What we were shown is a drawing,” said Ruth Adler.",
    ],
)
def test_a_cut_that_keeps_the_sense_is_exact(check: Check, claim: str) -> None:
    assert verdict(check(claim, TALK)) is QuoteVerdict.EXACT


def test_a_quotation_goes_on_in_the_next_paragraph(check: Check) -> None:
    checked = check("“What we were shown is a drawing,” said Nils Bo.", TALK)
    assert verdict(checked) is QuoteVerdict.WRONG_SPEAKER
    assert "Adler" in checked.quotes[0].detail


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Bo denied that a cable had snapped.", Verdict.SUPPORTED),
        ("Bo said that a cable had snapped.", Verdict.CONTRADICTED),
        ("A cable had snapped.", Verdict.UNSUPPORTED),
        ("The builder said that the tests were needed.", Verdict.UNSUPPORTED),
        ("Mayor Olga Prinz opened the bridge on Tuesday, according to Bo.", Verdict.UNSUPPORTED),
        ("Mayor Olga Prinz opened the bridge on Tuesday (Nils Bo).", Verdict.UNSUPPORTED),
        ("Nils Bo.", Verdict.UNSUPPORTED),
        ("The bridge on Tuesday.", Verdict.UNSUPPORTED),
    ],
)
def test_what_is_only_said_or_denied_is_not_so(check: Check, claim: str, expected: Verdict) -> None:
    checked = check(claim, TALK)
    assert checked.verdict in (expected, Verdict.CONTRADICTED if expected is not Verdict.SUPPORTED else expected)


def basis(text: str) -> tuple[Evidence, ...]:
    start = TALK.index(text)
    return (Evidence(source="1", start=start, end=start + len(text), quote=text),)


@pytest.mark.parametrize(
    ("claim", "rests_on", "expected"),
    [
        ("The bridge is likely to stay open.", "Mayor Olga Prinz opened the bridge on Tuesday.", Verdict.ASSESSMENT),
        (
            "The bridge is likely to stay open, because the cables were tested twice.",
            "Mayor Olga Prinz opened the bridge on Tuesday.",
            Verdict.ASSESSMENT,
        ),
        (
            "The bridge is likely to close, because two workers were killed.",
            "Mayor Olga Prinz opened the bridge on Tuesday.",
            Verdict.UNSUPPORTED,
        ),
        (
            "Prinz, who sold the ferry in May, is unlikely to resign.",
            "Mayor Olga Prinz opened the bridge on Tuesday.",
            Verdict.UNSUPPORTED,
        ),
        ("The bridge is likely to stay open.", "bridge", Verdict.UNSUPPORTED),
        ("Rain is likely.", "Mayor Olga Prinz opened the bridge on Tuesday.", Verdict.UNSUPPORTED),
        ("Olga Prinz is a thief.", "Mayor Olga Prinz opened the bridge on Tuesday.", Verdict.UNSUPPORTED),
    ],
)
def test_an_assessment_states_nothing_unseen(check: Check, claim: str, rests_on: str, expected: Verdict) -> None:
    checked = check(claim, TALK, kind=ClaimKind.ASSESSMENT, basis=basis(rests_on))
    assert checked.verdict is expected or (
        expected is Verdict.UNSUPPORTED and checked.verdict is Verdict.CONTRADICTED
    ), checked.reasons
