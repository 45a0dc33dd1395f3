"""What `briefing cache` shows and clears beside replies: fetched pages, and what runs are remembered by."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from briefing.rendering.plain import counted, one_line
from briefing.store.holdings import Holding, Kind, empty, holdings
from briefing.store.underway import none_under_way

_NOUNS = {
    "pages": ("fetched page or feed", "fetched pages and feeds"),
    "briefs": ("brief that is remembered", "briefs that are remembered"),
    "forecasts": ("forecast in the ledger", "forecasts in the ledger"),
    "resolved": ("outcome", "outcomes"),
    "runs": ("unattended run", "unattended runs"),
    "owed": ("delivery that is owed", "deliveries that are owed"),
}
_LOSS = {
    Kind.PAGES: "They are fetched again when they are wanted.",
    Kind.RUNS: "Nothing brings them back: the next run writes and delivers its brief anew and knows of no yesterday.",
}


def as_lines(folder: Path, size: Callable[[int], str]) -> Iterator[str]:
    """A line for each file. `size` tells a number of bytes."""
    found = holdings(folder)
    if found:
        yield ""
        yield "beside them:"
    for held in found:
        yield f"  {held.path.name}: {said(held)}, {size(held.bytes)} (briefing cache clear {held.kind})"


def as_dicts(folder: Path) -> list[dict[str, Any]]:
    return [
        {
            "kind": held.kind.value,
            "path": str(held.path),
            "bytes": held.bytes,
            **held.counts,
            "fault": held.fault or None,
        }
        for held in holdings(folder)
    ]


def said(held: Holding) -> str:
    """`12 forecasts in the ledger, 3 outcomes`."""
    if held.fault:
        return f"no store any more ({one_line(held.fault)})"
    return ", ".join(counted(number, *_NOUNS[what]) for what, number in held.counts.items())


def question(kind: Kind, found: Sequence[Holding]) -> str:
    return f"Delete {'; '.join(map(said, found))} of {found[0].path.parent}? {_LOSS[kind]}"


def of_kind(folder: Path, kind: Kind) -> list[Holding]:
    """Files in which there is anything."""
    return [held for held in holdings(folder) if held.kind is kind and (held.fault or any(held.counts.values()))]


def clear(found: Sequence[Holding]) -> Iterator[str]:
    """Each is told when it is done.

    Raises:
        OutputError: a run is under way that would be lost, or one cannot be written.
    """
    with ExitStack() as locks:
        for held in found:
            if held.kind is Kind.RUNS:
                locks.enter_context(none_under_way(held.path.parent))
                break
        for held in found:
            empty(held)
            yield f"deleted {said(held)}"
