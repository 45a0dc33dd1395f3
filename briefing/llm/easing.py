"""How fast an endpoint turns out to take calls, where it says "slow down" and not by how much."""

from __future__ import annotations

from dataclasses import dataclass, field

ALIVE = 60.0
"""Seconds for which one answered call shows that the endpoint answers: the stretch over which endpoints count."""
WORKED_AT = 5.0
"""Seconds; a call that has been under way for so long was not refused: the endpoint is busy with it."""
_SLOWER, _FASTER = 2.0, 1.2
_WIDEST, _NARROWEST = 30.0, 0.02
"""Seconds between two starts: two a minute, and what is no wait."""


@dataclass(frozen=True, slots=True)
class Start:
    number: int
    """How many calls started before it."""
    lately: int
    """Calls that started in the second before, and it."""
    again: bool
    """Whether the endpoint has refused this call before."""


@dataclass(slots=True)
class Easing:
    """The seconds between two starts: doubled when a call is refused, and a little less after each that is answered.

    Those that are refused together, since they had started together, count once. While nobody is answered nothing can
    be learnt of how fast is too fast, and what was learnt does not count: an endpoint that refuses all is to be given
    up soon.
    """

    _gap: float = 0.0
    _known: int = 0
    """Calls with a lower number started before the gap became what it is."""
    signs: int = 0
    """How often it was seen that somebody is answered, or will be."""
    _last_sign: float = float("-inf")
    _begun: int = 0
    _under_way: dict[int, float] = field(default_factory=dict)
    """Number of each call, to its start."""

    def start(self, now: float, *, lately: int, again: bool) -> Start:
        start = Start(self._begun, lately, again)
        self._under_way[start.number] = now
        self._begun += 1
        return start

    def end(self, start: Start) -> None:
        self._under_way.pop(start.number, None)

    def answered(self, now: float) -> None:
        self._see(now)
        self._gap = self._gap / _FASTER if self._gap > _NARROWEST else 0.0

    def refused(self, start: Start, now: float, *, in_vain: bool) -> None:
        """`in_vain`: no time was named, or it was waited out and did not help."""
        self.end(start)
        if any(now - begun >= WORKED_AT for begun in self._under_way.values()):
            self._see(now)
        if in_vain and start.number >= self._known:
            self._gap = min(_SLOWER * max(self._gap, 1 / start.lately), _WIDEST)
            self._known = self._begun

    def _see(self, now: float) -> None:
        self.signs += 1
        self._last_sign = now

    def answers(self, now: float) -> bool:
        """Whether the endpoint answers somebody these days."""
        return now - self._last_sign <= ALIVE

    def gap(self, now: float) -> float:
        """Seconds between two starts."""
        return self._gap if self.answers(now) else 0.0
