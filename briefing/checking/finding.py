"""What one check found when it laid a claim beside one place in a source."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import overload

from briefing.checking.facts import Token


class Outcome(StrEnum):
    AGREES = "agrees"
    LACKS = "lacks"
    """The place does not bear this part of the claim out, nor does it speak against it."""
    CONTRADICTS = "contradicts"
    """Both cannot be true."""


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    """As in `Reason.check`."""
    outcome: Outcome
    detail: str
    """For the reader: what the claim says, what the source says and where."""
    tokens: tuple[Token, ...] = ()
    """The parts of the claim that it is about: a contradiction holds if the rest of the claim is met."""
    rival: bool = False
    """The place has another number or date in its stead: no other sentence can supply the claim's."""
    firm: bool = True
    """False where it takes more common ground before it may dispute what another source bears out."""


class Findings(Sequence[Finding]):
    """What was found already, and what is found only when somebody asks: most passages decide nothing."""

    __slots__ = ("_find", "_found")

    def __init__(self, found: Sequence[Finding], find: Callable[[], Sequence[Finding]] | None = None) -> None:
        self._found = found
        self._find = find

    def _all(self) -> Sequence[Finding]:
        if self._find is not None:
            self._found = [*self._found, *self._find()]
            self._find = None  # only once it is through: a check that breaks must not pass for one that found nothing
        return self._found

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | Sequence[Finding]:
        return self._all()[at]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._all())
