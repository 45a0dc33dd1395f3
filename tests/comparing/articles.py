"""Sources made from a few sentences, and what the comparison says of them."""

from datetime import date

from briefing.comparing import disagreements
from briefing.domain.brief import Disagreement
from briefing.domain.source import Source
from briefing.domain.text import Sentence, Span
from briefing.language import sentences


def article(
    id: str,
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = "Herald",
    published: date | None = date(2024, 3, 4),
) -> Source:
    """A source of one paragraph a line."""
    found: list[Sentence] = []
    start = 0
    for number, paragraph in enumerate(text.split("\n")):
        for span in sentences.split(paragraph):
            place = Span(start + span.start, start + span.end)
            folded = " ".join(place.of(text).split())
            found.append(Sentence(index=len(found), spans=(place,), text=folded, paragraph=number))
        start += len(paragraph) + 1
    return Source(
        id=id,
        path=f"{id}.txt",
        sha256="0" * 64,
        text=text,
        sentences=tuple(found),
        title=title,
        publisher=publisher,
        published=published,
    )


def found(*texts: str) -> list[Disagreement]:
    """Disagreements between articles with these texts; every place slices to its quote."""
    sources = tuple(article(f"s{number}", text) for number, text in enumerate(texts))
    result = list(disagreements.find(sources))
    by_id = {source.id: source.text for source in sources}
    for item in result:
        assert len(item.sides) >= 2
        for side in item.sides:
            assert side.evidence
            assert all(by_id[place.source][place.start : place.end] == place.quote for place in side.evidence)
    return result


def kinds(*texts: str) -> list[tuple[str, str]]:
    return [(item.kind, item.strength.value) for item in found(*texts)]
