"""Invented sentences and claims in other words: which are borne out, which are not, which are spoken against."""

from collections.abc import Callable

import pytest

from briefing.checking.facts import Facts
from briefing.checking.matching import CLOSE, FAMILY, NARROWER, SAME, Pair, pairs
from briefing.domain.claim import CheckedClaim, Verdict

Check = Callable[..., CheckedClaim]

FLOOD = "Heavy floods destroyed two bridges near Lomba on Tuesday, and eleven villagers were killed."
ENVOY = "The Karesh ambassador met opposition leaders in Veldt on Sunday and denounced the tariffs."
STRIKE = "Dock workers in Port Hale postponed the walkout after the company pledged higher wages."
COURT = "The court in Ormond jailed the smuggler for six years and seized 40 kilograms of gold."
VOTE = "The senate voted to discuss the fishing treaty, and lawmaker Ruta Holm criticised the delay."
RAID = "Officer Dan Pell shot two robbers during a raid on a jeweller in Ormond on Monday."


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (FLOOD, "Eleven villagers died near Lomba on Tuesday."),
        (FLOOD, "Heavy floods damaged two bridges near Lomba."),
        (ENVOY, "The Karesh diplomat met opposition leaders in Veldt on Sunday."),
        (ENVOY, "The Karesh ambassador condemned the tariffs."),
        (STRIKE, "Dock workers in Port Hale delayed the strike."),
        (COURT, "The court in Ormond imprisoned the smuggler for six years."),
        (COURT, "The court in Ormond seized 40 kilograms of metal."),
        (VOTE, "A legislator, Ruta Holm, criticised the delay."),
        (FLOOD, "Eleven people were killed in floods near Lomba."),
    ],
)
def test_a_synonym_or_a_more_special_word_of_the_source_bears_the_claim_out(
    check: Check, source: str, claim: str
) -> None:
    assert check(claim, source).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (FLOOD.replace("were killed", "died"), "Eleven villagers were murdered near Lomba on Tuesday."),
        (FLOOD.replace("destroyed", "damaged"), "Heavy floods destroyed two bridges near Lomba on Tuesday."),
        (ENVOY.replace("ambassador", "diplomat"), "The Karesh ambassador denounced the tariffs."),
        (ENVOY.replace("denounced", "criticised"), "The Karesh ambassador denounced the tariffs."),
        (STRIKE, "Dock workers in Port Hale cancelled the walkout."),
        (COURT.replace("gold", "metal"), "The court in Ormond seized 40 kilograms of gold."),
        (VOTE, "The senate ratified the fishing treaty."),
        (VOTE, "Officer Ruta Holm criticised the delay."),
        (COURT, "The court in Ormond freed the smuggler after six years."),
        (RAID, "Officer Dan Pell died during a raid on a jeweller in Ormond on Monday."),
    ],
)
def test_a_word_that_says_more_or_another_thing_is_not_borne_out(check: Check, source: str, claim: str) -> None:
    assert check(claim, source).verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (ENVOY.replace("denounced", "welcomed"), "The Karesh ambassador rejected the tariffs."),
        (COURT.replace("jailed", "acquitted"), "The court in Ormond convicted the smuggler."),
        (STRIKE.replace("higher wages", "to raise wages"), "The company pledged to reduce wages."),
    ],
)
def test_opposites_speak_against_one_another(check: Check, source: str, claim: str) -> None:
    assert check(claim, source).verdict is Verdict.CONTRADICTED


def _pair(claim: str, passage: str, word: str) -> Pair | None:
    facts = Facts(claim)
    found = pairs(facts, facts.tokens, Facts(passage))
    return next((pair for token, pair in found.items() if claim[token.start : token.end] == word), None)


@pytest.mark.parametrize(
    ("claim", "passage", "word", "likeness"),
    [
        ("The diplomat left.", "The diplomats left.", "diplomat", SAME),
        ("The diplomat left.", "The ambassador left.", "diplomat", CLOSE),
        ("The ambassador left.", "The diplomat left.", "ambassador", NARROWER),
        ("The investigation ended.", "The investigators left.", "investigation", SAME),
        ("The sovereignty is old.", "They met the sovereign.", "sovereignty", FAMILY),
    ],
)
def test_likeness_is_by_what_the_passage_says(claim: str, passage: str, word: str, likeness: float) -> None:
    pair = _pair(claim, passage, word)
    assert pair is not None
    assert pair.likeness == likeness
    assert pair.met == (likeness > NARROWER)


def test_under_a_denial_the_more_general_word_says_more() -> None:
    met = _pair("She met no ambassador.", "She met no diplomat.", "ambassador")
    unmet = _pair("She met no diplomat.", "She met no ambassador.", "diplomat")
    assert met is not None
    assert met.met
    assert unmet is not None
    assert not unmet.met


@pytest.mark.parametrize(
    ("claim", "passage", "word"),
    [
        ("The interest is high.", "The international body met.", "interest"),
        ("The general resigned.", "The plant generates power.", "general"),
        ("Copper was found.", "Gold was found.", "Copper"),
    ],
)
def test_what_begins_alike_or_is_of_one_kind_is_no_match(claim: str, passage: str, word: str) -> None:
    assert _pair(claim, passage, word) is None


@pytest.mark.parametrize(
    ("claim", "passage", "met"),
    [
        ("Two miners died in Osk.", "Two miners were killed in Osk.", True),
        ("Two miners died in Osk.", "The blast killed two miners in Osk.", True),
        ("Two miners died in Osk.", "Two miners killed a guard in Osk.", False),
        ("The guard was killed.", "The guard died.", False),
    ],
)
def test_who_is_killed_dies_and_no_other(claim: str, passage: str, met: bool) -> None:
    facts = Facts(claim)
    verb = next(token for token in facts.tokens if token.root in ("die", "kill"))
    pair = pairs(facts, facts.tokens, Facts(passage))[verb]
    assert pair.met is met


def test_a_part_met_too_generally_counts_as_unmet(check: Check) -> None:
    checked = check("The ambassador left Veldt.", "The diplomat left Veldt.")
    assert checked.verdict is Verdict.UNSUPPORTED
    assert any("ambassador" in reason.detail for reason in checked.reasons)
