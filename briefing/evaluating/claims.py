"""Measures the checker on labelled claims, each with its document: the figures of every set and their mean."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.checking.scoring.model import FILE as MODEL
from briefing.domain.claim import Verdict
from briefing.errors import SourceError
from briefing.evaluating.judging import RANKED, Judged, Spent, judge
from briefing.evaluating.metrics import Point, Tally
from briefing.evaluating.resampling import Measured, measure
from briefing.evaluating.rows import Row, objects, scan, string


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """What there is of one set."""

    name: str
    rows: int
    supported: int
    documents: int
    groups: int
    marked: int
    """Rows with marked evidence."""
    unchecked: int
    """Rows on which a check broke."""
    fitted: bool
    """Whether our score was fitted on rows of a set of this name: then its figures flatter it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    sets: tuple[Set, ...]
    measured: Measured
    spent: Spent | None
    """None where the scores were given."""
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(each.rows for each in self.sets)


def evaluate(
    files: Sequence[Path], *, jobs: int = 1, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> tuple[Evaluation, bytes]:
    """The figures, and one JSON object a row in the order of the files: `id`, `score`, `verdict`, `evidence`.

    Raises:
        SourceError: a file or row cannot be used.
    """
    rows = scan(files)
    judged, spent = judge(rows, jobs=jobs, progress=lambda done: progress(done, len(rows)))
    return _evaluation(rows, judged, spent), b"".join(map(_line, rows, judged))


def evaluate_given(files: Sequence[Path], scores: Path) -> Evaluation:
    """The figures of scores that were computed elsewhere: another checker's, or ours cross-validated.

    Raises:
        SourceError: a file or row cannot be used, or a row has no score there.
    """
    rows = scan(files)
    given = _given(scores)
    missing = next((row.id for row in rows if row.id not in given), None)
    if missing is not None:
        raise SourceError(f"{str(scores)!r} has no score for {missing!r}", help="Give a score for every row.")
    return _evaluation(rows, [given[row.id] for row in rows], None)


def _given(path: Path) -> dict[str, Judged]:
    given: dict[str, Judged] = {}
    for number, _, values in objects(path):
        where = f"{str(path)!r}, line {number}"
        score = values.get("score")
        if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
            raise SourceError(f"{where}: the score {score!r} is no number from 0 to 1", help="Mend the line.")
        verdict = values.get("verdict", Verdict.SUPPORTED if score >= 0.5 else Verdict.UNSUPPORTED)
        if verdict not in list(Verdict):
            raise SourceError(f"{where}: there is no verdict {verdict!r}", help=f"One of {', '.join(Verdict)}.")
        given[string(values, "id", where)] = Judged(
            score=float(score), verdict=Verdict(verdict), evidence=(), ranked=None
        )
    return given


def _evaluation(rows: Sequence[Row], judged: Sequence[Judged], spent: Spent | None) -> Evaluation:
    names = list(dict.fromkeys(row.dataset for row in rows))
    by_set: dict[str, list[tuple[Row, Judged]]] = {name: [] for name in names}
    for row, each in zip(rows, judged, strict=True):
        by_set[row.dataset].append((row, each))
    fitted = fitted_on() if spent else frozenset()
    sets = tuple(_set(name, pairs, name in fitted) for name, pairs in by_set.items())
    tallies = {name: Tally([_point(row, each) for row, each in pairs]) for name, pairs in by_set.items()}
    return Evaluation(sets=sets, measured=measure(tallies), spent=spent, notes=tuple(_notes(sets)))


def _set(name: str, pairs: Sequence[tuple[Row, Judged]], fitted: bool) -> Set:
    return Set(
        name=name,
        rows=len(pairs),
        supported=sum(row.supported for row, _ in pairs),
        documents=len({row.document for row, _ in pairs}),
        groups=len({row.group for row, _ in pairs}),
        marked=sum(bool(row.gold) for row, _ in pairs),
        unchecked=sum(each.score is None for _, each in pairs),
        fitted=fitted,
    )


def _point(row: Row, judged: Judged) -> Point:
    return Point(
        group=row.group,
        supported=row.supported,
        score=judged.score if judged.score is not None else 0.0,
        called_supported=judged.verdict is Verdict.SUPPORTED,
        rank=_rank(row, judged),
    )


def _rank(row: Row, judged: Judged) -> int | None:
    if not row.gold or judged.ranked is None:
        return None
    hits = (
        place
        for place, sentence in enumerate(judged.ranked)
        if any(piece.overlaps(gold) for piece in sentence for gold in row.gold)
    )
    return next(hits, RANKED)


def _notes(sets: Sequence[Set]) -> list[str]:
    notes = []
    one_class = [each.name for each in sets if each.supported in (0, each.rows)]
    if one_class:
        notes.append(
            f"{', '.join(one_class)}: claims of one label only, so no balanced accuracy and no ROC-AUC; "
            "left out of their means"
        )
    unchecked = sum(each.unchecked for each in sets)
    if unchecked:
        notes.append(f"{unchecked} rows could not be checked: they count as not supported, with score 0")
    fitted = [each.name for each in sets if each.fitted]
    if fitted:
        notes.append(
            f"* the score was fitted on sets of this name ({', '.join(fitted)}): where these are the same rows the "
            "figures flatter it; --scores measures cross-validated ones"
        )
    return notes


def fitted_on() -> frozenset[str]:
    """Names of the sets on which the score that comes with the program was fitted."""
    return frozenset(json.loads(MODEL.read_text(encoding="utf-8"))["fitted_on"])


def _line(row: Row, judged: Judged) -> bytes:
    """In ASCII: an id may hold half a character, which no encoding writes."""
    score = None if judged.score is None else round(judged.score, 6)
    values: dict[str, Any] = {"id": row.id, "score": score, "verdict": judged.verdict.value}
    values["evidence"] = [{"start": start, "end": end, "stance": stance} for start, end, stance in judged.evidence]
    values["ranked"] = [[sentence[0].start, sentence[-1].end] for sentence in judged.ranked or ()]
    return json.dumps(values).encode() + b"\n"
