"""What one check found when it laid a claim beside one place in a source."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, overload

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


class Check(NamedTuple):
    """One check beside one place, not run yet."""

    run: Callable[[], Sequence[Finding]]
    may_contradict: bool = True


class Findings(Sequence[Finding]):
    """What was found already, and what is found only when somebody asks, check by check: most passages decide nothing,
    and of most it is enough to know that there is something.
    """

    __slots__ = ("_checks", "_found", "_results")

    def __init__(self, found: Iterable[Finding], checks: Iterable[Check] = ()) -> None:
        """`checks` are run when they are wanted, each once; one that breaks is run again when somebody asks again."""
        self._found = [*found]
        self._checks = checks
        self._results: list[Sequence[Finding] | None] = []

    def _run(self, at: int) -> Sequence[Finding]:
        result = self._results[at]
        if result is None:
            result = self._results[at] = self._known()[at].run()
        return result

    def _known(self) -> Sequence[Check]:
        if not isinstance(self._checks, tuple):
            self._checks = tuple(self._checks)
            self._results = [None] * len(self._checks)
        return self._checks

    def against(self) -> Iterator[Finding]:
        """The contradictions alone, for which fewer checks need to run."""
        yield from (each for each in self._found if each.outcome is Outcome.CONTRADICTS)
        for at, check in enumerate(self._known()):
            if check.may_contradict:
                yield from (each for each in self._run(at) if each.outcome is Outcome.CONTRADICTS)

    def __iter__(self) -> Iterator[Finding]:
        yield from self._found
        for at in range(len(self._known())):
            yield from self._run(at)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None

    def __len__(self) -> int:
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | Sequence[Finding]:
        return [*self][at]
