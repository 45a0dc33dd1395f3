"""Plain text: `Source.text` is the decoded file itself, a byte order mark apart."""

from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.reading.boilerplate import mark
from briefing.reading.charset import decode
from briefing.reading.layout import paragraphs
from briefing.reading.sentences import regions, sentences


def read_text(data: bytes) -> Source:
    """Raises SourceError: it is binary, or there is nothing in it to read."""
    decoded = decode(data)
    text = decoded.text
    if not text.strip():
        raise SourceError("nothing but white space", help="Give a file that has an article in it.")
    marked = mark(text, paragraphs(text))
    return Source(
        id="",
        path="",
        sha256="",
        text=text,
        regions=regions(text, marked),
        sentences=sentences(text, marked),
        warnings=decoded.warnings,
    )
