"""Forecasts as tests need them."""

from datetime import date

from briefing.domain.brief import Forecast, Horizon
from briefing.domain.ledger import Entry, Outcome

DAY = date(2025, 1, 10)
BANDS = {"unlikely": (25, 35), "likely": (55, 75), "highly likely": (80, 90)}


def forecast(
    term: str | None = "likely",
    *,
    until: date | None = date(2025, 3, 31),
    judge: str | None = None,
    notes: tuple[str, ...] = (),
) -> Forecast:
    return Forecast(
        claim="F1",
        horizon=Horizon.SHORT,
        starts=DAY,
        until=until,
        term=term,
        band=BANDS.get(term or ""),
        attributed_to=judge,
        notes=notes,
    )


def entry(
    number: int,
    term: str | None = "likely",
    outcome: Outcome | None = None,
    *,
    judge: str | None = None,
    until: date | None = date(2025, 3, 31),
    unscorable: str | None = None,
) -> Entry:
    return Entry(
        id=f"harbour-2025-01-10-{number:06x}",
        brief="harbour",
        date=DAY,
        text=f"Berth {number} is {term} to reopen before the end of March.",
        forecast=forecast(term, until=until, judge=judge),
        unscorable=unscorable,
        outcome=outcome,
        resolved=date(2025, 4, 1) if outcome else None,
    )
