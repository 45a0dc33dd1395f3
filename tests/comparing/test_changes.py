"""What is new, changed or withdrawn between two briefs; and what is not, though it reads otherwise."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assets import fingerprint
from briefing.comparing.changes import NO_TERM, since
from briefing.domain.brief import Forecast, Horizon
from briefing.domain.changes import ChangeKind, Changes
from briefing.domain.claim import ClaimKind, Evidence, Section, Verdict
from briefing.domain.edition import Edition, Matter, Seen, Told

MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
OLD = "The mayor of Lindhaven opened the new ferry dock in front of 300 guests."


def told(text: str, source: str, section: Section = Section.BODY) -> Told:
    place = Evidence(source=source, start=0, end=len(text), quote=text)
    return Told(
        id=fingerprint(text + section.value)[:6],
        text=text,
        section=section,
        kind=ClaimKind.STATEMENT,
        verdict=Verdict.SUPPORTED,
        evidence=(place,),
    )


def seen(id: str, *sentences: str, path: str | None = None, version: int = 1) -> Seen:
    return Seen(
        id=id,
        path=path or f"{id}.txt",
        sha256=f"{id}-{version}",
        sentences=frozenset(fingerprint(each) for each in sentences),
    )


def monday(*texts: str, forecasts: tuple[Forecast, ...] = (), matters: tuple[Matter, ...] = ()) -> Edition:
    return Edition(
        name="ferry",
        date=MONDAY,
        title="t",
        writer="w",
        claims=tuple(told(text, "a") for text in texts),
        forecasts=forecasts,
        sources=(seen("a", *texts),),
        matters=matters,
    )


def tuesday(*texts: str, source: Seen | None = None, **more: object) -> Edition:
    """A brief of a new article, or of `source`."""
    read = source or seen("b", *texts)
    return replace(monday(), date=TUESDAY, claims=tuple(told(text, read.id) for text in texts), sources=(read,), **more)


def kinds(changes: Changes) -> list[str]:
    return [change.kind.value for change in changes.changes]


def difference(before: str, now: str) -> list[tuple[str, str, str]]:
    (change,) = since(monday(before), tuesday(now)).changes
    assert change.kind is ChangeKind.CHANGED
    return [(each.kind, each.before, each.now) for each in change.differences]


def test_what_a_new_article_says_is_new() -> None:
    changes = since(monday(OLD), tuesday("Two cranes of the shipyard were sold to a firm in Ostmark."))
    assert kinds(changes) == ["new"]
    assert [each.id for each in changes.new_sources] == ["b"]


def test_what_was_told_in_other_words_is_not_new() -> None:
    again = "In front of 300 guests the new ferry dock was opened by the mayor of Lindhaven."
    changes = since(monday(OLD), tuesday(again))
    assert not changes.is_news


def test_an_article_read_before_is_no_news_though_the_brief_says_more_of_it() -> None:
    more = "Two cranes of the shipyard were sold to a firm in Ostmark."
    changes = since(monday(OLD), tuesday(more, source=seen("a", OLD, more)))
    assert kinds(changes) == []
    assert [each.text for each in changes.retold] == [more]
    assert [each.text for each in changes.left_out] == [OLD]


def test_a_sentence_of_an_older_version_is_no_news() -> None:
    more = "Two cranes of the shipyard were sold to a firm in Ostmark."
    before = replace(monday(OLD), sources=(seen("a", OLD, more),))
    changes = since(before, tuesday(more, source=seen("c", OLD, more, path="a.txt", version=2)))
    assert kinds(changes) == []
    assert [each.id for each in changes.updated_sources] == ["c"]


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        (
            "The storm damaged 40 boats in the harbour of Lindhaven.",
            "The storm damaged 55 boats in the harbour of Lindhaven.",
            [("number", "40 boats", "55 boats")],
        ),
        (
            "The court named Olga Brenner as head of the ferry inquiry.",
            "The court named Jonas Weidt as head of the ferry inquiry.",
            [("name", "Olga Brenner", "Jonas Weidt")],
        ),
        (
            "The northern ferry line reopens to passengers on 14 April.",
            "The northern ferry line reopens to passengers on 28 April.",
            [("date", "14 April", "28 April")],
        ),
        (
            "The captain of the ferry was arrested at the northern dock.",
            "The captain of the ferry was not arrested at the northern dock.",
            [("negation", "said", "denied")],
        ),
        (
            "The ferry company is likely to sell its northern dock.",
            "The ferry company is unlikely to sell its northern dock.",
            [("likelihood", "likely", "unlikely")],
        ),
    ],
)
def test_the_same_matter_with_another_value_is_changed(
    before: str, now: str, found: list[tuple[str, str, str]]
) -> None:
    assert difference(before, now) == found


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("The storm damaged 40 boats in the harbour.", "The storm cut the power of 55 houses in the old town."),
        ("Police arrested 3 men at the dock on Monday.", "Voters chose 7 men for the harbour council."),
        ("Olga Brenner leads the ferry inquiry.", "Jonas Weidt sold his bakery in the old town."),
    ],
)
def test_another_matter_is_new_and_no_change(before: str, now: str) -> None:
    assert kinds(since(monday(before), tuesday(now))) == ["new"]


def test_a_contradiction_in_other_words_is_a_change() -> None:
    changes = since(
        monday("The talks in the town hall of Lindhaven took less than two hours, and no deal was reached."),
        tuesday("The negotiations, hosted by the mayor, were over after almost five hours."),
    )
    (change,) = changes.changes
    assert change.kind is ChangeKind.CHANGED
    assert [each.kind for each in change.differences] == ["duration"]


def test_a_denial_of_something_else_is_no_change() -> None:
    before = "Brandt had lowered the expectations before the talks in Lindhaven."
    now = "Brandt had said that he did not expect a deal before the talks in Lindhaven."
    assert kinds(since(monday(before), tuesday(now))) == ["new"]


def test_a_number_that_was_in_an_unchanged_article_all_along_is_no_change() -> None:
    now = "The storm damaged 55 boats in the harbour of Lindhaven."
    changes = since(monday("The storm damaged 40 boats in the harbour of Lindhaven."), tuesday(now, source=seen("a")))
    assert kinds(changes) == []


def test_withdrawn_is_what_a_new_version_does_not_say_any_more() -> None:
    version = seen("a", "Something else.", path="a.txt", version=2)
    changes = since(monday(OLD), tuesday("Something else.", source=version))
    assert kinds(changes) == ["new", "withdrawn"]
    assert changes.changes[1].before is not None
    assert changes.changes[1].before.text == OLD


@pytest.mark.parametrize(
    ("before", "now", "differing"),
    [
        ("The army took the village of Marrow.", "The rebels took the village of Marrow.", ("army", "rebels")),
        (
            "The council approved the cost of the dock.",
            "The council rejected the cost of the dock.",
            ("approved", "rejected"),
        ),
        ("The price of bread rose sharply in May.", "The price of bread fell sharply in May.", ("rose", "fell")),
        (
            "The council approved the cost of the dock.",
            "The mayor approved the cost of the dock.",
            ("council", "mayor"),
        ),
    ],
)
def test_another_word_in_a_new_version_is_a_change(before: str, now: str, differing: tuple[str, str]) -> None:
    rest = ("The storm damaged 55 boats.", "Schools stay closed on Friday.")
    changes = since(monday(before, *rest), tuesday(now, *rest, source=seen("a", now, *rest, version=2)))
    (change,) = changes.changes
    assert change.kind is ChangeKind.CHANGED
    assert [(each.before, each.now) for each in change.differences] == [differing]


def test_a_word_that_excludes_that_of_another_article_is_a_change() -> None:
    rose, fell = (f"The price of bread {verb} sharply in May." for verb in ("rose", "fell"))
    assert [change.kind for change in since(monday(rose), tuesday(fell)).changes] == [ChangeKind.CHANGED]


@pytest.mark.parametrize(
    "now",
    [
        "The mayor of Lindhaven inaugurated the new ferry dock before 300 guests.",
        "The mayor of Lindhaven opened the new ferry dock in front of 300 visitors.",
        "The mayor of Lindhaven opened the new ferry berth in front of 300 guests.",
    ],
)
def test_another_word_of_another_author_is_no_news(now: str) -> None:
    assert since(monday(OLD, "The storm damaged 55 boats."), tuesday(now)).changes == ()


@pytest.mark.parametrize(
    "now",
    [
        "The army seized the village of Marrow by night.",
        "On Monday the army took the village of Marrow by night.",
        "The amry took the village of Marrow by night.",
    ],
)
def test_another_word_for_the_same_in_a_new_version_is_no_news(now: str) -> None:
    before = "The army took the village of Marrow by night."
    assert since(monday(before), tuesday(now, source=seen("a", now, version=2))).changes == ()


@pytest.mark.parametrize(
    "source",
    [seen("b", path="b.txt"), seen("a", OLD, path="a.txt", version=2), seen("a", OLD)],
    ids=["not read any more", "a new version says it still", "unchanged"],
)
def test_what_is_merely_left_out_is_not_withdrawn(source: Seen) -> None:
    changes = since(monday(OLD), tuesday(source=source))
    assert kinds(changes) == []
    assert [each.text for each in changes.left_out] == [OLD]


def test_the_annex_says_still_what_the_text_leaves_out() -> None:
    now = replace(tuesday(), claims=(told(OLD, "b", Section.ANNEX),), sources=(seen("a", path="a.txt", version=2),))
    changes = since(monday(OLD), now)
    assert kinds(changes) == []
    assert not changes.left_out


def ahead(text: str, term: str | None, judge: str | None = None) -> Forecast:
    id = told(text, "a").id
    return Forecast(claim=id, horizon=Horizon.SHORT, starts=MONDAY, until=None, term=term, attributed_to=judge)


LIKELY = "The ferry company is likely to close the northern line, since the dock is damaged."
POSSIBLE = "There is a realistic possibility that the ferry company closes the northern line."


def turned(one: str | None, other: str | None) -> Changes:
    return since(
        monday(LIKELY, forecasts=(ahead(LIKELY, "likely", one),)),
        tuesday(POSSIBLE, forecasts=(ahead(POSSIBLE, "realistic possibility", other),)),
    )


@pytest.mark.parametrize(("one", "other"), [(None, None), ("Ida Marsh", "Marsh"), ("source 101", "source 205")])
def test_a_judgement_that_turned_is_told_once(one: str | None, other: str | None) -> None:
    changes = turned(one, other)
    assert [(turn.was, turn.became) for turn in changes.turns] == [("likely", "realistic possibility")]
    assert kinds(changes) == []
    assert not changes.left_out


def test_another_judge_is_another_judgement() -> None:
    changes = turned("Ida Marsh", "Peer Holm")
    assert not changes.turns
    assert kinds(changes)


def test_a_term_that_goes_away_is_a_turn_too() -> None:
    plain = "The ferry company will close the northern line, since the dock is damaged."
    changes = since(
        monday(LIKELY, forecasts=(ahead(LIKELY, "likely"),)), tuesday(plain, forecasts=(ahead(plain, None),))
    )
    assert [(turn.was, turn.became) for turn in changes.turns] == [("likely", NO_TERM)]


def test_disagreements_are_new_or_settled_by_a_new_version() -> None:
    one = Matter(topic="how many boats", kind="number", sides=("40", "55"), sources=("a",))
    other = Matter(topic="who leads the inquiry", kind="holder", sides=("Brenner", "Weidt"), sources=("b",))
    version = seen("a", path="a.txt", version=2)
    changes = since(monday(matters=(one,)), tuesday(source=version, matters=(other,)))
    assert changes.new_matters == (other,)
    assert changes.settled_matters == (one,)
    unread = since(monday(matters=(one,)), tuesday(matters=(other,)))
    assert unread.settled_matters == ()


SENTENCES = (
    OLD,
    LIKELY,
    POSSIBLE,
    "Two cranes were sold.",
    "The storm damaged 40 boats.",
    "The storm damaged 55 boats.",
)


@given(st.lists(st.sampled_from(SENTENCES), unique=True))
def test_a_brief_has_nothing_new_beside_itself(texts: list[str]) -> None:
    brief = monday(*texts)
    assert not since(brief, replace(brief, date=TUESDAY)).differ


@given(st.lists(st.sampled_from(SENTENCES), unique=True), st.lists(st.sampled_from(SENTENCES), unique=True))
def test_every_sentence_is_told_in_one_place_at_most(before: list[str], now: list[str]) -> None:
    changes = since(monday(*before), tuesday(*now))
    told_now = [change.now.text for change in changes.changes if change.now] + [each.text for each in changes.retold]
    assert len(told_now) == len(set(told_now))
    assert set(told_now) <= set(now) - set(before)
    gone = [change.before.text for change in changes.changes if change.now is None and change.before]
    assert set(gone) | {each.text for each in changes.left_out} <= set(before) - set(now)
