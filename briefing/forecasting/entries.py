"""Forecasts of a brief as entries of the ledger: an id for good, and whether they can be scored at all."""

import re
from hashlib import sha256

from briefing.domain.brief import Forecast
from briefing.domain.edition import Edition
from briefing.domain.ledger import Entry

_ALTERNATIVES = re.compile(r"\bor\b(?!\s+(?:so|not|less|more|fewer|later|earlier)\b)", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|assuming|as\s+long\s+as|depending\s+on|in\s+(?:case|the\s+event)|"
    r"on\s+condition|only\s+(?:when|after)|should\s+(?:both|either|neither|all|any|no|the|an?|its|their|his|her|they|"
    r"he|she|it|we|(?-i:[A-Z]\w+)))\b",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"\band\s+(?:then\s+|also\s+)?(?:to\s+[a-z]|that\b|(?!\w+(?:s|ed|ing|ly)\b)[a-z]{3,}\s+"
    r"(?:the|an?|its|his|her|their|all|more|new|further|up|down|off|out|back)\b)"
    r"|\band\b(?=[^.;,]{0,80}?\b(?:will|would|could|may|might)\s+(?:not\s+)?[a-z]"
    r"|[^.;,]{0,80}?\b(?:is|are)\s+(?:(?:very|highly|also|not)\s+)*(?:(?:un)?likely|expected|set|bound)\s+to\b)"
)
"""A second statement behind `and`: `to resign and call a new vote`, `and the port will reopen`."""
_HASHED = 6


def entries(edition: Edition) -> tuple[Entry, ...]:
    """The forecasts of a brief, each once, in their order."""
    claims = edition.by_id
    found: dict[str, Entry] = {}
    for forecast in edition.forecasts:
        if forecast.claim in claims:
            text = claims[forecast.claim].text
            id = entry_id(edition.name, edition.date.isoformat(), text)
            reason = unscorable(text, forecast)
            found.setdefault(
                id,
                Entry(id=id, brief=edition.name, date=edition.date, text=text, forecast=forecast, unscorable=reason),
            )
    return tuple(found.values())


def entry_id(brief: str, date: str, text: str) -> str:
    """`istanbul-2025-05-17-3fa9c2`: the same brief, day and sentence have the same id for ever."""
    name = re.sub(r"[^a-z0-9]+", "-", brief.casefold()).strip("-")[-24:].strip("-") or "brief"
    digest = sha256("\0".join((brief, date, " ".join(text.split()))).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name}-{date}-{digest[:_HASHED]}"


def unscorable(text: str, forecast: Forecast) -> str | None:
    """Why a forecast cannot be scored, None where it can.

    What a writer noted of it counts, and so do the words themselves: a second writer may have noted nothing.
    """
    noted = " ".join(forecast.notes)
    judged = text[max(0, text.casefold().find((forecast.term or "").casefold())) :]
    if "conditional" in noted or _CONDITION.search(text):
        return "conditional: void by definition where the condition fails, and nobody noted whether it did"
    if "two outcomes" in noted or _ALTERNATIVES.search(judged) or _TWO.search(judged):
        return "two outcomes in one sentence: which of them is meant cannot be told"
    if forecast.band is None:
        return "no probability: its words are none of the yardstick's"
    if forecast.until is None:
        return "no last day: it can never have failed"
    return None
