"""What a sentence binds together: doer and deed, member and number, denial and denied, post and rank, rate and unit."""

from collections.abc import Callable

import pytest

from briefing.checking.denials import DENIED, FALSE, NEARLY, REFUSED, UNPROVEN, denials
from briefing.checking.facts import Facts
from briefing.checking.parallels import members
from briefing.checking.posts import posts
from briefing.checking.predicates import predicates
from briefing.domain.claim import CheckedClaim, Verdict
from briefing.language.leadership import leaderships
from briefing.language.numerals import quantities
from briefing.language.roles import roles

Check = Callable[..., CheckedClaim]


@pytest.mark.parametrize(
    ("text", "verb", "doer", "object"),
    [
        ("The nurse thanked the pilot who had flown her home.", "thanked", "nurse", "pilot"),
        ("The pilot was thanked by the nurse.", "thanked", "nurse", "pilot"),
        ("The members of the choir elected a treasurer.", "elected", "members", "treasurer"),
        ("Ana Roth bought a mill and sold the barn.", "sold", "Ana Roth", "barn"),
        ("A driver who had hit a cyclist called the police.", "hit", "driver", "cyclist"),
        ("The mill, sold by the town, burned down.", "sold", "town", "mill"),
    ],
)
def test_who_does_what_to_whom(text: str, verb: str, doer: str, object: str) -> None:
    facts = Facts(text)
    found = next(each for token, each in predicates(facts).items() if text[token.start : token.end] == verb)
    assert doer in [text[token.start : token.end] for token in found.subject.heads]
    assert object in [text[token.start : token.end] for token in found.object.heads]


def test_members_of_a_list_keep_their_own() -> None:
    text = "The choir sang in Ulm and the band in Graz, while the dancers stayed at home."
    parts = [
        [text[place.token.start : place.token.end] for place in each.places] for each in members(Facts(text), False)
    ]
    assert parts == [["choir", "sang", "Ulm"], ["band", "Graz"], ["dancers", "stayed", "home"]]


def test_respectively_pairs_the_first_with_the_first(check: Check) -> None:
    text = "Oslo hired Ana Roth, and Bergen hired Tim Vole."
    claim = "Oslo and Bergen hired {} and {}, respectively."
    assert check(claim.format("Tim Vole", "Ana Roth"), text).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "kind", "denied"),
    [
        ("Roth denied that the mill had burned.", DENIED, "the mill had burned"),
        ("It is false that the mill burned.", FALSE, "the mill burned"),
        ("There is no evidence that the mill burned.", UNPROVEN, "the mill burned"),
        ("Roth stopped short of closing the mill.", REFUSED, "closing the mill"),
        ("Roth nearly closed the mill.", NEARLY, "closed the mill"),
        ("The claim that the mill burned is a lie.", FALSE, "the mill burned"),
        ("A sale was ruled out.", REFUSED, "A sale"),
        ("Neither Roth nor Vole closed the mill.", REFUSED, "Vole closed the mill"),
    ],
)
def test_what_is_denied(text: str, kind: str, denied: str) -> None:
    found = denials(text)
    assert kind in [each.kind for each in found]
    assert any(denied in text[each.start : each.end] for each in found)


def test_a_denial_taken_back_is_none() -> None:
    assert not denials("Roth did not deny that the mill had burned.")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Roth denied that the mill had burned in May.", "The mill had burned in May."),
        ("The mill burned in May.", "It is false that the mill burned in May."),
        ("Neither Roth nor Vole closed the old mill in Ulm.", "Vole closed the old mill in Ulm."),
        ("Residents nearly closed the old mill in Ulm.", "Residents closed the old mill in Ulm."),
    ],
)
def test_what_is_denied_bears_nothing_out(check: Check, text: str, claim: str) -> None:
    assert check(claim, text).verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


def test_posts_have_ranks() -> None:
    (deputy, former) = posts("The deputy finance minister met the former mayor.")
    assert (deputy.office, deputy.ranks) == ("finance minister", {"deputy"})
    assert (former.office, former.ranks) == ("mayor", {"former"})


def test_a_source_against_itself_is_disputed(check: Check) -> None:
    text = "The port of Ulm paid 15 million euros for the crane. The port of Ulm paid 25 million euros for the crane."
    checked = check("The port of Ulm paid 15 million euros for the crane.", text)
    assert checked.verdict is Verdict.DISPUTED
    assert len({evidence.stance for evidence in checked.evidence}) == 2


def test_rates_and_hand_overs() -> None:
    (daily,) = quantities("The line carries 1,200 passengers a day.")
    assert (daily.low, daily.per) == (1200, "day")
    (handed,) = quantities("She would hand over 1,000 letters.")
    assert handed.exact
    (later,) = quantities("The crew saved 40 people a day later.")
    assert later.per is None


def test_the_wrong_rate_contradicts(check: Check) -> None:
    text = "The line carries 1,200 passengers a day."
    assert check("The line carries 1,200 passengers a week.", text).verdict is Verdict.CONTRADICTED
    assert check("The line carries 1,200 passengers per day.", text).verdict is Verdict.SUPPORTED


def test_long_texts_are_read_in_pieces_with_the_right_places() -> None:
    sentence = "The Finnish delegation was headed by President Alexander Stubb. "
    text = sentence * 200
    assert [text[each.start : each.end] for each in leaderships(text)][-1] == leaderships(sentence)[0].text
    assert len(leaderships(text)) == len(roles(text)) == 200
    assert all(text[each.start : each.end] == each.text for each in roles(text))
