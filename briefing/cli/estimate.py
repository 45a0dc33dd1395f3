"""`--dry-run`: what a run would ask of a model, and what it would cost; nobody is asked and nothing is written."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from briefing.cli.sources import SOURCE_SKIPPED, report
from briefing.domain.brief import Cost
from briefing.domain.estimate import Estimate, Expected
from briefing.domain.money import dollars, told
from briefing.domain.source import Skipped
from briefing.rendering.plain import counted, day

if TYPE_CHECKING:
    from briefing.collection import Priced

FREE = "no model: no calls, nothing to pay"
SHOWN = 20
"""Stories that have a line each; the others have one together."""


def show(estimate: Estimate | None, skipped: tuple[Skipped, ...], *, as_json: bool) -> int:
    """The estimate on standard output, what could not be read on standard error; the exit code."""
    report(skipped)
    if as_json:
        print(json.dumps(document(estimate), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(estimate)))
    return SOURCE_SKIPPED if skipped else 0


def lines(estimate: Estimate | None) -> list[str]:
    """A table by stage, the total, and what is no part of it."""
    if estimate is None:
        return [FREE]
    rows = [_row(stage, expected) for stage, expected in estimate.stages.items()]
    return _table("stage", [*rows, _row("total", estimate.total)], estimate)


def show_stories(told: Sequence["Priced"], skipped: tuple[Skipped, ...], *, as_json: bool) -> int:
    """The same of a brief for each story."""
    report(skipped)
    whole = _whole(told)
    if as_json:
        stories = [_story(each) for each in told]
        print(json.dumps({**document(whole), "stories": stories}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(story_lines(told)))
    return SOURCE_SKIPPED if skipped else 0


def story_lines(told: Sequence["Priced"]) -> list[str]:
    """A table by story, the total, and what is no part of it."""
    whole = _whole(told)
    briefs = counted(sum(each.error is None for each in told), "brief")
    if whole is None:
        return [f"{briefs}, {FREE}"]
    found = [(each.name, each.estimate) for each in told if each.estimate]
    rows = [_row(name, estimate.total) for name, estimate in found[:SHOWN]]
    if more := [estimate.total for _, estimate in found[SHOWN:]]:
        rows.append(_row(f"and {counted(len(more), 'other')}", reduce(add, more)))
    return _table("story", [*rows, _row(f"total: {briefs}", whole.total)], whole)


def _whole(told: Sequence["Priced"]) -> Estimate | None:
    found = [each.estimate for each in told if each.estimate]
    return reduce(add, found) if found else None


def _table(first: str, rows: Sequence[tuple[str, ...]], estimate: Estimate) -> list[str]:
    rows = [(first, "calls", "tokens in", "tokens out", "price"), *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    table = [
        "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(pairs))
        for pairs in (tuple(zip(row, widths, strict=True)) for row in rows)
    ]
    return [*table, "", *_remarks(estimate)]


def _row(name: str, expected: Expected) -> tuple[str, ...]:
    """Of what is yet to be paid."""
    cost = expected.cost
    price = dollars(cost.usd) if cost.calls else "nothing"
    return name, f"{cost.calls:,}", f"{cost.tokens_in:,}", f"{cost.tokens_out:,}", price


def _remarks(estimate: Estimate) -> list[str]:
    total = estimate.total
    calls = total.cost.calls + total.stored
    remarks = []
    if total.stored:
        are = "is" if total.stored == 1 else "are"
        remarks.append(f"{total.stored:,} of {calls:,} calls {are} in the store: nothing to pay for that.")
    if estimate.again.calls:
        remarks.append(f"If sentences fail their check, once more: about {told(estimate.again)}.")
    if estimate.thinks:
        remarks.append(
            f"{estimate.model} thinks before it writes: its thoughts are paid as tokens out, and not in this."
        )
    if estimate.priced:
        remarks.append(
            f"List prices of {day(estimate.priced)}; tokens in are counted, replies estimated. --budget is a limit."
        )
    else:
        remarks.append(f"The price of {estimate.model} is unknown: --models FILE can state it.")
    return remarks


def document(estimate: Estimate | None) -> dict[str, Any]:
    """The same for programs; docs/json.md describes the fields."""
    if estimate is None:
        return {"model": None, "calls": 0, "stored": 0, "tokens_in": 0, "tokens_out": 0, "usd": 0.0, "stages": {}}
    return {
        "model": estimate.model,
        **_expected(estimate.total),
        "priced": estimate.priced.isoformat() if estimate.priced else None,
        "stages": {stage: _expected(expected) for stage, expected in estimate.stages.items()},
        "again": _sums(estimate.again),
    }


def _story(told: "Priced") -> dict[str, Any]:
    expected = told.estimate.total if told.estimate else Expected(cost=Cost())
    return {
        "number": told.number,
        "terms": list(told.story.terms),
        "articles": len(told.story.sources),
        **_expected(expected),
        "failed": told.failed,
    }


def _expected(expected: Expected) -> dict[str, Any]:
    return {**_sums(expected.cost), "stored": expected.stored}


def _sums(cost: Cost) -> dict[str, Any]:
    """Nothing to pay is no unknown price."""
    sums = asdict(cost)
    del sums["tokens_cached"]
    return sums if cost.calls else {**sums, "usd": 0.0}
