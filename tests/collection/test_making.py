"""A brief for each event: each article in exactly one, the same bytes wherever they are made, the page true to them."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from markdown_it import MarkdownIt

from briefing import pipeline
from briefing.domain.brief import CheckedBrief
from briefing.domain.collection import Collection, Entry, Lead
from briefing.domain.progress import Unwatched
from briefing.domain.source import Skipped, Source
from briefing.domain.story import Story
from briefing.engine import Processes
from briefing.errors import NoSourcesError, OutputError, UnsupportedError
from briefing.reading import read
from briefing.rendering import as_json, markdown
from briefing.rendering import index as index_page
from briefing.rendering.output import Plan
from briefing.settings import Settings
from tests.collection.piles import collected, contents, pile


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `articles` and `out`."""
    folder = tmp_path_factory.mktemp("pile")
    collected(pile(folder / "articles"), folder / "out")
    return folder


def index(made: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((made / "out" / "index.json").read_text(encoding="utf-8"))
    return found


def test_each_event_has_a_brief_and_every_article_is_in_one(made: Path) -> None:
    stories = index(made)["stories"]
    assert isinstance(stories, list)
    told = [sorted(Path(source["path"]).stem for source in story["sources"]) for story in stories]
    assert told == [
        ["bridge-0", "bridge-1", "bridge-2", "bridge-3"],
        ["strike-0", "strike-1", "strike-2"],
        ["comet-0", "comet-1"],
        ["baker"],
    ]
    files = [name for story in stories for name in story["files"]]
    assert sorted(files) == sorted(name for name in contents(made / "out") if not name.startswith("index"))


def test_a_brief_is_that_of_its_articles_alone(made: Path) -> None:
    articles = sorted((made / "articles").glob("strike-*.txt"))
    settings = Settings(sources=tuple(map(str, articles)), store=made / "store")
    reading = read(settings.sources)
    alone = pipeline.make_brief(settings, stdin=bytes, watch=Unwatched(), reading=reading)
    (written,) = (made / "out").glob("02-*.json")
    assert written.read_text(encoding="utf-8") == as_json.render(alone)
    (text,) = (made / "out").glob("02-*.md")
    assert text.read_text(encoding="utf-8") == markdown.render(alone)


def test_a_copy_goes_with_its_original_and_counts_once(made: Path) -> None:
    (written,) = (made / "out").glob("01-*.json")
    sources = json.loads(written.read_text(encoding="utf-8"))["sources"]
    copies = [source for source in sources if source["duplicate_of"]]
    assert len(sources) == 4
    assert len(copies) == 1
    assert copies[0]["duplicate_of"] in {source["id"] for source in sources if not source["duplicate_of"]}


def test_processes_make_the_same_bytes(made: Path, tmp_path: Path) -> None:
    with Processes(2) as engine:
        collected(made / "articles", tmp_path / "out", engine=engine)
    assert contents(tmp_path / "out") == contents(made / "out")


def test_every_link_of_the_page_leads_to_a_brief(made: Path) -> None:
    page = (made / "out" / "index.md").read_text(encoding="utf-8")
    links = [unquote(found) for found in re.findall(r"\]\(([^)]*)\)", page)]
    assert sorted(links) == sorted(name for name in contents(made / "out") if not name.startswith("index"))


def test_the_page_says_what_the_briefs_say(made: Path) -> None:
    page = (made / "out" / "index.md").read_text(encoding="utf-8")
    briefs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((made / "out").glob("0*.json"))]
    heads = [path.read_text(encoding="utf-8").split("---\n")[1] for path in sorted((made / "out").glob("0*.md"))]
    shown = [yaml.safe_load(head)["claims"] for head in heads]
    assert "10 articles, 1 of them a copy, tell of 4 events." in page
    counts = index(made)["counts"]
    assert isinstance(counts, dict)
    assert counts == {verdict: sum(each[verdict] for each in shown) for verdict in counts}
    assert sum(counts.values()) > 10
    stories = index(made)["stories"]
    assert isinstance(stories, list)
    for story, brief in zip(stories, briefs, strict=True):
        assert story["title"] == brief["title"]
        first = next(claim for claim in brief["claims"] if claim["id"] == brief["summary"][0])
        assert story["lead"] == {"text": first["text"], "mark": ""}
        assert first["text"] in page.replace("\\", "") or len(story["sources"]) == 1
    assert page.index("## Told by several articles") < page.index("## Told by one article") < page.index("## Not read")
    assert re.search(r"- \S*empty\.txt: empty", page.partition("## Not read")[2])


def test_no_brief_and_no_page_is_taken_for_an_article(made: Path) -> None:
    with pytest.raises(NoSourcesError, match="a brief written by this program"):
        read([str(path) for path in (made / "out").glob("*.md")])


