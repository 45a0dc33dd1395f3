"""Victims counted anew by a later article: a development, told as one."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefing.comparing import disagreements
from briefing.domain.brief import LATER_FIGURE, Disagreement, Strength
from tests.comparing.articles import article

MONDAY = (
    "A landslide buried the village of Ostrovo in the night, killing at least 12 people and injuring 30, police said."
)
TUESDAY = "The death toll of the landslide in Ostrovo rose to 19, police said, and 44 people were injured."


def later(*texts: str, days: tuple[int, ...] = (), title: str | None = None) -> list[Disagreement]:
    """Rows of later figures, of articles of one day after the other."""
    days = days or tuple(range(4, 4 + len(texts)))
    told = zip(texts, days, strict=True)
    sources = tuple(
        article(f"s{number}", text, title=title, published=date(2031, 3, day))
        for number, (text, day) in enumerate(told)
    )
    return [row for row in disagreements.find(sources) if row.kind == LATER_FIGURE]


def sides(row: Disagreement) -> list[list[str]]:
    return [[place.source for place in side.evidence] for side in row.sides]


def test_a_toll_that_rose_is_a_development() -> None:
    dead, injured = later(MONDAY, TUESDAY)
    assert dead.strength is injured.strength is Strength.SOFT
    assert (dead.topic, injured.topic) == ("how many dead: Ostrovo", "how many injured: Ostrovo")
    assert sides(dead) == sides(injured) == [["s0"], ["s1"]]
    older, newer = dead.sides
    assert older.statement.startswith("older: ") and "at least 12 people" in older.statement
    assert newer.statement.startswith("newer: ") and "rose to 19" in newer.statement
    assert older.evidence[0].quote == MONDAY and newer.evidence[0].quote == TUESDAY


def test_the_order_of_the_articles_does_not_matter() -> None:
    (dead, _) = later(TUESDAY, MONDAY, days=(5, 4))
    assert sides(dead) == [["s1"], ["s0"]]


def test_what_the_sentence_leaves_to_its_article_is_read_there() -> None:
    heading = "Landslide in Ostrovo\n"
    (dead,) = later(heading + "In Ostrovo a landslide killed 12 people.", heading + "Now 19 people are dead.")
    assert sides(dead) == [["s0"], ["s1"]]


def test_each_older_figure_is_a_side_of_its_own_and_the_newest_the_last() -> None:
    wednesday = "Police in Ostrovo said that the toll of the landslide had climbed to 23."
    dead = next(row for row in later(MONDAY, TUESDAY, wednesday) if "dead" in row.topic)
    assert sides(dead) == [["s0"], ["s1"], ["s2"]]
    assert "19" in dead.sides[1].statement and "23" in dead.sides[2].statement


def test_a_toll_revised_down_is_one_too() -> None:
    revised = "The death toll of the landslide in Ostrovo was revised to 9, police said."
    assert len(later(MONDAY, revised)) == 1
    assert later(MONDAY, revised.replace("was revised to", "stands at")) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(MONDAY, TUESDAY.replace("Ostrovo", "Kamenec"), id="another place"),
        pytest.param(MONDAY, TUESDAY.replace("landslide", "shooting"), id="another event"),
        pytest.param(MONDAY, "A landslide in Ostrovo killed 19 people.", id="nothing says that it counts anew"),
        pytest.param(MONDAY, "The toll of landslides in Ostrovo since 2020 rose to 190.", id="a sum over years"),
        pytest.param(MONDAY, "The landslide in Ostrovo has now killed 19 soldiers.", id="a part of all"),
        pytest.param(MONDAY, "The toll of the landslide in Ostrovo rose to 12, police said.", id="the same number"),
        pytest.param(MONDAY, "The landslide in Ostrovo has now left 300 people homeless.", id="another thing"),
    ],
)
def test_what_may_be_of_something_else_is_no_later_figure(first: str, second: str) -> None:
    assert later(first, second) == []
    assert later(MONDAY, TUESDAY) != []


def test_without_two_days_nothing_is_later() -> None:
    assert later(MONDAY, TUESDAY, days=(4, 4)) == []
    undated = tuple(article(str(number), text, published=None) for number, text in enumerate((MONDAY, TUESDAY)))
    assert [row for row in disagreements.find(undated) if row.kind == LATER_FIGURE] == []


def test_the_next_month_counts_another_event() -> None:
    first = article("a", MONDAY, published=date(2031, 3, 4))
    second = article("b", TUESDAY, published=date(2031, 4, 9))
    assert [row for row in disagreements.find((first, second)) if row.kind == LATER_FIGURE] == []


STRUCK = "An airstrike on Ostrovo on Monday killed 12 people, police said."
COUNTED = "The death toll of Monday's air strike on Ostrovo rose to 19, police said."


@pytest.mark.parametrize("first", [STRUCK, "The airstrike killed 12 people in Ostrovo on Monday."])
def test_an_attack_is_one_where_place_kind_and_day_are_the_same(first: str) -> None:
    (dead,) = later(first, COUNTED)
    assert dead.topic == "how many dead: Ostrovo" and sides(dead) == [["s0"], ["s1"]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(STRUCK, COUNTED.replace("Monday", "Tuesday"), id="another day"),
        pytest.param(STRUCK, COUNTED.replace("Monday's", "the"), id="no day"),
        pytest.param(STRUCK.replace(" on Monday", ""), COUNTED, id="no day in the older"),
        pytest.param(STRUCK, COUNTED.replace("air strike", "raid"), id="another kind"),
        pytest.param(STRUCK, COUNTED.replace("Ostrovo", "Kamenec"), id="another place"),
        pytest.param(STRUCK, COUNTED.replace("air strike", "air strikes"), id="more than one"),
        pytest.param(STRUCK, COUNTED.replace("Monday's", "Monday's second"), id="the second"),
        pytest.param(STRUCK, "Monday's air strike on Ostrovo killed 19 people.", id="nothing says that it counts anew"),
        pytest.param(
            STRUCK.replace("on Ostrovo", "on a market in Ostrovo"),
            COUNTED.replace("on Ostrovo", "on a clinic in Ostrovo"),
            id="another target",
        ),
        pytest.param(
            "An airstrike on Ostrovo killed 12 people before talks on Monday.", COUNTED, id="the day of something else"
        ),
    ],
)
def test_attacks_that_may_be_two_are_not_compared(first: str, second: str) -> None:
    assert later(first, second) == []


FIRE = "A fire in Ostrovo killed 3 people."


@pytest.mark.parametrize(
    "second",
    [
        "A fire in Ostrovo killed 9 people, and mounted police closed the street.",
        "A fire in Ostrovo killed 9 people, as prices of bread rose to 4 crowns.",
        "A fire in Ostrovo killed 9 people; the river rose to 4 metres.",
        "A fire in Ostrovo killed 9 people now in the morgue.",
        "A fire in Ostrovo killed 9 people, and rebels now hold the town.",
        "A fire in Ostrovo killed 9 people, the latest of its kind.",
        "A fire in Ostrovo killed 9 people; the toll may rise.",
        "A fire in Ostrovo killed 9 people; the toll of its floods rose by half.",
        "A fire in Ostrovo killed 9 people near the new toll road.",
        "The toll of the fire in Ostrovo is 9, and prices rose to 4 crowns.",
    ],
)
def test_what_rose_or_is_now_must_be_the_toll(second: str) -> None:
    assert later(FIRE, second) == []


@pytest.mark.parametrize(
    "second",
    [
        "The toll of the fire in Ostrovo, a village of the hills, climbed sharply to 9.",
        "Officials revised the death toll of the fire in Ostrovo to 9.",
        "The latest death toll of the fire in Ostrovo stood at 9.",
        "The fire in Ostrovo has now killed 9 people.",
        "The fire in Ostrovo is now known to have killed 9 people.",
        "The number of dead in the fire in Ostrovo now stands at 9.",
    ],
)
def test_a_toll_that_is_counted_anew_says_so_in_many_ways(second: str) -> None:
    (dead,) = later(FIRE, second)
    assert sides(dead) == [["s0"], ["s1"]]


@pytest.mark.parametrize("deed", ["shooting", "bombing", "blast", "fire", "landslide"])
def test_two_days_are_two_events(deed: str) -> None:
    first = f"A {deed} in Ostrovo on Monday killed 3 people, police said on Tuesday."
    assert later(first, f"The toll of Friday's {deed} in Ostrovo rose to 9.", days=(4, 8)) == []
    (dead,) = later(first, f"The toll of Monday's {deed} in Ostrovo rose to 9 on Saturday.", days=(4, 8))
    assert sides(dead) == [["s0"], ["s1"]]


def test_the_days_on_which_somebody_counted_are_of_no_event() -> None:
    first = "A fire in Ostrovo killed 3 people, police told reporters on Tuesday."
    for second in (
        "The toll of the fire in Ostrovo rose to 9 on Friday.",
        "On Friday the toll of Monday's fire in Ostrovo rose to 9.",
    ):
        assert len(later(first, second, days=(4, 8))) == 1


STUTTER = "An attack" + " in" * 60 + " Ostrovo, said police, and on Friday 4 people were killed."


def test_a_sentence_of_many_prepositions_is_read_at_once() -> None:
    """Read in two ways each it takes years: in a process of its own, so that it fails, and does not hang."""
    told = "from tests.comparing.test_tolls import COUNTED, STUTTER, later; assert later(STUTTER, COUNTED) == []"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", told], cwd=root, timeout=60, check=False).returncode == 0
