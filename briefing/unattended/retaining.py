"""Removes what runs have written and is wanted no longer: what is older than is kept, and what nothing leads to."""

import os
from contextlib import suppress

from briefing.config import Commission
from briefing.config.commission import DATE
from briefing.domain.unattended import Made, Unwritten
from briefing.rendering.plain import counted
from briefing.store.runbook import Runbook
from briefing.unattended import edited
from briefing.unattended.ending import Ending
from briefing.unattended.log import Log


def remove_stale(book: Runbook, key: str, commission: Commission, owed: Unwritten, log: Log) -> None:
    """What an earlier run of the day wrote of stories that are others now; of any day, where all write to one place.

    Only what was written under the same patterns of outputs: what they were before is an archive. Where something
    failed all of it stays: one of them may be the only brief of a story that could not be made again.
    """
    dated = any(DATE in pattern for pattern in commission.outputs)
    patterns = _real(commission.outputs)
    stale = [
        each
        for each in book.made(key)
        if each.path not in owed.outputs
        and each.patterns is not None
        and _real(each.patterns) == patterns
        and (each.day == owed.run.day or not dated)
    ]
    if stale and owed.run.code == Ending.IN_PART:
        log.warning(f"kept {counted(len(stale), 'file')} of an earlier run that the page does not lead to any more")
        return
    for each in stale:
        _remove(book, each, log)


def retain(book: Runbook, key: str, keep: int, log: Log) -> None:
    """Keep the outputs of so many days, those that runs came to last: a clock may have been wrong."""
    made = book.made(key)
    kept = list(dict.fromkeys(each.day for each in made))[:keep]
    for each in made:
        if each.day not in kept:
            _remove(book, each, log)


def _real(patterns: tuple[str, ...]) -> list[str]:
    """As they lead there through links."""
    return sorted(os.path.realpath(each) for each in patterns)


def _remove(book: Runbook, made: Made, log: Log) -> None:
    """A file of ours, and its folder if that is ours too and empty now. What fails is a warning.

    An edited one is nobody's but the editor's: it stays, and belongs to no run any more.
    """
    try:
        if not edited.is_as_made(made.path, made.sha256):
            log.warning(f"{str(made.path)!r} is not as a run left it: it stays, and is not looked after any more")
            book.removed(made.path)
            return
        made.path.unlink(missing_ok=True)
    except OSError as error:
        log.warning(f"cannot remove {str(made.path)!r}: {error.strerror or error}")
        return
    book.removed(made.path)
    log.info(f"removed {made.path}")
    folder = made.path.parent
    with suppress(OSError):  # something else is in it
        if folder.name.endswith(".sources"):
            folder.rmdir()
            folder = folder.parent
        if made.day.isoformat() in folder.name:
            folder.rmdir()
