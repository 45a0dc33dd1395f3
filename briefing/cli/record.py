"""`generate --record` and `--replay`: a whole run kept for an audit, and run again from what was kept."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path

import typer

from briefing import __version__, sourcing
from briefing.cli.progress import Progress
from briefing.cli.sources import standard_input
from briefing.domain.brief import CheckedBrief
from briefing.domain.endpoint import Endpoint, Terms, without_secrets
from briefing.domain.given import Given
from briefing.domain.recording import Outcome, RunSettings
from briefing.domain.source import Skipped
from briefing.domain.yardstick import YARDSTICKS
from briefing.errors import OutputError, RecordingError, UsageError
from briefing.rendering.output import Plan, Written, plan
from briefing.settings import OnUnsupported, Settings
from briefing.store.recording import Recording
from briefing.store.replay import Replay

REPLAYED_OTHERWISE = 11
"""Exit code where a replay made another brief than the one that was recorded."""
_LEFT_TO_THE_USER = {"output", "template", "annex", "paper", "quiet", "replay"}
"""Parameters that --replay bears beside it: where the brief goes, and how it is rendered."""


def expect_nothing_decided(context: typer.Context) -> None:
    """
    Raises:
        UsageError: beside --replay stands what the recording decides.
    """
    for parameter in context.command.params:
        if parameter.name not in _LEFT_TO_THE_USER and is_stated(context, parameter.name or ""):
            shown = parameter.opts[0] if parameter.param_type_name == "option" else "SOURCE"
            raise UsageError(f"--replay with {shown}", help="The recording decides that: leave it out.")


def is_stated(context: typer.Context, name: str) -> bool:
    """Whether a parameter stands on the command line, be it with its default."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def record(folder: Path, settings: Settings, plan: Plan, say: Progress) -> tuple[CheckedBrief, Written]:
    """Make and write a brief, and keep in `folder` all that it was made of.

    Raises:
        UsageError: the folder lies where sources or outputs are.
        OutputError: the recording cannot be written.
        BriefingError: see `make_brief`; then there is no recording.
    """
    from briefing.pipeline import make_brief
    from briefing.store.recorder import Recorder
    from briefing.store.replies import FILE

    expect_apart(folder, settings.sources, plan.paths)
    with ExitStack() as opened:
        recording = opened.enter_context(Recording(folder))
        recorder = None
        if settings.endpoint:
            recorder = Recorder(settings.store / FILE, to_read=settings.endpoint.terms.offline)
            opened.callback(recorder.close)
        piped = standard_input() if "-" in settings.sources else None
        given = noted(sourcing.given(settings.sources, reach=settings.reach, stdin=piped, watch=say), recording)
        with say:
            brief = make_brief(settings, stdin=bytes, given=given, replies=recorder, watch=say)
        say.stage("rendering")
        written = plan.write(brief)
        try:
            recording.finish(
                decided(settings, plan, brief),
                Outcome(brief=digest(brief), outputs=written.sha256),
                version=__version__,
                replies=recorder.replies if recorder else {},
                failures=recorder.failures if recorder else {},
            )
        except OutputError as error:
            raise OutputError(f"the brief is written, but {error}", help=error.help) from error
    say(f"recorded the run in {folder}")
    return brief, written


def expect_apart(folder: Path, sources: Iterable[str], outputs: Iterable[Path]) -> None:
    """
    Raises:
        UsageError: what is recorded would be a source of the next run, or an output would be in the recording.
    """
    place = Path(os.path.realpath(folder))
    for source in sources:
        if source != "-" and Path(source).is_dir() and place.is_relative_to(os.path.realpath(source)):
            raise UsageError(
                f"--record {str(folder)!r} lies in the folder of sources {source!r}",
                help="Choose another folder: the next run would read the recording.",
            )
    for output in outputs:
        if Path(os.path.realpath(output)).is_relative_to(place):
            raise UsageError(
                f"the output {str(output)!r} lies in the folder of --record", help="Write it to another folder."
            )


