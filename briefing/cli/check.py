"""`briefing check`: every claim of a draft, by any author, laid beside the sources."""

import os
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli import estimate as estimating
from briefing.cli.generate import parse_date, parse_yardstick
from briefing.cli.progress import watching
from briefing.cli.reach import AllowHostOption, LimitOption, SinceOption, reach
from briefing.cli.screen import encoding, screen, write
from briefing.cli.sources import SOURCE_SKIPPED, report, standard_input
from briefing.cli.terms import TermsOptions, on_terms
from briefing.domain.claim import QuoteVerdict, Verdict
from briefing.domain.proof import CheckedDraft, Form
from briefing.domain.yardstick import YARDSTICKS
from briefing.errors import ModelError, OutputError, UsageError
from briefing.settings import CheckSettings, JudgeName, judge_endpoint, store_folder

FAILED_CLAIMS = 8
"""Exit code where a claim has a verdict that --fail-on names."""

EXAMPLES = """\
Examples:

briefing check draft.md --source articles/

briefing check brief.md                     (a brief of ours knows its sources; edit it, then check it again)

pbpaste | briefing check - --source a.html --source 'wire/*.txt'

briefing check claims.jsonl --source articles/ --json | jq '.claims[] | select(.verdict != "supported")'

briefing check draft.md --source articles/ --annotate draft.checked.md

briefing check draft.md --source articles/ --quiet --fail-on contradicted,unsupported,altered

Verdicts: supported, disputed (one source for it, one against), contradicted, unsupported (no source says so),
unchecked (a check could not run), assessment (the writer's own judgement).
Of quotations: exact, altered, wrong-speaker, not-found.

Exit codes: 0 checked; 2 usage; 3 draft or source unreadable, missing or changed; 4 output; 5 prompt; 6 model or
endpoint; 8 a claim has a verdict that --fail-on names; 10 checked, but a source was skipped; 130 interrupted
(143 by SIGTERM).
"""

_FAILING: dict[str, Verdict | QuoteVerdict] = {
    each.value: each
    for each in (
        Verdict.CONTRADICTED,
        Verdict.UNSUPPORTED,
        Verdict.DISPUTED,
        Verdict.UNCHECKED,
        QuoteVerdict.ALTERED,
        QuoteVerdict.WRONG_SPEAKER,
        QuoteVerdict.NOT_FOUND,
    )
}
_ALL: dict[str, Verdict | QuoteVerdict] = {
    Verdict.SUPPORTED.value: Verdict.SUPPORTED,
    Verdict.ASSESSMENT.value: Verdict.ASSESSMENT,
    **_FAILING,
}


Only = Annotated[
    str | None, typer.Option(metavar="VERDICT,...", help="Show only claims with these verdicts in the report.")
]
FailOn = Annotated[
    str | None,
    typer.Option(metavar="VERDICT,...", help=f"Exit with {FAILED_CLAIMS} where a claim has one of these verdicts."),
]
Day = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help='Day from which the draft reckons "yesterday" and the like.'),
]
Words = Annotated[
    str | None,
    typer.Option(metavar="|".join(YARDSTICKS), help="Words of likelihood. Default: the brief's, or phia."),
]


