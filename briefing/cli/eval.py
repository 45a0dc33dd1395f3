"""`briefing eval`: how good is the checker, measured on labelled claims?"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing.cli.progress import Count
from briefing.cli.sources import SOURCE_SKIPPED, standard_input
from briefing.cli.sources import report as report_skipped
from briefing.errors import UsageError

EXAMPLES = """\
Examples:

briefing eval claims bench/*.jsonl --plot reliability.png

briefing eval claims bench/*.jsonl --json --out scores.jsonl --jobs 4 > figures.json

briefing eval claims bench/*.jsonl --scores other-checker.jsonl

briefing eval claims claims.jsonl --source articles/

docs/eval.md describes rows and figures.

Exit codes: 0 measured; 2 usage; 3 a file, row or source cannot be used; 4 output; 10 measured, but a source was
skipped; 130 interrupted (143 by SIGTERM).
"""

app = typer.Typer(help="Measure the checker on labelled claims.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Measure the checker on labelled claims."""


@app.command("claims", epilog=EXAMPLES)
def claims(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", readable=False, help="JSON Lines: one labelled claim a line.")
    ],
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="Sources of all claims, whose labels are in words. May be repeated."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write id, score and verdict of each row, as JSON Lines.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw the reliability diagram: .png, .svg or .pdf.")] = None,
    scores: Annotated[
        Path | None, typer.Option(readable=False, help="Measure these scores (JSON Lines: id, score), not our own.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, max=256, help="Processes.")] = 1,
) -> int:
    """Check labelled claims and print how often the checker is right, with 95 % intervals."""
    from briefing.rendering.files import check as check_writable

    inputs = {os.path.realpath(path) for path in (*files, *([scores] if scores else []))}
    for path in (out, plot):
        if path is not None:
            if os.path.realpath(path) in inputs:
                raise UsageError(f"{str(path)!r} would be written over what is measured", help="Name another file.")
            check_writable(path)
    if out and plot and os.path.realpath(out) == os.path.realpath(plot):
        raise UsageError(f"{str(out)!r} is given twice", help="Name two files.")
    if source:
        if plot or scores or jobs > 1:
            raise UsageError(
                "--plot, --scores and --jobs are for claims that have a document each",
                help="Leave them out, or leave out --source.",
            )
        return _against_sources(files, source, as_json=as_json, out=out)
    return _each_with_its_document(files, as_json=as_json, out=out, plot=plot, scores=scores, jobs=jobs)


def _each_with_its_document(
    files: list[Path], *, as_json: bool, out: Path | None, plot: Path | None, scores: Path | None, jobs: int
) -> int:
    from briefing.evaluating import claims, diagram, report
    from briefing.rendering.diagram import form_of

    form = form_of(plot) if plot else None
    if scores is not None:
        if out:
            raise UsageError("--out with --scores", help="The scores are there already: leave one of the two out.")
        evaluation, lines = claims.evaluate_given(files, scores), b""
    else:
        with Count("claims checked") as count:
            evaluation, lines = claims.evaluate(files, jobs=jobs, progress=count)
    contents: dict[Path, bytes] = {}
    if out:
        contents[out] = lines
    if plot and form:
        contents[plot] = diagram.draw(evaluation, form)
    _print(as_json, report.as_dict(evaluation), report.as_lines(evaluation), contents)
    return 0


def _against_sources(files: list[Path], paths: list[str], *, as_json: bool, out: Path | None) -> int:
    from briefing.evaluating import fourway
    from briefing.reading import read

    reading = read(paths, stdin=standard_input() if "-" in paths else None)
    report_skipped(reading.skipped)
    result = fourway.evaluate(fourway.cases(files, reading.sources), reading.sources)
    contents = {out: fourway.lines_of(result)} if out else {}
    _print(as_json, fourway.as_dict(result), fourway.as_lines(result), contents)
    return SOURCE_SKIPPED if reading.skipped else 0


def _print(as_json: bool, document: Mapping[str, Any], lines: Iterable[str], contents: Mapping[Path, bytes]) -> None:
    """Files first: figures on the screen mean that all is done."""
    from briefing.rendering.files import write_all

    write_all(contents)
    print(json.dumps(document, indent=2) if as_json else "\n".join(lines))
