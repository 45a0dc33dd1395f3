"""Stage 2, for long sources alone: the points of all parts to one list."""

from collections.abc import Sequence

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.domain.source import Source
from briefing.errors import ReplyError
from briefing.llm.request import Request
from briefing.writing.model.points import Point, basis
from briefing.writing.model.summarize import FEWEST, MOST, ROOM


class _Point(forms.Form):
    points: list[str]
    text: str


class _Reply(forms.Form):
    points: list[_Point]


def ask(prompts: Prompts, source: Source, points: Sequence[Point]) -> Request:
    return forms.request(
        prompts,
        "merge",
        f"the parts of source {source.id!r}",
        _Reply,
        room=ROOM,
        system={"fewest": FEWEST, "most": MOST},
        user={"source": source, "points": points},
    )


def read(text: str, points: Sequence[Point]) -> tuple[Point, ...]:
    """The merged points, numbered anew; each rests on the words of all that it is made of.

    Raises:
        ReplyError: the reply is not of the form that was asked for, or names a point that is not there.
    """
    known = {point.id: point for point in points}
    merged: list[Point] = []
    for number, item in enumerate(forms.parse(text, _Reply).points):
        unknown = [id for id in item.points if id not in known]
        if unknown or not item.points:
            raise ReplyError(f"points.{number}.points: {f'there is no point {unknown[0]}' if unknown else 'empty'}")
        parents = [known[id] for id in item.points]
        merged.append(
            Point(
                id=f"{parents[0].source}.{number + 1}",
                source=parents[0].source,
                text=forms.required(item.text, f"points.{number}"),
                speaker=parents[0].speaker,
                kind=parents[0].kind,
                places=basis(parents),
            )
        )
    return tuple(merged)
