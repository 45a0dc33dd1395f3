"""The embedded writer: composes a brief from the sources' own sentences, with no model and no network."""

from collections import Counter
from collections.abc import Collection, Iterable
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
    aside: tuple[str, ...]
    """Ids of sources that are about something else."""


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
    quotable = {entry.source.id: entry.source.anchor for entry in entries}
    disputed = Disputed(material.disagreements, quotable)
    sound = [entry for entry in entries if not disputed.touches(entry)]
    forecast = outlook(corpus, lines, sound, date=material.date, yardstick=material.yardstick)
    told = Told()
    for made in forecast:
        told.add_aside(made.line.entry)
    key = key_judgements(lines, _foremost(corpus, sound), told)
    budget = material.words - sum(line.entry.words for line in key)
    chosen = body(corpus, lines, sound, key=key, told=told, budget=budget)
    annex = [(source.id, points(corpus, lines, corpus.of(source))) for source in corpus.sources]
    return _finished(_Parts(key=key, body=arrange(chosen, lines), forecast=forecast, annex=annex, aside=aside), lines)


def _finished(parts: _Parts, lines: Lines) -> _Parts:
    """The parts with their lines touched up in reading order; the points of a source stand as they are."""
    finish = Finish(lines)
    key = [finish.line(line) for line in parts.key]
    finish.section()
    paragraphs = [[finish.line(line) for line in paragraph] for paragraph in parts.body]
    finish.section()
    forecast = [replace(made, line=finish.line(made.line)) for made in parts.forecast]
    return replace(parts, key=key, body=paragraphs, forecast=forecast)


def _quotable(corpus: Corpus, material: Material, aside: Collection[str]) -> list[Entry]:
    """The entries of the sources to quote from; of all sources where none is better than the others."""
    barred = {grade.source for grade in material.grades if not grade.quotable}
    related = [entry for entry in corpus.entries if entry.source.id not in aside]
    return [entry for entry in related if entry.source.id not in barred] or related


def _foremost(corpus: Corpus, entries: list[Entry]) -> list[Entry]:
    """The entries that could be key judgements: the weightiest, in their order."""
    ranked = sorted(entries, key=lambda entry: -corpus.worth(sorted(entry.concepts)) / max(entry.words, 6) ** 0.5)
    return sorted(ranked[:_CANDIDATES], key=lambda entry: entry.number)


class _Claims:
    """The claims of a draft as they are numbered, section by section."""

    def __init__(self) -> None:
        self.made: list[Claim] = []
        self._numbers: Counter[Section] = Counter()

    def of(self, lines: Iterable[Line], section: Section) -> tuple[str, ...]:
        """Ids of the claims that the lines become: S1, B1, F1, A1 and so on."""
        kind = ClaimKind.FORECAST if section is Section.FORECAST else ClaimKind.STATEMENT
        ids = []
        for line in lines:
            self._numbers[section] += 1
            ids.append(f"{section.value[0].upper()}{self._numbers[section]}")
            self.made.append(Claim(id=ids[-1], text=line.text, section=section, kind=kind, basis=line.basis))
        return tuple(ids)


def _draft(corpus: Corpus, parts: _Parts, material: Material) -> Draft:
    claims = _Claims()
    summary = claims.of(parts.key, Section.SUMMARY)
    paragraphs = tuple(claims.of(paragraph, Section.BODY) for paragraph in parts.body)
    quoted = {claim.basis[0].source for claim in claims.made if claim.basis}
    titled = [source for source in corpus.sources if source.id in quoted]
    ahead = claims.of((made.line for made in parts.forecast), Section.FORECAST)
    return Draft(
        title=material.title or headline(corpus, titled, parts.key) or f"Brief of {material.date.isoformat()}",
        date=material.date,
        writer=NAME,
        summary=summary,
        paragraphs=paragraphs,
        forecasts=tuple(_forecast(id, made) for id, made in zip(ahead, parts.forecast, strict=True)),
        summaries=tuple(
            Summary(source=source, claims=claims.of(lines, Section.ANNEX)) for source, lines in parts.annex
        ),
        claims=tuple(claims.made),
        notes=_notes(parts, material),
    )


def _forecast(claim: str, made: Judgement) -> Forecast:
    return Forecast(
        claim=claim,
        horizon=made.horizon,
        starts=made.starts,
        until=made.until,
        term=made.term,
        band=made.band,
        attributed_to=made.speaker,
        notes=made.notes,
    )


def _notes(parts: _Parts, material: Material) -> tuple[str, ...]:
    notes = ["No model was used: composed from the sources' own sentences."]
    if material.focus:
        notes.append(f"Composed for the question: {' '.join(material.focus.split())}")
    for id in parts.aside:
        notes.append(f"{id} has almost nothing in common with the other sources: it is summarised in the annex alone.")
    return tuple(notes)
