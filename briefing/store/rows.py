"""What is kept of a brief, as rows of tables and back."""

import json
from collections.abc import Mapping
from typing import Any

from briefing.domain.claim import ClaimKind, Evidence, Section, Stance, Verdict
from briefing.domain.edition import Matter, Seen, Told
from briefing.store.forecast_rows import Row, as_date, as_day, forecast, known, of_forecast, storable

__all__ = ["claim", "forecast", "matter", "of_claim", "of_forecast", "of_matter", "of_source", "source", "storable"]


def of_source(source: Seen) -> Row:
    return {
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "path": storable(source.path),
        "url": known(source.url),
        "title": known(source.title),
        "publisher": known(source.publisher),
        "published": as_day(source.published),
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
        published=as_date(row["published"]),
        url=row["url"],
        sentences=frozenset(row["sentences"].split()),
    )


def of_claim(told: Told) -> Row:
    places = [[each.source, each.start, each.end, storable(each.quote), each.stance.value] for each in told.evidence]
    return {
        "id": told.id,
        "text": storable(told.text),
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
        "topic": storable(matter.topic),
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
