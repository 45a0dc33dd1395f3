"""What the check found disputed stands in the table of disagreements, once."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import checking
from briefing.comparing import disagreements, disputed
from briefing.domain.brief import Disagreement, Draft, Side, Strength
from briefing.domain.claim import CheckedClaim, Claim, Evidence, Reason, Section, Stance, Verdict
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from tests.comparing.articles import article

FIRST, SECOND = (
    "Sarvas won 46 percent of the vote, the board said.",
    "Sarvas won 48 percent of the vote, the board said.",
)


def claim(text: str, *, id: str = "B1", section: Section = Section.BODY) -> Claim:
    return Claim(id=id, text=text, section=section)


def checked(claims: Sequence[Claim], sources: tuple[Source, ...]) -> list[CheckedClaim]:
    draft = Draft(title="", date=sources[0].published, writer="", claims=tuple(claims), summary=(), paragraphs=())
    return list(checking.check(draft, sources, yardstick=PHIA).values())


def has_pair(row: Disagreement, found: CheckedClaim) -> bool:
    """Whether a side of the row has a place that bears the claim out, and another side one that speaks against it."""

    def sides(stance: Stance) -> set[int]:
        return {
            number
            for number, side in enumerate(row.sides)
            for one in side.evidence
            for place in found.evidence
            if place.stance is stance and one.source == place.source and one.start < place.end and place.start < one.end
        }

    return any(one != other for one in sides(Stance.SUPPORTS) for other in sides(Stance.CONTRADICTS))


def test_a_disputed_sentence_makes_a_row_with_both_places() -> None:
    sources = (article("a", FIRST), article("b", SECOND))
    (row,) = disputed.joined((), checked([claim(FIRST)], sources))
    assert (row.topic, row.kind, row.strength) == ("how many: Sarvas", "number", Strength.HARD)
    assert [side.statement for side in row.sides] == [FIRST, SECOND]
    assert [(each.source, each.quote, each.stance) for side in row.sides for each in side.evidence] == [
        ("a", FIRST, Stance.SUPPORTS),
        ("b", SECOND, Stance.SUPPORTS),
    ]


def test_the_same_pair_seen_from_the_other_side_makes_no_second_row() -> None:
    sources = (article("a", FIRST), article("b", SECOND))
    both = checked([claim(FIRST, id="A1", section=Section.ANNEX), claim(SECOND, id="B1")], sources)
    assert [each.verdict for each in both] == [Verdict.DISPUTED, Verdict.DISPUTED]
    (row,) = disputed.joined((), both)
    assert row.sides[0].statement == SECOND  # as the text has it, and not the annex


def test_a_row_that_is_there_is_not_told_again() -> None:
    sources = (
        article("a", "The United Guilds welcomed the plan."),
        article("b", "The United Guilds condemned the plan."),
    )
    known = disagreements.find(sources)
    disputes = checked([claim("The United Guilds welcomed the plan.")], sources)
    assert known and disputes[0].verdict is Verdict.DISPUTED
    assert disputed.joined(known, disputes) == known
    assert len(disputed.joined((), disputes)) == 1


def test_of_a_long_sentence_the_number_in_dispute_is_shown() -> None:
    long = (
        "Speaking to reporters in the old town hall after a night of counting that had kept the whole capital awake,"
        " the chair of the board said that Edda Sarvas had won 46 percent of the vote."
    )
    places = [
        Evidence(source="a", start=0, end=len(long), quote=long),
        Evidence(source="b", start=0, end=len(SECOND), quote=SECOND, stance=Stance.CONTRADICTS),
    ]
    found = CheckedClaim(
        claim=claim(long),
        verdict=Verdict.DISPUTED,
        evidence=tuple(places),
        reasons=(Reason(check="number", detail="46 and 48"),),
    )
    (row,) = disputed.joined((), [found])
    assert "46 percent" in row.sides[0].statement and row.sides[0].statement.startswith("… ")


def test_another_piece_of_a_sentence_that_is_shown_makes_no_row() -> None:
    def place(source: str, start: int, stance: Stance = Stance.SUPPORTS) -> Evidence:
        return Evidence(source=source, start=start, end=start + 4, quote="word", stance=stance)

    def dispute(*against: Evidence) -> CheckedClaim:
        return CheckedClaim(claim=claim("word"), verdict=Verdict.DISPUTED, evidence=(place("a", 0), *against))

    known = disputed.joined((), [dispute(place("b", 20, Stance.CONTRADICTS))])
    split = dispute(place("b", 0, Stance.CONTRADICTS), place("b", 20, Stance.CONTRADICTS))
    assert disputed.joined(known, [split]) == known
    assert len(disputed.joined(known, [dispute(place("b", 0, Stance.CONTRADICTS))])) == 2
    one_side = replace(
        known[0],
        sides=(
            Side(statement="word", evidence=(place("a", 0), place("b", 20))),
            Side(statement="other", evidence=(place("c", 0),)),
        ),
    )
    assert len(disputed.joined([one_side], [dispute(place("b", 20, Stance.CONTRADICTS))])) == 2


def test_what_is_not_disputed_makes_none() -> None:
    assert disputed.joined((), checked([claim(FIRST)], (article("a", FIRST), article("b", FIRST)))) == ()


_SUBJECTS = st.sampled_from(["Sarvas", "Edda Sarvas", "The mayor", "The harbour company"])
_DEEDS = st.sampled_from(
    ["won {n} percent of the vote", "hired {n} workers", "opened the bridge on {n} May 2031",
     "rejected the {n}-day plan", "accepted the {n}-day plan", "did not sign the treaty", "signed the treaty"]
)  # fmt: skip
_SENTENCES = st.builds(
    lambda who, did, n: f"{who} {did.format(n=n)}, the board said.", _SUBJECTS, _DEEDS, st.integers(11, 19)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_SENTENCES, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=3))
def test_every_disputed_sentence_has_its_row(drawn: list[str]) -> None:
    sources = tuple(article(str(number), text) for number, text in enumerate(drawn))
    texts = dict.fromkeys(sentence.text for source in sources for sentence in source.sentences)
    found = checked([claim(text, id=str(number)) for number, text in enumerate(texts)], sources)
    known = disagreements.find(sources)
    rows = disputed.joined(known, found)
    assert set(known) <= set(rows) and len(set(rows)) == len(rows)
    open_ = [
        each for each in found if each.verdict is Verdict.DISPUTED and not any(has_pair(row, each) for row in rows)
    ]
    assert open_ == []
