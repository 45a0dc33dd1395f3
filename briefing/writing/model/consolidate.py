"""Stage 3: the points of all sources to title, key judgements, body and forecast."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.domain.brief import Horizon
from briefing.domain.yardstick import Yardstick
from briefing.errors import ReplyError
from briefing.llm.request import Request
from briefing.writing.model.points import Point
from briefing.writing.writer import Material

KEY_JUDGEMENTS = 3
MOST_PARAGRAPHS = 8
MOST_POINTS = 12
"""That one sentence rests on, as the schema has it."""
_MOST_SENTENCES = 8
"""Of one paragraph."""
_MOST_FORECASTS = 24
_WORDS_OF_PARAGRAPH, _WORDS_OF_FORECAST = 50, 16
"""A brief of fewer words has fewer of them: one for so many, as the schema has it."""
ROOM = 5000
"""Tokens of a reply beside its summary and body."""


class _Sentence(forms.Form):
    points: list[str] = forms.some(1, MOST_POINTS)
    text: str


class _Paragraph(forms.Form):
    sentences: list[_Sentence] = forms.some(1, _MOST_SENTENCES)


class _Forecast(forms.Form):
    horizon: Literal["short-term", "medium-term", "long-term"]
    points: list[str] = forms.some(1, MOST_POINTS)
    text: str
    term: str | None
    until: str | None
    resolution: str
    attributed_to: str | None


class _Reply(forms.Form):
    title: str
    key_judgements: list[_Sentence] = forms.some(KEY_JUDGEMENTS, KEY_JUDGEMENTS)
    paragraphs: list[_Paragraph] = forms.some(1, MOST_PARAGRAPHS)
    forecasts: list[_Forecast] = forms.some(0, _MOST_FORECASTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str
    points: tuple[str, ...]
    """Ids as the model names them: some may not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A forecast as the model gave it."""

    sentence: Sentence
    horizon: Horizon
    term: str | None
    """Lower case."""
    until: datetime.date | None
    resolution: str | None
    attributed_to: str | None
    """None: an own assessment, whose term is one of the yardstick's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """A brief as the model gave it."""

    title: str
    key_judgements: tuple[Sentence, ...]
    paragraphs: tuple[tuple[Sentence, ...], ...]
    forecasts: tuple[Outlook, ...]


def ask(prompts: Prompts, material: Material, points: Sequence[Point]) -> Request:
    told = {point.source for point in points}
    sources = [source for source in material.sources if source.id in told]
    return forms.request(
        prompts,
        "consolidate",
        "the brief",
        _Reply,
        room=ROOM + 2 * material.words,  # a word is a token and a third, and there are ids and braces
        system={"yardstick": material.yardstick},
        user={
            "date": material.date,
            "words": material.words,
            "focus": material.focus,
            "sources": sources,
            "weak": {grade.source: grade.note for grade in material.grades if not grade.quotable},
            "disagreements": material.disagreements,
            "points": points,
        },
        most={
            "paragraphs": max(1, material.words // _WORDS_OF_PARAGRAPH),
            "forecasts": max(KEY_JUDGEMENTS, material.words // _WORDS_OF_FORECAST),
        },
    )


def read(text: str, yardstick: Yardstick) -> Composition:
    """
    Raises:
        ReplyError: the reply is not of the form that was asked for.
    """
    reply = forms.parse(text, _Reply)
    if len(reply.key_judgements) != KEY_JUDGEMENTS:
        raise ReplyError(f"key_judgements: exactly {KEY_JUDGEMENTS} are wanted, not {len(reply.key_judgements)}")
    if not 1 <= len(reply.paragraphs) <= MOST_PARAGRAPHS:
        raise ReplyError(f"paragraphs: 4 to 6 are wanted, not {len(reply.paragraphs)}")
    return Composition(
        title=forms.required(reply.title, "title"),
        key_judgements=_sentences(reply.key_judgements, "key_judgements"),
        paragraphs=tuple(
            _sentences(paragraph.sentences, f"paragraphs.{number}.sentences")
            for number, paragraph in enumerate(reply.paragraphs)
        ),
        forecasts=tuple(
            _outlook(item, f"forecasts.{number}", yardstick) for number, item in enumerate(reply.forecasts)
        ),
    )


def _sentences(items: Sequence[_Sentence], where: str) -> tuple[Sentence, ...]:
    if not items:
        raise ReplyError(f"{where}: at least one sentence is wanted")
    return tuple(_sentence(item, f"{where}.{number}") for number, item in enumerate(items))


def _sentence(item: _Sentence | _Forecast, where: str) -> Sentence:
    return Sentence(text=forms.required(item.text, where), points=tuple(dict.fromkeys(item.points)))


def _outlook(item: _Forecast, where: str, yardstick: Yardstick) -> Outlook:
    term = forms.plain(item.term or "").casefold() or None
    attributed_to = forms.plain(item.attributed_to or "") or None
    if attributed_to is None and band(term, yardstick) is None:
        names = ", ".join(each.name for each in yardstick.terms)
        raise ReplyError(f"{where}.term: an assessment of your own has one of these terms: {names}")
    try:
        until = datetime.date.fromisoformat(item.until) if item.until else None
    except ValueError:
        raise ReplyError(f"{where}.until: {(item.until or '')[:40]!r} is no date of the form YYYY-MM-DD") from None
    return Outlook(
        sentence=_sentence(item, where),
        horizon=Horizon(item.horizon),
        term=term,
        until=until,
        resolution=forms.plain(item.resolution) or None,
        attributed_to=attributed_to,
    )


def band(term: str | None, yardstick: Yardstick) -> tuple[int, int] | None:
    """Per cent, both inclusive; None where the yardstick does not have the term."""
    for each in yardstick.terms:
        if term in (each.name, *each.synonyms):
            return each.low, each.high
    return None
