"""Whether the past of a brief stands under another path: its configuration may have been moved or renamed."""

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Commission
from briefing.store.runbook import Runbook, key_of
from briefing.store.runs import FILE as RUNS
from briefing.store.runs import RunStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    said: str
    help: str


def moved(book: Runbook, key: str, commission: Commission) -> Moved | None:
    """A past of the same name by a configuration that is there no more, the newest; None where there is none.

    It may be that of another brief with a usual name: only who moved the file can say.

    Raises:
        OutputError: the record of runs cannot be used.
    """
    lost = next((path for path in book.namesakes(key) if not os.path.lexists(path)), None)
    if lost is None:
        return None
    return Moved(
        said=f"runs of {commission.name!r} are remembered by {str(lost)!r}, which is there no more",
        help=f"If that is {str(commission.file)!r} before it was moved, write formerly = {_quoted(lost)} at its top.",
    )


def find_again(book: Runbook, key: str, config: Path, store: Path) -> None:
    """Take over what is remembered by another path of the same file, as earlier versions did: through a link to its
    folder, or with `..` in it.

    Raises:
        OutputError: the record of runs, or the store of runs, cannot be used.
    """
    for other in book.namesakes(key):
        if other == config or not config.exists() or _real(other) != _real(config):
            continue
        old = key_of(other, key.rpartition("#")[2])
        with closing(RunStore(store / RUNS)) as runs:
            runs.adopt(old, key)
        book.adopt(old, key, folders=(other.parent, config.parent))


def _real(file: Path) -> Path:
    return Path(os.path.realpath(file.parent)) / file.name


def _quoted(path: Path) -> str:
    """As TOML has it."""
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
