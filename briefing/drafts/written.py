"""The JSON of a brief of ours, as docs/json.md describes it, read back."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from briefing.domain.brief import Forecast, Horizon
from briefing.domain.claim import ClaimKind, Evidence, Section, Stance, Verdict
from briefing.domain.edition import Edition, Matter, Seen, Told
from briefing.errors import DraftError

_FORM = "briefing 1"
_MOST = 200_000_000
"""Bytes: a brief of 10,000 articles has a tenth of it."""


def edition(path: Path, name: str) -> Edition:
    """The brief at `path`.

    Raises:
        DraftError: it cannot be read, or is no brief of ours.
    """
    shown = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DraftError(f"the brief {shown!r} cannot be read: {reason}", help="Check the path.") from error
    if len(data) > _MOST:
        raise DraftError(f"the brief {shown!r} is larger than {_MOST // 1_000_000} MB", help="Check the path.")
    try:
        stated = json.loads(data)
        if not isinstance(stated, dict) or stated.get("form") != _FORM or "claims" not in stated:
            raise DraftError(
                f"{shown!r} is no brief of this program ({_FORM})", help="Give what `briefing generate` wrote."
            )
        return _edition(stated, name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DraftError(
            f"the brief {shown!r} cannot be read: {type(error).__name__}: {error}",
            help="Give it as `briefing generate` wrote it.",
        ) from error


def _edition(stated: dict[str, Any], name: str) -> Edition:
    return Edition(
        name=name,
        date=date.fromisoformat(stated["date"]),
        title=str(stated["title"]),
        writer=str(stated["writer"]),
        claims=tuple(_told(each) for each in stated["claims"]),
        forecasts=tuple(_forecast(each) for each in stated["forecast"]),
        sources=tuple(_seen(each) for each in stated["sources"]),
        matters=tuple(
            Matter(
                topic=str(each["topic"]),
                kind=str(each["kind"]),
                sides=tuple(str(side["statement"]) for side in each["sides"]),
                sources=tuple(dict.fromkeys(str(at["source"]) for side in each["sides"] for at in side["evidence"])),
            )
            for each in stated["disagreements"]
        ),
    )


def _told(stated: dict[str, Any]) -> Told:
    return Told(
        id=str(stated["id"]),
        text=" ".join(str(stated["text"]).split()),
        section=Section(stated["section"]),
        kind=ClaimKind(stated["kind"]),
        verdict=Verdict(stated["verdict"]),
        evidence=tuple(
            Evidence(
                source=str(each["source"]),
                start=int(each["start"]),
                end=int(each["end"]),
                quote=str(each["quote"]),
                stance=Stance(each["stance"]),
            )
            for each in stated["evidence"]
        ),
    )


def _seen(stated: dict[str, Any]) -> Seen:
    return Seen(
        id=str(stated["id"]),
        path=str(stated["path"]),
        sha256=str(stated["sha256"]),
        text_sha256=stated["text_sha256"],
        title=stated["title"],
        publisher=stated["publisher"],
        published=_day(stated["published"]),
        url=stated["url"],
    )


def _forecast(stated: dict[str, Any]) -> Forecast:
    low, high = stated["band"] or (None, None)
    return Forecast(
        claim=str(stated["claim"]),
        horizon=Horizon(stated["horizon"]),
        starts=date.fromisoformat(stated["from"]),
        until=_day(stated["until"]),
        term=stated["term"],
        band=None if low is None or high is None else (int(low), int(high)),
        attributed_to=stated["attributed_to"],
        resolution=stated["resolution"],
        notes=tuple(str(note) for note in stated["notes"]),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
