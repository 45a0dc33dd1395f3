"""`briefing sources`: what was read, before anything is written from it."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Annotated, Any

import typer

from briefing.cli.reach import AllowHostOption, LimitOption, SinceOption, reach
from briefing.cli.screen import write, write_lines
from briefing.domain.progress import Unwatched
from briefing.domain.source import Reading, Skipped, Source
from briefing.domain.text import Region
from briefing.settings import store_folder

EXAMPLES = """\
Examples:

briefing sources articles/

briefing sources https://example.org/feed.xml --since 7d

briefing sources page.html report.pdf --json | jq '.sources[].published'

Exit codes: 0 all read; 3 nothing readable; 10 a source was skipped.
"""

SOURCES = "Files, folders, globs, web addresses, feeds, mail, or - for standard input."
"""What a command takes."""

SOURCE_SKIPPED = 10
"""Exit code of a command that did its work although a source could not be read."""

EXCERPT = 72
"""Characters of a marked stretch that the list shows."""


def show(
    paths: Annotated[list[str], typer.Argument(metavar="SOURCE...", help=SOURCES)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    since: SinceOption = None,
    limit: LimitOption = 50,
    allow_host: AllowHostOption = None,
) -> int:
    """Show what was read: title, publisher, date, length, and what was marked as boilerplate."""
    reading = gathered(paths, since=since, limit=limit, allow_host=allow_host)
    if as_json:
        return shown_as_json({"sources": [as_dict(source) for source in reading.sources]}, reading.skipped)
    write_lines("\n\n".join("\n".join(as_lines(source)) for source in reading.sources))
    report(reading.skipped)
    return SOURCE_SKIPPED if reading.skipped else 0


def gathered(paths: list[str], *, since: str | None, limit: int, allow_host: list[str] | None) -> Reading:
    """What a command is given to read, with copies marked.

    Raises:
        UsageError: a host or a time is none.
        NoSourcesError: nothing of it can be read.
    """
    from briefing import sourcing
    from briefing.comparing import duplicates
    from briefing.reading import read_given

    far = reach(store_folder(os.environ), allowed=allow_host, since=since, limit=limit)
    piped = standard_input() if "-" in paths else None
    reading = read_given(sourcing.given(paths, reach=far, stdin=piped, watch=_Aloud()))
    return replace(reading, sources=duplicates.mark(reading.sources))


class _Aloud(Unwatched):
    def warns(self, message: str) -> None:
        print(f"briefing: {message}", file=sys.stderr)


def shown_as_json(document: dict[str, Any], skipped: tuple[Skipped, ...]) -> int:
    """The exit code; the document is printed with what could not be read."""
    document = {**document, "skipped": [{"path": each.path, "reason": each.reason} for each in skipped]}
    write(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode())
    return SOURCE_SKIPPED if skipped else 0


def standard_input() -> bytes:
    """All of it; nothing where it is closed."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def report(skipped: tuple[Skipped, ...]) -> None:
    """One line for each source that could not be read, on standard error."""
    for each in skipped:
        print(f"briefing: skipped {each.path!r}: {each.reason}. {each.help}".rstrip(), file=sys.stderr)


def as_dict(source: Source) -> dict[str, Any]:
    from briefing.llm import tokens

    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published.isoformat() if source.published else None,
        "event_date": source.event_date.isoformat() if source.event_date else None,
        "url": source.url,
        "words": source.words,
        "tokens": tokens.count(source.text),
        "sentences": len(source.sentences),
        "duplicate_of": source.duplicate_of,
        "warnings": list(source.warnings),
        "boilerplate": [
            {"kind": str(region.kind), "start": region.span.start, "end": region.span.end}
            for region in source.regions
            if region.is_boilerplate
        ],
    }


def as_lines(source: Source) -> Iterator[str]:
    facts = as_dict(source)
    yield f"{source.id}  {source.title or '(no title)'}"
    dated = f"published {source.published}" if source.published else "publication date unknown"
    if not source.published and source.event_date:
        dated += f" (event of {source.event_date})"
    yield f"     {source.publisher or 'publisher unknown'}, {source.author or 'author unknown'}, {dated}"
    yield f"     {source.path}: {facts['words']} words, {facts['tokens']} tokens, {facts['sentences']} sentences"
    if source.duplicate_of:
        yield f"     a copy of {source.duplicate_of}: counts once with it"
    for warning in source.warnings:
        yield f"     warning: {warning}"
    boilerplate = [region for region in source.regions if region.is_boilerplate]
    for kind, regions in groupby(boilerplate, key=lambda region: region.kind):
        yield f"     {kind}: " + " | ".join(excerpt(source, region) for region in regions)


def excerpt(source: Source, region: Region) -> str:
    words = " ".join(region.span.of(source.text).split())
    return words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
