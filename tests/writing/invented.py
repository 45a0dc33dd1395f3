"""Sources and replies made up for the tests of the model writer."""

import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from briefing.domain.brief import Grade
from briefing.domain.source import Source
from briefing.domain.text import Chunk, Region, RegionKind, Sentence, Span
from briefing.domain.yardstick import PHIA
from briefing.llm import tokens
from briefing.writing.writer import Material

HARBOUR = """Harbour strike ends

Dock workers in Port Aldan ended a strike of 12 days on 3 March 2025. The union said the new wage was “a beginning, not
the end”, and its leader Mara Quist thanked the members.

ADVERTISEMENT: dock workers in Port Aldan read this

The port authority expects that the backlog will be gone by May. Economist Jon Bell judges that a second strike is
unlikely this year.
"""


def source(id: str, text: str, *, published: date | None = None, title: str | None = None) -> Source:
    """The first paragraph is the title, one with ADVERTISEMENT is boilerplate, all others are prose."""
    sentences: list[Sentence] = []
    regions: list[Region] = []
    for number, paragraph in enumerate(re.finditer(r"(?:.+\n?)+", text)):
        span = Span(paragraph.start(), paragraph.start() + len(paragraph.group().rstrip()))
        if number == 0 or "ADVERTISEMENT" in paragraph.group():
            kind = RegionKind.TITLE if number == 0 else RegionKind.NAVIGATION
            regions.append(Region(kind=kind, span=span))
            continue
        for found in re.finditer(r"\S.*?(?:\.|$)(?=\s|$)", paragraph.group(), re.DOTALL):
            start = paragraph.start() + found.start()
            sentences.append(
                Sentence(
                    index=len(sentences),
                    spans=(Span(start, start + len(found.group())),),
                    text=" ".join(found.group().split()),
                    paragraph=number,
                )
            )
    return Source(
        id=id,
        path=f"{id}.txt",
        sha256="0" * 64,
        text=text,
        title=title,
        published=published,
        regions=tuple(regions),
        sentences=tuple(sentences),
    )


def material(*sources: Source, grades: Sequence[Grade] = (), **other: Any) -> Material:
    return Material(
        sources=sources,
        grades=tuple(grades),
        disagreements=other.pop("disagreements", ()),
        date=date(2025, 3, 5),
        yardstick=PHIA,
        **other,
    )


def halves(source: Source, *, max_tokens: int) -> tuple[Chunk, ...]:
    """Two chunks; the source must be longer than the limit."""
    assert tokens.count(source.text) > max_tokens
    middle = source.sentences[len(source.sentences) // 2].start
    spans = (Span(0, middle), Span(middle, len(source.text)))
    return tuple(Chunk(source=source.id, span=span, tokens=tokens.count(span.of(source.text))) for span in spans)


def point(quote: str, text: str = "", *, speaker: str | None = None, kind: str = "fact") -> dict[str, Any]:
    return {"quote": quote, "text": text or quote, "speaker": speaker, "kind": kind}


def summarized(*points: dict[str, Any]) -> str:
    return json.dumps({"points": points})


def sentence(text: str, *points: str) -> dict[str, Any]:
    return {"points": points, "text": text}


def forecast(text: str, *points: str, **fields: Any) -> dict[str, Any]:
    whole = {
        "horizon": "short-term",
        "term": "unlikely",
        "until": None,
        "resolution": "A strike is called.",
        "attributed_to": None,
    }
    return {"points": points, "text": text} | whole | fields


def composed(**fields: Any) -> str:
    """A reply that is as it should be, but for `fields`."""
    whole = {
        "title": "The strike is over",
        "key_judgements": [
            sentence("Dock workers in Port Aldan ended a strike of 12 days on 3 March 2025.", "201.1"),
            sentence("The union calls the new wage “a beginning, not the end”.", "201.2"),
            sentence("The port authority expects that the backlog will be gone by May.", "201.3"),
        ],
        "paragraphs": [{"sentences": [sentence("The strike lasted 12 days.", "201.1")]}],
        "forecasts": [],
    }
    return json.dumps(whole | fields)


POINTS = summarized(
    point("ended a strike of 12 days on 3 March 2025", "Dock workers ended a strike of 12 days on 3 March 2025."),
    point("“a beginning, not the end”", "The union called the wage a beginning.", speaker="The union", kind="claim"),
    point("the backlog will be gone by May", speaker="the port authority", kind="forecast"),
    point("a second strike is unlikely this year", speaker="Jon Bell", kind="forecast"),
)
