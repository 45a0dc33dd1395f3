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

ROOM = 3000
"""Tokens of a reply."""


class _Reply(forms.Form):
    points: list[str]


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
        raise ReplyError(f"points: there is no point {unknown[0]}")
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
        share = _share(session, left, joint, context)
        groups = _groups(session, left, focus, context)
        if len(left) < 2 or len(groups) == len(left):
            raise TooLongError(
                f"the points of the sources do not fit the context of the model {session.client.model.name!r}",
                help="Choose a model with a longer context, or state its limits with --models.",
            )
        numbered = [(number, group, max(1, int(len(group) * share))) for number, group in enumerate(groups, 1)]
        chosen = await session.each(lambda each: _chosen(session, *each, focus=focus), numbered)
        left = tuple(point for group in chosen for point in group)
    return left


async def _chosen(
    session: Session, number: int, points: tuple[Point, ...], most: int, *, focus: str | None
) -> tuple[Point, ...]:
    request = ask(session.prompts, points, most=most, focus=focus, number=number)
    return await session.answered(request, lambda text: read(text, points, most=most))


def _share(
    session: Session, points: Sequence[Point], joint: Callable[[Sequence[Point]], Request], context: int
) -> float:
    """How many of the points fit, about; never all of them."""
    reckoning = session.client.reckoning
    fixed = reckoning.tokens(joint(points[:1]))
    room = context - reckoning.room(joint(points)) - fixed
    return min(0.9, max(0.0, 0.9 * room / (reckoning.tokens(joint(points)) - fixed)))


def _groups(session: Session, points: Sequence[Point], focus: str | None, context: int) -> list[tuple[Point, ...]]:
    """Runs of points, each as long as fits into one request."""
    groups: list[tuple[Point, ...]] = []
    first = 0
    while first < len(points):
        size = len(points) - first
        while size > 1 and not session.client.reckoning.fits(
            ask(session.prompts, points[first : first + size], most=size, focus=focus), context=context
        ):
            size = (size + 1) // 2
        groups.append(tuple(points[first : first + size]))
        first += size
    return groups
