"""The frame: what a model puts round its claims and no claim says: the title, whose forecast it is, what decides it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefing.checking import evidence, report, speakers
from briefing.checking.checker import Checker
from briefing.checking.facts import Facts, Token
from briefing.checking.hearing import voices
from briefing.checking.passages import Index
from briefing.domain.brief import Draft, Forecast
from briefing.domain.claim import Claim, ClaimKind, Section, Verdict
from briefing.domain.source import Source
from briefing.domain.yardstick import Yardstick

_TOGETHER = 0.5
"""Share of a title's words and names that one sentence must have: words from everywhere make any title."""


def mended(draft: Draft, sources: Sequence[Source], *, yardstick: Yardstick, keep_title: bool) -> Draft:
    """The draft with what its sources do not bear out taken from its frame, and a note for each such change.

    Args:
        keep_title: the title is the user's, not the writer's.
    """
    index = Index(sources)
    claims = {claim.id: claim for claim in draft.claims}
    forecasts = tuple(_forecast(each, claims, index) for each in draft.forecasts)
    fault = "" if keep_title else _wrong_in_title(draft.title, index, yardstick)
    if not fault:
        return replace(draft, forecasts=forecasts)
    title = _from_sources(draft.title, index)
    note = f"The writer's title {draft.title!r} was replaced: {fault}."
    return replace(draft, forecasts=forecasts, title=title, notes=(*draft.notes, note))


def _wrong_in_title(title: str, index: Index, yardstick: Yardstick) -> str:
    """Why the sources do not bear the title out; empty where they may."""
    if any(source.title == title for source in index.sources):
        return ""
    facts = Facts(title)
    if unknown := report.unknown(facts, index):
        return unknown[0].detail
    for token in _weighty(facts):
        said = title[token.start : token.end]
        if token.kind == "word" and not index.knows(token.root) and not index.search(said, most=1):
            return f"no source says {said!r}"
    if not any(_share(facts, passage) >= _TOGETHER for passage in index.search(title, each=2, most=12)):
        return "no sentence of a source has half of it"
    claim = Claim(id="title", text=title, section=Section.SUMMARY)
    checked = Checker(index, yardstick=yardstick).check(claim)
    if checked.verdict is Verdict.CONTRADICTED:
        return checked.reasons[0].detail
    return ""


def _weighty(facts: Facts) -> list[Token]:
    return [token for token in facts.tokens if token.weight >= 1]


def _share(title: Facts, passage: Facts) -> float:
    wanted = {token.root for token in _weighty(title)}
    return len(wanted & {token.root for token in passage.tokens}) / len(wanted) if wanted else 1.0


def _from_sources(title: str, index: Index) -> str:
    """The source's title that is most like the one that fell; the first sentence of a source where none has a title."""
    wanted = {token.root for token in _weighty(Facts(title))}
    titles = [source.title for source in index.sources if source.title]
    if titles:
        return max(titles, key=lambda each: len(wanted & {token.root for token in Facts(each).tokens}))
    return index.passages[0].text if index.passages else "Brief"


def _forecast(forecast: Forecast, claims: Mapping[str, Claim], index: Index) -> Forecast:
    claim = claims[forecast.claim]
    notes = list(forecast.notes)
    attributed_to, resolution = forecast.attributed_to, forecast.resolution
    if attributed_to is not None and claim.kind is ClaimKind.FORECAST:
        speaking = _speaking(claim, index)
        if not any(speakers.may_be(attributed_to, who, source, index) for source, who in speaking):
            named = [who for _, who in speaking if speakers.is_person(who)]
            notes.append(f"the writer gives it to {attributed_to}, the source does not")
            attributed_to = named[0] if len(set(named)) == 1 else None
    if resolution is not None and (unknown := report.unknown(Facts(resolution), index)):
        notes.append(f"no way to decide it is given: the writer's was dropped, {unknown[0].detail}")
        resolution = None
    return replace(forecast, attributed_to=attributed_to, resolution=resolution, notes=tuple(notes))


def _speaking(claim: Claim, index: Index) -> list[tuple[Source, str]]:
    """Who may answer for what the claim rests on: who speaks there, and the author and publisher of a source whose
    sentence names no speaker.
    """
    found: list[tuple[Source, str]] = []
    for passage in evidence.basis_of(claim, index):
        source = passage.source
        said = [(source, each.speaker) for each in voices(passage, index)]
        own = [(source, name) for name in (source.author, source.publisher) if name]
        found += said or own
    return found
