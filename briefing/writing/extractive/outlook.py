"""The forecast: the sources' own judgements of what is to come, each under its horizon and in its own words."""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.brief import Horizon
from briefing.domain.yardstick import Yardstick
from briefing.language.estimative import Estimate, estimates, forward_looking
from briefing.writing import outcomes
from briefing.writing.extractive.coverage import Corpus, Entry
from briefing.writing.extractive.lines import Line, Lines
from briefing.writing.extractive.novelty import Told
from briefing.writing.horizons import Stated, bounds, from_heading

_MOST = 8
"""Lines under one horizon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A line that looks ahead."""

    line: Line
    horizon: Horizon
    starts: datetime.date
    until: datetime.date | None
    term: str | None
    band: tuple[int, int] | None
    speaker: str | None
    """Who judges, named in full."""
    notes: tuple[str, ...]


def outlook(
    corpus: Corpus, lines: Lines, entries: Iterable[Entry], *, date: datetime.date, yardstick: Yardstick
) -> list[Judgement]:
    """The judgements by horizon; those in words of the yardstick first, then those that weigh most.

    `date` is the day from which a source without a date of its own is reckoned.
    """
    found: list[Judgement] = []
    for entry in entries:
        day = entry.source.anchor or date
        stated = _stated(entry, day, yardstick) if _looks_ahead(entry, yardstick) else None
        if stated and (line := lines.line(entry)):
            found.append(_judgement(line, lines.speaker(line), stated, day, yardstick))
    found.sort(key=lambda each: (each.band is None, -_weight(corpus, each)))
    chosen: list[Judgement] = []
    for horizon in Horizon:
        told = Told()
        of_horizon: list[Judgement] = []
        for each in found:
            if each.horizon is horizon and len(of_horizon) < _MOST and not told.repeats(each.line.entry):
                told.add(each.line.entry)
                of_horizon.append(each)
        chosen += sorted(of_horizon, key=lambda each: (each.band is None, each.line.entry.number))
    return chosen


def _stated(entry: Entry, day: datetime.date, yardstick: Yardstick) -> Stated | None:
    """When the sentence is meant to come true: its heading rules, its own words may give the last day."""
    by_heading = from_heading(entry.sentence.heading)
    chosen = _estimate(entry.sentence.text, yardstick)
    by_words = outcomes.stated(entry.sentence.text, chosen.term if chosen else None, day)
    if by_heading and by_words and by_words.horizon is by_heading.horizon:
        return by_words
    return by_heading or by_words


def _estimate(text: str, yardstick: Yardstick) -> Estimate | None:
    """The word of likelihood that counts: the first that the yardstick has, else the first."""
    found = estimates(text, yardstick)
    return next((estimate for estimate in found if estimate.band), found[0] if found else None)


def _looks_ahead(entry: Entry, yardstick: Yardstick) -> bool:
    text = entry.sentence.text
    found = estimates(text, yardstick)
    if from_heading(entry.sentence.heading) and any(estimate.band for estimate in found):
        return True
    return bool(found) and forward_looking(text)


def _judgement(line: Line, speaker: str | None, stated: Stated, day: datetime.date, yardstick: Yardstick) -> Judgement:
    chosen = _estimate(line.text, yardstick)
    starts, until = bounds(stated.horizon, day)
    if stated.until:
        starts, until = day, stated.until
    term, band = (chosen.term, chosen.band) if chosen else (None, None)
    notes = outcomes.notes(line.text, term=term, band=band, starts=starts, until=until)
    if until is None:
        notes.append("no end date, not scorable")
    if line.entry.source.anchor is None:
        notes.append("undated source: reckoned from the date of the brief")
    return Judgement(
        line=line,
        horizon=stated.horizon,
        starts=starts,
        until=until,
        term=term,
        band=band,
        speaker=speaker,
        notes=tuple(notes),
    )


def _weight(corpus: Corpus, judgement: Judgement) -> float:
    entry = judgement.line.entry
    return corpus.worth(sorted(entry.concepts)) / math.sqrt(entry.words)
