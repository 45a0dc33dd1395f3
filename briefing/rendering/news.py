"""What is new since the brief before, as it is read: in the brief, in its JSON, in the report of a comparison."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefing.domain.brief import CheckedBrief
from briefing.domain.changes import Change, ChangeKind, Changes
from briefing.domain.claim import CheckedClaim, Evidence, Stance
from briefing.domain.edition import Matter, Seen, Told
from briefing.rendering.footnotes import short_names
from briefing.rendering.page import EarlierPlace, Line, News, NewsItem
from briefing.rendering.plain import counted, day, one_line

_PLACES = 3
"""Places of an earlier sentence that are shown; the JSON has them all."""
JUDGEMENT = "judgement"


def news_of(brief: CheckedBrief, line: Callable[[CheckedClaim], Line]) -> News | None:
    """The section of a brief; `line` sets one of its sentences. A sentence that was dropped since is left out."""
    changes = brief.changes
    if changes is None:
        return None

    def told(now: Told | None) -> Line | None:
        checked = brief.claims.get(now.id) if now else None
        return line(checked) if checked else None

    items = [item for item in _items(changes, told) if item.line or item.before or item.said]
    return News(since=changes.since, items=tuple(items), nothing=nothing(changes), read=read(changes))


def nothing(changes: Changes) -> str:
    """What is said where nothing is new: of sources that are, no more than is known."""
    if changes.new_sources or changes.updated_sources:
        return "Nothing in the sentences of this brief; what else its new sources say is not in it."
    return "Nothing."


def _items(changes: Changes, line: Callable[[Told | None], Line | None]) -> Iterator[NewsItem]:
    files = short_names((source.id, source.path) for source in changes.earlier_sources)
    for change in changes.of(ChangeKind.NEW):
        yield NewsItem(kind=change.kind.value, said="", line=line(change.now), before="", places=())
    for change in changes.of(ChangeKind.CHANGED):
        yield _item(change.kind.value, said(change), line(change.now), change.before, files)
    for turn in changes.turns:
        judge = f" ({one_line(turn.judge)})" if turn.judge else ""
        words = f"was {one_line(turn.was)}, now {one_line(turn.became)}{judge}"
        yield _item(JUDGEMENT, words, line(turn.now), turn.before, files)
    for change in changes.of(ChangeKind.WITHDRAWN):
        yield _item(change.kind.value, change.why, None, change.before, files)
    for kind, matters in (("new", changes.new_matters), ("settled", changes.settled_matters)):
        for matter in matters:
            said_of = f"{matter.topic}: {' | '.join(matter.sides)}" if matter.sides else matter.topic
            yield NewsItem(kind=f"{kind} disagreement", said=one_line(said_of), line=None, before="", places=())


def _item(kind: str, words: str, line: Line | None, before: Told | None, files: Mapping[str, str]) -> NewsItem:
    places = [place for place in before.evidence if place.stance is not Stance.NEAREST] if before else []
    return NewsItem(
        kind=kind,
        said=words,
        line=line,
        before=one_line(before.text) if before else "",
        places=tuple(
            EarlierPlace(
                file=files.get(place.source, place.source),
                start=place.start,
                end=place.end,
                quote=one_line(place.quote),
            )
            for place in places[:_PLACES]
        ),
    )


def said(change: Change) -> str:
    """`was 60 million euros, now 95 million euros; was denied, now said`."""
    return "; ".join(f"was {one_line(each.before)}, now {one_line(each.now)}" for each in change.differences)


def read(changes: Changes) -> str:
    """`1 source is new, 1 has a new version, 2 were read before`."""
    new, updated, seen = (len(each) for each in (changes.new_sources, changes.updated_sources, changes.seen_sources))
    told = [
        f"{counted(new, 'source')} {'is' if new == 1 else 'are'} new" if new else "no source is new",
        f"{updated} {'has' if updated == 1 else 'have'} a new version" if updated else "",
        f"{seen} {'was' if seen == 1 else 'were'} read before" if seen else "",
    ]
    return ", ".join(each for each in told if each)


def as_dict(changes: Changes) -> dict[str, Any]:
    """The changes as JSON has them; docs/diff.md describes the fields."""
    then = {source.id: source for source in changes.earlier_sources}
    now = {each.id: each for each in (*changes.new_sources, *changes.updated_sources, *changes.seen_sources)}
    return {
        "name": changes.name,
        "since": changes.since.isoformat(),
        "claims": [
            {
                "kind": change.kind.value,
                "before": _told(change.before, then),
                "now": _told(change.now, now),
                "differences": [
                    {"kind": each.kind, "before": each.before, "now": each.now} for each in change.differences
                ],
                "why": change.why or None,
            }
            for change in changes.changes
        ],
        "judgements": [
            {
                "was": turn.was,
                "became": turn.became,
                "judge": turn.judge,
                "before": _told(turn.before, then),
                "now": _told(turn.now, now),
            }
            for turn in changes.turns
        ],
        "retold": [_told(each, now) for each in changes.retold],
        "left_out": [_told(each, then) for each in changes.left_out],
        "sources": {
            "new": _sources(changes.new_sources),
            "updated": _sources(changes.updated_sources),
            "seen": _sources(changes.seen_sources),
        },
        "disagreements": {"new": _matters(changes.new_matters), "settled": _matters(changes.settled_matters)},
    }


def _told(told: Told | None, sources: Mapping[str, Seen]) -> dict[str, Any] | None:
    if told is None:
        return None
    return {
        "id": told.id,
        "text": told.text,
        "section": told.section.value,
        "verdict": told.verdict.value,
        "evidence": [_place(each, sources) for each in told.evidence],
    }


def _place(place: Evidence, sources: Mapping[str, Seen]) -> dict[str, Any]:
    source = sources.get(place.source)
    return {
        "source": place.source,
        "path": source.path if source else None,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "stance": place.stance.value,
    }


def _sources(sources: Iterable[Seen]) -> list[dict[str, Any]]:
    return [{"id": each.id, "path": each.path, "sha256": each.sha256, "title": each.title} for each in sources]


def _matters(matters: Iterable[Matter]) -> list[dict[str, Any]]:
    return [{"topic": each.topic, "kind": each.kind, "sides": list(each.sides)} for each in matters]


def as_lines(changes: Changes, now: str) -> Iterator[str]:
    """The report of a comparison with the brief `now`; nothing in colour, so that it can be kept."""
    then = short_names((each.id, each.path) for each in changes.earlier_sources)
    every = (*changes.new_sources, *changes.updated_sources, *changes.seen_sources)
    here = short_names((each.id, each.path) for each in every)
    yield f"{one_line(changes.name)} of {day(changes.since)} -> {one_line(now)}: {read(changes)}"
    if not changes.differ and not changes.is_news:
        yield "no difference"
    for change in changes.changes:
        yield ""
        yield f"{change.kind.value}{f': {said(change) or change.why}' if change.differences or change.why else ''}"
        yield from _both(change.before, change.now, then, here)
    for turn in changes.turns:
        yield ""
        yield f"{JUDGEMENT}: was {turn.was}, now {turn.became}{f' ({turn.judge})' if turn.judge else ''}"
        yield from _both(turn.before, turn.now, then, here)
    for kind, matters in (("new", changes.new_matters), ("settled", changes.settled_matters)):
        for matter in matters:
            yield ""
            yield f"{kind} disagreement: {one_line(matter.topic)}"
            yield f"  {one_line(' | '.join(matter.sides))}"
    lists = (
        ("only in the later brief, from sources read before", "+", changes.retold),
        ("only in the earlier brief, and nothing speaks against it", "-", changes.left_out),
    )
    for heading, sign, claims in lists:
        if claims:
            yield ""
            yield f"{heading}:"
            yield from (f"{sign} {one_line(each.text)}" for each in claims)


def _both(before: Told | None, now: Told | None, then: Mapping[str, str], here: Mapping[str, str]) -> Iterator[str]:
    for sign, told, files in (("-", before, then), ("+", now, here)):
        if told:
            yield f"{sign} {one_line(told.text)}"
            for place in [each for each in told.evidence if each.stance is not Stance.NEAREST][:_PLACES]:
                yield f"    {files.get(place.source, place.source)}, characters {place.start}-{place.end}"