@on_terms
def check(
    *,
    drafts: Annotated[
        list[str], typer.Argument(metavar="DRAFT", help="Markdown, plain text or .jsonl; - for standard input.")
    ],
    source: Annotated[
        list[str] | None,
        typer.Option(
            "-s",
            "--source",
            metavar="PATH",
            help="File, folder, 'pattern', address or -. May be repeated. A brief names its own.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, all claims in it.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(metavar="OUT.md", help="Write the draft with verdict marks and footnotes.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--replace", help="Let --annotate replace the draft itself.")] = False,
    only: Only = None,
    fail_on: FailOn = None,
    form: Annotated[Form | None, typer.Option(help="What the draft is, where its name does not tell.")] = None,
    date: Day = None,
    yardstick: Words = None,
    judge: Annotated[
        JudgeName, typer.Option(help="Whether a model judges too: it can lower a verdict, never lift one.")
    ] = JudgeName.NONE,
    model: Annotated[str | None, typer.Option(help="Name of the judging model; also BRIEFING_MODEL.")] = None,
    asked: TermsOptions,
    prompts: Annotated[Path | None, typer.Option(readable=False, help="Folder with prompts of your own.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what the judge would be asked and cost; ask nobody, write nothing.")
    ] = False,
    since: SinceOption = None,
    limit: LimitOption = 50,
    allow_host: AllowHostOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No report and no progress; errors only.")] = False,
) -> int:
    """Check a draft, claim by claim, against sources. No model, no key and no network are needed."""
    failing = named("--fail-on", fail_on, _FAILING)
    shown = named("--only", only, _ALL)
    settings = CheckSettings(
        draft=one(drafts),
        sources=tuple(source or ()),
        form=form,
        date=parse_date(date),
        yardstick=parse_yardstick(yardstick) if yardstick else None,
        annotated=annotate,
        endpoint=judge_endpoint(
            judge=judge,
            model=model,
            base_url=asked.base_url,
            environment=os.environ,
            terms=asked.terms(os.environ),
            stated=asked.stated,
        ),
        prompts=prompts,
        store=store_folder(os.environ),
        reach=reach(store_folder(os.environ), allowed=allow_host, since=since, limit=limit),
    )
    if prompts and settings.endpoint is None:
        raise UsageError(f"--prompts {str(prompts)!r} without a judge", help="Add --judge model.")
    if annotate:
        expect_annotatable(settings, annotate, overwrite=overwrite)
    elif overwrite:
        raise UsageError("--replace without --annotate", help="Add --annotate DRAFT.")
    from briefing.proofing import check_draft, estimate

    if dry_run:
        with watching(quiet=quiet) as watch:
            expected, skipped = estimate(settings, stdin=standard_input, watch=watch)
        return estimating.show(expected, skipped, as_json=as_json)
    with watching(quiet=quiet) as watch:
        checked = check_draft(settings, stdin=standard_input, watch=watch)
    if annotate:
        from briefing.rendering import annotation

        annotation.write(checked, annotate, replace_draft=overwrite)
    show(checked, shown, as_json=as_json, quiet=quiet)
    return ended(checked, failing)


def one(drafts: list[str]) -> str:
    """
    Raises:
        UsageError: there are several, as where the shell spread an unquoted pattern.
    """
    if len(drafts) > 1:
        raise UsageError(
            f"one draft at a time, and {drafts[1]!r} is a second",
            help="Name sources by --source, and quote a pattern: --source 'wire/*.txt'.",
        )
    return drafts[0]


def named(
    option: str, value: str | None, known: dict[str, Verdict | QuoteVerdict]
) -> tuple[Verdict | QuoteVerdict, ...]:
    """The verdicts that an option lists; `unchecked` is meant of claims and of quotations.

    Raises:
        UsageError: one of them is not known, or there are none.
    """
    if value is None:
        return ()
    names = [name.strip().casefold().replace("_", "-") for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        fault = f"{option} does not know {unknown[0]!r}" if unknown else f"{option} is empty"
        raise UsageError(fault, help=f"Name one or more of {', '.join(known)}, with commas between.")
    found = [known[name] for name in dict.fromkeys(names)]
    return (*found, QuoteVerdict.UNCHECKED) if Verdict.UNCHECKED in found else tuple(found)


def expect_annotatable(settings: CheckSettings, path: Path, *, overwrite: bool) -> None:
    """What can be said of --annotate before anything is read.

    Raises:
        OutputError: the file cannot be written, or is the draft.
    """
    from briefing.rendering import annotation, files

    files.check(path)
    if annotation.is_same(path, settings.draft) and not overwrite:
        raise OutputError(f"{str(path)!r} is the draft, and would be overwritten", help=annotation.OTHER_NAME)


def show(checked: CheckedDraft, only: Collection[Verdict | QuoteVerdict], *, as_json: bool, quiet: bool) -> None:
    """The report or the JSON on standard output; what could not be read on standard error."""
    report(checked.skipped)
    if as_json:
        from briefing.rendering import check_json

        write(check_json.render(checked).encode("utf-8"))
        if not quiet:
            for notice in (*checked.draft.warnings, *checked.notices):
                print(f"briefing: {notice}", file=sys.stderr)
    elif not quiet:
        from briefing.rendering import check_report

        write(check_report.render(checked, screen(), only=only).encode(encoding(), "replace"))


def ended(checked: CheckedDraft, failing: Collection[Verdict | QuoteVerdict]) -> int:
    """The exit code; a failure is told in one line."""
    from briefing.rendering.check_report import is_of

    failed = [placed for placed, found in checked.ordered if is_of(found, failing)]
    if failed:
        names = " or ".join(dict.fromkeys(verdict.value for verdict in failing))
        what = f"{len(failed)} claims are" if len(failed) > 1 else "1 claim is"
        print(f"briefing: {what} {names} (the first on line {failed[0].line})", file=sys.stderr)
        return FAILED_CLAIMS
    if checked.unjudged:  # told also where nothing else is: the verdicts are those of the checks alone
        print(
            f"briefing: the model gave no usable answer about {checked.unjudged} of the claims. Their reasons say why; "
            "run the same command again: what was answered is stored, and not paid for again.",
            file=sys.stderr,
        )
        return ModelError.exit_code
    return SOURCE_SKIPPED if checked.skipped else 0
