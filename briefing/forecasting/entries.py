"""Forecasts of a brief as entries of the ledger: an id for good, one outcome each, and whether it can be scored."""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from briefing.domain.brief import Forecast
from briefing.domain.edition import Edition
from briefing.domain.ledger import Entry
from briefing.writing import outcomes, questions

_HASHED = 6


def entries(edition: Edition) -> tuple[Entry, ...]:
    """The forecasts of a brief, each once, in their order; of a sentence with two outcomes one for each."""
    claims = edition.by_id
    found: dict[str, Entry] = {}
    for forecast in edition.forecasts:
        if forecast.claim in claims:
            for entry in _of_sentence(edition, claims[forecast.claim].text, forecast):
                found.setdefault(entry.id, entry)
    return tuple(found.values())


def _of_sentence(edition: Edition, text: str, forecast: Forecast) -> Iterator[Entry]:
    id = entry_id(edition.name, edition.date.isoformat(), text)
    reason = unscorable(text, forecast)
    halves = _halves(text, forecast)
    for letter, half in zip("ab", halves, strict=False):
        own = replace(forecast, term=half.term, band=half.band, until=half.until)
        yield Entry(
            id=id + letter,
            brief=edition.name,
            date=edition.date,
            text=half.text,
            forecast=own,
            unscorable=unscorable(half.text, replace(own, notes=())),
            sentence=text,
            own=half.own,
            question=half.question,
        )
    if not halves:
        yield Entry(
            id=id,
            brief=edition.name,
            date=edition.date,
            text=text,
            forecast=forecast,
            unscorable=reason,
            question=_question(text, forecast) if reason is None else None,
        )


def _halves(text: str, forecast: Forecast) -> tuple[outcomes.Part, ...]:
    if {outcomes.CONDITIONAL, outcomes.UNPARTED} & set(forecast.notes):
        return ()
    return outcomes.parts(text, term=forecast.term, band=forecast.band, starts=forecast.starts, until=forecast.until)


def _question(text: str, forecast: Forecast) -> str | None:
    if forecast.term is None:
        return None
    return questions.question(text, forecast.term, until=forecast.until, starts=forecast.starts)


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
    if "conditional" in noted or outcomes.is_conditional(text, forecast.term):
        return "conditional: void by definition where the condition fails, and nobody noted whether it did"
    if forecast.band is None:
        return "no probability: its words are none of the yardstick's"
    if "two outcomes" in noted or outcomes.says_more(text, forecast.term):
        return "two outcomes in one sentence: which of them is meant cannot be told"
    if _question(text, forecast) is None:
        return "no question: it does not say plainly who is to do what"
    if forecast.until is None:
        return "no last day: it can never have failed"
    return None
