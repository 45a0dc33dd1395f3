"""Options that several commands share: which configuration they go by, and so where they find what outlives a run."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.domain.unattended import FILE
from briefing.store.folder import store_folder

if TYPE_CHECKING:
    from briefing.config import Config

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", readable=False, help=f"The configuration. Default: {FILE} of this folder."
    ),
]


def configuration(path: Path | None) -> "Config":
    """That which is named, or lies in the working folder.

    Raises:
        UsageError: it is not there, or says something that cannot be.
    """
    from briefing.config import load

    return load(path or Path(FILE))


def store_of(config: "Config") -> Path:
    """The folder of what outlives a run: where the file says, else where the environment does."""
    return (config.store or store_folder(os.environ)).absolute()


def store_by(path: Path | None) -> Path:
    """The same for a command that needs no configuration: where none is named and none lies here, the environment's.

    Raises:
        UsageError: there is one that cannot be read. To go by the environment then would be to show another store.
    """
    if path is None and not os.path.lexists(FILE):
        return store_folder(os.environ)
    return store_of(configuration(path))
