"""What is remembered of a brief, so that a later one can say what is new."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from briefing.assets import fingerprint
from briefing.domain.brief import CheckedBrief, Disagreement
from briefing.domain.claim import CheckedClaim
from briefing.domain.edition import Edition, Matter, Seen, Told
from briefing.domain.source import Source


def edition(brief: CheckedBrief, name: str = "") -> Edition:
    """The brief as it is remembered under `name`.

    Claims that were dropped are not, nor are sources that the writer failed on: what they tell is news when they are
    read.
    """
    failed = {each.path for each in brief.draft.skipped}
    return Edition(
        name=name or brief.draft.title,
        date=brief.draft.date,
        title=brief.draft.title,
        writer=brief.draft.writer,
        claims=tuple(told(brief.claims[claim.id]) for claim in brief.draft.claims),
        forecasts=brief.draft.forecasts,
        sources=tuple(seen(source) for source in brief.sources if source.path not in failed),
        matters=tuple(_matter(each) for each in brief.disagreements),
    )


def merged(editions: Mapping[int, Edition], name: str, day: date) -> Edition:
    """Several briefs as one. Ids of claims and sources begin with the number of their brief: `3:p1.2`."""
    renamed = [_renamed(each, f"{number}:") for number, each in sorted(editions.items())]
    return Edition(
        name=name,
        date=day,
        title=name,
        writer=next((each.writer for each in renamed), ""),
        claims=tuple(claim for each in renamed for claim in each.claims),
        forecasts=tuple(forecast for each in renamed for forecast in each.forecasts),
        sources=tuple(source for each in renamed for source in each.sources),
        matters=tuple(matter for each in renamed for matter in each.matters),
    )


def _renamed(edition: Edition, prefix: str) -> Edition:
    return replace(
        edition,
        claims=tuple(
            replace(
                claim,
                id=prefix + claim.id,
                evidence=tuple(replace(place, source=prefix + place.source) for place in claim.evidence),
            )
            for claim in edition.claims
        ),
        forecasts=tuple(replace(forecast, claim=prefix + forecast.claim) for forecast in edition.forecasts),
        sources=tuple(replace(source, id=prefix + source.id) for source in edition.sources),
        matters=tuple(
            replace(matter, sources=tuple(prefix + source for source in matter.sources)) for matter in edition.matters
        ),
    )


def told(checked: CheckedClaim) -> Told:
    claim = checked.claim
    return Told(
        id=claim.id,
        text=" ".join(claim.text.split()),
        section=claim.section,
        kind=claim.kind,
        verdict=checked.verdict,
        evidence=checked.evidence,
    )


def sentence_print(text: str) -> str:
    """The fingerprint of a sentence, blind to how its lines are broken."""
    return fingerprint(" ".join(text.split()))


def seen(source: Source) -> Seen:
    """A source as it is remembered."""
    return Seen(
        id=source.id,
        path=source.path,
        sha256=source.sha256,
        text_sha256=_digest(source.text),
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        sentences=frozenset(sentence_print(sentence.text) for sentence in source.sentences),
    )


def digests(source: Seen) -> set[str]:
    """By which it is known again wherever it is read."""
    return {source.sha256, source.text_sha256 or source.sha256}


def places(source: Seen) -> set[str]:
    """Where it was read, a path tells nothing of standard input; and what it is called by whom."""
    called = f"{source.publisher}: {source.title}" if source.publisher and source.title else None
    return {place for place in (source.path, source.url, called) if place and place != "-"}


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _matter(disagreement: Disagreement) -> Matter:
    return Matter(
        topic=" ".join(disagreement.topic.split()),
        kind=disagreement.kind,
        sides=tuple(" ".join(side.statement.split()) for side in disagreement.sides),
        sources=tuple(dict.fromkeys(place.source for side in disagreement.sides for place in side.evidence)),
    )
