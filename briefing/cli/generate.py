"""`briefing generate`: articles in, one proven brief out."""

import datetime
import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.progress import Progress, watching
from briefing.cli.reach import AllowHostOption, LimitOption, SinceOption, reach
from briefing.cli.sources import SOURCE_SKIPPED, SOURCES, report, standard_input
from briefing.cli.terms import TermsOptions, on_terms
from briefing.domain.brief import CheckedBrief
from briefing.domain.collection import STORY
from briefing.domain.yardstick import YARDSTICKS, Yardstick
from briefing.errors import UsageError
from briefing.rendering.layout import tally
from briefing.rendering.output import Plan, Written
from briefing.settings import OnUnsupported, Settings, WriterName, endpoint, store_folder

EXAMPLES = """\
Examples:

briefing generate articles/ -o brief.md -o brief.pdf -o brief.json

briefing generate https://example.org/feed.xml --since 24h -o brief.md

briefing generate a.html b.pdf --focus "Will the talks go on?" --words 300

cat article.txt | briefing generate - > brief.md

briefing generate articles/ --model gpt-6-luna --dry-run

briefing generate articles/ --model gpt-6-luna --budget 0.50 --on-unsupported drop

briefing generate articles/ --model gpt-6-luna --record audit/ -o brief.md

briefing generate --replay audit/ -o again/brief.md

briefing generate inbox/ --by-story -o 'briefs/{story}.md' -o 'briefs/{story}.pdf' -o briefs/index.md

Exit codes: 0 written; 2 usage; 3 no readable source; 4 output; 5 template or prompt; 6 model or endpoint;
7 a claim failed under --on-unsupported fail; 9 a limit on spending is used up; 10 written, but a source was skipped;
11 written, but a replay made another brief than the recorded one; 12 requests left to --batch: run again to collect;
13 the workers of --dask cannot be used; 130 interrupted (143 by SIGTERM).
"""


NAMED = 5
"""Articles that one line of standard error names."""


@on_terms
def generate(
    *,
    context: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help=SOURCES)] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help="Where to write; .md, .pdf or .json decides the form. May be repeated."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title of the brief.")] = None,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Date of the brief. Default: of its newest source.")
    ] = None,
    focus: Annotated[str | None, typer.Option(metavar="QUESTION", help="What the reader wants to know.")] = None,
    words: Annotated[int, typer.Option(min=50, max=5000, help="Length of summary and body.")] = 400,
    annex: Annotated[bool, typer.Option("--annex", help="Add the summaries source by source.")] = False,
    yardstick: Annotated[str, typer.Option(metavar="|".join(YARDSTICKS), help="Words of likelihood.")] = "phia",
    on_unsupported: Annotated[
        OnUnsupported, typer.Option(help="What becomes of a claim that fails its check.")
    ] = OnUnsupported.FLAG,
    one_story: Annotated[
        bool, typer.Option("--one-story", help="Leave out articles that clearly tell of something else than most.")
    ] = False,
    by_story: Annotated[
        bool,
        typer.Option("--by-story", help="Give each event a brief of its own: {story} in -o is its number and words."),
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=256,
            help="With --by-story: processes, each of --concurrency calls. Default: one a processor, one with a model.",
        ),
    ] = None,
    dask: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="With --by-story: work on this dask cluster.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(readable=False, help="Your own Jinja2 template for Markdown.")
    ] = None,
    prompts: Annotated[Path | None, typer.Option(readable=False, help="Folder with prompts of your own.")] = None,
    paper: Annotated[str, typer.Option(metavar="a4|letter", help="Page size of the PDF.")] = "a4",
    writer: Annotated[
        WriterName | None, typer.Option(help="Who writes. Default: the model if one is named, else the embedded one.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Name of the model; also BRIEFING_MODEL.")] = None,
    asked: TermsOptions,
    record: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep sources, replies and settings of the run in a new folder.")
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Make the brief of a recording again: no sources, no network, no key."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the model would be asked and cost; ask nobody, write nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --dry-run: as JSON.")] = False,
    since: SinceOption = None,
    limit: LimitOption = 50,
    allow_host: AllowHostOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> int:
    """Write a brief from articles; every sentence is checked against them."""
    say = watching(quiet=quiet)
    if replay:
        return replayed(context, replay, tuple(output or ()), template=template, annex=annex, say=say)
    if as_json and not dry_run:
        raise UsageError("--json without --dry-run", help="Use -o NAME.json for the brief as JSON.")
    if record and dry_run:
        raise UsageError(f"--record {str(record)!r} with --dry-run", help="Leave one of the two out.")
    if not sources:
        raise UsageError("SOURCE is missing", help=f"See {context.command_path} --help.")
    settings = Settings(
        sources=tuple(sources),
        title=given("--title", title),
        date=parse_date(date),
        focus=given("--focus", focus),
        words=words,
        yardstick=parse_yardstick(yardstick),
        on_unsupported=on_unsupported,
        one_story=one_story,
        prompts=prompts,
        endpoint=endpoint(
            writer=writer,
            model=model,
            base_url=asked.base_url,
            environment=os.environ,
            terms=asked.terms(os.environ),
            stated=asked.stated,
        ),
        store=store_folder(os.environ),
        reach=reach(store_folder(os.environ), allowed=allow_host, since=since, limit=limit),
    )
    if settings.prompts and settings.endpoint is None:
        raise UsageError(f"--prompts {str(prompts)!r} without a model", help="Add --model NAME or set BRIEFING_MODEL.")
    if by_story:
        from briefing.cli import by_story as collecting

        for other, stated in (("--one-story", one_story), ("--record", record)):
            if stated:
                raise UsageError(f"--by-story with {other}", help="Leave one of the two out.")
        make = partial(collecting.estimate, as_json=as_json) if dry_run else collecting.generate
        return make(
            settings,
            tuple(output or ()),
            template=template,
            annex=annex,
            paper=paper,
            workers=workers,
            dask=dask,
            say=say,
        )
    if workers or dask is not None:
        raise UsageError(f"{'--workers' if workers else '--dask'} without --by-story", help="Add --by-story.")
    if patterns := [path for path in output or () if STORY in str(path)]:
        raise UsageError(f"-o {str(patterns[0])!r} without --by-story", help="Add --by-story, or give it a name.")
    from briefing.cli import estimate as estimating
    from briefing.cli import record as recording
    from briefing.rendering import output as outputs

    plan = outputs.plan(tuple(output or ()), template=template, annex=annex, paper=paper)
    if dry_run:
        from briefing.pipeline import estimate

        found, reading = estimate(settings, stdin=standard_input, watch=say)
        return estimating.show(found, reading.skipped, as_json=as_json)
    if settings.endpoint is None and os.environ.get("OPENAI_API_KEY"):
        say("OPENAI_API_KEY is set, but no model is named: the embedded writer is used (--model NAME asks for one)")
    brief, written = recording.record(record, settings, plan, say) if record else written_brief(settings, plan, say)
    announce(brief, written, say, annex=annex)
    return brief.draft.unrevised or (SOURCE_SKIPPED if brief.skipped else 0)


