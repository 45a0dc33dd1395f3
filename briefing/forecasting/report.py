"""The record of forecasts as lines, as JSON, and as the data of a calibration diagram."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from briefing.forecasting.scores import Record, Score


def as_dict(record: Record) -> dict[str, Any]:
    """Numbers rounded to six places; docs/forecasts.md describes the fields."""
    rounded: dict[str, Any] = _rounded(asdict(record))
    return rounded


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, 6)
        case dict():
            return {key: _rounded(each) for key, each in value.items()}
        case list() | tuple():
            return [_rounded(each) for each in value]
        case _:
            return value


def as_lines(record: Record) -> Iterator[str]:
    yield (
        f"{record.forecasts} forecasts: {record.resolved} scored, {record.open} open ({record.overdue} overdue), "
        f"{record.void} void, {record.unscorable} not scorable"
        + (f"; {record.halves} are halves of sentences that say two things" if record.halves else "")
    )
    whole, parts = record.whole, record.parts
    if whole is None or parts is None:
        yield "nothing to score yet: `briefing forecast resolve ID yes|no` says what became of one"
        return
    yield ""
    yield f"Brier score          {whole.brier:.3f}   (0 is best)"
    yield f"always 50 %          {record.coin or 0:.3f}"
    yield f"always the base rate {record.base_rate or 0:.3f}   ({whole.observed:.0%} came true)"
    skill = "undefined: all of them came out alike" if record.skill is None else f"{record.skill:+.3f}"
    yield f"skill over base rate {skill}"
    yield (
        f"reliability {parts.reliability:.3f}, resolution {parts.resolution:.3f}, "
        f"uncertainty {parts.uncertainty:.3f}   (Brier = reliability - resolution + uncertainty)"
    )
    for heading, scores in (("by term", record.by_term), ("by author", record.by_author)):
        yield ""
        yield from _table(heading, scores)
    yield ""
    yield "A band's probability is its middle."


def _table(heading: str, scores: tuple[Score, ...]) -> Iterator[str]:
    width = max(len(heading), *(len(each.name) for each in scores))
    yield f"{heading.ljust(width)}  forecasts  said  came true  Brier"
    for each in scores:
        name, count = each.name.ljust(width), f"{each.count:>9}"
        yield f"{name}  {count}  {each.predicted:>4.0%}  {each.observed:>9.0%}  {each.brier:.3f}"


def diagram(record: Record) -> dict[str, Any]:
    """Data of `templates/reliability.typ`: one point for each term, with the 95 % interval of Wilson (1927)."""
    whole = record.whole
    return {
        "title": "Calibration of forecasts",
        "subtitle": f"{record.resolved:,} forecasts resolved, {record.open:,} open, {record.void:,} void",
        "caption": (
            "Each point is a term: the middle of its band against the share that came true. Bars: 95 % intervals "
            f"(Wilson 1927). Brier score {whole.brier if whole else 0:.3f}. Below: forecasts of each term."
        ),
        "observed": "Share of the forecasts that came true",
        "predicted": "Probability: middle of the term's band",
        "counted": "Forecasts",
        "bins": [_bin(each) for each in record.by_term],
    }


def _bin(score: Score) -> dict[str, Any]:
    low, high = wilson(round(score.observed * score.count), score.count)
    return {
        "from": max(0.0, score.predicted - 0.04),
        "to": min(1.0, score.predicted + 0.04),
        "claims": score.count,
        "predicted": score.predicted,
        "observed": score.observed,
        "low": low,
        "high": high,
    }


def wilson(successes: int, count: int) -> tuple[float, float]:
    """95 % interval of a share, 0 to 1; `count` is at least 1. E. B. Wilson (1927), JASA 22."""
    z = 1.959964
    share = successes / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * ((share * (1 - share) + z * z / (4 * count)) / count) ** 0.5 / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)
