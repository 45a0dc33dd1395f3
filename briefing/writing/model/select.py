"""Where all points do not fit into one request: which of them the brief needs, chosen in rounds.

The model only names points, it does not write them anew: what is left is still bound to the words of the sources.
"""

from collections.abc import Callable, Sequence

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.asking.session import Session
from briefing.errors import ReplyError, TooLongError
from briefing.llm.request import Request
from briefing.writing.model.points import Point
from briefing.writing.model.rounds import Points, by_halves, runs

ROOM = 3000
"""Tokens of a reply."""
_MOST = 300
"""Points in a reply, as the schema has it: about so many have room."""


class _Reply(forms.Form):
    points: list[str] = forms.some(1, _MOST)


def ask(prompts: Prompts, points: Sequence[Point], *, most: int, focus: str | None, number: int = 1) -> Request:
    """`number`: of the group of points, for messages."""
    return forms.request(
        prompts,
        "select",
        f"group {number} of the points",
        _Reply,
        room=ROOM,
        system={},
        user={"points": points, "most": most, "focus": focus},
    )


def read(text: str, points: Sequence[Point], *, most: int) -> tuple[Point, ...]:
    """The points chosen, in the order they had.

    Raises:
        ReplyError: the reply is not of the form that was asked for, or names no point that is there.
    """
    named = dict.fromkeys(forms.parse(text, _Reply).points)
    known = {point.id for point in points}
    if unknown := [id for id in named if id not in known]:
        raise ReplyError(f"points: there is no point {unknown[0][:40]}")
    if not named:
        raise ReplyError("points: at least one is wanted")
    kept = set(list(named)[:most])
    return tuple(point for point in points if point.id in kept)


async def fitting(
    session: Session,
    points: Sequence[Point],
    joint: Callable[[Sequence[Point]], Request],
    *,
    focus: str | None,
    context: int,
) -> tuple[Point, ...]:
    """So many of the points that the request made of them fits into so many tokens; all where they do.

    Raises:
        TooLongError: not even one point of a source fits.
        ModelError: see `Client.complete`.
    """
    left = tuple(points)
    while not session.client.reckoning.fits(joint(left), context=context):
        groups = round_of(session, left, joint, focus=focus, context=context)
        chosen = await session.each(lambda each: _chosen(session, *each, focus=focus), groups)
        fewer = tuple(point for group in chosen for point in group)
        if len(fewer) == len(left):
            raise _too_long(session)
        left = fewer
    return left


def round_of(
    session: Session,
    points: Sequence[Point],
    joint: Callable[[Sequence[Point]], Request],
    *,
    focus: str | None,
    context: int,
) -> list[tuple[int, Points, int]]:
    """Groups of the points, each with its number from 1 and how many of it are to be chosen.

    Raises:
        TooLongError: no two points fit one request.
    """

    def fits(group: Points) -> bool:
        request = ask(session.prompts, group, most=len(group), focus=focus)
        return session.client.reckoning.fits(request, context=context)

    groups = runs(points, fits)
    if len(groups) == len(points):
        raise _too_long(session)
    share = _share(session, points, joint, context)
    return [(number, group, max(1, int(len(group) * share))) for number, group in enumerate(groups, 1)]


async def _chosen(session: Session, number: int, group: Points, most: int, *, focus: str | None) -> Points:
    async def choose(points: Points) -> Points:
        share = max(1, most * len(points) // len(group))
        request = ask(session.prompts, points, most=share, focus=focus, number=number)
        return await session.answered(request, lambda text: read(text, points, most=share), keep_cut=True)

    return await by_halves(session, group, choose)


def _too_long(session: Session) -> TooLongError:
    return TooLongError(
        f"the points of the sources do not fit the context of the model {session.client.model.name!r}",
        help="Choose a model with a longer context, or state its limits with --models.",
    )


def _share(
    session: Session, points: Sequence[Point], joint: Callable[[Sequence[Point]], Request], context: int
) -> float:
    """How many of the points fit, about; never all of them."""
    reckoning = session.client.reckoning
    fixed = reckoning.tokens(joint(points[:1]))
    room = context - reckoning.room(joint(points)) - fixed
    return min(0.9, max(0.0, 0.9 * room / (reckoning.tokens(joint(points)) - fixed)))