def written_brief(settings: Settings, plan: Plan, say: Progress) -> tuple[CheckedBrief, Written]:
    from briefing.pipeline import make_brief

    piped = standard_input() if "-" in settings.sources else b""
    with say:
        brief = make_brief(settings, stdin=lambda: piped, watch=say)
    say.stage("rendering")
    return brief, plan.write(brief)


def replayed(
    context: typer.Context,
    folder: Path,
    outputs: tuple[Path, ...],
    *,
    template: Path | None,
    annex: bool,
    say: Progress,
) -> int:
    """The exit code of a replay."""
    from briefing.cli import record as recording

    recording.expect_nothing_decided(context)
    paper = context.params["paper"] if recording.is_stated(context, "paper") else None
    brief, written, same = recording.replay(folder, outputs, template=template, annex=annex, paper=paper, say=say)
    announce(brief, written, say, annex=annex)
    if not same:
        return recording.REPLAYED_OTHERWISE
    return brief.draft.unrevised or (SOURCE_SKIPPED if brief.skipped else 0)


def announce(brief: CheckedBrief, written: Written, say: Progress, *, annex: bool) -> None:
    """What went wrong on standard error whatever the verbosity; what went well only where it is wanted."""
    report(brief.skipped)
    if brief.aside:
        print(f"briefing: {left_out(brief)}", file=sys.stderr)
    if brief.draft.unrevised:
        print("briefing: the sentences that failed could not be asked about again: see the notes", file=sys.stderr)
    if not brief.draft.summary:
        print("briefing: no source gave a sentence that a brief could be made of", file=sys.stderr)
    for warning in written.warnings:
        print(f"briefing: {warning}", file=sys.stderr)
    for path in written.paths:
        say(f"wrote {path}")
    say(tally(brief, annex=annex))
    if asked := say.asked():
        say(f"{asked} now")


def left_out(brief: CheckedBrief) -> str:
    """One line on the articles that tell of something else."""
    names = ", ".join(repr(source.path) for source in brief.aside[:NAMED])
    more = f" and {len(brief.aside) - NAMED} more" if len(brief.aside) > NAMED else ""
    articles = len(brief.aside) + len(brief.sources)
    return (
        f"{len(brief.aside)} of {articles} articles tell of something else and are left out: {names}{more}. "
        "briefing stories shows what tells of what"
    )


def given(option: str, value: str | None) -> str | None:
    """A text option without surrounding white space.

    Raises:
        UsageError: it was given and is blank.
    """
    if value is not None and not value.strip():
        raise UsageError(f"{option} is empty", help="Give it some words or leave it out.")
    return value.strip() if value else None


def parse_date(value: str | None) -> datetime.date | None:
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"--date {value!r} is no date", help="Write it as YYYY-MM-DD.") from None


def parse_yardstick(name: str) -> Yardstick:
    if name not in YARDSTICKS:
        raise UsageError(f"--yardstick {name!r} is not known", help=f"Choose one of {', '.join(YARDSTICKS)}.")
    return YARDSTICKS[name]
