"""What no run writes over: the brief of a day before the last one, and what is another brief's."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from briefing.config import Commission, load
from briefing.domain.collection import STORY
from briefing.domain.unattended import Made
from briefing.errors import BriefingError, OutputError
from briefing.store.runbook import Runbook


def expect_present(book: Runbook, key: str, commission: Commission, day: date) -> None:
    """That the clock has not gone back to a day that has its brief, as another time zone may make it.

    Raises:
        OutputError: it has, and the brief of that day would be lost.
    """
    last = book.last_made(key)
    if last is None or last.day == day:
        return
    places = set(commission.paths(day))
    for made in book.made(key):
        if made.day == day and made.path in places and made.path.exists():
            raise OutputError(
                f"the brief of {day} is there already, and one of {last.day} was made after it: "
                "the clock or the time zone has gone back",
                help=f"Set the clock; if it is right, move {str(made.path)!r} away.",
            )


def expect_own(book: Runbook, key: str, commission: Commission, paths: Iterable[Path]) -> None:
    """That nothing stands there that another brief writes, by whatever path it leads there.

    Raises:
        OutputError: something does.
    """
    real = {_real(path) for path in paths if path.exists()}
    names = {path.name for path in real}
    for made in book.made():
        if made.brief == key or made.path.name not in names:
            continue
        if _real(made.path) in real and (owner := _owner(made, commission)):
            raise OutputError(
                f"{str(made.path)!r} is an output of {owner} as well",
                help="Give one of the two another name or another folder.",
            )


def _owner(made: Made, commission: Commission) -> str | None:
    """By whom it is still written; None where the file is left over from a brief that is no more.

    Briefs of one configuration are known to stand apart.
    """
    path, _, name = made.brief.rpartition("#")
    file = Path(path)
    if not file.exists() or file.samefile(commission.file):
        return None
    said = f"[briefs.{name}] of {path!r}"
    try:
        other = load(file).briefs.get(name)
    except BriefingError:  # it may be mended
        return said
    return said if other and _writes(other, made) else None


def _writes(commission: Commission, made: Made) -> bool:
    real = _real(made.path)
    return any(
        _real(path) == real or (STORY in path.name and _real(path.parent) == real.parent)
        for path in commission.paths(made.day)
    )


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike Path.resolve() it bears a link that leads to itself
