"""Renders a checked brief as JSON: everything that is known of it, for programs. docs/json.md describes the fields."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import Any

from briefing.domain.brief import CheckedBrief, Disagreement, Forecast, Grade
from briefing.domain.claim import CheckedClaim, Evidence
from briefing.domain.source import Source
from briefing.rendering.json_text import as_text
from briefing.rendering.layout import FORM
from briefing.rendering.news import as_dict
from briefing.rendering.sources import also_in


def render(brief: CheckedBrief, *, kept: Mapping[str, str] | None = None) -> str:
    """The brief as one JSON object, ended by a newline. The same brief gives the same text.

    `kept` says by source id where the text of an extracted source is kept, as seen from the JSON file. The summaries
    of the sources are always in it.
    """
    return "".join(pieces(brief, kept=kept))


def pieces(brief: CheckedBrief, *, kept: Mapping[str, str] | None = None) -> Iterator[str]:
    """The same bit by bit, a source or a claim at a time: the whole takes 40 MB where there are 5,000 claims.

    It is what `dumped` makes of one large document.
    """
    before = "{"
    for name, value in _brief(brief, kept or {}).items():
        yield f"{before}\n  {as_text(name)}: "
        if isinstance(value, Iterator):
            yield from _listed(value)
        else:
            yield as_text(value).replace("\n", "\n  ")  # in a string there is no line break: it is escaped
        before = ","
    yield "\n}\n"


def _listed(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    before = "["
    for item in items:
        yield before + as_text([item])[1:-2].replace("\n", "\n  ")
        before = ","
    yield "[]" if before == "[" else "\n  ]"


def _brief(brief: CheckedBrief, kept: Mapping[str, str]) -> dict[str, Any]:
    """The fields in their order; a list that grows with the sources is made while it is read."""
    draft = brief.draft
    grades = {grade.source: grade for grade in brief.grades}
    outlets = also_in(brief.sources)
    return {
        "form": FORM,
        "title": draft.title,
        "date": draft.date.isoformat(),
        "writer": draft.writer,
        "checker": brief.checker,
        "yardstick": brief.yardstick.name,
        "counts": {verdict.value: number for verdict, number in brief.counts.items()},
        "notes": list(draft.notes),
        "sources": (
            {**_source(source, grades.get(source.id), kept.get(source.id)), "also_in": list(outlets.get(source.id, ()))}
            for source in brief.sources
        ),
        "skipped": (asdict(each) for each in brief.skipped),
        "claims": (_claim(brief.claims[claim.id]) for claim in draft.claims),
        "dropped": (_claim(each) for each in brief.dropped),
        "summaries": ({"source": each.source, "claims": list(each.claims)} for each in draft.summaries),
        "summary": list(draft.summary),
        "paragraphs": [list(ids) for ids in draft.paragraphs],
        "forecast": [_forecast(each) for each in draft.forecasts],
        "disagreements": (_disagreement(each) for each in brief.disagreements),
        "changes": as_dict(brief.changes) if brief.changes else None,
        "prompts": dict(draft.prompts),
        "cost": {
            **asdict(draft.cost),
            "priced": _day(draft.priced),
            "stages": {stage: asdict(cost) for stage, cost in draft.costs.items()},
        },
    }


def _source(source: Source, grade: Grade | None, kept: str | None) -> dict[str, Any]:
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "extracted": source.extracted,
        "text": kept,
        "text_sha256": text_sha256(source),
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": _day(source.published),
        "event_date": _day(source.event_date),
        "url": source.url,
        "duplicate_of": source.duplicate_of,
        "boilerplate": [[span.start, span.end] for span in source.boilerplate],
        "grade": None if grade is None else _grade(grade),
        "warnings": list(source.warnings),
        "instructions": [
            {
                "kind": each.kind.value,
                "start": each.span.start if each.span else None,
                "end": each.span.end if each.span else None,
                "words": each.words,
            }
            for each in source.instructions
        ],
    }


def text_sha256(source: Source) -> str:
    """Of the text in which offsets count, as UTF-8."""
    return sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "letter": grade.letter,
        "note": grade.note,
        "quotable": grade.quotable,
        "relays": list(grade.relays),
    }


def _claim(checked: CheckedClaim) -> dict[str, Any]:
    return {
        "id": checked.claim.id,
        "text": checked.claim.text,
        "section": checked.claim.section.value,
        "kind": checked.claim.kind.value,
        **found(checked),
    }


def found(checked: CheckedClaim) -> dict[str, Any]:
    """What the check found of a claim."""
    return {
        "verdict": checked.verdict.value,
        "score": None if checked.score is None else round(checked.score, 4),
        "quotes": [
            {"text": quote.text, "verdict": quote.verdict.value, "detail": quote.detail} for quote in checked.quotes
        ],
        "evidence": _places(checked.evidence),
        "reasons": [{"check": reason.check, "detail": reason.detail} for reason in checked.reasons],
    }


def _places(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "source": place.source,
            "start": place.start,
            "end": place.end,
            "quote": place.quote,
            "stance": place.stance.value,
        }
        for place in evidence
    ]


def _forecast(forecast: Forecast) -> dict[str, Any]:
    return {
        "horizon": forecast.horizon.value,
        "from": forecast.starts.isoformat(),
        "until": _day(forecast.until),
        "term": forecast.term,
        "band": list(forecast.band) if forecast.band else None,
        "attributed_to": forecast.attributed_to,
        "claim": forecast.claim,
        "resolution": forecast.resolution,
        "notes": list(forecast.notes),
    }


def _disagreement(disagreement: Disagreement) -> dict[str, Any]:
    return {
        "topic": disagreement.topic,
        "kind": disagreement.kind,
        "strength": disagreement.strength.value,
        "sides": [{"statement": side.statement, "evidence": _places(side.evidence)} for side in disagreement.sides],
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
