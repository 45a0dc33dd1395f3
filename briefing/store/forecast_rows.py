"""Forecasts as rows of tables and back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from briefing.domain.forecast import Forecast, Horizon
from briefing.domain.ledger import Entry, Outcome
from briefing.domain.text import Span

Row = dict[str, Any]


def of_forecast(forecast: Forecast) -> Row:
    low, high = forecast.band or (None, None)
    return {
        "claim": forecast.claim,
        "horizon": forecast.horizon.value,
        "starts": forecast.starts.isoformat(),
        "until": as_day(forecast.until),
        "term": known(forecast.term),
        "low": low,
        "high": high,
        "attributed_to": known(forecast.attributed_to),
        "resolution": known(forecast.resolution),
        "notes": json.dumps(forecast.notes),
    }


def forecast(row: Mapping[str, Any]) -> Forecast:
    return Forecast(
        claim=row["claim"],
        horizon=Horizon(row["horizon"]),
        starts=date.fromisoformat(row["starts"]),
        until=as_date(row["until"]),
        term=row["term"],
        band=None if row["low"] is None else (row["low"], row["high"]),
        attributed_to=row["attributed_to"],
        resolution=row["resolution"],
        notes=tuple(json.loads(row["notes"])),
    )


def of_entry(entry: Entry) -> Row:
    return {
        "id": storable(entry.id),
        "key": storable(entry.key),
        "brief": storable(entry.brief),
        "date": entry.date.isoformat(),
        "text": storable(entry.text),
        **of_forecast(entry.forecast),
        "unscorable": entry.unscorable,
        "outcome": entry.outcome.value if entry.outcome else None,
        "resolved": as_day(entry.resolved),
        "note": storable(entry.note),
        "sentence": known(entry.sentence),
        "own_start": entry.own.start if entry.own else None,
        "own_end": entry.own.end if entry.own else None,
        "question": known(entry.question),
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
        resolved=as_date(row["resolved"]),
        note=row["note"],
        sentence=row["sentence"],
        own=None if row["own_start"] is None else Span(row["own_start"], row["own_end"]),
        question=row["question"],
    )


def storable(text: str) -> str:
    """Lone surrogates, as the names of files may have, cannot be stored as UTF-8: they are written out."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def known(text: str | None) -> str | None:
    """The same of what may be unknown."""
    return None if text is None else storable(text)


def as_day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def as_date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
