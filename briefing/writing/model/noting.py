"""One source to its points: asked in parts where it is long, each point located in the source or dropped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.asking.session import Session
from briefing.domain.source import Source
from briefing.domain.text import Chunk
from briefing.errors import TooLongError, TruncatedError
from briefing.llm import tokens
from briefing.writing.model import merge, summarize
from briefing.writing.model.article import Article
from briefing.writing.model.points import Note, Point
from briefing.writing.model.summarize import Part

LONGEST = 6000
"""Tokens of article text in one request at most: what stands in the middle of more is passed over by models."""
SHORTEST = 100
"""Tokens; a part that no reply comes to is not halved below this."""
_HALVINGS = 2
"""How often a part is halved because its reply is cut: a model that runs on about a quarter would about an eighth."""


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


async def noted(session: Session, source: Source, *, focus: str | None, chunk: Chunker) -> Noted:
    """
    Raises:
        ModelError: see `Client.complete`.
    """
    article = Article(source)
    parts = planned(session, article, focus=focus, chunk=chunk)
    told = await session.together(_notes(session, article, part, focus=focus) for part in parts)
    notes = list(dict.fromkeys(note for of_part in told for note in of_part))  # small models say one thing often
    points = _located(article, notes)
    dropped = len(notes) - len(points)
    if len(parts) > 1 and points:
        points = await merge.merged(session, source, points)
    return Noted(points=points, dropped=dropped, merged=len(parts) > 1)


def planned(session: Session, article: Article, *, focus: str | None, chunk: Chunker) -> Sequence[Part]:
    """The parts in which the source is asked about: one, where it fits."""
    most = _longest(session, article.source, focus)
    text = article.text()
    # No token is shorter than one byte: most sources are known to fit without being counted.
    if len(text.encode("utf-8", "surrogatepass")) <= most or tokens.count(text) <= most:
        return [Part(text=text)]
    spans = [piece.span for piece in chunk(article.source, max_tokens=most)]
    texts = [(span, article.text(span)) for span in spans]
    texts = [(span, text) for span, text in texts if text]
    return [Part(text=text, span=span, number=number, parts=len(texts)) for number, (span, text) in enumerate(texts, 1)]


def _longest(session: Session, source: Source, focus: str | None) -> int:
    """Tokens of article text, by our own count, for which the model's context has room beside all else."""
    client = session.client
    bare = summarize.ask(session.prompts, source, Part(text=""), focus=focus)
    left = client.model.context - client.reckoning.room(bare) - client.reckoning.tokens(bare)
    margin = client.model.counted(LONGEST) / LONGEST
    return min(LONGEST, max(SHORTEST, int(left / margin)))


async def _notes(
    session: Session, article: Article, part: Part, *, focus: str | None, halvings: int = _HALVINGS
) -> Sequence[Note]:
    """What the model notes of a part; where the reply is cut also with more room, what it notes of its halves."""
    request = summarize.ask(session.prompts, article.source, part, focus=focus)
    try:
        return await session.answered(request, summarize.read, keep_cut=True)
    except (TruncatedError, TooLongError) as error:
        cut = isinstance(error, TruncatedError)
        halves = article.halves(part.span)
        if halves is None or tokens.count(part.text) < 2 * SHORTEST or (cut and not halvings):
            raise
    smaller = [Part(text=text, span=half, number=part.number, parts=part.parts) for half, text in halves]
    notes = await session.together(
        _notes(session, article, half, focus=focus, halvings=halvings - cut) for half in smaller
    )
    return [note for of_half in notes for note in of_half]


def _located(article: Article, notes: Sequence[Note]) -> tuple[Point, ...]:
    """The notes whose words stand in the source; the numbers of the others are not given again."""
    return tuple(
        Point(
            id=f"{article.source.id}.{number}",
            source=article.source.id,
            text=note.text,
            speaker=note.speaker,
            kind=note.kind,
            places=places,
        )
        for number, note in enumerate(notes, 1)
        if (places := article.locate(note.quote))
    )
