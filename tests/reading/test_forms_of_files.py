"""HTML, Markdown and PDF: what is extracted, what is marked, what cannot be read."""

import gzip
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader, PdfWriter

from briefing.domain.source import Source
from briefing.errors import NoSourcesError
from briefing.reading import read
from tests.reading.texts import MORE, PROSE

PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Harbour Stays Closed Until the Summer | The Paper</title>
<meta property="article:published_time" content="2025-05-16T10:00:00Z">
<meta property="og:site_name" content="The Paper"><meta name="author" content="Ann Lee">
<link rel="canonical" href="https://example.org/harbour"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Harbour Stays Closed Until the Summer</h1>
<p>{PROSE} The mayor spoke of <b>Erdoğan’s</b>
visit, and <a href="/x">left</a> the hall.</p>
<h2>What comes next. And why.</h2>
<ul><li>{MORE}<ul><li>A nested point that nobody expected to see here.</li></ul></li></ul>
<p>One more paragraph stands here, so that the article is long enough to be one. It ends in this sentence.</p>
</article><footer>Copyright 2025 The Paper</footer></body></html>"""


def written(folder: Path, name: str, data: bytes | str) -> Source:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    [source] = read([str(path)]).sources
    return source


def fault(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    with pytest.raises(NoSourcesError) as caught:
        read([str(folder / name)])
    assert caught.value.help
    return str(caught.value).split(": ", 1)[1]


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_page_is_read_whatever_its_name(name: str, tmp_path: Path) -> None:
    source = written(tmp_path, name, PAGE)
    assert source.extracted
    assert (source.title, source.publisher) == ("Harbour Stays Closed Until the Summer", "The Paper")
    assert (source.author, source.published, source.url) == (
        "Ann Lee",
        date(2025, 5, 16),
        "https://example.org/harbour",
    )
    assert [(each.text, each.heading) for each in source.sentences][:4] == [
        (PROSE, None),
        ("The mayor spoke of Erdoğan’s visit, and left the hall.", None),
        (MORE, "What comes next. And why."),
        ("A nested point that nobody expected to see here.", "What comes next. And why."),
    ]
    assert "Home" not in source.text
    assert all(span.of(source.text) for sentence in source.sentences for span in sentence.spans)


def test_the_charset_that_a_page_declares_is_used(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "iso-8859-9").replace("’", "'")
    source = written(tmp_path, "page.html", page.encode("iso-8859-9"))
    assert "Erdoğan's visit" in source.text
    assert source.warnings == ()


def test_the_date_of_a_page_is_never_guessed(tmp_path: Path) -> None:
    page = PAGE.replace("article:published_time", "x").replace("Copyright 2025", "Copyright 2024 - 3 March 2024")
    assert written(tmp_path, "page.html", page).published is None


def test_the_day_in_the_address_is_that_of_the_place(tmp_path: Path) -> None:
    page = PAGE.replace("org/harbour", "org/2025/05/15/harbour").replace("T10:00", "T02:00")
    assert written(tmp_path, "page.html", page).published == date(2025, 5, 15)
    assert written(tmp_path, "page.html", page.replace("2025/05/15", "2019/01/01")).published == date(2025, 5, 16)


def test_a_page_without_an_article_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path, "page.html", b"<html><body><p>Not found.</p></body></html>") == "no article in it"


MARKDOWN = f"""---
title: "Harbour: closed"
date: 2025-05-17
author: [Ann Lee, Jonas Brandt]
url: https://example.org/a
---

# Harbour stays closed

