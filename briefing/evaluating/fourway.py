"""Measures verdicts, not scores: claims labelled in words, all against the same sources, as a four-way table."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from briefing.checking import check_texts
from briefing.domain.claim import CheckedClaim, Evidence, Stance, Verdict
from briefing.domain.source import Source
from briefing.errors import SourceError
from briefing.evaluating.judging import Spent
from briefing.evaluating.rows import objects, string
from briefing.rendering.plain import one_line

LABELS = (Verdict.SUPPORTED, Verdict.DISPUTED, Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
VERDICTS = (*LABELS, Verdict.UNCHECKED)
VERSION = 1
_HELP = "Mend the line or take it out; docs/eval.md describes the rows."


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One claim with what is true of it."""

    id: str
    claim: str
    label: Verdict
    gold: tuple[Evidence, ...]
    """The places that decide it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FourWay:
    results: tuple[tuple[Case, CheckedClaim], ...]
    spent: Spent

    @property
    def table(self) -> Counter[tuple[Verdict, Verdict]]:
        """How many by label and verdict."""
        return Counter((case.label, checked.verdict) for case, checked in self.results)

    @property
    def right(self) -> int:
        return sum(case.label is checked.verdict for case, checked in self.results)

    @property
    def false_support(self) -> int:
        """Claims called supported that are not, the disputed ones among them."""
        return sum(case.label is not checked.verdict is Verdict.SUPPORTED for case, checked in self.results)

    @property
    def not_supported(self) -> int:
        return sum(case.label is not Verdict.SUPPORTED for case, _ in self.results)

    @property
    def with_gold(self) -> list[bool]:
        """Of the claims that some source speaks of: whether an evidence span overlaps a marked one."""
        return [
            hits(checked, case) for case, checked in self.results if case.gold and case.label is not Verdict.UNSUPPORTED
        ]

    @property
    def wrong(self) -> list[tuple[Case, CheckedClaim]]:
        return [
            (case, checked)
            for case, checked in self.results
            if case.label is not checked.verdict
            or (case.gold and case.label is not Verdict.UNSUPPORTED and not hits(checked, case))
        ]


def cases(files: Sequence[Path], sources: Sequence[Source]) -> list[Case]:
    """
    Raises:
        SourceError: a file or row cannot be used; the message names file and line.
    """
    by_id = {source.id: source for source in sources}
    found: dict[str, Case] = {}
    for file in files:
        before = len(found)
        for number, _, values in objects(file):
            where = f"{str(file)!r}, line {number}"
            case = _case(values, where, by_id)
            if case.id in found:
                raise SourceError(f"{where}: the id {case.id!r} is there twice", help=_HELP)
            found[case.id] = case
        if len(found) == before:
            raise SourceError(f"no rows in {str(file)!r}", help="Give a file with one JSON object a line.")
    return list(found.values())


def _case(values: Mapping[str, Any], where: str, sources: Mapping[str, Source]) -> Case:
    label = values.get("label")
    if label not in LABELS:
        fault = "'label' is missing" if label is None else f"the label {label!r} is none of {', '.join(LABELS)}"
        raise SourceError(f"{where}: {fault}", help=_HELP)
    gold = values.get("evidence") or []
    if not isinstance(gold, list):
        raise SourceError(f"{where}: 'evidence' is no list", help=_HELP)
    return Case(
        id=string(values, "id", where),
        claim=" ".join(string(values, "claim", where).split()),
        label=Verdict(label),
        gold=tuple(_place(each, where, sources) for each in gold),
    )


def _place(value: object, where: str, sources: Mapping[str, Source]) -> Evidence:
    match value:
        case {"source": str(id), "start": int(start), "end": int(end), **rest} if id in sources:
            text = sources[id].text
            if 0 <= start < end <= len(text) and rest.get("quote") in (None, text[start:end]):
                return Evidence(source=id, start=start, end=end, quote=text[start:end])
    raise SourceError(
        f"{where}: the evidence {str(value)[:60]} is no place in the sources {', '.join(sources)}",
        help="Give the sources it was marked in.",
    )


def evaluate(cases: Sequence[Case], sources: Sequence[Source]) -> FourWay:
    cpu, wall = process_time(), perf_counter()
    checked = check_texts({case.id: case.claim for case in cases}, sources)
    spent = Spent(cpu=process_time() - cpu, wall=perf_counter() - wall)
    return FourWay(results=tuple((case, checked[case.id]) for case in cases), spent=spent)


def hits(checked: CheckedClaim, case: Case) -> bool:
    """Whether a place for or against the claim overlaps one of those marked; what is merely near does not count."""
    return any(
        mine.stance is not Stance.NEAREST
        and mine.source == theirs.source
        and mine.start < theirs.end
        and theirs.start < mine.end
        for mine in checked.evidence
        for theirs in case.gold
    )


def as_dict(result: FourWay) -> dict[str, Any]:
    """The document that docs/eval.md describes."""
    hit = result.with_gold
    return {
        "version": VERSION,
        "claims": len(result.results),
        "right": result.right,
        "false_support": {"claims": result.not_supported, "called_supported": result.false_support},
        "evidence": {"claims": len(hit), "overlapping": sum(hit)},
        "table": {label: {verdict: result.table[label, verdict] for verdict in VERDICTS} for label in LABELS},
        "wrong": [
            {
                "id": case.id,
                "label": case.label,
                "verdict": checked.verdict,
                "evidence_overlaps": hits(checked, case) if case.gold else None,
                "reasons": [{"check": reason.check, "detail": reason.detail} for reason in checked.reasons],
            }
            for case, checked in result.wrong
        ],
    }


def as_lines(result: FourWay) -> Iterator[str]:
    for case, checked in result.wrong:
        missed = "" if hits(checked, case) or not case.gold else ", other evidence"
        yield one_line(f"{case.id}: {case.label}, called {checked.verdict}{missed}: {case.claim}")
        yield "    " + one_line(" | ".join(f"{reason.check}: {reason.detail}" for reason in checked.reasons[:3]))
    if result.wrong:
        yield ""
    verdicts = [verdict for verdict in VERDICTS if verdict in LABELS or any(v is verdict for _, v in result.table)]
    yield f"{'label, verdict:':<16}" + "".join(f"{verdict:>14}" for verdict in verdicts)
    for label in LABELS:
        yield f"{label:<16}" + "".join(f"{result.table[label, verdict]:>14}" for verdict in verdicts)
    hit = result.with_gold
    yield ""
    yield f"right: {result.right} of {len(result.results)}"
    yield f"false support: {result.false_support} of the {result.not_supported} claims that are not supported"
    if hit:
        yield f"evidence overlaps what is marked: {sum(hit)} of {len(hit)} ({sum(hit) / len(hit):.0%})"


def lines_of(result: FourWay) -> bytes:
    """One JSON object a claim, in order: `id`, `score`, `verdict`, `evidence`."""
    return b"".join(
        json.dumps(
            {
                "id": case.id,
                "score": None if checked.score is None else round(checked.score, 6),
                "verdict": checked.verdict,
                "evidence": [
                    {"source": each.source, "start": each.start, "end": each.end, "stance": each.stance}
                    for each in checked.evidence
                ],
            }
        ).encode()
        + b"\n"
        for case, checked in result.results
    )
