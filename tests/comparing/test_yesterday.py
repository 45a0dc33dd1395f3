"""Of many briefs of yesterday a story of today is compared with those that it shares a source with."""

import pickle
from collections.abc import Mapping
from datetime import date

import pytest

from briefing.comparing.changes import since
from briefing.comparing.editions import merged, seen
from briefing.comparing.yesterday import Yesterday
from briefing.domain.brief import Forecast, Horizon
from briefing.domain.changes import Changes
from briefing.domain.claim import ClaimKind, Evidence, Section, Verdict
from briefing.domain.edition import Edition, Matter, Told
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span

MONDAY, TUESDAY = date(2025, 3, 3), date(2025, 3, 4)
TRAIN = "Twelve people were hurt when a train left the rails near Ostwick on Sunday."
COACH = "Nine people were hurt when a train left the rails near Marrowby on Sunday."
MORE = "The Marrowby railway sacked its chief engineer, Odo Pell."
JUDGED = "The Ostwick railway is likely to close the northern line, since the rails are old."
TURNED = "The Ostwick railway is unlikely to close the northern line, since the rails are old."


def source(path: str, *sentences: str) -> Source:
    at, found = 0, []
    for number, each in enumerate(sentences):
        found.append(Sentence(index=number, spans=(Span(at, at + len(each)),), text=each, paragraph=number))
        at += len(each) + 1
    text = "\n".join(sentences)
    return Source(id="s", path=path, sha256=f"of {text}", text=text, sentences=tuple(found))


def brief(read: Source, *texts: str, judged: str = "", matters: tuple[Matter, ...] = (), day: date = MONDAY) -> Edition:
    claims = tuple(
        Told(
            id=f"p{number}",
            text=text,
            section=Section.BODY,
            kind=ClaimKind.STATEMENT,
            verdict=Verdict.SUPPORTED,
            evidence=(Evidence(source=read.id, start=0, end=len(text), quote=text),),
        )
        for number, text in enumerate(texts)
    )
    ahead = [each for each in claims if judged and judged in each.text]
    return Edition(
        name="",
        date=day,
        title="t",
        writer="w",
        claims=claims,
        forecasts=tuple(
            Forecast(claim=each.id, horizon=Horizon.SHORT, starts=day, until=None, term=judged) for each in ahead
        ),
        sources=(seen(read),),
        matters=matters,
    )


def news(before: Mapping[int, Edition], read: Source, *texts: str, judged: str = "") -> Changes:
    yesterday = Yesterday(merged(before, "pile", MONDAY))
    return since(yesterday.of([read]), brief(read, *texts, judged=judged, day=TUESDAY))


def kinds(changes: Changes) -> list[str]:
    return [each.kind.value for each in changes.changes]


@pytest.fixture
def ostwick() -> dict[int, Edition]:
    dispute = Matter(topic="how many", kind="number", sides=("12", "11"), sources=("s",))
    read = source("ostwick.txt", TRAIN, JUDGED)
    return {1: brief(read, TRAIN, JUDGED, judged="likely", matters=(dispute,))}


def test_another_event_that_reads_alike_is_new_as_a_whole(ostwick: dict[int, Edition]) -> None:
    changes = news(ostwick, source("marrowby.txt", COACH, MORE), COACH, MORE)
    assert kinds(changes) == ["new", "new"]
    assert changes.left_out == ()
    assert changes.settled_matters == ()


def test_the_same_place_read_again_is_the_same_story(ostwick: dict[int, Edition]) -> None:
    """Turns, disagreements and changes are those of its own brief."""
    changes = news(ostwick, source("ostwick.txt", COACH, TURNED), COACH, TURNED, judged="unlikely")
    assert kinds(changes) == ["changed"]
    assert [(each.was, each.became) for each in changes.turns] == [("likely", "unlikely")]
    assert [each.topic for each in changes.settled_matters] == ["how many"]


def test_a_judgement_of_another_event_does_not_turn(ostwick: dict[int, Edition]) -> None:
    changes = news(ostwick, source("elsewhere.txt", TURNED), TURNED, judged="unlikely")
    assert changes.turns == ()
    assert kinds(changes) == ["new"]


def test_what_was_known_anywhere_is_no_news(ostwick: dict[int, Edition]) -> None:
    """A new article may tell again what one of another story told."""
    changes = news(ostwick, source("marrowby.txt", TRAIN, MORE), TRAIN, MORE)
    assert kinds(changes) == ["new"]
    assert [each.text for each in changes.retold] == [TRAIN]


def test_a_story_that_joins_two_answers_to_both(ostwick: dict[int, Edition]) -> None:
    marrowby = source("marrowby.txt", COACH, MORE)
    both = Yesterday(merged({**ostwick, 2: brief(marrowby, COACH, MORE)}, "pile", MONDAY))
    joined = both.of([marrowby, source("ostwick.txt", TRAIN)])
    assert [each.text for each in joined.claims] == [TRAIN, JUDGED, COACH, MORE]
    assert [each.text for each in both.of([marrowby]).claims] == [COACH, MORE]


def test_one_brief_alone_answers_to_each_of_its_sources() -> None:
    read = source("ostwick.txt", TRAIN)
    assert Yesterday(brief(read, TRAIN)).of([read]).claims == brief(read, TRAIN).claims


def test_a_story_takes_with_it_no_more_than_concerns_it() -> None:
    """However many other stories there were."""

    def size(stories: int) -> int:
        sources = [source(f"{number}.txt", f"Story {number} is told.", "Read more.") for number in range(stories)]
        every = {number: brief(read, f"Story {number} is told.") for number, read in enumerate(sources, start=1)}
        return len(pickle.dumps(Yesterday(merged(every, "pile", MONDAY)).of(sources[:1])))

    assert size(200) == size(2)
