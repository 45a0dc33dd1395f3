"""A whole run, kept so that an audit can run it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """All that decides a brief, beside its sources and the replies of the model."""

    title: str | None
    date: date
    """Of the brief, also where the sources or the day of the run decided it."""
    focus: str | None
    words: int
    yardstick: str
    on_unsupported: str
    one_story: bool
    annex: bool
    paper: str
    model: str | None
    """None: the embedded writer."""
    base_url: str | None
    """Without secrets; None for the vendor's own."""
    prompts: Path | None
    """Folder of the user's own prompts."""
    template: Path | None
    models: Path | None
    """The user's own prices and limits of models."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A request that stayed without a usable answer, though the run went on."""

    kind: str
    """Name of the error: `RateLimitError`."""
    message: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run made, as SHA-256 in hexadecimal."""

    brief: str
    """Of the brief as JSON, which no option of rendering changes."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Of each output by the name of its file; `-` for standard output."""
