"""An evaluation for people and for programs: the same figures as lines of a table and as a JSON document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefing.evaluating.claims import Evaluation, Set
from briefing.evaluating.metrics import BINS, THRESHOLD, Metric
from briefing.evaluating.resampling import RESAMPLES, Figure

VERSION = 1
_MEAN = "mean of sets"
_COLUMNS = {
    Metric.BALANCED_ACCURACY: "balanced acc.",
    Metric.ROC_AUC: "ROC-AUC",
    Metric.FALSE_SUPPORT: "false support",
    Metric.FALSE_SUPPORT_BY_VERDICT: "false, verdict",
    Metric.SUPPORT_BY_VERDICT: "found, verdict",
    Metric.CALIBRATION_ERROR: "calibr. error",
}
_EVIDENCE = {
    Metric.EVIDENCE_FIRST: "first",
    Metric.EVIDENCE_IN_THREE: "in first three",
    Metric.EVIDENCE_FIRST_SUPPORTED: "first, supp.",
    Metric.EVIDENCE_IN_THREE_SUPPORTED: "in three, supp.",
}
_WIDTH = 18


def as_dict(evaluation: Evaluation) -> dict[str, Any]:
    """The document that docs/eval.md describes."""
    measured, spent = evaluation.measured, evaluation.spent
    return {
        "version": VERSION,
        "threshold": THRESHOLD,
        "resamples": RESAMPLES,
        "sets": [_set(each, measured.sets[each.name]) for each in evaluation.sets],
        "mean": {metric.value: _figure(measured.mean[metric]) for metric in Metric},
        "pooled_calibration_error": _figure(measured.pooled_calibration),
        "bins": [
            {
                "from": number / BINS,
                "to": (number + 1) / BINS,
                "claims": measured.counts[number],
                "share": _rounded(bins.count / len(evaluation.sets)),
                "score": _rounded(bins.scores / bins.count) if bins.count else None,
                "supported": _figure(share),
            }
            for number, (bins, share) in enumerate(zip(measured.bins, measured.shares, strict=True))
        ],
        "speed": None
        if spent is None
        else {
            "cpu_seconds": round(spent.cpu, 3),
            "wall_seconds": round(spent.wall, 3),
            "claims_per_cpu_second": _rate(evaluation.rows, spent.cpu),
            "claims_per_second": _rate(evaluation.rows, spent.wall),
        },
        "notes": list(evaluation.notes),
    }


def _set(each: Set, figures: Mapping[Metric, Figure]) -> dict[str, Any]:
    return {
        "name": each.name,
        "rows": each.rows,
        "supported": each.supported,
        "documents": each.documents,
        "groups": each.groups,
        "marked": each.marked,
        "unchecked": each.unchecked,
        "fitted_on": each.fitted,
        "figures": {metric.value: _figure(figures[metric]) for metric in Metric},
    }


def _figure(figure: Figure) -> dict[str, float | None]:
    return {name: _rounded(getattr(figure, name)) for name in ("value", "low", "high")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _rate(claims: int, seconds: float) -> float | None:
    return round(claims / seconds, 1) if seconds else None


def as_lines(evaluation: Evaluation) -> Iterator[str]:
    """A table of the sets, one of the evidence where some is marked, what it cost, and what a reader must know."""
    yield from _table(evaluation, evaluation.sets, _COLUMNS)
    yield f"calibration error of all claims together, each set weighing the same: {_cell(_pooled(evaluation))}"
    marked = [each for each in evaluation.sets if evaluation.measured.sets[each.name][Metric.EVIDENCE_FIRST].value]
    if marked:
        yield ""
        yield "a marked sentence comes first, or among the first three; the same for supported claims alone"
        yield from _table(evaluation, marked, _EVIDENCE)
    yield ""
    if spent := evaluation.spent:
        yield (
            f"{evaluation.rows} claims in {spent.cpu:.1f} CPU seconds ({_rate(evaluation.rows, spent.cpu)} a second) "
            f"and in {spent.wall:.1f} seconds on the clock ({_rate(evaluation.rows, spent.wall)} a second)"
        )
    yield (
        f"supported: a score of {THRESHOLD} and more; by verdict: so much of what is not supported, and of what is, is "
        "called supported"
    )
    yield f"in parentheses: 95 % of {RESAMPLES} resamples of groups of like documents"
    yield from evaluation.notes


def _table(evaluation: Evaluation, sets: Sequence[Set], columns: Mapping[Metric, str]) -> Iterator[str]:
    names = max(len(_MEAN), *(len(each.name) + 1 for each in sets))
    yield f"{'set':<{names}} {'n':>6} {'supp.':>5}" + "".join(f"{title:>{_WIDTH}}" for title in columns.values())
    for each in sets:
        shown = f"{each.name}{'*' if each.fitted else ''}"
        figures = evaluation.measured.sets[each.name]
        cells = "".join(f"{_cell(figures[metric]):>{_WIDTH}}" for metric in columns)
        yield f"{shown:<{names}} {each.rows:>6} {each.supported / each.rows:>5.0%}{cells}"
    rows = sum(each.rows for each in sets)
    cells = "".join(f"{_cell(evaluation.measured.mean[metric]):>{_WIDTH}}" for metric in columns)
    yield f"{_MEAN:<{names}} {rows:>6} {'':>5}{cells}"


def _pooled(evaluation: Evaluation) -> Figure:
    return evaluation.measured.pooled_calibration


def _cell(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    if figure.low is None or figure.high is None:
        return _short(figure.value)
    return f"{_short(figure.value)} ({_short(figure.low, 2)}-{_short(figure.high, 2)})"


def _short(value: float, digits: int = 3) -> str:
    """`.712`; `1.00` for all."""
    return f"{value:.{digits}f}".removeprefix("0")
