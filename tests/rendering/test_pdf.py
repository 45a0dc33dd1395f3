"""The PDF brief: accessible, complete, the same every time, and deaf to markup in an article."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from briefing.domain.brief import CheckedBrief, Side, Summary
from briefing.domain.claim import CheckedClaim, Evidence, Reason, Section, Verdict
from briefing.errors import NoSourcesError
from briefing.reading import read as read_articles
from briefing.rendering import pdf
from briefing.rendering.layout import lay_out
from rendering.invented import BRIEF, CLAIMS, DRAFT, SOURCES, checked, saying
from rendering.texts import texts

UNASSIGNED = "\u0378"
"""In no font: Unicode has given it to no character."""


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return read(pdf.render(BRIEF, annex=True).data)


def read(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def words(reader: PdfReader) -> str:
    """All of the text without white space and hyphens, which line breaks change."""
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


def structure(reader: PdfReader) -> Counter[str]:
    """How often each kind of element stands in the tree that a screen reader follows."""

    def walk(node: Any) -> Iterator[str]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            if "/K" in node:
                yield from walk(node["/K"])

    return Counter(walk(reader.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]


def test_it_is_tagged_and_says_title_author_language_and_date(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata: Any = reader.metadata
    assert metadata.title == DRAFT.title
    assert metadata.author == "extractive 1"
    assert metadata.creation_date.date() == DRAFT.date
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()  # type: ignore[union-attr]


def test_it_is_known_as_a_brief_and_never_read_as_an_article(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(pdf.render(BRIEF).data)
    with pytest.raises(NoSourcesError, match="a brief written by this program"):
        read_articles([str(tmp_path / "brief.pdf")])


def test_a_screen_reader_finds_headings_lists_tables_and_footnotes(reader: PdfReader) -> None:
    kinds = structure(reader)
    assert kinds["/Note"] == len(lay_out(BRIEF, annex=True).footnotes)
    assert kinds["/Table"] == len(BRIEF.disagreements) + len(["sources", "cost"])
    assert kinds["/TH"] == len(BRIEF.disagreements) + 6 + 6
    assert kinds["/L"] >= 4
    assert kinds["/H1"] + kinds["/H2"] >= 12


def test_every_heading_is_a_bookmark(reader: PdfReader) -> None:
    def titles(outline: Any) -> list[str]:
        return [name for each in outline for name in (titles(each) if isinstance(each, list) else [each.title])]

    assert titles(reader.outline) == [
        "Summary",
        "Forecast",
        "Short-term (now to 11 July 2031)",
        "Medium-term (to 11 April 2032)",
        "Long-term (after 11 April 2032)",
        "Where the sources disagree",
        "What could not be verified",
        "Sources",
        "Annex: source by source",
        "000: Ferries to sail again after night of talks",
        "001: Oderhaven: what the truce is worth",
        "002: 002_garbled.txt",
        "003: Will there be a toll?",
        "Cost",
    ]


def test_every_sentence_mark_and_footnote_stands_in_it(reader: PdfReader) -> None:
    text = words(reader)
    page = lay_out(BRIEF, annex=True)
    assert squeezed(page.title) in text
    assert squeezed(page.made) in text
    for line in page.lines:
        assert squeezed(line.text) in text
        assert squeezed(line.mark) in text
    for note in page.footnotes:
        assert squeezed(f"“{note.quote}” ({note.file}, characters {note.start}–{note.end}") in text
    assert squeezed("The council offered to buy the ferries for one crown. unsupported") in text
    assert "lapsedbeforethisbrief" in text
    assert "Nojudgementwithastatedtimewasfoundforthishorizon." in text


def test_pages_are_numbered_and_headed(reader: PdfReader) -> None:
    total = len(reader.pages)
    assert total > 1
    for number, page in enumerate(reader.pages, start=1):
        assert f"{number} / {total}" in page.extract_text()
        assert page.extract_text().startswith(DRAFT.title)


def test_the_address_of_a_source_is_a_link(reader: PdfReader) -> None:
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    addresses = {link["/A"]["/URI"] for link in links if "/URI" in link.get("/A", {})}
    assert addresses == {"https://herald.example/ferries?id=7"}


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_both_papers(paper: str, size: tuple[int, int]) -> None:
    box = read(pdf.render(BRIEF, paper=paper).data).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == size


def test_the_same_brief_gives_the_same_bytes() -> None:
    shuffled = replace(BRIEF, claims=dict(reversed(BRIEF.claims.items())))
    assert pdf.render(BRIEF, annex=True).data == pdf.render(shuffled, annex=True).data


@cache
def harmless() -> bytes:
    return pdf.render(saying("w"), annex=True).data


@settings(max_examples=10, deadline=None)
@given(texts)
def test_no_text_of_an_article_is_read_as_markup(text: str) -> None:
    rendered = pdf.render(saying(text), annex=True)
    kinds, plain = structure(read(rendered.data)), structure(read(harmless()))
    for kind in ("/H1", "/H2", "/Table", "/Note", "/LI"):
        assert kinds[kind] == plain[kind]


def test_typst_markup_is_shown_as_it_is() -> None:
    text = words(read(pdf.render(saying('#panic("no") *bold* $x^2$ @label // c')).data))
    assert squeezed('#panic("no")*bold*$x^2$@label//c') in text


def with_title(title: str) -> CheckedBrief:
    return replace(BRIEF, draft=replace(DRAFT, title=title))


def test_a_character_without_a_glyph_is_shown_by_its_code_point_and_reported() -> None:
    rendered = pdf.render(with_title(f"One {UNASSIGNED} and two"))
    assert rendered.missing_glyphs == (UNASSIGNED,)
    assert "One[U+0378]andtwo" in words(read(rendered.data))


def test_nothing_is_reported_where_all_glyphs_are_there() -> None:
    assert pdf.render(with_title("Ærø, Łódź, Αθήνα, Київ – “5 %”")).missing_glyphs == ()


def crowded(width: int) -> CheckedBrief:
    """Every part full of sentences of `width` words with two footnotes each."""
    filler = "word " * width
    text = "".join(f"{filler}number {number:04d}. " for number in range(400))
    source = replace(SOURCES[0], text=text, regions=())

    def place(number: int) -> Evidence:
        end = text.index(f"{number:04d}") + 4
        return Evidence(source="000", start=end - 4 - 5 * width, end=end, quote=text[end - 4 - 5 * width : end])

    def claim(number: int, section: Section, verdict: Verdict) -> CheckedClaim:
        places = (place(2 * number), place(2 * number + 1))
        said = f"{filler}number {number:04d}."
        return checked(f"c{number}", section, said, *places, verdict=verdict, reasons=(Reason(check="x", detail=said),))

    body = [claim(number, Section.BODY, Verdict.SUPPORTED) for number in range(60)]
    lines = [claim(number, Section.FORECAST, Verdict.SUPPORTED) for number in range(60, 80)]
    annex = [claim(number, Section.ANNEX, Verdict.DISPUTED) for number in range(80, 120)]
    claims = [*body, *lines, *annex]
    draft = replace(
        DRAFT,
        claims=tuple(each.claim for each in claims),
        summary=tuple(each.claim.id for each in body[:3]),
        paragraphs=tuple(tuple(each.claim.id for each in body[at : at + 2]) for at in range(3, 59, 2)),
        forecasts=tuple(replace(DRAFT.forecasts[0], claim=each.claim.id) for each in lines),
        summaries=(Summary(source="000", claims=tuple(each.claim.id for each in annex)),),
    )
    sides = [
        Side(statement=filler.strip(), evidence=(place(number), place(number + 1))) for number in range(240, 340, 2)
    ]
    pairs = zip(sides[::2], sides[1::2], strict=True)
    disagreements = tuple(replace(BRIEF.disagreements[0], sides=pair) for pair in pairs)
    return replace(
        BRIEF,
        draft=draft,
        claims={each.claim.id: each for each in claims},
        sources=(source,),
        disagreements=disagreements,
        dropped=(),
        grades=(),
    )


@pytest.mark.parametrize("width", [5, 12, 25])
def test_no_footnote_stands_on_a_page_before_its_mark(width: int) -> None:
    reader = read(pdf.render(crowded(width), annex=True).data)
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    backward = [
        (number, pages[link.get_object()["/Dest"][0].idnum])
        for number, page in enumerate(reader.pages)
        for link in page.get("/Annots", [])
        if "/Dest" in link.get_object() and float(link.get_object()["/Rect"][0]) < 80  # from a note to its first mark
    ]
    assert len(backward) > 300
    assert [pair for pair in backward if pair[1] > pair[0]] == []


def test_long_words_stay_on_the_page() -> None:
    long = "abcdefg" * 40
    sources = tuple(replace(each, title=long, path=f"in/{long}{each.id}.txt") for each in SOURCES)
    claims = {each.claim.id: replace(each, claim=replace(each.claim, text=long)) for each in CLAIMS}
    reader = read(pdf.render(replace(with_title(long), sources=sources, claims=claims), annex=True).data)
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 160
    assert squeezed(long) in words(reader)


def test_a_date_before_1970_and_after_2100_can_be_stamped() -> None:
    for year in (1, 1914, 2300):
        brief = replace(BRIEF, draft=replace(DRAFT, date=date(year, 8, 4)))
        assert pdf.render(brief).data == pdf.render(brief).data
