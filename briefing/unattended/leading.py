"""Leads `latest` to the newest brief, in whose folder it is, and takes nothing of anybody else's away for that."""

import os
from dataclasses import dataclass
from pathlib import Path

from briefing import placing
from briefing.config.commission import DATE, LATEST
from briefing.domain.unattended import Made
from briefing.store.runbook import Runbook
from briefing.unattended import edited
from briefing.unattended.log import Log


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the links of a pattern stand: in `folder`, beside what they lead to, named like it."""

    folder: Path
    name: str

    @property
    def link(self) -> Path:
        return self.folder / self.name.replace(DATE, LATEST)

    def dated(self, made: Made) -> Path:
        """What the link leads to on the day of a file."""
        return self.folder / self.name.replace(DATE, made.day.isoformat())


def lead(pattern: str, book: Runbook, log: Log) -> None:
    """Put a link in the place that the pattern has with `latest` for the day; a copy where links are impossible.

    It leads to what was made last, by whichever brief: of several in the folders of their days none leads it back.

    Raises:
        OSError: neither can be put there.
        OutputError: somebody's own file stands there, and cannot be kept.
    """
    parts = Path(pattern).parts
    dated = next(number for number, part in enumerate(parts) if DATE in part)
    place = _Place(Path(*parts[:dated]), parts[dated])
    made = book.made()
    targets = (place.dated(each) for each in made if place.dated(each) in (each.path, *each.path.parents))
    target = next((each for each in targets if each.exists()), None)
    if target is None or (place.link.is_symlink() and place.link.readlink() == Path(target.name)):
        return
    if place.link.is_file() and not place.link.is_symlink():
        there = place.link.read_bytes()
        if edited.sha256(there) not in {book.copy_of(place.link), *(each.sha256 for each in made)}:
            edited.keep(place.link, there, log)
    try:
        _link(place.link, target.name)
    except (OSError, NotImplementedError):
        if not target.is_file():
            raise
        content = target.read_bytes()
        placing.place(place.link, content)
        book.copied(place.link, edited.sha256(content))


def _link(link: Path, target: str) -> None:
    """In one step."""
    part = link.parent / f"{placing.PREFIX}{os.getpid():012x}"
    part.unlink(missing_ok=True)
    part.symlink_to(target)
    try:
        part.replace(link)
    except OSError:
        part.unlink(missing_ok=True)
        raise
