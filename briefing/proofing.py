"""How a draft of any author becomes a checked one: the other way through the program, beside `pipeline`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import checking, sourcing
from briefing.comparing import duplicates
from briefing.domain.brief import Cost
from briefing.domain.claim import CheckedClaim, Claim
from briefing.domain.estimate import Estimate
from briefing.domain.progress import Watch
from briefing.domain.proof import CheckedDraft, Form, GivenDraft
from briefing.domain.source import Skipped, Source
from briefing.domain.yardstick import PHIA, YARDSTICKS
from briefing.drafts import read_draft
from briefing.drafts.citations import resolve
from briefing.errors import NoSourcesError, UsageError
from briefing.reading import read_given
from briefing.reading.again import read_again
from briefing.settings import CheckSettings

if TYPE_CHECKING:
    from briefing.checking.judge import Judge


def check_draft(settings: CheckSettings, *, stdin: Callable[[], bytes], watch: Watch) -> CheckedDraft:
    """Read the draft, read the sources, check every claim.

    Raises:
        BriefingError: see `errors`.
    """
    return _proved(settings, stdin, watch, lambda: _judge(settings, watch))[0]


def _proved(
    settings: CheckSettings, stdin: Callable[[], bytes], watch: Watch, judge: Callable[[], Judge | None]
) -> tuple[CheckedDraft, Judge | None]:
    """The draft, checked, and the second judge as it left; `judge` opens it."""
    if settings.draft == "-" and "-" in settings.sources:
        raise UsageError("standard input cannot be both draft and source", help="Save one of the two to a file.")
    piped = stdin() if "-" in (settings.draft, *settings.sources) else None
    watch.stage("reading")
    draft = read_draft(settings.draft, stdin=piped, form=settings.form)
    sources, skipped, notices = _sources(settings, draft, piped, watch)
    draft, wrong = resolve(draft, sources)
    settings = replace(settings, yardstick=settings.yardstick or YARDSTICKS.get(draft.yardstick or "") or PHIA)
    claims, asked = _checked(settings, draft, sources, watch, judge)
    checked = CheckedDraft(
        draft=draft,
        claims=claims,
        sources=sources,
        skipped=skipped,
        checker=checking.CHECKER,
        yardstick=settings.yardstick or PHIA,
        notices=(*notices, *wrong, *(_told(asked) if asked else ())),
        cost=asked.cost if asked else Cost(),
        priced=asked.priced if asked else None,
        unjudged=asked.failed if asked else 0,
    )
    return checked, asked


def estimate(
    settings: CheckSettings, *, stdin: Callable[[], bytes], watch: Watch
) -> tuple[Estimate | None, tuple[Skipped, ...]]:
    """What the second judge would be asked and cost, None where there is none; and what could not be read.

    Raises:
        BriefingError: see `errors`.
    """
    endpoint = settings.endpoint
    if endpoint is None:
        return None, ()
    from briefing.checking.judge.estimate import DryJudge

    checked, judge = _proved(
        settings, stdin, watch, lambda: DryJudge.dry(endpoint, prompts=settings.prompts, store=settings.store)
    )
    assert isinstance(judge, DryJudge)
    return judge.estimate, checked.skipped


def _sources(
    settings: CheckSettings, draft: GivenDraft, piped: bytes | None, watch: Watch
) -> tuple[tuple[Source, ...], tuple[Skipped, ...], tuple[str, ...]]:
    """What the draft is checked against, what could not be read of it, and notices.

    Raises:
        UsageError: the draft names no sources itself, and none are given.
        SourceError: a source that a brief records is missing or was changed.
    """
    if not settings.sources:
        if draft.form is not Form.BRIEF:
            raise UsageError("no sources to check against", help="Add --source PATH: files, folders or patterns.")
        if not draft.recorded:
            raise NoSourcesError("the brief names no sources", help="Name them with --source.")
        sources, notices = read_again(draft.recorded, settings.draft)
        return (
            duplicates.mark(sources),  # what the brief itself says of copies could keep a source from being heard
            (),
            (f"checked against the {_counted(len(sources), 'source')} of the brief, unchanged", *notices),
        )
    stdin = piped if "-" in settings.sources else None
    reading = read_given(sourcing.given(settings.sources, reach=settings.reach, stdin=stdin, watch=watch), watch)
    kept, notices = _without_draft(reading.sources, settings, draft)
    if not kept:
        raise NoSourcesError(
            f"the draft {settings.draft!r} is the only source given, and no draft is evidence for itself",
            help="Name the articles it was written from.",
        )
    if draft.form is Form.BRIEF:
        same = len({each.sha256 for each in draft.recorded} & {each.sha256 for each in kept})
        notices = (
            f"checked against the {_counted(len(kept), 'source')} given with --source instead of the "
            f"{len(draft.recorded)} that the brief names; {same} of them {'is' if same == 1 else 'are'} the same",
            *notices,
        )
    own = _real(settings.draft)
    skipped = tuple(each for each in reading.skipped if _real(each.path) not in (own, _real(settings.annotated)))
    return duplicates.mark(kept), skipped, notices


def _without_draft(
    sources: tuple[Source, ...], settings: CheckSettings, draft: GivenDraft
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources less the draft and copies of it: no draft is evidence for itself."""
    kept: list[Source] = []
    notices: list[str] = []
    for source in sources:
        if _real(source.path) == _real(settings.draft) or source.sha256 == draft.sha256:
            notices.append(f"left out {source.path!r}: it is the draft, and no draft is evidence for itself")
        else:
            kept.append(source)
    return tuple(kept), tuple(notices)


