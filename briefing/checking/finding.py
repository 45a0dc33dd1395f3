"""What one check found when it laid a claim beside one place in a source."""

from dataclasses import dataclass
from enum import StrEnum

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
