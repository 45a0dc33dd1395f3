"""PDF files: pypdf takes the text page by page; running heads and feet are marked, sentences go on across pages."""

import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from briefing.domain.source import Source
from briefing.domain.text import RegionKind
from briefing.errors import SourceError
from briefing.reading.boilerplate import mark
from briefing.reading.files import too_large
from briefing.reading.layout import fold, paragraphs
from briefing.reading.metadata import Facts
from briefing.reading.own import refuse_keyword
from briefing.reading.text import MAX_CHARACTERS, check_length, source_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 500

_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pypdf lets through, besides its own errors, when a file is damaged."""

_DIGITS = re.compile(r"\d+")
_DIVIDED = re.compile(r"([^\W\d_]+)(-|\xad)[^\S\n]*\n[^\S\n]*([^\W\d_]+)")
_DRAWN = re.compile(r"\xad(?=[^\s])")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NO_TITLE = re.compile(r"microsoft word|untitled|\.(?:docx?|pdf|indd|pages|qxd|tex)\b|^\W*$|[\\/]", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

_EDGE = 2
"""Lines at the top and the foot of a page among which its furniture is looked for."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    furniture: bool


def read_pdf(data: bytes, *, facts: Facts | None = None) -> Source:
    """The text layer of a PDF; `Source.text` is the extracted text, pages parted by a form feed.

    Args:
        facts: known from elsewhere; they go before what the file says of itself.

    Raises:
        SourceError: it is damaged, encrypted, too long, without pages or without text.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its findings come to the user as ours
    reader = _open(data)
    refuse_keyword(_keywords(reader))
    pages, warnings = _pages(reader)
    if not any(map(str.isalnum, "".join(pages))):
        raise SourceError("a PDF without text, perhaps a scan", help="Recognise its text first (OCR), and give that.")
    text, furniture = _lay_out(_without_furniture(_undivided(pages)))
    check_length(text)
    marked = mark(text, paragraphs(text), known=dict.fromkeys(furniture, RegionKind.FURNITURE))
    known = (facts or Facts()).over(_facts(reader))
    return replace(source_of(text, marked, facts=known, warnings=warnings), extracted=True)


def _open(data: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    encrypted = SourceError("an encrypted PDF", help="Save it without a password, and give that.")
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise encrypted
        count = len(reader.pages)
    except DependencyError as error:
        raise encrypted from error
    except (PyPdfError, *_DAMAGE) as error:
        raise SourceError("a damaged PDF", help="Open it elsewhere, save it anew, and give that.") from error
    if count == 0:
        raise SourceError("a PDF without pages", help="Give a PDF that has an article in it.")
    if count > MAX_PAGES:
        raise too_large(f"more than {MAX_PAGES} pages")
    return reader


def _pages(reader: "PdfReader") -> tuple[list[str], tuple[str, ...]]:
    """The text of each page, and which pages could not be read."""
    from pypdf.errors import PyPdfError

    pages: list[str] = []
    unread: list[str] = []
    for number in range(len(reader.pages)):
        try:
            pages.append(_text(reader.pages[number]))
        except (PyPdfError, *_DAMAGE):
            unread.append(str(number + 1))
        if sum(map(len, pages)) > MAX_CHARACTERS:
            raise too_large(f"longer than {MAX_CHARACTERS:,} characters")
    return pages, (f"unreadable pages: {', '.join(unread)}",) if unread else ()


def _text(page: "PageObject") -> str:
    """With letters for ligatures, and without the lone surrogates that a broken font table leaves."""
    return page.extract_text().translate(_LIGATURES).encode("utf-8", errors="replace").decode("utf-8")


def _undivided(pages: list[str]) -> list[str]:
    """Words divided at a line's end, put together where the file itself has the word undivided, or a soft hyphen.

    A soft hyphen within a line was drawn, so it is a hyphen: some fonts name both alike.
    """
    pages = [_DRAWN.sub("-", page) for page in pages]
    known = Counter(_WORDS.findall(" ".join(pages).casefold()))

    def join(match: re.Match[str]) -> str:
        first, hyphen, rest = match.groups()
        if known[f"{first}-{rest}".casefold()] or not rest[0].islower():
            return f"{first}-\n{rest}"
        divided = hyphen == "\xad" or known[f"{first}{rest}".casefold()] > 0
        return f"{first}{rest}\n" if divided else match.group()

    return [_DIVIDED.sub(join, page).replace("\xad", "-") for page in pages]


def _without_furniture(pages: list[str]) -> Iterator[list[_Line]]:
    """The lines of each page, with those known that stand at its edge and come back on other pages."""
    lines = [[line.rstrip() for line in page.splitlines() if line.strip()] for page in pages]
    heads = Counter(key for page in lines for key in {_key(line) for line in page[:_EDGE]})
    feet = Counter(key for page in lines for key in {_key(line) for line in page[-_EDGE:]})
    enough = max(2, len(pages) // 2)
    for page in lines:
        marked = [False] * len(page)
        for at in range(min(_EDGE, len(page))):
            marked[at] = heads[_key(page[at])] >= enough
            marked[-1 - at] = marked[-1 - at] or feet[_key(page[-1 - at])] >= enough
        yield [_Line(line, furniture) for line, furniture in zip(page, marked, strict=True)]


def _key(line: str) -> str:
    return _DIGITS.sub("#", fold(line))


def _lay_out(pages: Iterator[list[_Line]]) -> tuple[str, list[int]]:
    """The text, and where its furniture starts; furniture stands between empty lines."""
    text = ""
    furniture: list[int] = []
    for page in pages:
        text += "\n\f\n" if text else ""
        before = False
        for line in page:
            text += "\n" if (before or line.furniture) and text and not text.endswith("\n\n") else ""
            if line.furniture:
                furniture.append(len(text) + len(line.text) - len(line.text.lstrip()))
            text += f"{line.text}\n"
            before = line.furniture
    return text, furniture


def _keywords(reader: "PdfReader") -> str:
    from pypdf.errors import PyPdfError

    try:
        return str(reader.metadata.keywords or "") if reader.metadata else ""
    except (PyPdfError, *_DAMAGE):
        return ""


def _facts(reader: "PdfReader") -> Facts:
    """What the file's own metadata say, where they speak of the article and not of the program that made it."""
    from pypdf.errors import PyPdfError

    try:
        stated = reader.metadata
        title, author = (fold(stated.title or ""), fold(stated.author or "")) if stated else ("", "")
    except (PyPdfError, *_DAMAGE):
        return Facts()
    sensible = len(title.split()) >= 3 and not _NO_TITLE.search(title)
    return Facts(
        title=title if sensible else None,
        author=author if len(author.split()) in (2, 3, 4) and not any(map(str.isdigit, author)) else None,
    )
