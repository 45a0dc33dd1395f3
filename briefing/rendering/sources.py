"""The sources table of a brief, and the line that says how the brief was made."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import sha256

from briefing.domain.brief import CheckedBrief, Grade
from briefing.domain.claim import Verdict
from briefing.domain.source import Source
from briefing.rendering.footnotes import file_names
from briefing.rendering.page import SkippedRow, SourceRow
from briefing.rendering.plain import counted, one_line

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{}|\x00-\x1f\x7f\ud800-\udfff]+", re.IGNORECASE)
_NAMED = 5
"""Outlets of copies that a note names; the JSON names all."""


def source_rows(brief: CheckedBrief, kept: Mapping[str, str], cited: Set[str]) -> tuple[SourceRow, ...]:
    """One row a source, in the order they were read. `cited`: ids of the sources that a footnote leads to."""
    grades = {grade.source: grade for grade in brief.grades}
    files = file_names(brief.sources)
    outlets = also_in(brief.sources)
    return tuple(
        SourceRow(
            id=source.id,
            file=files[source.id],
            path=source.path,
            sha256=source.sha256,
            kept=kept.get(source.id),
            kept_sha256=sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest() if source.id in kept else None,
            title=one_line(source.title) if source.title else None,
            publisher=one_line(source.publisher) if source.publisher else None,
            published=source.published,
            url=_address(source),
            grade=grades[source.id].letter if source.id in grades else "-",
            note=_note(source, grades.get(source.id), outlets.get(source.id, ())),
            graded=one_line(grades[source.id].note) if source.id in grades else "",
            duplicate_of=source.duplicate_of,
            quoted=source.id in cited,
            relied_on=source.id not in grades or grades[source.id].quotable,
        )
        for source in brief.sources
    )


def skipped_rows(brief: CheckedBrief) -> tuple[SkippedRow, ...]:
    return tuple(SkippedRow(path=one_line(each.path), reason=one_line(each.reason)) for each in brief.skipped)


def _address(source: Source) -> str | None:
    """What a reader may be led to: a web address, and none of a source that speaks to machines."""
    if source.url is None or source.instructions or not _WEB_ADDRESS.fullmatch(source.url):
        return None
    return source.url


def also_in(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """By id of a source that others copy, where else its report stands: outlets, each once, its own left out.

    A copy that names no outlet, or that speaks to a machine, goes by its file.
    """
    every = tuple(sources)
    files = file_names(every)
    publishers = {source.id: source.publisher for source in every}
    found: dict[str, dict[str, str]] = {}
    for copy in every:
        if copy.duplicate_of is not None:
            own = one_line(publishers.get(copy.duplicate_of) or "").casefold()
            outlet = "" if copy.instructions else one_line(copy.publisher or "")
            if not outlet or outlet.casefold() != own:
                name = outlet or one_line(files[copy.id])
                found.setdefault(copy.duplicate_of, {}).setdefault(name.casefold(), name)
    return {id: tuple(names.values()) for id, names in found.items()}


def _note(source: Source, grade: Grade | None, outlets: Sequence[str]) -> str:
    """What a reader should know of the source, that it speaks to machines before all else."""
    copied = [f"copy of {source.duplicate_of}"] if source.duplicate_of else []
    graded = [grade.note] if grade and grade.note and grade.note not in copied else []
    more = f" and {len(outlets) - _NAMED} more" if len(outlets) > _NAMED else ""
    spread = [f"also in {', '.join(outlets[:_NAMED])}{more}"] if outlets else []
    known = [*spread, *graded]
    parts = [*source.warnings, *known] if source.instructions else [*known, *source.warnings]
    return one_line("; ".join([*copied, *parts]))


def made(brief: CheckedBrief, rows: tuple[SourceRow, ...], counts: Mapping[str, int]) -> str:
    """How the brief was made, by whom, from what, and what the checks found."""
    copies = sum(row.duplicate_of is not None for row in rows)
    details = [f"{sum(row.quoted for row in rows)} cited"]
    if copies:
        details.append(counted(copies, "copy", "copies") + " of another")
    if brief.skipped:
        details.append(f"{len(brief.skipped)} more could not be read")
    verdicts = [f"{counts[verdict.value]} {verdict.value}" for verdict in Verdict if counts.get(verdict.value)]
    if brief.dropped:
        verdicts.append(f"{len(brief.dropped)} taken out")
    sentences = [
        f"Written by {brief.draft.writer} from {counted(len(rows), 'source')} ({', '.join(details)}).",
        f"Every sentence checked by {brief.checker}: {', '.join(verdicts) or 'there is none'}.",
        *brief.draft.notes,
    ]
    return one_line(" ".join(sentences))
