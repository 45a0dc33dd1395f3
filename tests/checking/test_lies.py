"""Nine lies a writer can tell, each caught with its own verdict and reason; and what each check is needed for."""

from collections.abc import Callable

import pytest

from briefing.checking import checks
from briefing.domain.claim import CheckedClaim, ClaimKind, QuoteVerdict, Section, Verdict

Check = Callable[..., CheckedClaim]

WIRE = (
    "Norway and Iceland agreed to exchange 400 fishing licences each after talks in Bergen on 3 March 2024. "
    "The Norwegian delegation was led by Fisheries Minister Kari Holm, while the Icelandic team was headed by special "
    "envoy Jon Arnarson. “We will not accept any quota below the level of last year,” said Arnarson. "
    "Holm rejected the Icelandic demand for a joint patrol in the disputed waters. "
    "The Icelandic prime minister did not travel to Bergen for the talks. "
    "Half of the Norwegian trawlers stayed in port during the talks. "
    "Analysts in Oslo say the two governments are likely to sign a full treaty on mackerel in the autumn."
)
NOTE = (
    "The talks in Bergen lasted less than two hours, and Holm thanked the Icelandic envoy for his patience. "
    "Iceland accused Norway of overfishing mackerel in the northern waters for years. "
    "Erik Lunde, a harbour master in Bergen, said that foreign trawlers had damaged the nets of local crews. "
    "Bergen received 40 trawlers in May and Hammerfest 25 in June. "
    "The crews sailed against the new quota. Lunde denied that the crews had burned the nets. "
    "The deputy fisheries minister inspected the nets in Hammerfest. "
    "The harbour council agreed to discuss the new pier. "
    "Smugglers paid for the harbour bell."
)


def reasons(checked: CheckedClaim) -> set[str]:
    return {reason.check for reason in checked.reasons}


LIES = [
    (
        "number",
        "Norway and Iceland agreed to exchange 900 fishing licences each after talks in Bergen.",
        "contradicted",
    ),
    ("role", "Jon Arnarson led the Norwegian delegation.", "contradicted"),
    ("quote", 'Holm called the Icelandic demand for a joint patrol "shameless beyond any measure".', "unsupported"),
    ("quote", "“We will never accept any quota below the level of last year,” said Arnarson.", "contradicted"),
    ("quote", "“We will not accept any quota below the level of last year,” said Holm.", "contradicted"),
    ("polarity", "The Icelandic prime minister travelled to Bergen for the talks.", "contradicted"),
    ("name", "Denmark offered to pay for the patrol boats.", "unsupported"),
]


@pytest.mark.parametrize(("reason", "lie", "verdict"), LIES)
def test_lies_in_a_sentence(check: Check, reason: str, lie: str, verdict: str) -> None:
    checked = check(lie, WIRE, NOTE)
    assert checked.verdict == verdict, checked.reasons
    assert reason in reasons(checked)


def test_each_quotation_says_what_is_wrong_with_it(check: Check) -> None:
    verdicts = [check(lie, WIRE, NOTE).quotes[0].verdict for _, lie, _ in LIES[2:5]]
    assert verdicts == [QuoteVerdict.NOT_FOUND, QuoteVerdict.ALTERED, QuoteVerdict.WRONG_SPEAKER]
    assert "~~never~~" in check(LIES[3][1], WIRE, NOTE).quotes[0].detail
    assert "Arnarson" in check(LIES[4][1], WIRE, NOTE).quotes[0].detail
    assert "Holm" in check(LIES[4][1], WIRE, NOTE).quotes[0].detail


def test_a_point_that_does_not_exist(check: Check) -> None:
    true = "Norway and Iceland agreed to exchange 400 fishing licences each."
    assert check(true, WIRE).verdict is Verdict.SUPPORTED
    checked = check(true, WIRE, unknown_references=("1.9",))
    assert checked.verdict is Verdict.UNSUPPORTED
    assert any(reason.check == "reference" and "1.9" in reason.detail for reason in checked.reasons)


def test_a_forecast_with_two_terms_of_likelihood(check: Check) -> None:
    one = "The two governments are likely to sign a full treaty on mackerel in the autumn."
    two = "The two governments are likely, perhaps highly likely, to sign a full treaty on mackerel in the autumn."
    fields = {"section": Section.FORECAST, "kind": ClaimKind.FORECAST}
    assert check(one, WIRE, **fields).verdict is Verdict.SUPPORTED
    checked = check(two, WIRE, **fields)
    assert checked.verdict is Verdict.UNSUPPORTED
    assert "yardstick" in reasons(checked)


