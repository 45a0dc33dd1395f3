"""The five articles of `seeds/` as tests need them: paths, planted errors, what a brief must keep to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefing.domain.brief import CheckedBrief
from briefing.domain.claim import CheckedClaim, Evidence, Stance, Verdict
from briefing.domain.source import Source
from briefing.domain.text import Span
from briefing.reading import read

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
PATHS = tuple(str(path) for path in sorted(SEEDS.glob("1*.txt")))
GARBLED = "105"


@dataclass(frozen=True)
class Planted:
    """One row of the table of errors in `seeds/README.md`."""

    number: int
    kind: str
    wrong: str
    decidable: bool
    """Whether another article tells the truth."""
    span: Span
    """Where the wrong words stand in the garbled article."""


@cache
def sources() -> tuple[Source, ...]:
    return read(PATHS).sources


def source(id: str) -> Source:
    return next(each for each in sources() if each.id == id)


@cache
def planted() -> tuple[Planted, ...]:
    """The rows of the table, each found at exactly one place of the garbled article."""
    text = source(GARBLED).text
    rows = []
    for line in (SEEDS / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 5 and re.fullmatch(r"\d+", cells[0]):
            assert text.count(cells[2]) == 1, cells[2]
            start = text.index(cells[2])
            span = Span(start, start + len(cells[2]))
            rows.append(
                Planted(number=int(cells[0]), kind=cells[1], wrong=cells[2], decidable=cells[4] != "none", span=span)
            )
    return tuple(rows)


def errors_under(evidence: Evidence) -> tuple[Planted, ...]:
    """The planted errors that a piece of evidence stands on."""
    if evidence.source != GARBLED:
        return ()
    place = Span(evidence.start, evidence.end)
    return tuple(error for error in planted() if error.span.overlaps(place))


def assert_spans_hold(brief: CheckedBrief) -> None:
    """Every piece of evidence is the source's own words, and none of it is boilerplate."""
    by_id = {each.id: each for each in brief.sources}
    for checked in brief.claims.values():
        for evidence in (*checked.evidence, *checked.claim.basis):
            article = by_id[evidence.source]
            assert article.text[evidence.start : evidence.end] == evidence.quote, checked.claim
            place = Span(evidence.start, evidence.end)
            inside = [span for span in article.boilerplate if span.overlaps(place)]
            assert not inside, (checked.claim.text, [span.of(article.text) for span in inside])


def in_text(brief: CheckedBrief) -> dict[str, CheckedClaim]:
    """The claims of summary, body and forecast, by id: all but the annex."""
    draft = brief.draft
    ids = [*draft.summary, *(id for paragraph in draft.paragraphs for id in paragraph)]
    ids += [forecast.claim for forecast in draft.forecasts]
    return {id: brief.claims[id] for id in ids}


def assert_doubts_come_from_planted_errors(claims: Mapping[str, CheckedClaim]) -> None:
    """An honest sentence may be disputed, but only where a planted error stands against it."""
    for checked in claims.values():
        if checked.verdict is Verdict.DISPUTED:
            against = [each for each in checked.evidence if each.stance is Stance.CONTRADICTS]
            assert against, checked.claim.text
            assert all(errors_under(each) for each in against), (checked.claim.text, checked.reasons)
