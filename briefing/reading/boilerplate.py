"""What in a text is no prose of the article: recognised by its form and its place, never by what it is about."""

from briefing.domain.text import RegionKind
from briefing.reading.layout import Paragraph
from briefing.reading.sentences import Marked


def mark(_text: str, paragraphs: list[Paragraph]) -> list[Marked]:
    """Each paragraph with what it is."""
    return [Marked(paragraph=each, kind=RegionKind.LINK if each.link else None) for each in paragraphs]
