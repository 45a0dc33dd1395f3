"""From a model's composition to a draft: claims with their basis, horizons with their days."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.domain.brief import Draft, Forecast, Summary
from briefing.domain.claim import Claim, ClaimKind, Section
from briefing.domain.yardstick import Yardstick
from briefing.language.estimative import estimates, forward_looking
from briefing.language.speech import attributions
from briefing.language.words import words
from briefing.writing import outcomes
from briefing.writing.horizons import bounds
from briefing.writing.model.consolidate import Composition, Outlook, Sentence
from briefing.writing.model.points import Point, PointKind, basis
from briefing.writing.writer import Material

SUMMARY_POINTS = 5
"""Points of a source that stand in its summary: the model gives the most important first."""


def compose(composition: Composition, points: Mapping[str, Point], material: Material) -> Draft:
    """The draft without writer, cost and notes. Claim ids: `k1`, `p2.3`, `f1`, and the point's own in the annex."""
    claims: list[Claim] = []

    def add(id: str, sentence: Sentence, section: Section, kind: ClaimKind | None = None) -> str:
        known = _known(sentence, points)
        kind = kind or kind_of(sentence.text, known, material.yardstick)
        claims.append(_based(Claim(id=id, text=sentence.text, section=section, kind=kind), sentence, known))
        return id

    summary = tuple(
        add(f"k{number}", sentence, Section.SUMMARY) for number, sentence in enumerate(composition.key_judgements, 1)
    )
    paragraphs = tuple(
        tuple(add(f"p{one}.{two}", sentence, Section.BODY) for two, sentence in enumerate(paragraph, 1))
        for one, paragraph in enumerate(composition.paragraphs, 1)
    )
    forecasts = tuple(
        _forecast(
            add(f"f{number}", outlook.sentence, Section.FORECAST, _kind_of_forecast(outlook)),
            outlook,
            _first_day(outlook, points, material),
            material.yardstick,
        )
        for number, outlook in enumerate(composition.forecasts, 1)
    )
    annex, summaries = _annex(tuple(points.values()))
    return Draft(
        title=material.title or composition.title,
        date=material.date,
        writer="",
        claims=(*claims, *annex),
        summary=summary,
        paragraphs=paragraphs,
        forecasts=forecasts,
        summaries=summaries,
    )


def revised(
    draft: Draft, sentences: Mapping[str, Sentence], points: Mapping[str, Point], yardstick: Yardstick
) -> Draft:
    """The draft with new sentences in the place of the old ones; a forecast keeps its horizon."""

    def renew(claim: Claim) -> Claim:
        if (sentence := sentences.get(claim.id)) is None:
            return claim
        known = _known(sentence, points)
        kind = claim.kind
        if claim.section in (Section.SUMMARY, Section.BODY):
            kind = kind_of(sentence.text, known, yardstick)
        return _based(replace(claim, text=sentence.text, kind=kind), sentence, known)

    def reword(forecast: Forecast) -> Forecast:
        if (sentence := sentences.get(forecast.claim)) is None:
            return forecast
        term, share = _likelihood(sentence.text, yardstick)
        return replace(forecast, term=term, band=share)

    return replace(
        draft,
        claims=tuple(renew(claim) for claim in draft.claims),
        forecasts=tuple(reword(forecast) for forecast in draft.forecasts),
    )


def kind_of(text: str, known: Sequence[Point], yardstick: Yardstick) -> ClaimKind:
    """What a sentence of summary or body is: the writer's own only where it looks ahead with a yardstick's word."""
    if not (forward_looking(text) and any(estimate.band for estimate in estimates(text, yardstick))):
        return ClaimKind.STATEMENT
    return ClaimKind.FORECAST if attributions(text) or _names_speaker(text, known) else ClaimKind.ASSESSMENT


def _kind_of_forecast(outlook: Outlook) -> ClaimKind:
    return ClaimKind.FORECAST if outlook.attributed_to else ClaimKind.ASSESSMENT


def _names_speaker(text: str, known: Sequence[Point]) -> bool:
    said = {word.norm for word in words(text)}
    speakers = [words(point.speaker) for point in known if point.speaker]
    return any(speaker and speaker[-1].norm in said for speaker in speakers)


def _known(sentence: Sentence, points: Mapping[str, Point]) -> list[Point]:
    return [points[id] for id in sentence.points if id in points]


def _based(claim: Claim, sentence: Sentence, known: Sequence[Point]) -> Claim:
    ids = {point.id for point in known}
    unknown = tuple(id for id in sentence.points if id not in ids)
    return replace(claim, basis=basis(known), unknown_references=unknown)


def _first_day(outlook: Outlook, points: Mapping[str, Point], material: Material) -> datetime.date:
    """A source's forecast looks ahead from the day of the source, an own assessment from that of the brief."""
    if outlook.attributed_to:
        days = {source.id: source.anchor for source in material.sources}
        for point in _known(outlook.sentence, points):
            if day := days[point.source]:
                return day
    return material.date


def _forecast(claim: str, outlook: Outlook, first_day: datetime.date, yardstick: Yardstick) -> Forecast:
    starts, last = bounds(outlook.horizon, first_day)
    until = outlook.until if outlook.until and starts <= outlook.until <= (last or outlook.until) else last
    term, share = _likelihood(outlook.sentence.text, yardstick)
    noted = outcomes.notes(outlook.sentence.text, term=term, band=share, starts=starts, until=until)
    return Forecast(
        claim=claim,
        horizon=outlook.horizon,
        starts=starts,
        until=until,
        term=term,
        band=share,
        attributed_to=outlook.attributed_to,
        resolution=outlook.resolution,
        notes=(*noted, *(() if until else ("no end date, not scorable",))),
    )


def _likelihood(text: str, yardstick: Yardstick) -> tuple[str | None, tuple[int, int] | None]:
    """Term and band as the sentence itself gives them: what a reply says of them beside it proves nothing."""
    found = estimates(text, yardstick)
    chosen = next((estimate for estimate in found if estimate.band), found[0] if found else None)
    return (chosen.term, chosen.band) if chosen else (None, None)


def _annex(points: Sequence[Point]) -> tuple[list[Claim], tuple[Summary, ...]]:
    by_source: dict[str, list[Point]] = {}
    for point in points:
        by_source.setdefault(point.source, []).append(point)
    chosen = {source: own[:SUMMARY_POINTS] for source, own in by_source.items()}
    claims = [
        Claim(
            id=point.id,
            text=point.text,
            section=Section.ANNEX,
            kind=ClaimKind.FORECAST if point.kind is PointKind.FORECAST else ClaimKind.STATEMENT,
            basis=point.places,
        )
        for own in chosen.values()
        for point in own
    ]
    summaries = tuple(Summary(source=source, claims=tuple(point.id for point in own)) for source, own in chosen.items())
    return claims, summaries
