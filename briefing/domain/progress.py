"""What long work tells of itself while it runs."""

from typing import Protocol

from briefing.domain.brief import Cost


class Watch(Protocol):
    """Told of each thing as it happens; it must not fail, and must not take long."""

    def stage(self, name: str, *, steps: int = 0) -> None:
        """Something new begins, in so many steps; 0 where nobody can say."""

    def more(self, steps: int) -> None:
        """The stage has so many steps more than was known."""

    def step(self) -> None:
        """One step of the stage is done."""

    def spent(self, cost: Cost, *, stored: bool) -> None:
        """A model has answered; `stored`: before this run, so that nothing is paid now."""

    def waits(self, seconds: float, reason: str) -> None:
        """The endpoint is asked again after so long."""

    def warns(self, message: str) -> None:
        """Something is otherwise than was perhaps expected, and the work goes on."""


class Unwatched:
    """For those who do not care."""

    def stage(self, name: str, *, steps: int = 0) -> None:
        pass

    def more(self, steps: int) -> None:
        pass

    def step(self) -> None:
        pass

    def spent(self, cost: Cost, *, stored: bool) -> None:
        pass

    def waits(self, seconds: float, reason: str) -> None:
        pass

    def warns(self, message: str) -> None:
        pass