def _real(path: str | Path | None) -> Path | None:
    return None if path is None or str(path) == "-" else Path(path).resolve()


def _checked(
    settings: CheckSettings,
    draft: GivenDraft,
    sources: tuple[Source, ...],
    watch: Watch,
    open_judge: Callable[[], Judge | None],
) -> tuple[dict[str, CheckedClaim], Judge | None]:
    """Every claim by id, and the second judge as it left, where there was one."""
    total = len(draft.claims)
    index = checking.Index(sources)
    checker = checking.Checker(
        index, yardstick=settings.yardstick or PHIA, scorer=checking.Scorer(index), today=settings.date or draft.date
    )
    with ExitStack() as opened:
        judge = open_judge()  # what keeps it from being asked is found before the long work
        if judge is not None:
            opened.enter_context(judge)
        watch.stage(f"checking {_counted(total, 'claim')} against {_counted(len(sources), 'source')}", steps=total)
        known: dict[Claim, CheckedClaim] = {}  # what stands in a draft twice is not worked out twice
        for placed in draft.claims:
            claim = replace(placed.claim, id="")
            if claim not in known:
                known[claim] = checker.check(placed.claim)
            watch.step()
        if judge is not None:
            watch.stage(f"asking {judge.name} about {_counted(len(known), 'claim')}", steps=len(known))
            known = dict(zip(known, judge.judge(tuple(known.values()), index), strict=True))
    found = {
        placed.claim.id: replace(known[replace(placed.claim, id="")], claim=placed.claim) for placed in draft.claims
    }
    return found, judge


def _judge(settings: CheckSettings, watch: Watch) -> Judge | None:
    """The second judge, where one is wanted."""
    if settings.endpoint is None:
        return None
    from briefing.checking.judge import Judge

    return Judge.open(settings.endpoint, prompts=settings.prompts, store=settings.store, watch=watch)


def _told(judge: Judge) -> tuple[str, ...]:
    """What a reader must know of the judge."""
    silent = f"{judge.name} gave no usable answer about {_counted(judge.failed, 'claim')}"
    return (*judge.notes, *((silent,) if judge.failed else ()))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