def test_the_reason_names_both_numbers_and_the_place(check: Check) -> None:
    checked = check(LIES[0][1], WIRE)
    (detail,) = {reason.detail for reason in checked.reasons if reason.check == "number"}
    place = f"[characters {WIRE.index('400')}-{WIRE.index('400') + 3}]"
    assert "900" in detail and "400" in detail and place in detail


NEEDED = [
    (
        "number",
        "After talks in Bergen, Norway and Iceland agreed to exchange 900 fishing licences each, on 3 March 2024.",
    ),
    ("date", "Norway and Iceland agreed to exchange 400 fishing licences each after talks in Bergen on 9 March 2024."),
    ("name", "Norway, Iceland and Denmark agreed to exchange 400 fishing licences each after talks in Bergen."),
    ("leadership", "The Norwegian delegation was led by special envoy Jon Arnarson at the talks with Kari Holm."),
    ("place", "Holm thanked the Icelandic envoy for his patience at talks in Oslo that lasted less than two hours."),
    ("polarity", "The Icelandic prime minister travelled to Bergen for the talks."),
    ("modality", "The two governments sign a full treaty on mackerel in the autumn."),
    ("scope", "All of the Norwegian trawlers stayed in port during the talks."),
    ("relation", "Norway accused Iceland of overfishing mackerel in the northern waters for years."),
    ("attribution", "Kari Holm said that foreign trawlers had damaged the nets of local crews."),
    ("wording", "Norway and Iceland did not agree to exchange 400 fishing licences each after talks in Bergen."),
    ("claim", "The 400 fishing licences."),
    ("quote", "Holm rejected the Icelandic demand for a joint “and truly foolish” patrol in the disputed waters."),
    ("role", "Finance Minister Kari Holm rejected the Icelandic demand for a joint patrol in the disputed waters."),
    ("bearing", "The crews sailed for the new quota."),
    ("denial", "The crews had burned the nets."),
    ("office", "The fisheries minister inspected the nets in Hammerfest."),
    ("parallel", "Bergen received 40 trawlers in June."),
    ("addition", "Holm angrily rejected the Icelandic demand for a joint patrol in the disputed waters."),
    ("order", "Holm thanked the Icelandic envoy because the talks in Bergen lasted less than two hours."),
    ("omission", "The harbour council agreed to the new pier."),
    ("splice", "Smugglers paid for the harbour."),
    ("degree", "Holm rejected only the Icelandic demand for a joint patrol in the disputed waters."),
    ("tense", "The talks in Bergen will last less than two hours."),
    ("reference", "Holm rejected the Icelandic demand for a joint patrol."),
    ("yardstick", "It is likely that the two governments are likely to sign a full treaty on mackerel in the autumn."),
]
TOGETHER = {
    "polarity": {"wording"},
    "relation": {"wording", "attribution"},
    "leadership": {"relation"},
    "bearing": {"wording", "order"},
    "denial": {"attribution", "modality"},
    "place": {"name"},
    "role": {"addition"},
    "wording": {"polarity"},
    "modality": {"wording"},
    "attribution": {"name", "wording"},
}
"""Two checks that both see the lie."""


@pytest.mark.parametrize(("name", "lie"), NEEDED)
def test_each_check_bears_weight(check: Check, monkeypatch: pytest.MonkeyPatch, name: str, lie: str) -> None:
    fields: dict[str, object] = {"unknown_references": ("1.9",)} if name == "reference" else {}
    if name == "yardstick":
        fields = {"section": Section.FORECAST, "kind": ClaimKind.FORECAST}
    assert check(lie, WIRE, NOTE, **fields).verdict in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
    off = {name} | TOGETHER.get(name, set())
    for registry in ("PASSAGE", "ALONE", "QUOTES", "ROLES"):
        left = {each: run for each, run in getattr(checks, registry).items() if each not in off}
        monkeypatch.setattr(checks, registry, left)  # a fresh one: the order of checks must outlive this test
    assert check(lie, WIRE, NOTE, **fields).verdict is Verdict.SUPPORTED


def test_every_check_is_shown_to_bear_weight() -> None:
    registered = {*checks.PASSAGE, *checks.ALONE, *checks.QUOTES, *checks.ROLES}
    assert registered == {name for name, _ in NEEDED}
