"""What one check found when it laid a claim beside one place in a source."""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """What was found already, and what is found only when somebody asks, check by check: most passages decide nothing,
    and of most it is enough to know that there is something.
    """

    __slots__ = ("_checks", "_found", "_next")

    def __init__(self, found: Iterable[Finding], checks: Iterable[Callable[[], Sequence[Finding]]] = ()) -> None:
        """`checks` are run in order, each once; one that breaks is run again when somebody asks again."""
        self._found = [*found]
        self._checks = iter(checks)
        self._next: Callable[[], Sequence[Finding]] | None = None

    def _more(self) -> bool:
        """Runs the next check, if one is left."""
        check = self._next = self._next or next(self._checks, None)
        if check is None:
            return False
        self._found += check()
        self._next = None
        return True

    def _all(self) -> list[Finding]:
        while self._more():
            pass
        return self._found

    def __bool__(self) -> bool:
        while not self._found and self._more():
            pass
        return bool(self._found)

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | Sequence[Finding]:
        return self._all()[at]

    def __iter__(self) -> Iterator[Finding]:
        at = 0
        while at < len(self._found) or self._more():
            if at < len(self._found):
                yield self._found[at]
                at += 1
