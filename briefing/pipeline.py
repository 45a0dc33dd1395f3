"""The table of contents: how articles become a checked brief."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefing import checking, sourcing
from briefing.comparing import disagreements, disputed, duplicates, later, reliability, stories
from briefing.domain.brief import CheckedBrief, Disagreement, Draft, Summary
from briefing.domain.claim import FAILED, CheckedClaim, Reason, Section, Stance
from briefing.domain.estimate import Estimate
from briefing.domain.given import Given
from briefing.domain.progress import Watch
from briefing.domain.source import Reading, Skipped, Source
from briefing.errors import UnsupportedError
from briefing.reading import read_given
from briefing.settings import OnUnsupported, Settings
from briefing.writing.writer import Material, Writer

if TYPE_CHECKING:
    from briefing.llm.allowance import Allowance
    from briefing.llm.keeping import Replies

_NAMED = 5
"""Articles left out that a note names."""
_MANY = 100
"""Sources from which on a search for what is left in cycles is worth its time: 30 MB of 1,000, 3 MB of 100."""


def read_sources(
    settings: Settings,
    *,
    stdin: Callable[[], bytes],
    given: Iterable[Given | Skipped] | None = None,
    watch: Watch | None = None,
) -> Reading:
    """What was asked for, or what is given in its place, with copies marked.

    Raises:
        NoSourcesError: nothing of it can be read.
    """
    if given is None:
        piped = stdin() if "-" in settings.sources else None
        given = sourcing.given(settings.sources, reach=settings.reach, stdin=piped, watch=watch)
    reading = read_given(given, watch)
    return replace(reading, sources=duplicates.mark(reading.sources))


def make_brief(
    settings: Settings,
    *,
    stdin: Callable[[], bytes],
    watch: Watch,
    given: Iterable[Given | Skipped] | None = None,
    replies: Replies | None = None,
    reading: Reading | None = None,
    allowance: Allowance | None = None,
) -> CheckedBrief:
    """Read, compare, write, check.

    Args:
        reading: what was read already.
        given: read in the place of the settings' sources.
        replies: used in the place of the settings' store.
        allowance: shared with other briefs; None for one of its own.

    Raises:
        BriefingError: see `errors`; nothing is left half-done.
    """
    if reading is None:
        watch.stage("reading")
        reading = read_sources(settings, stdin=stdin, given=given, watch=watch)
    if settings.one_story:
        reading = on_one_story(reading)
    material = compared(settings, reading, watch)
    draft, checked = write_and_check(settings, material, watch, replies, allowance)
    brief = CheckedBrief(
        draft=replace(draft, notes=(*draft.notes, *left_out(reading))),
        claims=later.marked(checked, material.disagreements),
        sources=reading.sources,
        checker=checking.CHECKER,
        yardstick=settings.yardstick,
        skipped=reading.skipped + draft.skipped,
        aside=reading.aside,
        disagreements=disputed.joined(material.disagreements, checked.values()),
        grades=material.grades,
    )
    return settle(brief, settings.on_unsupported)


def on_one_story(reading: Reading) -> Reading:
    """Without the sources that clearly tell of something else than most; they are in `aside`."""
    strange = stories.strangers(reading.sources)
    kept = tuple(source for source in reading.sources if source.id not in strange)
    aside = tuple(source for source in reading.sources if source.id in strange)
    return replace(reading, sources=kept, aside=reading.aside + aside)


def left_out(reading: Reading) -> tuple[str, ...]:
    """The note on the sources set aside, by the names of their files: a title is an article's own word. Or nothing."""
    if not reading.aside:
        return ()
    names = [PurePath(source.path).name for source in reading.aside]
    listed = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    articles = len(names) + len(reading.sources)
    return (f"{len(names)} of {articles} articles left out, as they tell of something else: {listed}.",)


def compared(settings: Settings, reading: Reading, watch: Watch) -> Material:
    """What the writer is handed: the sources, where they disagree, how far each can be relied on."""
    watch.stage(f"comparing {len(reading.sources)} sources")
    disagreed = disagreements.find(reading.sources)
    return Material(
        sources=reading.sources,
        grades=reliability.grade(reading.sources, disagreed),
        disagreements=disagreed,
        date=settings.date or newest(reading.sources) or datetime.date.today(),
        title=settings.title,
        focus=settings.focus,
        words=settings.words,
        yardstick=settings.yardstick,
    )


def estimate(settings: Settings, *, stdin: Callable[[], bytes], watch: Watch) -> tuple[Estimate | None, Reading]:
    """What the brief would ask of the model and cost, None where there is no model; and what was read.

    Nobody is asked, no key is needed, nothing is written.

    Raises:
        BriefingError: see `errors`.
    """
    watch.stage("reading")
    reading = read_sources(settings, stdin=stdin, watch=watch)
    if settings.one_story:
        reading = on_one_story(reading)
    return expected(settings, reading, watch), reading


def expected(settings: Settings, reading: Reading, watch: Watch) -> Estimate | None:
    """The same of what was read already.

    Raises:
        BriefingError: see `errors`.
    """
    if settings.endpoint is None:
        return None
    from briefing.reading.chunks import chunk
    from briefing.writing.model import estimate

    material = compared(settings, reading, watch)
    watch.stage("counting tokens")
    return estimate.estimate(settings.endpoint, material, prompts=settings.prompts, store=settings.store, chunk=chunk)