def noted(given: Iterable[Given | Skipped], recording: Recording) -> Iterator[Given | Skipped]:
    """What is given, after it was recorded."""
    for each in given:
        if isinstance(each, Skipped):
            recording.skipped(each)
        else:
            recording.source(each.path, each.data, each.known)
        yield each
        del each


def decided(settings: Settings, plan: Plan, brief: CheckedBrief) -> RunSettings:
    endpoint = settings.endpoint
    return RunSettings(
        title=settings.title,
        date=brief.draft.date,
        focus=settings.focus,
        words=settings.words,
        yardstick=settings.yardstick.name,
        on_unsupported=settings.on_unsupported.value,
        one_story=settings.one_story,
        annex=plan.annex,
        paper=plan.paper,
        model=endpoint.model if endpoint else None,
        base_url=without_secrets(endpoint.base_url) if endpoint and endpoint.base_url else None,
        prompts=settings.prompts,
        template=plan.template,
        models=endpoint.terms.models if endpoint else None,
    )


def replay(
    folder: Path, outputs: tuple[Path, ...], *, template: Path | None, annex: bool, paper: str | None, say: Progress
) -> tuple[CheckedBrief, Written, bool]:
    """Make and write the brief of a recording again, without a network or a key; whether it is the same comes last.

    What is None or False of the rendering is as it was recorded.

    Raises:
        RecordingError: a part of the recording is missing or was changed.
        BriefingError: see `make_brief`.
    """
    from briefing.pipeline import make_brief

    kept = Replay(folder)
    run = kept.settings
    if kept.version != __version__:
        print(
            f"briefing: recorded by version {kept.version} and replayed by {__version__}: the brief may differ",
            file=sys.stderr,
        )
    markdown = not outputs or any(path.suffix.lower() == ".md" for path in outputs)
    as_recorded = not (template or annex or paper)
    where = plan(
        outputs,
        template=template or (run.template if markdown else None),
        annex=annex or run.annex,
        paper=paper or run.paper,
    )
    with say:
        brief = make_brief(restored(run, folder), stdin=bytes, given=kept.sources(), replies=kept.replies, watch=say)
    say.stage("rendering")
    written = where.write(brief)
    expected = {"brief": kept.outcome.brief, **(kept.outcome.outputs if as_recorded else {})}
    return brief, written, same(expected, {"brief": digest(brief), **written.sha256})


def restored(run: RunSettings, folder: Path) -> Settings:
    """
    Raises:
        RecordingError: this version does not know one of them.
    """
    terms = Terms(offline=True, models=run.models)
    try:
        return Settings(
            sources=(),
            title=run.title,
            date=run.date,
            focus=run.focus,
            words=run.words,
            yardstick=YARDSTICKS[run.yardstick],
            on_unsupported=OnUnsupported(run.on_unsupported),
            one_story=run.one_story,
            prompts=run.prompts,
            endpoint=Endpoint(model=run.model, base_url=run.base_url, terms=terms) if run.model else None,
            store=folder,
        )
    except (KeyError, ValueError) as error:
        raise RecordingError(
            f"the recording {str(folder)!r} has settings that this version does not know: {error}",
            help="Replay it with the version of briefing that recorded it.",
        ) from error


def digest(brief: CheckedBrief) -> str:
    """SHA-256 of all that is known of a brief, however it is rendered."""
    from briefing.rendering import as_json

    found = sha256()
    for piece in as_json.pieces(brief):
        found.update(piece.encode())
    return found.hexdigest()


def same(expected: dict[str, str], found: dict[str, str]) -> bool:
    """Whether what was recorded came again; what did not is told. An output of another name is not compared."""
    differing = [name for name in found if name in expected and found[name] != expected[name]]
    for name in differing:
        what = {"brief": "the brief", "-": "what was printed"}.get(name, repr(name))
        print(
            f"briefing: {what} is not what was recorded: its SHA-256 is {found[name]}, and was {expected[name]}",
            file=sys.stderr,
        )
    return not differing
