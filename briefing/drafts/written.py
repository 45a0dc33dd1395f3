"""The JSON of a brief of ours, as docs/json.md describes it, read back."""

import json
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from briefing.domain.brief import Forecast, Horizon
from briefing.domain.claim import ClaimKind, Evidence, Section, Stance, Verdict
from briefing.domain.edition import Edition, Matter, Seen, Told
from briefing.drafts.fields import FieldError, Fields
from briefing.errors import DraftError

_FORM = "briefing 1"
_MOST = 200_000_000
"""Bytes: a brief of 10,000 articles has a tenth of it."""


def edition(path: Path, name: str) -> Edition:
    """The brief at `path`.

    Raises:
        DraftError: it cannot be read, is no brief of ours, or lacks something that ours have.
    """
    shown = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except FileNotFoundError:
        raise DraftError(f"there is no brief {shown!r}", help="Check the path.") from None
    except IsADirectoryError:
        raise DraftError(f"the brief {shown!r} is a folder", help="Give its file.") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise DraftError(f"the brief {shown!r} cannot be read: {reason}", help="Check the path.") from error
    if len(data) > _MOST:
        raise DraftError(f"the brief {shown!r} is larger than {_MOST // 1_000_000} MB", help="Check the path.")
    try:
        stated = json.loads(data)
    except (ValueError, RecursionError):
        raise DraftError(
            f"{shown!r} is no JSON that can be read", help="Give what `briefing generate` wrote."
        ) from None
    if not isinstance(stated, dict) or stated.get("form") != _FORM:
        raise DraftError(
            f"{shown!r} is no brief of this program ({_FORM})", help="Give what `briefing generate` wrote."
        )
    try:
        return _edition(Fields(stated), name)
    except FieldError as fault:
        raise DraftError(
            f"the brief {shown!r} is damaged: {fault}", help="Give it as `briefing generate` wrote it."
        ) from None


def _edition(stated: Fields, name: str) -> Edition:
    sources = tuple(map(_seen, stated.objects("sources")))
    ids = _ids((each.id for each in sources), "sources")
    claims = tuple(_told(each, ids) for each in stated.objects("claims"))
    known = _ids((each.id for each in claims), "claims")
    return Edition(
        name=name,
        date=stated.day("date"),
        title=stated.text("title"),
        writer=stated.text("writer"),
        claims=claims,
        forecasts=tuple(_forecast(each, known) for each in stated.objects("forecast")),
        sources=sources,
        matters=tuple(_matter(each, ids) for each in stated.objects("disagreements")),
    )


def _ids(ids: Iterable[str], where: str) -> Collection[str]:
    """
    Raises:
        FieldError: one stands there twice.
    """
    found = Counter(ids)
    if twice := next((id for id, number in found.items() if number > 1), None):
        raise FieldError(f"two of its {where} have the id {twice!r}")
    return found


def _known(stated: Fields, key: str, ids: Collection[str]) -> str:
    """An id that the document explains.

    Raises:
        FieldError: it does not.
    """
    id = stated.text(key)
    if id not in ids:
        raise FieldError(f"{stated.place(key)} is {id!r}, and it has no {key} of that id")
    return id


def _told(stated: Fields, sources: Collection[str]) -> Told:
    return Told(
        id=stated.text("id"),
        text=" ".join(stated.text("text").split()),
        section=stated.choice("section", Section),
        kind=stated.choice("kind", ClaimKind),
        verdict=stated.choice("verdict", Verdict),
        evidence=tuple(
            Evidence(
                source=_known(each, "source", sources),
                start=each.number("start"),
                end=each.number("end"),
                quote=each.text("quote"),
                stance=each.choice("stance", Stance),
            )
            for each in stated.objects("evidence")
        ),
    )


def _seen(stated: Fields) -> Seen:
    return Seen(
        id=stated.text("id"),
        path=stated.text("path"),
        sha256=stated.text("sha256"),
        text_sha256=stated.text_or_none("text_sha256"),
        title=stated.text_or_none("title"),
        publisher=stated.text_or_none("publisher"),
        published=stated.day_or_none("published"),
        url=stated.text_or_none("url"),
    )


def _matter(stated: Fields, sources: Collection[str]) -> Matter:
    sides = tuple(stated.objects("sides"))
    places = (place for side in sides for place in side.objects("evidence"))
    return Matter(
        topic=stated.text("topic"),
        kind=stated.text("kind"),
        sides=tuple(side.text("statement") for side in sides),
        sources=tuple(dict.fromkeys(_known(place, "source", sources) for place in places)),
    )


def _forecast(stated: Fields, claims: Collection[str]) -> Forecast:
    return Forecast(
        claim=_known(stated, "claim", claims),
        horizon=stated.choice("horizon", Horizon),
        starts=stated.day("from"),
        until=stated.day_or_none("until"),
        term=stated.text_or_none("term"),
        band=stated.pair("band"),
        attributed_to=stated.text_or_none("attributed_to"),
        resolution=stated.text_or_none("resolution"),
        notes=stated.texts("notes"),
    )
