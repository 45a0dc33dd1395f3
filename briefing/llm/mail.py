"""What the clients of one run know together of the batches that are with the vendor."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from briefing.domain.batch import Batch


class Batches(Protocol):
    """Where batches are kept until they are collected."""

    def open(self, endpoint: str, model: str) -> tuple[Batch, ...]: ...
    def keep(self, batch: Batch) -> None: ...
    def collected(self, batch: Batch) -> None: ...
    def where(self, batch: Batch) -> str: ...
    def refusals(self) -> dict[str, str]: ...
    def refuse(self, refusals: Mapping[str, str]) -> None: ...
    def forget(self, keys: Collection[str]) -> None: ...
    def next_number(self) -> int: ...


@dataclass(slots=True)
class Mail:
    """The vendor is asked for it once in a run, whoever comes first."""

    collected: bool = False
    away: dict[str, str] = field(default_factory=dict)
    """Key of each request that is with the vendor, to what is known of its batch."""
    refused: dict[str, str] = field(default_factory=dict)
    """Key of each request that the vendor has answered with an error, to what it said."""
    forgone: set[str] = field(default_factory=set)
    """Keys of those that finished briefs have done without."""
    awaited: bool = False
    """Whether a brief of this run waits for a reply."""
    kept: Batches | None = None
    """None before the first client has come."""

    def finished(self) -> None:
        """What the briefs of this run have done without may be sent again for the next.

        Not while one of them waits: the run that makes it makes the others too, and would send for them what the
        vendor refuses, and wait for that, and so on.
        """
        if self.kept is not None and not self.awaited:
            self.kept.forget(self.forgone)
