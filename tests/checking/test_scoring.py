"""The score: a probability for any text, told by the sources alone, that never lifts a verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.checking import Checker, Index, Scorer, check_texts
from briefing.checking.scoring import model as fitted
from briefing.domain.claim import Claim, Section, Stance, Verdict
from briefing.domain.yardstick import PHIA
from tests.checking.conftest import build

FERRY = """The ferry Amalthea left the port of Vardholm at 06:40 on Tuesday with 212 passengers on board.
Captain Ingrid Solberg accepted the new timetable, although the crew had asked for longer breaks.
Divers found no damage to the hull, and the harbour office allowed the ship to sail.
The operator plans to buy two electric ferries by 2031 if parliament grants the loan.
A storm closed the northern pier for nine days in January.
Fishermen from the village of Brekk complained about the noise of the engines."""
MUSEUM = """The museum in Torvik lent eleven paintings to a gallery in Lisbon.
Its director, Paulo Mendes, said the loan would end in April.
Visitors paid 14 euros a ticket, twice as much as before the renovation."""
VERBATIM_AND_CHANGED = [
    ("The ferry Amalthea left the port of Vardholm at 06:40 on Tuesday with 212 passengers on board.",
     "The ferry Amalthea left the port of Vardholm at 06:40 on Tuesday with 340 passengers on board."),
    ("Captain Ingrid Solberg accepted the new timetable, although the crew had asked for longer breaks.",
     "Captain Ingrid Solberg rejected the new timetable, although the crew had asked for longer breaks."),
    ("Divers found no damage to the hull, and the harbour office allowed the ship to sail.",
     "Divers found damage to the hull, and the harbour office did not allow the ship to sail."),
    ("The museum in Torvik lent eleven paintings to a gallery in Lisbon.",
     "The museum in Torvik lent eleven paintings to a gallery in Madrid."),
    ("Visitors paid 14 euros a ticket, twice as much as before the renovation.",
     "Visitors paid 19 euros a ticket, twice as much as before the renovation."),
    ("A storm closed the northern pier for nine days in January.",
     "A strike closed the northern pier for nine days in January."),
]  # fmt: skip


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(Index((build("1", FERRY), build("2", MUSEUM))))


@pytest.mark.parametrize(("true", "changed"), VERBATIM_AND_CHANGED)
def test_a_sentence_of_the_source_scores_above_its_altered_form(scorer: Scorer, true: str, changed: str) -> None:
    assert scorer.judge(true).score > scorer.judge(changed).score


def test_what_the_sources_say_parts_from_what_they_do_not_at_the_threshold(scorer: Scorer) -> None:
    assert scorer.judge("The ferry left Vardholm on Tuesday with 212 passengers.").score >= fitted.THRESHOLD
    assert scorer.judge("Opera tickets in Vienna cost ninety crowns in 1911.").score < fitted.THRESHOLD
    assert scorer.judge("").score == scorer.judge("!?").score == 0.0


def test_the_sentence_that_says_so_is_ranked_first(scorer: Scorer) -> None:
    ranked = scorer.judge("Two electric ferries are to be bought by the operator.").ranked
    assert ranked[0].text.startswith("The operator plans to buy")
    assert scorer.judge("Quixotic zeppelins yodel.").ranked == ()


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_has_a_score_between_0_and_1_and_places_that_exist(text: str) -> None:
    scorer = Scorer(Index((build("1", FERRY + "\n" + text.replace("\r", " ")),)))
    for claim in (text, text + " passengers " + text):
        scored = scorer.judge(claim)
        assert 0.0 <= scored.score <= 1.0
        assert all(
            passage.source.text[place.start : place.end] == place.quote
            for passage in scored.ranked
            for place in passage.evidence()
        )


def test_the_same_claim_has_the_same_score_whatever_was_asked_before(scorer: Scorer) -> None:
    claims = [claim for pair in VERBATIM_AND_CHANGED for claim in pair]
    once = [scorer.judge(claim) for claim in claims]
    fresh = Scorer(Index((build("1", FERRY), build("2", MUSEUM))))
    assert [fresh.judge(claim).score for claim in reversed(claims)] == [each.score for each in reversed(once)]


def test_without_sources_nothing_is_likely() -> None:
    assert Scorer(Index(())).judge("The ferry left.") == (0.0, ())


def test_a_high_score_lifts_no_verdict() -> None:
    claim = "The ferry Amalthea left the port of Vardholm at 06:40 on Tuesday with 2,212 passengers on board."
    sources = (build("1", FERRY),)
    scored = check_texts({"c": claim}, sources)["c"]
    bare = check_texts({"c": claim}, sources, score=False)["c"]
    assert scored.verdict == bare.verdict != Verdict.SUPPORTED
    assert bare.score is None
    assert scored.score is not None


def test_a_verdict_of_the_checks_moves_the_score_as_fitted_and_stays_within_bounds() -> None:
    model = fitted.model()
    for probability in (0.001, 0.4, 0.999):
        contradicted = model.given(probability, Verdict.CONTRADICTED)
        assert 0 < contradicted < probability
        assert model.given(probability, Verdict.UNSUPPORTED) == pytest.approx(probability)
    assert model.given(0.0, Verdict.SUPPORTED) == 0.0


def test_a_word_of_the_same_meaning_scores_above_its_opposite(scorer: Scorer) -> None:
    claim = "The operator plans to {} two electric ferries by 2031 if parliament grants the loan."
    assert scorer.judge(claim.format("purchase")).score > scorer.judge(claim.format("sell")).score


def test_where_no_evidence_was_found_the_nearest_passages_are_shown() -> None:
    checked = check_texts({"c": "Passengers of the ferry danced in the harbour."}, (build("1", FERRY),))["c"]
    assert checked.verdict is Verdict.UNSUPPORTED
    assert 1 <= len(checked.evidence) <= 3
    assert {each.stance for each in checked.evidence} == {Stance.NEAREST}
    assert all(FERRY[each.start : each.end] == each.quote for each in checked.evidence)


def test_what_was_not_checked_has_no_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "_weigh", lambda *_: 1 / 0)
    checked = check_texts({"c": "A storm closed the northern pier."}, (build("1", FERRY),))["c"]
    assert (checked.verdict, checked.score) == (Verdict.UNCHECKED, None)


def test_a_score_that_breaks_leaves_the_claim_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index((build("1", FERRY),))
    scorer = Scorer(index)
    monkeypatch.setattr(Scorer, "judge", lambda *_: 1 / 0)
    claim = Claim(id="c", text="A storm closed the northern pier.", section=Section.BODY)
    checked = Checker(index, yardstick=PHIA, scorer=scorer).check(claim)
    assert checked.verdict is Verdict.UNCHECKED
    assert [reason.check for reason in checked.reasons] == ["score"]


def test_the_data_file_says_what_it_was_fitted_on_and_can_be_read() -> None:
    stored = fitted.FILE.read_text(encoding="utf-8")
    assert len(stored) < 600_000
    for noted in ('"fitted_on"', '"features"', '"intercept"', '"slope"'):
        assert noted in stored
    for forbidden in ("faithbench", "qags", "lfqa", "cliff"):
        assert forbidden not in stored


def test_what_the_checks_contradict_scores_lower_than_its_words_alone(scorer: Scorer) -> None:
    changed = VERBATIM_AND_CHANGED[0][1]
    checker = Checker(Index((build("1", FERRY), build("2", MUSEUM))), yardstick=PHIA, scorer=scorer)
    checked = checker.check(Claim(id="c", text=changed, section=Section.BODY))
    assert checked.verdict is Verdict.CONTRADICTED
    assert checked.score is not None
    assert checked.score < scorer.judge(changed).score
