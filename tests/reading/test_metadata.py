"""What a text says of itself; what it does not say stays unknown."""

from datetime import date
from pathlib import Path

import pytest

from briefing.reading import read
from tests.reading.texts import MORE, PROSE, source

BODY = f"{PROSE}\n\n{MORE}\n"


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("Ann Lee | 26 May 2025", "Ann Lee", date(2025, 5, 26)),
        ("By Ann Lee", "Ann Lee", None),
        ("By Ann Lee, Associated Press", "Ann Lee", None),
        ("By ANN LEE and JONAS BRANDT", "ANN LEE and JONAS BRANDT", None),
        ("By Ann Lee | The Paper | May 3, 2025", "Ann Lee", date(2025, 5, 3)),
        ("Published: 17 May 2025, 10:15 GMT", None, date(2025, 5, 17)),
        ("Posted on Friday, May 16, 2025 at 3:40 pm ET", None, date(2025, 5, 16)),
        ("16.05.2025", None, date(2025, 5, 16)),
        ("2025-05-16T10:00:00Z", None, date(2025, 5, 16)),
        ("Updated 17 May 2025", None, date(2025, 5, 17)),
        ("/ Updated By Ann Lee and Jonas Brandt", "Ann Lee and Jonas Brandt", None),
    ],
)
def test_bylines(line: str, author: str | None, published: date | None) -> None:
    found = source(f"Harbour Stays Closed Until the Summer\n\n{line}\n\n{BODY}")
    assert found.title == "Harbour Stays Closed Until the Summer"
    assert (found.author, found.published) == (author, published)
    assert [str(region.kind) for region in found.regions] == ["title", "byline"]
    if published:
        assert found.published_span is not None
        assert found.published_span.of(found.text) in line


def test_the_first_publication_goes_before_a_later_change() -> None:
    found = source(f"Harbour Stays Closed\n\nUpdated 19 May 2025\n\nPublished 17 May 2025\n\n{BODY}")
    assert found.published == date(2025, 5, 17)


def test_a_date_in_a_caption_is_that_of_the_event() -> None:
    found = source(f"The council meets on May 16, 2025. Photo: Harbour Pictures\n\n{BODY}")
    assert (found.published, found.event_date, found.anchor) == (None, date(2025, 5, 16), date(2025, 5, 16))


def test_a_file_photo_dates_nothing() -> None:
    assert source(f"FILE - In this May 3, 2020 file photo, the mayor speaks.\n\n{BODY}").event_date is None


def test_dates_in_the_prose_date_nothing() -> None:
    found = source(f"The storm came on 3 March 2025 and stayed. {BODY}")
    assert (found.published, found.event_date) == (None, None)


def test_a_full_dateline_dates_the_article_and_names_the_agency() -> None:
    found = source(f"ISTANBUL, May 16, 2025 (Xinhua) -- {BODY}")
    assert (found.published, found.publisher) == (date(2025, 5, 16), "Xinhua")
    assert source(f"ISTANBUL, May 16 (Reuters) - {BODY}").published is None


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Copyright © 2014-2025 HIA - Harbour Insights & Analysis", "HIA"),
        ("© 2025 The Harbour Paper. All rights reserved.", "The Harbour Paper"),
        ("Copyright 2016 by Harbour Television", "Harbour Television"),
        ("All rights reserved.", None),
    ],
)
def test_the_publisher_is_who_claims_the_copyright(line: str, publisher: str | None) -> None:
    assert source(f"{BODY}\n{line}").publisher == publisher


def test_labelled_lines_above_the_text() -> None:
    found = source(
        "Title: Harbour Stays Closed Until the Summer\nAuthor: Ann Lee\nDate: 2025-05-16\nSource: The Harbour Paper\n"
        f"URL: https://example.org/a\n\n{BODY}"
    )
    assert found.title == "Harbour Stays Closed Until the Summer"
    assert (found.author, found.published, found.publisher) == ("Ann Lee", date(2025, 5, 16), "The Harbour Paper")
    assert found.url == "https://example.org/a"
    assert len(found.sentences) == 2


def test_the_paper_behind_the_headline_is_no_part_of_it() -> None:
    found = source(f"Harbour Stays Closed Until the Summer | The Paper\n\n{BODY}")
    assert (found.title, found.publisher) == ("Harbour Stays Closed Until the Summer", "The Paper")


def test_halves_of_characters_are_replaced_where_a_source_names_itself_by_them(tmp_path: Path) -> None:
    half = '"a \\ud83d b"'
    (tmp_path / "a.md").write_text(f"---\ntitle: {half}\nauthor: {half}\npublisher: {half}\n---\n\n{BODY}")
    [found] = read([str(tmp_path / "a.md")]).sources
    assert {found.title, found.author, found.publisher} == {"a \ufffd b"}
