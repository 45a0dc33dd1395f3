"""The embedded writer: composes a brief from the sources' own sentences, with no model and no network."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from briefing.domain.brief import Draft, Forecast, Summary
from briefing.domain.claim import Claim, ClaimKind, Section
from briefing.writing.extractive.arrange import arrange
from briefing.writing.extractive.body import body
from briefing.writing.extractive.coverage import Corpus, Entry
from briefing.writing.extractive.dispute import Disputed
from briefing.writing.extractive.finish import Finish
from briefing.writing.extractive.judgements import key_judgements
from briefing.writing.extractive.lines import Line, Lines
from briefing.writing.extractive.novelty import Told
from briefing.writing.extractive.outlook import Judgement, outlook
from briefing.writing.extractive.points import points
from briefing.writing.extractive.stray import strays
from briefing.writing.extractive.title import headline
from briefing.writing.writer import Material

NAME = "extractive 1"
_CANDIDATES = 200
"""Sentences looked at for the key judgements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The lines of a brief, before they become claims."""

    key: list[Line]
    body: list[list[Line]]
    forecast: list[Judgement]
    annex: list[tuple[str, list[Line]]]


class ExtractiveWriter:
    """Writes with the sources' own sentences, whole, and says so."""

    def write(self, material: Material) -> Draft:
        """A draft whose every claim rests on the places its words were taken from."""
        sources = [source for source in material.sources if source.duplicate_of is None]
        corpus = Corpus(sources, focus=material.focus)
        parts = _compose(corpus, Lines(corpus), material)
        return _draft(corpus, parts, material)


def _compose(corpus: Corpus, lines: Lines, material: Material) -> _Parts:
    aside = strays(corpus)
    entries = _quotable(corpus, material, aside)
    disputed = Disputed(material.disagreements, {entry.source.id for entry in entries})
    sound = [entry for entry in entries if not disputed.touches(entry)]
    forecast = outlook(corpus, lines, sound, date=material.date, yardstick=material.yardstick)
    ahead = {made.line.entry.number for made in forecast}
    free = [entry for entry in sound if entry.number not in ahead]
    told = Told()
    key = key_judgements(lines, _foremost(corpus, free), told)
    for made in forecast:
        told.add_aside(made.line.entry)
    budget = material.words - sum(line.entry.words for line in key)
    taken = {line.entry.number for line in key}
    left = [entry for entry in free if entry.number not in taken]
    chosen = body(corpus, lines, left, key=key, told=told, budget=budget)
    annex = [(source.id, points(corpus, lines, corpus.of(source))) for source in corpus.sources]
    return _finished(_Parts(key=key, body=arrange(chosen, lines), forecast=forecast, annex=annex), lines)


def _finished(parts: _Parts, lines: Lines) -> _Parts:
    """The parts with their lines touched up in reading order; the points of a source stand as they are."""
    finish = Finish(lines)
    key = [finish.line(line) for line in parts.key]
    finish.section()
    paragraphs = [[finish.line(line) for line in paragraph] for paragraph in parts.body]
    finish.section()
    forecast = [replace(made, line=finish.line(made.line)) for made in parts.forecast]
    return _Parts(key=key, body=paragraphs, forecast=forecast, annex=parts.annex)


def _quotable(corpus: Corpus, material: Material, aside: Collection[str]) -> list[Entry]:
    """The entries of the sources to quote from; of all sources where none is better than the others."""
    barred = {grade.source for grade in material.grades if not grade.quotable}
    related = [entry for entry in corpus.entries if entry.source.id not in aside]
    return [entry for entry in related if entry.source.id not in barred] or related


def _foremost(corpus: Corpus, entries: list[Entry]) -> list[Entry]:
    """The entries that could be key judgements: the weightiest, in their order."""
    ranked = sorted(entries, key=lambda entry: -corpus.worth(sorted(entry.concepts)) / max(entry.words, 6) ** 0.5)
    return sorted(ranked[:_CANDIDATES], key=lambda entry: entry.number)


def _draft(corpus: Corpus, parts: _Parts, material: Material) -> Draft:
    claims: list[Claim] = []

    def claim(prefix: str, number: int, line: Line, section: Section) -> str:
        kind = ClaimKind.FORECAST if section is Section.FORECAST else ClaimKind.STATEMENT
        claims.append(Claim(id=f"{prefix}{number}", text=line.text, section=section, kind=kind, basis=line.basis))
        return claims[-1].id

    summary = tuple(claim("S", number, line, Section.SUMMARY) for number, line in enumerate(parts.key, 1))
    number = 0
    paragraphs: list[tuple[str, ...]] = []
    for paragraph in parts.body:
        ids = []
        for line in paragraph:
            number += 1
            ids.append(claim("B", number, line, Section.BODY))
        paragraphs.append(tuple(ids))
    forecasts = tuple(
        Forecast(
            claim=claim("F", number, made.line, Section.FORECAST),
            horizon=made.horizon,
            starts=made.starts,
            until=made.until,
            term=made.term,
            band=made.band,
            attributed_to=made.speaker,
            notes=made.notes,
        )
        for number, made in enumerate(parts.forecast, 1)
    )
    summaries = []
    number = 0
    for source, lines in parts.annex:
        ids = []
        for line in lines:
            number += 1
            ids.append(claim("A", number, line, Section.ANNEX))
        summaries.append(Summary(source=source, claims=tuple(ids)))
    quoted = {each.basis[0].source for each in claims if each.basis and each.section is not Section.ANNEX}
    best = [source for source in corpus.sources if source.id in quoted]
    return Draft(
        title=material.title or headline(corpus, best, parts.key) or f"Brief of {material.date.isoformat()}",
        date=material.date,
        writer=NAME,
        claims=tuple(claims),
        summary=summary,
        paragraphs=tuple(paragraphs),
        forecasts=forecasts,
        summaries=tuple(summaries),
        notes=("No model was used: composed from the sources' own sentences.",),
    )
