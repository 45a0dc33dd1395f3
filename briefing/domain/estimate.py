"""What a run would ask of a model and pay, told before it is made."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.domain.brief import Cost

STAGES = ("summarize", "merge", "select", "consolidate")
"""Of writing a brief, in the order in which they are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Of one stage."""

    cost: Cost
    """Of the calls that are yet to be paid."""
    stored: int = 0
    """Calls that the store answers for nothing."""

    def __add__(self, other: "Expected") -> "Expected":
        return Expected(cost=self.cost + other.cost, stored=self.stored + other.stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    model: str
    stages: Mapping[str, Expected]
    """In the order in which they are asked."""
    again: Cost
    """Of one call more, which is made where sentences fail their check."""
    priced: datetime.date | None
    """The day of the list prices; None where the price is not known."""
    thinks: bool
    """The model thinks before it writes: its thoughts are paid as well, and no part of this."""

    @property
    def total(self) -> Expected:
        return sum(self.stages.values(), Expected(cost=Cost()))

    def __add__(self, other: "Estimate") -> "Estimate":
        """Of two briefs of one model."""
        nothing = Expected(cost=Cost())
        stages = {
            stage: self.stages.get(stage, nothing) + other.stages.get(stage, nothing)
            for stage in sorted({*self.stages, *other.stages}, key=STAGES.index)
        }
        return replace(self, stages=stages, again=self.again + other.again)
