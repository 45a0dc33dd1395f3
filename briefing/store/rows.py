"""What is kept of a brief, as rows of tables and back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from briefing.domain.brief import Forecast, Horizon
from briefing.domain.claim import ClaimKind, Evidence, Section, Stance, Verdict
from briefing.domain.edition import Matter, Seen, Told
from briefing.domain.ledger import Entry, Outcome
from briefing.domain.text import Span

Row = dict[str, Any]


def of_source(source: Seen) -> Row:
    return {
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "path": _storable(source.path),
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published": _day(source.published),
        "sentences": " ".join(sorted(source.sentences)),
    }


def source(row: Mapping[str, Any]) -> Seen:
    return Seen(
        id=row["label"],
        path=row["path"],
        sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        title=row["title"],
        publisher=row["publisher"],
        published=_date(row["published"]),
        url=row["url"],
        sentences=frozenset(row["sentences"].split()),
    )


def of_claim(told: Told) -> Row:
    places = [[each.source, each.start, each.end, _storable(each.quote), each.stance.value] for each in told.evidence]
    return {
        "id": told.id,
        "text": _storable(told.text),
        "section": told.section.value,
        "kind": told.kind.value,
        "verdict": told.verdict.value,
        "evidence": json.dumps(places, ensure_ascii=False),
    }


def claim(row: Mapping[str, Any]) -> Told:
    return Told(
        id=row["id"],
        text=row["text"],
        section=Section(row["section"]),
        kind=ClaimKind(row["kind"]),
        verdict=Verdict(row["verdict"]),
        evidence=tuple(
            Evidence(source=source, start=start, end=end, quote=quote, stance=Stance(stance))
            for source, start, end, quote, stance in json.loads(row["evidence"])
        ),
    )


def of_matter(matter: Matter) -> Row:
    return {
        "topic": _storable(matter.topic),
        "kind": matter.kind,
        "sides": json.dumps(matter.sides),
        "sources": json.dumps(matter.sources),
    }


def matter(row: Mapping[str, Any]) -> Matter:
    return Matter(
        topic=row["topic"],
        kind=row["kind"],
        sides=tuple(json.loads(row["sides"])),
        sources=tuple(json.loads(row["sources"])),
    )


def of_forecast(forecast: Forecast) -> Row:
    low, high = forecast.band or (None, None)
    return {
        "claim": forecast.claim,
        "horizon": forecast.horizon.value,
        "starts": forecast.starts.isoformat(),
        "until": _day(forecast.until),
        "term": forecast.term,
        "low": low,
        "high": high,
        "attributed_to": forecast.attributed_to,
        "resolution": forecast.resolution,
        "notes": json.dumps(forecast.notes),
    }


def forecast(row: Mapping[str, Any]) -> Forecast:
    return Forecast(
        claim=row["claim"],
        horizon=Horizon(row["horizon"]),
        starts=date.fromisoformat(row["starts"]),
        until=_date(row["until"]),
        term=row["term"],
        band=None if row["low"] is None else (row["low"], row["high"]),
        attributed_to=row["attributed_to"],
        resolution=row["resolution"],
        notes=tuple(json.loads(row["notes"])),
    )


def of_entry(entry: Entry) -> Row:
    return {
        "id": entry.id,
        "key": entry.key,
        "brief": entry.brief,
        "date": entry.date.isoformat(),
        "text": _storable(entry.text),
        **of_forecast(entry.forecast),
        "unscorable": entry.unscorable,
        "outcome": entry.outcome.value if entry.outcome else None,
        "resolved": _day(entry.resolved),
        "note": entry.note,
        "sentence": _storable(entry.sentence) if entry.sentence else None,
        "own_start": entry.own.start if entry.own else None,
        "own_end": entry.own.end if entry.own else None,
        "question": _storable(entry.question) if entry.question else None,
    }


def entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        id=row["id"],
        key=row["key"],
        brief=row["brief"],
        date=date.fromisoformat(row["date"]),
        text=row["text"],
        forecast=forecast(row),
        unscorable=row["unscorable"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        resolved=_date(row["resolved"]),
        note=row["note"],
        sentence=row["sentence"],
        own=None if row["own_start"] is None else Span(row["own_start"], row["own_end"]),
        question=row["question"],
    )


def _storable(text: str) -> str:
    """Lone surrogates, as the names of files may have, cannot be stored as UTF-8: they are written out."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
