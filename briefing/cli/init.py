"""`briefing init`: a configuration to begin from."""

import os
from pathlib import Path
from typing import Annotated

import typer

from briefing.config import sample
from briefing.domain.unattended import FILE
from briefing.errors import OutputError

EXAMPLES = """\
Examples:

briefing init

briefing init /srv/briefs/

Exit codes: 0 written; 4 it is there already, or cannot be written.
"""


def init(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="A file, or the folder for briefing.toml; with / behind it is made.")
    ] = FILE,
) -> None:
    """Write a briefing.toml with comments, in which several briefs may stand; never over one that is there."""
    folder = path.endswith(("/", os.sep))
    place = Path(path, FILE) if folder or Path(path).is_dir() else Path(path)
    try:
        if folder:
            place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as file:
            file.write(sample())
    except FileExistsError as error:
        there = str(error.filename or place)
        raise OutputError(f"{there!r} is there already", help="Edit it, or give another path.") from None
    except OSError as error:
        raise OutputError(
            f"cannot write {str(place)!r}: {(error.strerror or str(error)).lower()}", help="Choose another path."
        ) from error
    print(f"wrote {place}: say there what the brief is made of, then see what `briefing doctor` says")
