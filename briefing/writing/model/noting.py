"""One source to its points: asked in parts where it is long, each point located in the source or dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.domain.source import Source
from briefing.domain.text import Chunk
from briefing.llm import tokens
from briefing.llm.client import Client
from briefing.writing.model import merge, summarize
from briefing.writing.model.article import Article
from briefing.writing.model.points import Note, Point
from briefing.writing.model.summarize import Part

LONGEST = 6000
"""Tokens of article text in one request: a longer source is asked in parts."""


class Chunker(Protocol):
    """Cuts a source into sentence-aligned stretches that cover it."""

    def __call__(self, source: Source, *, max_tokens: int) -> tuple[Chunk, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What came of one source."""

    points: tuple[Point, ...]
    dropped: int
    """Points whose words are not in the source."""
    merged: bool
    """Whether it was asked in parts."""


def noted(client: Client, prompts: Prompts, source: Source, *, focus: str | None, chunk: Chunker) -> Noted:
    """
    Raises:
        ModelError: see `Client.complete`.
    """
    article = Article(source)
    parts = _parts(article, chunk)
    points: list[Point] = []
    dropped = asked = 0
    for part in parts:
        request = summarize.ask(prompts, source, part, focus=focus)
        notes = forms.answered(client, prompts, request, summarize.read)
        found = _located(article, notes, asked)
        asked += len(notes)
        dropped += len(notes) - len(found)
        points += found
    if len(parts) > 1 and points:
        request = merge.ask(prompts, source, points)
        points = list(forms.answered(client, prompts, request, lambda text: merge.read(text, points)))
    return Noted(points=tuple(points), dropped=dropped, merged=len(parts) > 1)


def _parts(article: Article, chunk: Chunker) -> Sequence[Part]:
    text = article.text()
    # No token is shorter than one byte: most sources are known to fit without being counted.
    if len(text.encode("utf-8", "surrogatepass")) <= LONGEST or tokens.count(text) <= LONGEST:
        return [Part(text=text)]
    texts = [article.text(piece.span) for piece in chunk(article.source, max_tokens=LONGEST)]
    texts = [text for text in texts if text]
    return [Part(text=text, number=number, parts=len(texts)) for number, text in enumerate(texts, 1)]


def _located(article: Article, notes: Sequence[Note], before: int) -> list[Point]:
    """The notes whose words stand in the source; the numbers of the others are not given again."""
    return [
        Point(
            id=f"{article.source.id}.{number}",
            source=article.source.id,
            text=note.text,
            speaker=note.speaker,
            kind=note.kind,
            places=places,
        )
        for number, note in enumerate(notes, before + 1)
        if (places := article.locate(note.quote))
    ]
