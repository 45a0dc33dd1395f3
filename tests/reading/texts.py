"""Sources made of text, for the tests of this folder."""

from briefing.domain.source import Source
from briefing.domain.text import RegionKind
from briefing.reading.text import read_text

PROSE = "The council met on Monday to discuss the harbour, which has been closed since the storm in March."
MORE = "Fishermen had waited for the decision for weeks, and many of them stood outside the town hall all day."


def source(text: str) -> Source:
    return read_text(text.encode())


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in source(text).sentences]


def regions(text: str) -> list[tuple[str, str]]:
    found = source(text)
    return [(str(region.kind), region.span.of(found.text)) for region in found.regions]


def marked(line: str, *, above: str = PROSE, below: str = MORE) -> RegionKind | None:
    """What a line is taken for that stands between two paragraphs of prose; None for prose."""
    found = source(f"{above}\n\n{line}\n\n{below}")
    start = len(above) + 2
    kinds = [region.kind for region in found.regions if region.span.start == start]
    return kinds[0] if kinds else None
