"""Points that are too many for one request: asked about run by run, and by halves where that is still too much."""

from collections.abc import Awaitable, Callable, Sequence

from briefing.asking.session import Session
from briefing.errors import TooLongError, TruncatedError
from briefing.writing.model.points import Point

Points = tuple[Point, ...]


def runs(points: Sequence[Point], fits: Callable[[Points], bool]) -> list[Points]:
    """The points in their order, in runs about as long as `fits`; a single point is a run whether it fits or not."""
    found: list[Points] = []
    first = 0
    while first < len(points):
        size = len(points) - first
        while size > 1 and not fits(tuple(points[first : first + size])):
            size = (size + 1) // 2
        found.append(tuple(points[first : first + size]))
        first += size
    return found


async def by_halves(session: Session, points: Points, work: Callable[[Points], Awaitable[Points]]) -> Points:
    """What comes of the points; where the endpoint finds them too many, or its reply is cut, what comes of each half.

    Raises:
        TooLongError, TruncatedError: one point is too much.
        ModelError: see `Client.complete`.
    """
    try:
        return await work(points)
    except (TooLongError, TruncatedError):
        if len(points) < 2:
            raise
    middle = len(points) // 2
    halves = await session.together(by_halves(session, half, work) for half in (points[:middle], points[middle:]))
    return tuple(point for half in halves for point in half)
