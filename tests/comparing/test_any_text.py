"""Whatever the articles say: no exception, every place slices to its quote, the same answer twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparing import disagreements, duplicates, reliability
from tests.comparing.articles import article

_PIECES = [
    "Kenyan President William Ruto", "Ugandan President William Ruto", "Grace Oduya", "the U.S. envoy,", "he", "she",
    "said", "told Reuters", "rejected", "accepted", "did not", "the plan", "the dam", "“We will not sign it,”", '"open',
    "closed”", "said:", "according to Tass", "a trilateral meeting", "of Kenya, Uganda and Chad", "led", "the team",
    "was headed by", "which lasted", "nearly two hours", "well under two hours", "three", "1,000 people", "each",
    "on 3 March 2024", "only one outcome,", "agreed to meet", ".", ".", ",", ";", "\n", "\n", "…", "é\u0301", "😀",
    "\u200b", "مرحبا", "(", ")", "—", "’s", "‘no’", "I", "O'Brien", "U.S.", "3.5%", "<b>",
]  # fmt: skip

texts = st.lists(st.sampled_from(_PIECES), max_size=30).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, max_size=4))
def test_nothing_breaks_and_places_hold(drawn: list[str]) -> None:
    sources = duplicates.mark(tuple(article(str(number), text) for number, text in enumerate(drawn)))
    by_id = {source.id: source.text for source in sources}
    result = disagreements.find(sources)
    for item in result:
        assert len(item.sides) >= 2
        for side in item.sides:
            assert side.evidence and side.statement
            assert all(by_id[place.source][place.start : place.end] == place.quote != "" for place in side.evidence)
    grades = reliability.grade(sources, result)
    assert [grade.source for grade in grades] == [source.id for source in sources]
    assert 0 <= reliability.independent_sources(sources, grades) <= len(sources)
    assert disagreements.find(sources) == result
