"""What an unattended run tells of itself: one line for each thing, for people or for programs, and never a secret."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TextIO

from briefing.domain.brief import Cost
from briefing.rendering.plain import one_line

_SHORTEST = 4
"""Characters; shorter values are no secrets, and to blot them out would make lines unreadable."""


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    LINES = "lines"
    JSON = "json"


class Log:
    """A `Watch` as well: stages and waits of a run are told as they come."""

    def __init__(
        self,
        stream: TextIO | None,
        *,
        form: LogFormat = LogFormat.LINES,
        quiet: bool = False,
        secrets: Iterable[str] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._stream = stream
        self._form = form
        self._quiet = quiet
        self._secrets = sorted(
            {each.strip() for each in secrets if len(each.strip()) >= _SHORTEST}, key=len, reverse=True
        )
        self._now = now
        self.brief = ""
        """Of which brief it speaks."""
        self.paid = Cost()
        """Of the replies that were paid for since this was last set."""

    def info(self, message: str) -> None:
        self._tell(Level.INFO, message)

    def warning(self, message: str) -> None:
        self._tell(Level.WARNING, message)

    def error(self, message: str) -> None:
        self._tell(Level.ERROR, message)

    def stage(self, name: str, *, steps: int = 0) -> None:
        del steps
        self.info(name)

    def more(self, steps: int) -> None:
        """Nothing, as of steps."""

    def step(self) -> None:
        """Nothing: whoever reads it later wants stages alone."""

    def spent(self, cost: Cost, *, stored: bool) -> None:
        if not stored:
            self.paid += cost

    def waits(self, seconds: float, reason: str) -> None:
        self.info(f"waiting {seconds:.0f} s: {reason}")

    def warns(self, message: str) -> None:
        self.warning(message)

    def _tell(self, level: Level, message: str) -> None:
        if self._stream is None or (self._quiet and level is not Level.ERROR):
            return
        said = one_line(message)
        for secret in self._secrets:
            said = said.replace(secret, "***")
        time = self._now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if self._form is LogFormat.JSON:
            line = json.dumps({"time": time, "level": level.value, "brief": self.brief, "message": said})
        else:
            line = f"{time} {level.value.upper():7} {f'{self.brief}: ' if self.brief else ''}{said}"
        self._stream.write(line + "\n")
        self._stream.flush()
