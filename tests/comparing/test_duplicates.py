from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.comparing import duplicates
from tests.comparing.articles import article

STORY = (
    "The old dam above Mombasa burst on Sunday after a week of heavy rain.\n"
    "Engineers had warned the water board of cracks in its northern wall since January, two of them said.\n"
    "The board, which owns four dams along the river, has called the warnings “exaggerated” more than once.\n"
    "Grace Oduya, who leads the inquiry, wants all letters between the engineers and the board by Friday."
)
OTHER = (
    "Uganda opened its border to trucks from the coast on Monday, three days earlier than announced.\n"
    "Drivers had waited in a queue of eleven kilometres, some of them without water or shade for two nights.\n"
    "Customs officers blamed a new form that nobody had sent them, and a printer that nobody had repaired."
)
REWRITE = (
    "A dam on the hills over Mombasa gave way this weekend when the rains did not stop.\n"
    "Cracks in the wall to the north were known to the water board from the start of the year, say its engineers.\n"
    "Along the river the board has three more dams; it has played down what it was told several times.\n"
    "By the end of the week the inquiry of Grace Oduya is to see everything that was written about it."
)


def copied(*sources: object) -> list[str | None]:
    return [source.duplicate_of for source in duplicates.mark(tuple(sources))]  # type: ignore[arg-type]


def test_the_same_text_counts_once() -> None:
    curly = STORY.replace("“", '"').replace("”", '"').replace("a week", "A  week")
    assert copied(article("a", STORY), article("b", OTHER), article("c", curly)) == [None, None, "a"]


def test_a_rewrite_is_no_copy() -> None:
    assert copied(article("a", STORY), article("b", REWRITE)) == [None, None]


def test_the_fuller_copy_stays() -> None:
    short = article("a", STORY.rsplit("\n", 1)[0])
    assert copied(short, article("b", STORY + "\n" + OTHER)) == ["b", None]


def test_a_short_text_inside_two_long_ones_makes_no_copies_of_them() -> None:
    short, long, other = article("a", STORY), article("b", STORY + "\n" + OTHER), article("c", REWRITE + "\n" + OTHER)
    assert copied(short, long, other) == ["b", None, None]


def test_of_equal_copies_the_better_described_and_then_the_earlier_stays() -> None:
    plain = article("a", STORY, publisher=None, published=None)
    late = article("b", STORY, title="Dam bursts", published=date(2024, 3, 5))
    early = article("c", STORY, title="Dam bursts", published=date(2024, 3, 4))
    assert copied(plain, late, early) == ["c", "c", None]


def test_a_stale_mark_is_taken_away() -> None:
    assert copied(replace(article("a", STORY), duplicate_of="b"), article("b", OTHER)) == [None, None]


def test_very_short_texts_are_left_alone() -> None:
    assert copied(article("a", "The dam burst."), article("b", "The dam burst.")) == [None, None]


@given(st.permutations(["a", "b", "c", "d"]))
def test_order_decides_nothing_but_the_choice_among_equals(order: list[str]) -> None:
    texts = {"a": STORY, "b": STORY + "\n" + OTHER, "c": OTHER + "\n" + REWRITE, "d": REWRITE}
    marked = duplicates.mark(tuple(article(id, texts[id]) for id in order))
    assert {source.id: source.duplicate_of for source in marked} == {"a": "b", "b": None, "c": None, "d": "c"}
    assert [source.id for source in marked] == order
