"""`briefing stories`: which of the articles tell of the same event, and which are copies of one another."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from briefing.cli.reach import AllowHostOption, LimitOption, SinceOption
from briefing.cli.screen import write_lines
from briefing.cli.sources import SOURCE_SKIPPED, SOURCES, gathered, report, shown_as_json
from briefing.domain.source import Source
from briefing.domain.story import Story

EXAMPLES = """\
Examples:

briefing stories articles/

briefing stories https://example.org/feed.xml --since 24h --json | jq '.stories[].terms'

Exit codes: 0 all read; 3 nothing readable; 10 a source was skipped.
"""


def show(
    paths: Annotated[list[str], typer.Argument(metavar="SOURCE...", help=SOURCES)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    since: SinceOption = None,
    limit: LimitOption = 50,
    allow_host: AllowHostOption = None,
) -> int:
    """Show which articles tell of the same event: their words, days and outlets, and what is a copy of what."""
    from briefing.comparing import stories

    reading = gathered(paths, since=since, limit=limit, allow_host=allow_host)
    sources = {source.id: source for source in reading.sources}
    found = stories.find(reading.sources)
    if as_json:
        return shown_as_json({"stories": [as_dict(story, sources) for story in found]}, reading.skipped)
    numbered = enumerate(found, start=1)
    write_lines("\n\n".join("\n".join(as_lines(number, story, sources)) for number, story in numbered))
    report(reading.skipped)
    return SOURCE_SKIPPED if reading.skipped else 0


def as_dict(story: Story, sources: Mapping[str, Source]) -> dict[str, Any]:
    """`sources` holds every source of the story; `copies` of them count once with what they copy."""
    articles = [sources[id] for id in story.sources]
    return {
        "terms": list(story.terms),
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "outlets": outlets(articles),
        "copies": sum(article.duplicate_of is not None for article in articles),
        "sources": [
            {
                "id": article.id,
                "path": article.path,
                "title": article.title,
                "publisher": article.publisher,
                "published": article.published.isoformat() if article.published else None,
                "duplicate_of": article.duplicate_of,
            }
            for article in articles
        ],
    }


def outlets(articles: list[Source]) -> list[str]:
    """Each once, in the order of the articles."""
    return list(dict.fromkeys(article.publisher for article in articles if article.publisher))


def as_lines(number: int, story: Story, sources: Mapping[str, Source]) -> Iterator[str]:
    articles = [sources[id] for id in story.sources]
    copies = sum(article.duplicate_of is not None for article in articles)
    facts = ["1 article" if len(articles) == 1 else f"{len(articles)} articles"]
    if copies:
        facts.append("1 of them a copy" if copies == 1 else f"{copies} of them copies")
    if story.first and story.last:
        facts.append(str(story.first) if story.first == story.last else f"{story.first} to {story.last}")
    yield f"Story {number}: {', '.join(story.terms) or '(no words)'}"
    yield f"     {', '.join(facts)}"
    for article in articles:
        described = ", ".join(filter(None, (article.publisher, str(article.published or ""))))
        copied = f"; a copy of {article.duplicate_of}" if article.duplicate_of else ""
        yield f"     {article.id}  {article.title or article.path}" + (f" ({described})" if described else "") + copied
