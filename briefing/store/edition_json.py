"""A brief that is to be remembered, on its way to the store of runs: as JSON that says of which version it is."""

import json
from datetime import date
from typing import Any

from briefing.domain.edition import Edition
from briefing.store import rows

VERSION = 1
"""To be raised when a reader of this version could not read what is written, or would misread it."""


def encoded(edition: Edition) -> bytes:
    content: dict[str, Any] = {
        "edition": VERSION,
        "name": rows.storable(edition.name),
        "date": edition.date.isoformat(),
        "title": rows.storable(edition.title),
        "writer": rows.storable(edition.writer),
        "claims": [rows.of_claim(each) for each in edition.claims],
        "forecasts": [rows.of_forecast(each) for each in edition.forecasts],
        "sources": [{"label": each.id, **rows.of_source(each)} for each in edition.sources],
        "matters": [rows.of_matter(each) for each in edition.matters],
    }
    return json.dumps(content).encode()


def decoded(data: bytes) -> Edition:
    """
    Raises:
        ValueError: it is of another version, or none of ours.
    """
    content = json.loads(data)
    if not isinstance(content, dict) or content.get("edition") != VERSION:
        raise ValueError(f"no edition of version {VERSION}")
    try:
        return Edition(
            name=content["name"],
            date=date.fromisoformat(content["date"]),
            title=content["title"],
            writer=content["writer"],
            claims=tuple(map(rows.claim, content["claims"])),
            forecasts=tuple(map(rows.forecast, content["forecasts"])),
            sources=tuple(map(rows.source, content["sources"])),
            matters=tuple(map(rows.matter, content["matters"])),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"an edition that lacks something: {error}") from error
