"""Stage 1: one source, or one part of a long one, to points."""

from dataclasses import dataclass
from typing import Literal

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.domain.source import Source
from briefing.domain.text import Span
from briefing.llm.request import Request
from briefing.writing.model.points import Note, PointKind

FEWEST, MOST = 5, 14
"""Points asked for; a reply with more or fewer is taken as it is."""
ROOM = 3000
"""Tokens of a reply."""
_LONGEST_QUOTE = 600
"""Characters, as the schema has it: longer than nearly every sentence, since one that is cut stands nowhere."""


class _Point(forms.Form):
    quote: str = forms.longest(_LONGEST_QUOTE)
    text: str
    speaker: str | None
    kind: Literal["fact", "claim", "opinion", "forecast"]


class _Reply(forms.Form):
    points: list[_Point] = forms.some(0, MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a source for one request."""

    text: str
    span: Span | None = None
    """Where in the source; None for all of it."""
    number: int = 1
    """From 1."""
    parts: int = 1


def ask(prompts: Prompts, source: Source, part: Part, *, focus: str | None) -> Request:
    return forms.request(
        prompts,
        "summarize",
        forms.about(source.id, part.number, part.parts),
        _Reply,
        room=ROOM,
        system={"fewest": FEWEST, "most": MOST},
        user={
            "source": source,
            "part": part.number,
            "parts": part.parts,
            "focus": focus,
            "text": part.text,
        },
    )


def read(text: str) -> tuple[Note, ...]:
    """
    Raises:
        ReplyError: the reply is not of the form that was asked for.
    """
    return tuple(
        Note(
            text=forms.required(point.text, f"points.{number}"),
            quote=point.quote,
            speaker=forms.plain(point.speaker or "") or None,
            kind=PointKind(point.kind),
        )
        for number, point in enumerate(forms.parse(text, _Reply).points)
    )
