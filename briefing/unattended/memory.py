"""What a brief is remembered by: what is new since the one before, and the forecasts that will be asked about."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from briefing.comparing import changes
from briefing.domain.brief import CheckedBrief
from briefing.domain.edition import Run
from briefing.domain.unattended import Past
from briefing.forecasting.entries import entries
from briefing.store import edition_json
from briefing.store.runs import FILE, RunStore


def with_news(brief: CheckedBrief, name: str, key: str, day: date, store: Path) -> tuple[CheckedBrief, bytes]:
    """The brief with what is new in it since the last one of an earlier day, and what is to be remembered of it.

    Days are those of the runs: two runs may be made of articles whose newest is of one day.

    Args:
        name: of the brief.
        key: by which it is remembered: two configurations may have briefs of one name.

    Raises:
        OutputError: the store of runs cannot be used.
    """
    with closing(RunStore(store / FILE)) as runs:
        previous = runs.previous(name, day, key=key)
    brief, made = changes.with_news(brief, name, day, previous)
    return brief, edition_json.encoded(made)


def remember(past: Past, key: str, remembered: bytes, store: Path) -> str:
    """Keep the brief of a run and its forecasts; to keep them twice changes nothing.

    Why it cannot be kept, and never will be; empty where it is.

    Raises:
        OutputError: the store of runs cannot be used.
    """
    try:
        made = edition_json.decoded(remembered)
    except ValueError:
        return "another version made it"
    run = Run(
        key=key,
        brief=made.name,
        date=past.day,
        started=_stamp(past.started),
        ended=_stamp(datetime.now(UTC)),
        status="written",
    )
    with closing(RunStore(store / FILE)) as runs:
        try:
            runs.record(run, made, [replace(each, key=key) for each in entries(made)])
        except ValueError as error:  # it must not stand in the way of all that comes after it
            return str(error)
    return ""


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
