"""Plain text: `Source.text` is the decoded file itself, a byte order mark apart."""

from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.reading.boilerplate import mark
from briefing.reading.charset import decode
from briefing.reading.files import too_large
from briefing.reading.layout import paragraphs
from briefing.reading.metadata import Facts, describe
from briefing.reading.notices import is_notice
from briefing.reading.sentences import Marked, regions, sentences

MAX_CHARACTERS = 2_000_000
MAX_LINES = 50_000
"""What is longer is no article, and is refused: a book of a thousand pages is shorter."""
_HELP = "Open the page in a browser, and save the article itself."


def read_text(data: bytes, *, charset: str | None = None, facts: Facts | None = None) -> Source:
    """A plain text file; `charset` as declared elsewhere, `facts` known from elsewhere.

    Raises:
        SourceError: it is binary, too long, or there is nothing in it to read.
    """
    decoded = decode(data, declared=charset)
    text = decoded.text
    check_length(text)
    return source_of(text, mark(text, paragraphs(text)), facts=facts, warnings=decoded.warnings)


def check_length(text: str) -> None:
    """Raises SourceError: the text is empty or too long."""
    if not any(map(str.isalnum, text)):
        raise SourceError("no words in it", help="Give a file that has an article in it.")
    if len(text) > MAX_CHARACTERS:
        raise too_large(f"longer than {MAX_CHARACTERS:,} characters")
    if text.count("\n") > MAX_LINES:
        raise too_large(f"more than {MAX_LINES:,} lines")


def source_of(text: str, marked: list[Marked], *, facts: Facts | None = None, warnings: tuple[str, ...] = ()) -> Source:
    """A source without id, path and hash; `facts` known from elsewhere go before what the text says.

    Raises:
        SourceError: nothing in the text is prose, or all of it is a notice of its site.
    """
    found = sentences(text, marked)
    if not found:
        raise SourceError("no prose in it, only navigation, captions or links", help="Give the article itself.")
    if is_notice([sentence.text for sentence in found]):
        raise SourceError("no article, but a notice of its site to visitors", help=_HELP)
    known = (facts or Facts()).over(describe(text, marked))
    return Source(
        id="",
        path="",
        sha256="",
        text=text,
        title=known.title,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        published_span=known.published_span,
        event_date=known.event_date,
        url=known.url,
        regions=regions(text, marked),
        sentences=found,
        warnings=warnings,
    )