def test_a_story_that_fails_costs_its_brief_alone(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.make_brief

    def failing(settings: Settings, **more: object) -> object:
        reading = more["reading"]
        if any("strike" in source.path for source in reading.sources):  # type: ignore[attr-defined]
            raise UnsupportedError("a claim failed", help="Flag it.")
        return whole(settings, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make_brief", failing)
    collection = collected(made / "articles", tmp_path / "out")
    assert [entry.error and entry.error.exit_code for entry in collection.entries] == [None, 7, None, None]
    page = (tmp_path / "out" / "index.md").read_text(encoding="utf-8")
    assert re.search(r"## Without a brief\n\n- 2\\\. .*3 articles.*a claim failed\. Flag it\.", page)
    assert "1 of them could not be given a brief." in page
    others = {name: data for name, data in contents(made / "out").items() if not name.startswith(("02-", "index"))}
    assert {name: data for name, data in contents(tmp_path / "out").items() if not name.startswith("index")} == others


def test_a_fault_of_the_program_costs_one_brief_and_is_told(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pipeline.make_brief

    def faulty(settings: Settings, **more: object) -> object:
        if any("comet" in source.path for source in more["reading"].sources):  # type: ignore[attr-defined]
            raise ZeroDivisionError("by nothing")
        return whole(settings, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "make_brief", faulty)
    monkeypatch.delenv("BRIEFING_DEBUG", raising=False)
    collection = collected(made / "articles", tmp_path / "out")
    assert [entry.error is None for entry in collection.entries] == [True, True, False, True]
    page = (tmp_path / "out" / "index.md").read_text(encoding="utf-8")
    assert "internal error: ZeroDivisionError: by nothing. Please report it." in page


def test_a_brief_that_cannot_be_rendered_ends_no_other(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Plan.rendered

    def unset(plan: Plan, brief: CheckedBrief) -> object:
        if any("bridge" in source.path for source in brief.sources):
            raise OutputError("the PDF cannot be set", help="Write Markdown.")
        return whole(plan, brief)

    monkeypatch.setattr(Plan, "rendered", unset)
    collection = collected(made / "articles", tmp_path / "out")
    assert [entry.error is None for entry in collection.entries] == [False, True, True, True]


def test_where_not_one_brief_could_be_made_the_page_of_before_stands(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    collected(made / "articles", out)
    before = contents(out)

    def failing(*_: object, **__: object) -> object:
        raise UnsupportedError("a claim failed", help="Flag it.")

    monkeypatch.setattr(pipeline, "make_brief", failing)
    with pytest.raises(UnsupportedError):
        collected(made / "articles", out)
    assert contents(out) == before


@pytest.mark.parametrize("name", ["index.md", "01-ostrava-bridge-irena-vasko-lomna.md"])
def test_no_article_is_overwritten_by_the_page_or_by_a_brief_of_any_story(tmp_path: Path, name: str) -> None:
    articles = pile(tmp_path / "articles")
    article = articles / name
    (articles / "baker.txt").rename(article)
    text = article.read_bytes()
    with pytest.raises(OutputError, match="is one of the sources"):
        collected(articles, articles)
    assert article.read_bytes() == text
    assert len(list(articles.iterdir())) == 11


HOSTILE = "[x](http://evil.example) <b>y</b> ![z](http://evil.example/z.png) `c` | # [^1] &lt; http://evil.example"


def test_nothing_that_an_article_says_is_live_on_the_page() -> None:
    """Titles, leads, terms, outlets, names of files, reasons: all are somebody else's words."""
    source = Source(id="1", path=HOSTILE, sha256="0", text="t", title=HOSTILE, publisher=HOSTILE)
    told = Story(sources=("1", "2"), terms=(HOSTILE,), first=date(2025, 6, 4), last=date(2025, 6, 5))
    alone = Story(sources=("3",), terms=(HOSTILE,))
    lead = Lead(text=HOSTILE, mark=HOSTILE)
    entries = (
        Entry(number=1, story=told, title=HOSTILE, lead=lead, files=("01-a.md", "01-a.pdf")),
        Entry(number=2, story=alone, title=HOSTILE, lead=lead, files=("02-b.md",)),
        Entry(number=3, story=alone, error=UnsupportedError(HOSTILE, help=HOSTILE)),
    )
    page = index_page.render(
        Collection(
            title=HOSTILE,
            date=date(2025, 6, 5),
            sources={id: replace(source, id=id) for id in ("1", "2", "3")},
            entries=entries,
            skipped=(Skipped(path=HOSTILE, reason=HOSTILE),),
        ),
        ".md",
    ).decode()
    body = page.split("---\n", 2)[2]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(body)
    inline = [child for token in tokens for child in token.children or []]
    links = [str(child.attrs["href"]) for child in inline if child.type == "link_open"]
    assert links == ["01-a.md", "01-a.pdf", "02-b.md"]
    assert {child.type for child in inline} & {"image", "html_inline", "code_inline"} == set()
    assert "html_block" not in {token.type for token in tokens}
    assert yaml.safe_load(page.split("---\n", 2)[1])["title"] == HOSTILE
    assert sum(child.content.count("evil.example") for child in inline) > 10


def test_a_lead_stands_in_the_item_of_its_story_however_long_the_number() -> None:
    source = Source(id="1", path="a.txt", sha256="0", text="t")
    story = Story(sources=("1", "2"), terms=())
    entries = tuple(
        Entry(number=number, story=story, title=f"Title {number}", lead=Lead(text="Lead", mark=""), files=("a.md",))
        for number in (9, 10, 100)
    )
    sources = {id: replace(source, id=id) for id in ("1", "2")}
    page = index_page.render(Collection(title="T", date=date(2025, 6, 5), sources=sources, entries=entries), ".md")
    tokens = MarkdownIt().parse(page.decode().split("---\n", 2)[2])
    depth = [token.level for token in tokens if token.type == "inline" and token.content.startswith(("Lead", "*2 art"))]
    assert depth == [3] * 6


def test_a_pile_in_which_nothing_can_be_read_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "empty.txt").write_bytes(b"")
    with pytest.raises(NoSourcesError):
        collected(tmp_path / "articles", tmp_path / "out")
    assert contents(tmp_path / "out") == {}
