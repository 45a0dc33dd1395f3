"""What an examination finds: one line for each thing, and what mends it."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    OK = "ok"
    WARNING = "warning"
    """It works, and somebody should know."""
    FAILED = "failed"
    """A run would fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    about: str
    """What was examined: `morning: sources`."""
    health: Health
    said: str
    help: str = ""


def ok(about: str, said: str) -> Finding:
    return Finding(about=about, health=Health.OK, said=said)


def warning(about: str, said: str, help: str = "") -> Finding:
    return Finding(about=about, health=Health.WARNING, said=said, help=help)


def failed(about: str, said: str, help: str = "") -> Finding:
    return Finding(about=about, health=Health.FAILED, said=said, help=help)
