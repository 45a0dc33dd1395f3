"""Where a finished brief is carried to, and what is carried there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath


class Security(StrEnum):
    """How the way to a mail server is kept from others."""

    STARTTLS = "starttls"
    SSL = "ssl"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderTarget:
    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class MailTarget:
    name: str
    host: str
    port: int
    security: Security
    sender: str
    to: tuple[str, ...]
    recipient: str | None = None
    """To whom of them a mail goes that names them all; None: to all."""
    user: str | None = None
    password_env: str | None = None
    """Name of the environment variable that holds the password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HookTarget:
    name: str
    url: str
    form: str = "json"
    """What is sent: `json`, the brief as JSON, or `text`, as Markdown."""
    secret_env: str | None = None
    """Name of the environment variable whose value signs what is sent."""
    token_env: str | None = None
    """Name of the environment variable whose value is sent as a bearer's token."""


Target = FolderTarget | MailTarget | HookTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One brief on its way to one target; the same in every attempt."""

    id: str
    """Tells the receiver that an attempt is a repetition."""
    brief: str
    """Its name in the configuration."""
    title: str
    date: str
    """The day of the run, YYYY-MM-DD."""
    claims: str
    """One line: how many, with which verdicts."""
    files: Mapping[str, bytes]
    """By file name, with the folder of the day before it where the outputs have one; Markdown, PDF, JSON."""
    texts: Mapping[str, bytes] = field(default_factory=dict)
    """What the footnotes lead to, by the way there: `2025-03-04.sources/1.txt`."""

    def of(self, suffix: str) -> tuple[str, bytes] | None:
        """Name and content of the first file of a form, such as `.pdf`."""
        found = ((name, data) for name, data in self.files.items() if name.lower().endswith(suffix))
        return next(((PurePosixPath(name).name, data) for name, data in found), None)