def write_and_check(
    settings: Settings,
    material: Material,
    watch: Watch,
    replies: Replies | None = None,
    allowance: Allowance | None = None,
) -> tuple[Draft, Mapping[str, CheckedClaim]]:
    """A draft and its verdicts; a model is given one chance to mend what failed."""

    def check(draft: Draft) -> Mapping[str, CheckedClaim]:
        watch.stage(f"checking {len(draft.claims)} claims")
        return checking.check(draft, material.sources, yardstick=settings.yardstick)

    if settings.endpoint is None:
        from briefing.writing.extractive import ExtractiveWriter

        writer: Writer = ExtractiveWriter()
        watch.stage("writing (embedded writer)")
        draft = writer.write(material)
        checked = check(draft)
        if told := superseded(material, draft, checked):
            watch.stage("writing again: a newer source has other figures")
            draft = writer.write(replace(material, disagreements=told))
            checked = check(draft)
        return draft, checked

    from briefing.reading.chunks import chunk
    from briefing.writing.model import ModelWriter

    with ModelWriter.open(
        settings.endpoint,
        prompts=settings.prompts,
        store=settings.store,
        replies=replies,
        allowance=allowance,
        chunk=chunk,
        watch=watch,
    ) as author:
        many = len(material.sources) >= _MANY
        if many:
            gc.collect()  # what comparing leaves in cycles would be kept for the whole run
        draft = author.write(material)
        if many:
            gc.collect()
        checked = check(draft)
        annex = {claim.id for claim in draft.claims if claim.section is Section.ANNEX}
        if failed := {id: reasons for id, reasons in failures(checked).items() if id not in annex}:
            watch.stage(f"asking again about {len(failed)} sentence{'s' if len(failed) > 1 else ''}")
            draft = author.revise(draft, failed)
            checked = check(draft)
    own = material.title is not None
    return checking.mended(draft, material.sources, yardstick=settings.yardstick, keep_title=own), checked


def superseded(
    material: Material, draft: Draft, checked: Mapping[str, CheckedClaim]
) -> tuple[Disagreement, ...] | None:
    """The disagreements with those in which a newer source has another figure than a sentence of the text.

    None where there are no more: what the annex says of its own source stands there either way.
    """
    days = {source.id: source.anchor for source in material.sources}

    def newest(claim: CheckedClaim, stance: Stance) -> datetime.date | None:
        found = [days.get(place.source) for place in claim.evidence if place.stance is stance]
        return max((day for day in found if day), default=None) if all(found) else None

    def is_older(claim: CheckedClaim) -> bool:
        ours, theirs = newest(claim, Stance.SUPPORTS), newest(claim, Stance.CONTRADICTS)
        return ours is not None and theirs is not None and ours < theirs

    told = [checked[claim.id] for claim in draft.claims if claim.section is not Section.ANNEX]
    figures = [claim for claim in told if any(reason.check == "number" for reason in claim.reasons)]
    found = disputed.joined(material.disagreements, filter(is_older, figures))
    return found if len(found) > len(material.disagreements) else None


def failures(checked: Mapping[str, CheckedClaim]) -> dict[str, tuple[Reason, ...]]:
    """Ids of the claims that failed, each with the reasons."""
    return {id: claim.reasons for id, claim in checked.items() if claim.verdict in FAILED}


def settle(brief: CheckedBrief, policy: OnUnsupported) -> CheckedBrief:
    """What becomes of the claims that failed.

    Raises:
        UnsupportedError: there are some, and the user wants no such brief.
    """
    failed = tuple(claim for claim in brief.claims.values() if claim.verdict in FAILED)
    if not failed or policy is OnUnsupported.FLAG:
        return brief
    if policy is OnUnsupported.FAIL:
        raise UnsupportedError(
            f"{len(failed)} of {len(brief.claims)} claims failed their check, the first: {failed[0].claim.text!r}",
            help="Use --on-unsupported flag to see them marked in the brief.",
        )
    gone = {claim.claim.id for claim in failed}
    return replace(
        brief,
        draft=without(brief.draft, gone),
        claims={id: claim for id, claim in brief.claims.items() if id not in gone},
        dropped=failed,
    )


def without(draft: Draft, gone: set[str]) -> Draft:
    """The draft less some claims; a paragraph or summary left empty goes too."""

    def keep(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in ids if id not in gone)

    return replace(
        draft,
        claims=tuple(claim for claim in draft.claims if claim.id not in gone),
        summary=keep(draft.summary),
        paragraphs=tuple(kept for ids in draft.paragraphs if (kept := keep(ids))),
        forecasts=tuple(forecast for forecast in draft.forecasts if forecast.claim not in gone),
        summaries=tuple(Summary(source=each.source, claims=keep(each.claims)) for each in draft.summaries),
    )


def newest(sources: tuple[Source, ...]) -> datetime.date | None:
    """The latest day that any source states: a brief is as new as its newest source, not as its reader."""
    return max((source.anchor for source in sources if source.anchor), default=None)
