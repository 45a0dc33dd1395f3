"""A brief that was written is read back as it was, from Markdown and from JSON."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import validate

from briefing.comparing.changes import since
from briefing.comparing.editions import edition
from briefing.domain.brief import CheckedBrief
from briefing.domain.claim import Section
from briefing.domain.edition import Edition, Told
from briefing.domain.progress import Unwatched
from briefing.drafts import read_draft
from briefing.drafts.editions import read_edition
from briefing.errors import DraftError
from briefing.pipeline import make_brief
from briefing.rendering import output
from briefing.settings import Settings
from tests.seed_articles import PATHS


@pytest.fixture(scope="module")
def made() -> CheckedBrief:
    wanted = Settings(sources=PATHS, store=Path("none"))
    return make_brief(wanted, stdin=lambda: b"", watch=Unwatched())


@pytest.fixture(scope="module")
def folder(made: CheckedBrief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefs")
    output.plan((folder / "brief.md", folder / "brief.json")).write(made)
    return folder


def text(brief: Edition) -> list[Told]:
    return [claim for claim in brief.claims if claim.section is not Section.ANNEX]


def places(told: Told) -> list[tuple[str, int, int, str]]:
    """A footnote has its quotation on one line."""
    return [(at.source, at.start, at.end, " ".join(at.quote.split())) for at in told.evidence]


def test_json_gives_all_of_it_back(made: CheckedBrief, folder: Path) -> None:
    known = edition(made, "velmar")
    sources = tuple(replace(each, sentences=frozenset()) for each in known.sources)
    assert read_edition(str(folder / "brief.json"), "velmar") == replace(known, sources=sources)


def test_markdown_gives_its_sentences_with_their_places_back(made: CheckedBrief, folder: Path) -> None:
    known, read = edition(made), read_edition(str(folder / "brief.md"))
    assert (read.date, read.title) == (known.date, known.title)
    assert [(each.text, each.section, each.verdict) for each in text(read)] == [
        (each.text, each.section, each.verdict) for each in text(known)
    ]
    assert list(map(places, text(read))) == list(map(places, text(known)))
    assert [(each.id, each.sha256) for each in read.sources] == [(each.id, each.sha256) for each in known.sources]


def test_markdown_gives_its_forecasts_and_disagreements_back(made: CheckedBrief, folder: Path) -> None:
    known, read = edition(made), read_edition(str(folder / "brief.md"))
    assert len(read.forecasts) > 2
    for mine, theirs in zip(read.forecasts, known.forecasts, strict=True):
        assert replace(mine, claim="", starts=theirs.starts) == replace(theirs, claim="")
        assert mine.starts == known.date
    assert len(read.matters) > 0
    assert read.matters == known.matters


def test_markdown_and_json_of_one_brief_do_not_differ(folder: Path) -> None:
    one, other = (read_edition(str(folder / name)) for name in ("brief.md", "brief.json"))
    assert not since(one, other).differ
    assert not since(other, one).differ


def test_the_section_of_news_is_no_claim_of_the_brief(made: CheckedBrief, tmp_path: Path) -> None:
    old = edition(made, "velmar")
    first = replace(old, claims=(replace(old.claims[0], text=f"Not {old.claims[0].text}"), *old.claims[3:]))
    brief = replace(made, changes=since(replace(first, sources=()), old))
    output.plan((tmp_path / "news.md",)).write(brief)
    assert "## What is new since" in (tmp_path / "news.md").read_text(encoding="utf-8")
    read = read_edition(str(tmp_path / "news.md"))
    assert [each.text for each in text(read)] == [each.text for each in text(old)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "# A text\n\nOf somebody else.\n"),
        ("a.json", '{"form": "briefing 2", "claims": []}'),
        ("a.json", "[]"),
        ("a.json", "{"),
        ("a.json", '{"form": "briefing 1", "claims": [{}], "date": "2025-03-04", "title": "t", "writer": "w"}'),
        ("a.json", '{"form": "briefing 1", "claims": [], "date": "soon"}'),
    ],
)
def test_what_is_no_brief_is_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DraftError, match=name):
        read_edition(str(tmp_path / name))


@pytest.mark.parametrize("name", ["none.md", "none.json"])
def test_a_brief_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DraftError, match=f"there is no brief '.*{name}'"):
        read_edition(str(tmp_path / name))


DAMAGES: dict[str, tuple[tuple[str | int, ...], object, str]] = {
    "sources gone": (("sources",), None, "sources is missing"),
    "sources a number": (("sources",), 7, "sources is no list"),
    "claim a number": (("claims", 1), 7, "claims[1] is no object"),
    "day": (("date",), "soon", "date is no day, as 2025-05-17 is"),
    "start gone": (("claims", 0, "evidence", 0, "start"), None, "claims[0].evidence[0].start is missing"),
    "start a word": (("claims", 0, "evidence", 0, "start"), "4", "claims[0].evidence[0].start is no whole number"),
    "text a number": (("claims", 0, "text"), 4, "claims[0].text is no text"),
    "section": (("claims", 0, "section"), "end", "claims[0].section is none of summary, body, forecast, annex"),
    "band": (("forecast", 0, "band"), [1], "forecast[0].band is no pair of numbers"),
    "source": (
        ("claims", 0, "evidence", 0, "source"),
        "x9",
        "claims[0].evidence[0].source is 'x9', and it has no source of that id",
    ),
    "side": (
        ("disagreements", 0, "sides", 0, "evidence", 0, "source"),
        "x9",
        "disagreements[0].sides[0].evidence[0].source is 'x9', and it has no source of that id",
    ),
    "claim": (("forecast", 0, "claim"), "x9", "forecast[0].claim is 'x9', and it has no claim of that id"),
    "twice": (("sources", 1, "id"), "101", "two of its sources have the id '101'"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_in_json_is_named_by_its_place(folder: Path, tmp_path: Path, damage: str) -> None:
    (*way, last), value, said = DAMAGES[damage]
    document = json.loads((folder / "brief.json").read_text("utf-8"))
    place = document
    for each in way:
        place = place[each]
    if value is None:
        del place[last]
    else:
        place[last] = value
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        read_edition(str(tmp_path / "a.json"))
    assert str(caught.value) == f"the brief '{tmp_path / 'a.json'}' is damaged: {said}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_json_of_any_kind_is_read_or_refused(folder: Path, tmp_path: Path, data: st.DataObject) -> None:
    document = json.loads((folder / "brief.json").read_text("utf-8"))
    place, key = document, data.draw(st.sampled_from(sorted(document)))
    while isinstance(place[key], (dict, list)) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
    place[key] = data.draw(st.sampled_from([None, True, -1, 10**400, 0.5, "", "x", [], [[]], {}, {"id": 1}, [{}]]))
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with suppress(DraftError):
        assert read_edition(str(tmp_path / "a.json")).claims is not None


def test_json_tells_what_is_new_and_where_it_stands(made: CheckedBrief, tmp_path: Path) -> None:
    now = edition(made, "velmar")
    before = replace(now, claims=(now.claims[0], *now.claims[2:]), sources=(), matters=())
    output.plan((tmp_path / "news.json",)).write(replace(made, changes=since(before, now)))

    document = json.loads((tmp_path / "news.json").read_text("utf-8"))
    schema = Path(__file__).resolve().parents[2] / "docs" / "brief.schema.json"
    validate(document, json.loads(schema.read_text("utf-8")))
    news = document["changes"]
    assert (news["name"], news["since"]) == ("velmar", now.date.isoformat())
    told = [(each["kind"], each["before"], each["now"]["text"]) for each in news["claims"]]
    assert told == [("new", None, each.text) for each in now.claims[1:2]]
    places = [place for each in news["claims"] for place in each["now"]["evidence"]]
    assert places
    texts = {source.path: source.text for source in made.sources}
    assert [texts[place["path"]][place["start"] : place["end"]] for place in places] == [
        place["quote"] for place in places
    ]
    assert [each["topic"] for each in news["disagreements"]["new"]] == [each.topic for each in now.matters]
    assert news["disagreements"]["settled"] == []
    assert [each["path"] for each in news["sources"]["new"]] == [each.path for each in now.sources]


def test_what_json_tells_of_news_is_no_claim_of_the_brief(made: CheckedBrief, folder: Path, tmp_path: Path) -> None:
    now = edition(made, "velmar")
    before = replace(now, claims=(now.claims[0], *now.claims[2:]), sources=(), matters=())
    output.plan((tmp_path / "brief.json",)).write(replace(made, changes=since(before, now)))
    told, plain = (read_edition(str(place / "brief.json"), "velmar") for place in (tmp_path, folder))
    assert told == plain


@pytest.mark.parametrize("words", ["not in the article's prose", "words not in the source"])
def test_a_note_on_dropped_points_is_no_claim_of_the_brief(made: CheckedBrief, tmp_path: Path, words: str) -> None:
    """In the words of today, and in those of briefs that were written before."""
    notes = (f"2 points of source 101 dropped: {words}.",)
    output.plan((tmp_path / "brief.md",)).write(replace(made, draft=replace(made.draft, notes=notes)))
    assert notes[0] in (tmp_path / "brief.md").read_text("utf-8")
    given = read_draft(str(tmp_path / "brief.md"))
    assert not [each.claim.text for each in given.claims if "dropped" in each.claim.text]
