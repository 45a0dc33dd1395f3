"""The sources table of a brief, and the line that says how the brief was made."""

import re
from collections.abc import Mapping, Set
from hashlib import sha256

from briefing.domain.brief import CheckedBrief, Grade
from briefing.domain.claim import Verdict
from briefing.domain.source import Source
from briefing.rendering.footnotes import file_names
from briefing.rendering.page import SkippedRow, SourceRow
from briefing.rendering.plain import counted, one_line

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{}|\x00-\x1f\x7f\ud800-\udfff]+", re.IGNORECASE)


def source_rows(brief: CheckedBrief, kept: Mapping[str, str], cited: Set[str]) -> tuple[SourceRow, ...]:
    """One row a source, in the order they were read. `cited`: ids of the sources that a footnote leads to."""
    grades = {grade.source: grade for grade in brief.grades}
    files = file_names(brief.sources)
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
            note=_note(source, grades.get(source.id)),
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


def _note(source: Source, grade: Grade | None) -> str:
    """What a reader should know of the source, that it speaks to machines before all else."""
    parts = [f"copy of {source.duplicate_of}"] if source.duplicate_of else []
    graded = [grade.note] if grade and grade.note else []
    warned = [*source.warnings, *graded] if source.instructions else [*graded, *source.warnings]
    return one_line("; ".join([*parts, *warned]))


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
