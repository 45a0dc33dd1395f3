"""Stage 2, for long sources alone: the points of all parts to one list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.asking.session import Session
from briefing.domain.source import Source
from briefing.errors import ReplyError
from briefing.llm.request import Request
from briefing.writing.model.points import Point, basis
from briefing.writing.model.rounds import Points, by_halves, runs
from briefing.writing.model.summarize import FEWEST, MOST, ROOM


class _Point(forms.Form):
    points: list[str] = forms.some(1, MOST)
    text: str


class _Reply(forms.Form):
    points: list[_Point] = forms.some(1, MOST)


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
            raise ReplyError(
                f"points.{number}.points: {f'there is no point {unknown[0][:40]}' if unknown else 'empty'}"
            )
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


async def merged(session: Session, source: Source, points: Points) -> Points:
    """All points of a source as one list; in rounds, where they are too many for one request.

    Raises:
        ModelError: see `Client.complete`.
    """

    def fits(run: Points) -> bool:
        return session.client.reckoning.fits(ask(session.prompts, source, run))

    async def merge(run: Points) -> Points:
        request = ask(session.prompts, source, run)
        return await session.answered(request, lambda text: read(text, run), keep_cut=True)

    while True:
        groups = runs(points, fits)
        lists = await session.together(by_halves(session, group, merge) for group in groups)
        before, points = points, _numbered(point for each in lists for point in each)
        if len(groups) == 1 or len(points) >= len(before):
            return points


def _numbered(points: Iterable[Point]) -> Points:
    """Each run has numbered its points from 1."""
    return tuple(replace(point, id=f"{point.source}.{number}") for number, point in enumerate(points, 1))