The council met on **Monday** in [the town hall](https://example.org/x_(y)), for the
first time[^1] since `March`. A snake_case_name stays, and 5 * 3 * 2 is 30.

> “We will meet again,” the mayor
> said on Friday.

## Next steps

* A point that goes on
  on the next line.

| a | b |
|---|---|

```
print("code")
```

{MORE}

[^1]: https://example.org/note
"""


def test_markdown_is_read_without_its_markup_and_cited_with_it(tmp_path: Path) -> None:
    source = written(tmp_path, "a.md", MARKDOWN)
    assert source.text == MARKDOWN
    assert not source.extracted
    assert [(each.text, each.heading) for each in source.sentences] == [
        ("The council met on Monday in the town hall, for the first time since March.", None),
        ("A snake_case_name stays, and 5 * 3 * 2 is 30.", None),
        ("“We will meet again,” the mayor said on Friday.", None),
        ("A point that goes on on the next line.", "Next steps"),
        (MORE, "Next steps"),
    ]
    first = source.sentences[0]
    assert MARKDOWN[first.start : first.end].endswith("since `March`.")
    assert [span.of(MARKDOWN) for span in first.spans][:3] == ["The council met on", "Monday", "in"]
    assert [str(region.kind) for region in source.regions] == [
        *("furniture", "title", "heading", "furniture", "furniture", "furniture", "link"),
    ]


def test_front_matter_states_the_facts(tmp_path: Path) -> None:
    source = written(tmp_path, "a.md", MARKDOWN)
    assert (source.title, source.author) == ("Harbour: closed", "Ann Lee, Jonas Brandt")
    assert (source.published, source.url) == (date(2025, 5, 17), "https://example.org/a")


def test_front_matter_that_is_no_yaml_states_nothing(tmp_path: Path) -> None:
    source = written(tmp_path, "a.md", f"---\ntitle: [unclosed\n---\n\n{PROSE}\n")
    assert source.title is None
    assert [each.text for each in source.sentences] == [PROSE]


TYPST = """#set page(width: 12cm, height: 9cm, header: [The Harbour Review],
  footer: context [Page #counter(page).display()])
#set text(size: 10pt, hyphenate: true, lang: "en")
#set par(justify: true)
= Harbour Stays Closed Until Summer

Ann Lee | 26 May 2025

"""


def pdf_of(text: str) -> bytes:
    compiled = typst.compile(text.encode())
    assert isinstance(compiled, bytes)
    return compiled


def pdf_article() -> tuple[bytes, list[str]]:
    topics = ["harbour", "lighthouse", "fishermen's representatives", "administration", "neighbouring municipalities"]
    said = [
        f"Sentence {number} speaks of the {topics[number % 5]} and of the unquestionable responsibility {number} of the"
        f" council for the north-south connection number {number} that was built in {1900 + number}."
        for number in range(24)
    ]
    paragraphs = [" ".join(said[at : at + 4]) for at in range(0, len(said), 4)]
    return pdf_of(TYPST + "\n\n".join(paragraphs)), [each.replace("'", "’") for each in said]


def test_a_pdf_is_read_over_its_pages(tmp_path: Path) -> None:
    data, said = pdf_article()
    assert len(PdfReader(BytesIO(data)).pages) > 3
    source = written(tmp_path, "a.pdf", data)
    assert source.extracted
    assert [each.text for each in source.sentences] == said
    assert any(len(each.spans) > 1 for each in source.sentences)
    kinds = [str(region.kind) for region in source.regions]
    assert set(kinds) == {"furniture", "title", "byline"}
    assert (source.title, source.author) == ("Harbour Stays Closed Until Summer", "Ann Lee")
    assert source.published == date(2025, 5, 26)


def test_a_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    data, said = pdf_article()
    assert len(written(tmp_path, "a.txt", data).sentences) == len(said)


def test_pdfs_that_cannot_be_read_are_told_apart(tmp_path: Path) -> None:
    none, scan, locked = PdfWriter(), PdfWriter(), PdfWriter(clone_from=BytesIO(pdf_article()[0]))
    scan.add_blank_page(200, 200)
    locked.encrypt("secret", algorithm="RC4-128")
    faults = {}
    for name, writer in {"none": none, "scan": scan, "locked": locked}.items():
        data = BytesIO()
        writer.write(data)
        faults[name] = fault(tmp_path, f"{name}.pdf", data.getvalue())
    assert faults == {
        "none": "a PDF without pages",
        "scan": "a PDF without text, perhaps a scan",
        "locked": "an encrypted PDF",
    }
    assert fault(tmp_path, "torn.pdf", pdf_article()[0][:600]) == "a damaged PDF"


def test_a_compressed_file_is_named(tmp_path: Path) -> None:
    assert fault(tmp_path, "page.html.gz", gzip.compress(PAGE.encode())) == "compressed by gzip, not text"
