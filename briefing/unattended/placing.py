"""Writes what a run has made, leads `latest` there, and removes what is too old."""

import os
import time
from datetime import date
from pathlib import Path

from briefing import placing
from briefing.collection import Places
from briefing.config import Commission
from briefing.config.commission import DATE, LATEST
from briefing.domain.unattended import Past
from briefing.errors import OutputError
from briefing.rendering import files, markdown, output
from briefing.store.runbook import Runbook
from briefing.unattended import carrying, edited, guarding, leading, memory, retaining
from briefing.unattended.log import Log

_TOLD = 10
"""Files that are told one by one."""
_LEFT_BEHIND = 3600.0
"""Seconds after which a file that was not put in its place belongs to nobody."""


def plan(commission: Commission, day: date, store: Path) -> output.Plan:
    """Where the brief of a day goes and in which forms, those included that only a delivery wants: these are written
    nowhere. Folders are made; it is checked that they can be written to, before anything is paid.

    Raises:
        OutputError: they cannot.
        TemplateError: the template is missing or broken.
    """
    places = commission.paths(day)
    for path in places:
        _ensure(path.parent)
    output.plan(places, paper=commission.paper)
    if commission.template:
        markdown.check(commission.template)
    return output.Plan(
        paths=(*places, *carrying.extra_paths(commission, day, store)),
        template=commission.template,
        annex=commission.annex,
        paper=commission.paper,
    )


def places(commission: Commission, day: date) -> Places:
    """The same for the briefs of all stories, and the page that leads to them.

    Raises:
        OutputError, TemplateError: as with `plan`.
        UsageError: they cannot stand together.
    """
    paths = commission.paths(day)
    for path in paths:
        _ensure(path.parent)
    return Places.of(paths, template=commission.template, annex=commission.annex, paper=commission.paper)


def give_up(book: Runbook, key: str, commission: Commission, log: Log) -> int:
    """How many briefs were made and will never be written, as the configuration has other outputs by now.

    Nobody was told what is in them: they have failed, and are not remembered.
    """
    given_up = 0
    for owed in book.unwritten(key):
        places = {os.path.realpath(path) for path in commission.paths(owed.run.day)}
        briefs = [path for path in owed.outputs if not path.parent.name.endswith(".sources")]
        moved = briefs and places.isdisjoint(map(os.path.realpath, briefs))
        if moved and not all(_has(path, owed.outputs[path]) for path in briefs):
            said = f"the brief of {owed.run.day} was never written, and the configuration has other outputs now"
            log.error(f"{said}: what it would have told is new to the next one")
            book.give_up(owed.run.id, code=OutputError.exit_code, said=said)
            given_up += 1
    return given_up


def write_owed(book: Runbook, key: str, commission: Commission, store: Path, log: Log) -> list[Past]:
    """Write and remember all briefs that were made and may not have been; to do it twice changes nothing.

    Raises:
        OutputError: one cannot be written; it is still owed.
    """
    done = []
    for owed in book.unwritten(key):
        briefs = [path for path in owed.outputs if not path.parent.name.endswith(".sources")]
        for path in briefs:
            _ensure(path.parent)
        guarding.expect_own(book, key, commission, briefs)
        edited.set_aside(owed.outputs, book, log)
        files.write_all(owed.outputs)
        for path in briefs[:_TOLD]:
            log.info(f"wrote {path}")
        if len(briefs) > _TOLD:
            log.info(f"wrote {len(briefs) - _TOLD} more files in {briefs[0].parent}")
        if commission.by_story:
            retaining.remove_stale(book, key, commission, owed, log)
        if why := memory.remember(owed.run, key, owed.remembered, store):
            log.warning(f"cannot remember the brief of {owed.run.day}: {why}; the next will not know what was in it")
        book.written(owed.run.id)
        done.append(owed.run)
    return done


def tidy(book: Runbook, key: str, commission: Commission, log: Log) -> None:
    """`latest` leads to the newest brief, and no more days are kept than wanted. What fails is a warning.

    Raises:
        OutputError: the record of runs cannot be used.
    """
    last = book.last_made(key)
    if last is None:
        return
    for pattern in commission.outputs:
        if DATE in pattern:
            try:
                leading.lead(pattern, book, log)
            except OSError as error:
                log.warning(f"cannot lead {LATEST!r} to the newest of {pattern!r}: {error.strerror or error}")
            except OutputError as error:
                log.warning(f"cannot lead {LATEST!r} to the newest of {pattern!r}: {error}. {error.help}")
        placing.sweep(commission.paths(last.day)[commission.outputs.index(pattern)].parent, before=_long_ago())
    if commission.keep is not None:
        retaining.retain(book, key, commission.keep, log)


def _has(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _ensure(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"cannot make the folder {str(folder)!r}: {error.strerror or error}", help="Make it, or choose another."
        ) from error


def _long_ago() -> float:
    return time.time() - _LEFT_BEHIND
