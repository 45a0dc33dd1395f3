"""How a draft of any author becomes a checked one: the other way through the program, beside `pipeline`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefing import checking
from briefing.comparing import duplicates
from briefing.domain.claim import CheckedClaim, Claim
from briefing.domain.proof import CheckedDraft, Form, GivenDraft
from briefing.domain.source import Skipped, Source
from briefing.domain.yardstick import PHIA, YARDSTICKS
from briefing.drafts import read_draft
from briefing.drafts.citations import resolve
from briefing.errors import NoSourcesError, UsageError
from briefing.reading import read
from briefing.reading.again import read_again
from briefing.settings import CheckSettings

Progress = Callable[[str], None]
Judge = Callable[[CheckedClaim], CheckedClaim]

_OFTEN = 50
"""Claims between two words of progress."""


def check_draft(settings: CheckSettings, *, stdin: Callable[[], bytes], progress: Progress) -> CheckedDraft:
    """Read the draft, read the sources, check every claim.

    Raises:
        BriefingError: see `errors`.
    """
    if settings.draft == "-" and "-" in settings.sources:
        raise UsageError("standard input cannot be both draft and source", help="Save one of the two to a file.")
    piped = stdin() if "-" in (settings.draft, *settings.sources) else None
    progress("reading")
    draft = read_draft(settings.draft, stdin=piped, form=settings.form)
    sources, skipped, notices = _sources(settings, draft, piped)
    draft, wrong = resolve(draft, sources)
    settings = replace(settings, yardstick=settings.yardstick or YARDSTICKS.get(draft.yardstick or "") or PHIA)
    claims, remarks, unjudged = _checked(settings, draft, sources, progress)
    return CheckedDraft(
        draft=draft,
        claims=claims,
        sources=sources,
        skipped=skipped,
        checker=checking.CHECKER,
        yardstick=settings.yardstick or PHIA,
        notices=(*notices, *wrong, *remarks),
        unjudged=unjudged,
    )


def _sources(
    settings: CheckSettings, draft: GivenDraft, piped: bytes | None
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
    reading = read(settings.sources, stdin=piped if "-" in settings.sources else None)
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
    settings: CheckSettings, draft: GivenDraft, sources: tuple[Source, ...], progress: Progress
) -> tuple[dict[str, CheckedClaim], tuple[str, ...], int]:
    """Every claim by id, what is to be told of the judge, and about how many claims it gave no usable answer."""
    total = len(draft.claims)
    progress(f"checking {_counted(total, 'claim')} against {_counted(len(sources), 'source')}")
    index = checking.Index(sources)
    checker = checking.Checker(
        index, yardstick=settings.yardstick or PHIA, scorer=checking.Scorer(index), today=settings.date or draft.date
    )
    found: dict[str, CheckedClaim] = {}
    known: dict[Claim, CheckedClaim] = {}  # what stands in a draft twice is not worked out twice
    often = max(_OFTEN, total // 20)
    with _judge(settings, index) as (judge, unjudged):
        for number, placed in enumerate(draft.claims, start=1):
            claim = replace(placed.claim, id="")
            if claim not in known:
                known[claim] = judge(checker.check(placed.claim))
            found[placed.claim.id] = replace(known[claim], claim=placed.claim)
            if number % often == 0 and number < total:
                progress(f"checked {number} of {total}")
        told, failed = unjudged()
    return found, told, failed


@contextmanager
def _judge(
    settings: CheckSettings, index: checking.Index
) -> Iterator[tuple[Judge, Callable[[], tuple[tuple[str, ...], int]]]]:
    """The second judge, or one that has nothing to say; and once all is judged, what is to be told of it."""
    if settings.endpoint is None:
        yield (lambda checked: checked), lambda: ((), 0)
        return
    from briefing.checking.judge import Judge as Model

    with Model.open(settings.endpoint, prompts=settings.prompts, store=settings.store) as model:

        def told() -> tuple[tuple[str, ...], int]:
            silent = f"{model.name} gave no usable answer about {_counted(model.failed, 'claim')}"
            return (*model.notes, *((silent,) if model.failed else ())), model.failed

        yield (lambda checked: model.judge(checked, index)), told


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
