"""Web pages: the article is found by trafilatura, its text laid out as paragraphs; charset and facts from the page."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.reading.boilerplate import mark
from briefing.reading.charset import decode
from briefing.reading.layout import Paragraph, fold, paragraphs
from briefing.reading.metadata import Facts
from briefing.reading.parted import together
from briefing.reading.text import check_length, source_of
from briefing.reading.unseen import unseen

if TYPE_CHECKING:
    from lxml.etree import _Element
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEADING_LEVEL = re.compile(r"h([1-6])")
_SITE = re.compile(r"\s+[|–—-]\s+([^|–—]{2,50})\Z")
_AFTER_NAME = re.compile(
    r"[\s,]+(?:published|updated|posted|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{3,9}\.? \d{1,2}, \d{4}"
    r"|(?:jan|febr)uary\Z|(?:sept|nov|dec)ember\Z|october\Z)\b.*\Z",
    re.IGNORECASE,
)

_PRESCAN = 4096
"""Bytes in which a page declares its charset (the standard asks for the first 1024; older pages need more)."""

_SHORTEST = 20
"""Words; what is shorter is a notice that there is nothing to read."""

_STUB = 50
"""Words up to which a text may be the beginning or the caption of one."""
_MUCH_MORE = 3

_STATEMENTS = re.compile(r"<(meta|time)\b[^>]*>|\"datePublished\"\s*:\s*\"[^\"]{8,40}\"", re.IGNORECASE)
_OF_PUBLICATION = re.compile(
    r"\b(?:article:published|og:(?:article:)?published|published[-_ ]?(?:time|date|at)|date[-_ ]?published|pubdate"
    r"|(?:publish|pub|publication|article)[-_]?date|dc(?:terms)?\.(?:date|created|issued)|parsely-pub-date|sailthru\.date"
    r"|(?:name|property|itemprop)=[\"']?date[\"'\s>])",
    re.IGNORECASE,
)
"""Where a page declares the day of publication: for machines, not in its words."""

_ISO = re.compile(r"\b((?:19|20)\d\d)[-/]?([01]\d)[-/]?([0-3]\d)(?:\D|\Z)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|\Z)")


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    level: int = 0
    """Of a heading: 1 to 6; else 0."""
    indent: int = -1
    """Depth of a list item, from 0; -1 for all other blocks."""


def read_html(data: bytes, *, charset: str | None = None, facts: Facts | None = None) -> Source:
    """The article of a page; `Source.text` is the extracted text.

    Args:
        charset: as the server declares it; it goes before what the page declares.
        facts: known from elsewhere, where the page itself is silent.

    Raises:
        SourceError: it is no page, or there is no article in it.
    """
    found = _XML.search(data[:_PRESCAN]) or _CHARSET.search(data[:_PRESCAN])
    decoded = decode(data, declared=charset or (found[1].decode("ascii") if found else None))
    document, text, levels = _extract(decoded.text)
    if document is None or len(text.split()) < _SHORTEST:
        raise SourceError("no article in it", help="Save the article's own page, or paste its text into a .txt file.")
    check_length(text)
    found_paragraphs = [_with_level(each, levels) for each in paragraphs(text)]
    source = source_of(
        text,
        mark(text, found_paragraphs),
        facts=_facts(document, decoded.text).over(facts or Facts()),
        warnings=decoded.warnings,
    )
    return replace(source, extracted=True, instructions=unseen(decoded.text, source.text))


def _extract(page: str) -> "tuple[Document | None, str, dict[int, int]]":
    """The article with its text laid out and the levels of its headings.

    What is found with care for precision counts, unless it is next to nothing and less care finds much more: some
    pages keep a stub where an article is looked for, and the article elsewhere. Of an article in parts the first alone
    is found.
    """
    found = _found(page, precise=True)
    if (whole := together(page, found[1])) is not None:
        more = _found(whole, precise=True)
        return more if len(more[1]) > len(found[1]) else found
    if len(found[1].split()) < _STUB:
        more = _found(page, precise=False)
        if len(more[1].split()) > _MUCH_MORE * len(found[1].split()):
            return more
    return found


def _found(page: str, *, precise: bool) -> "tuple[Document | None, str, dict[int, int]]":
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its findings come to the user as ours
    found = trafilatura.bare_extraction(page, favor_precision=precise, include_comments=False, with_metadata=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return None, "", {}
    return found, *_lay_out(_blocks(found.body))


def _facts(document: "Document", page: str) -> Facts:
    """What the page declares, less what sites put around it."""
    publisher = fold(document.sitename or "")
    author = _AFTER_NAME.sub("", fold(document.author or "").replace("; ", ", "))
    return Facts(
        title=_without_site(fold(document.title or ""), publisher) or None,
        publisher=publisher if publisher and "copyright" not in publisher.casefold() else None,
        author=author if author and "://" not in author and len(author) <= 100 else None,
        published=_published(page, document.url or ""),
        url=document.url or None,
    )


def _published(page: str, url: str) -> date | None:
    """The day as the page declares it or as its address has it; else the only day that it marks as a time at all.

    trafilatura's own date is passed over: where nothing is declared it takes any date on the page for the article's.
    The address is local time, the declaration often UTC: where they are a day apart the address holds.
    """
    stated: list[date] = []
    times: set[date] = set()
    for found in _STATEMENTS.finditer(page):
        days = list(_days(_ISO, found.group()))
        if found[1] is None or _OF_PUBLICATION.search(found.group()):
            stated += days
        elif found[1].casefold() == "time":
            times.update(days)
    addressed = next(_days(_IN_ADDRESS, url), None)
    if addressed and (not stated or abs((stated[0] - addressed).days) <= 1):
        return addressed
    return stated[0] if stated else min(times) if len(times) == 1 else None


def _days(pattern: re.Pattern[str], words: str) -> Iterator[date]:
    for match in pattern.finditer(words):
        try:
            yield date(*map(int, match.groups()))
        except ValueError:
            continue


def _without_site(title: str, publisher: str) -> str:
    """`Headline | The Paper` without the paper."""
    site = _SITE.search(title)
    if (
        site
        and publisher
        and (site[1].casefold() in publisher.casefold() or publisher.casefold() in site[1].casefold())
    ):
        return title[: site.start()]
    return title


def _with_level(paragraph: Paragraph, levels: dict[int, int]) -> Paragraph:
    return replace(paragraph, level=levels[paragraph.mark]) if paragraph.mark in levels else paragraph


def _lay_out(blocks: Iterator[_Block]) -> tuple[str, dict[int, int]]:
    """The text of the blocks, and the levels of the headings by where they start."""
    text = ""
    levels: dict[int, int] = {}
    last: _Block | None = None
    for block in blocks:
        if last is not None:
            text += "\n" if last.indent >= 0 and block.indent >= 0 else "\n\n"
        if block.level:
            levels[len(text)] = block.level
        text += ("  " * block.indent + "- " if block.indent >= 0 else "") + block.text
        last = block
    return text, levels


def _blocks(element: "_Element", depth: int = 0) -> Iterator[_Block]:
    """The blocks of trafilatura's tree, in reading order."""
    for child in element:
        if child.tag == "head":
            level = _HEADING_LEVEL.match(child.get("rend") or "")
            yield from _own(child, level=int(level[1]) if level else 2)
        elif child.tag == "list":
            yield from _blocks(child, depth + 1)
        elif child.tag == "item":
            yield from _own(child, indent=max(depth - 1, 0))
            yield from _blocks(child, depth)
        elif child.tag == "row":
            yield from _row(child)
        elif child.tag in ("quote", "table", "div") and len(child):
            yield from _own(child)
            yield from _blocks(child, depth)
        elif child.tag not in ("lb", "hi", "ref", "del", "graphic"):
            yield from _own(child)
            yield from (_Block(each.text, each.level, each.indent) for each in _blocks(child, depth))


def _own(element: "_Element", *, level: int = 0, indent: int = -1) -> Iterator[_Block]:
    """Lines of an element's own words; those of blocks inside it are left to these."""
    for line in "".join(_words(element)).split("\x00"):
        words = fold(line)
        if words:
            yield _Block(words, level, indent)


def _words(element: "_Element") -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield "\x00"
        elif child.tag in ("hi", "ref", "del"):
            yield from _words(child)
        yield child.tail or ""


def _row(row: "_Element") -> Iterator[_Block]:
    """A row of figures on one line; a cell of prose, as in pages laid out by tables, for itself."""
    short: list[str] = []
    for cell in row:
        words = fold(" ".join(str(piece) for piece in cell.itertext()))
        if len(words.split()) > 12:
            yield from (_Block(each.text, each.level) for each in [*_own(cell), *_blocks(cell)])
        elif words:
            short.append(words)
    if short:
        yield _Block(" | ".join(short))
