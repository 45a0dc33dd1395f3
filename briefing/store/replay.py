"""Reads the recording of a run: only what is exactly what was recorded counts."""

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefing import errors
from briefing.domain.given import Given, Known
from briefing.domain.recording import Failure, Outcome, RunSettings
from briefing.domain.reply import Stored
from briefing.domain.source import Skipped
from briefing.errors import ModelError, RecordingError
from briefing.store.lines import parse
from briefing.store.recording import FORM, PROMPTS, REPLIES, RUN, digest

_REMEDY = "Take the recording as it was made: one that was changed proves nothing."


class Replay:
    """A recording that is whole.

    Raises:
        RecordingError: it cannot be read, is broken, or a part of it is missing or changed; see also `sources`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run = self._read_run()
        try:
            self.version = str(self._run["version"])
            """Of the program that recorded it."""
            self.settings = self._settings(self._run["settings"])
            self.outcome = Outcome(brief=self._run["brief"], outputs=dict(self._run["outputs"]))
            self._listed = [_listed(each) for each in self._run["sources"]]
            self.replies = RecordedReplies(folder, self._replies(), self._failures())
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._broken(RUN, f"{type(error).__name__}: {error}") from error

    def sources(self) -> Iterator[Given | Skipped]:
        """The sources as the run was given them, in that order.

        Raises:
            RecordingError: one is missing or was changed.
        """
        for each in self._listed:
            if isinstance(each, Skipped):
                yield each
            else:
                yield Given(path=each["path"], data=self._part(each), known=_known(each.get("known")))

    def _read_run(self) -> dict[str, Any]:
        try:
            run = json.loads(self._bytes(RUN))
        except (ValueError, RecursionError) as error:
            raise self._broken(RUN, str(error)) from error
        form = run.get("form") if isinstance(run, dict) else None
        if form != FORM:
            raise self._broken(RUN, f"its form is {form!r}, and not {FORM!r}")
        recorded = run.pop("sha256", None)
        if (found := digest(run)) != recorded:
            raise RecordingError(
                f"{str(self._folder / RUN)!r} was changed: its SHA-256 is {found}, and was {recorded}", help=_REMEDY
            )
        return dict(run)

    def _settings(self, values: dict[str, Any]) -> RunSettings:
        prompts = values["prompts"]
        for each in prompts or ():
            self._part(each)
        whole = {
            **values,
            "date": date.fromisoformat(values["date"]),
            "prompts": self._folder / PROMPTS if prompts else None,
            "template": self._own(values["template"]),
            "models": self._own(values["models"]),
        }
        return RunSettings(**whole)

    def _own(self, listed: dict[str, str] | None) -> Path | None:
        if listed is None:
            return None
        self._part(listed)
        return self._folder / listed["file"]

    def _replies(self) -> dict[str, Stored]:
        lines = {sha256(line).hexdigest(): line for line in self._bytes(REPLIES).splitlines(keepends=True)}
        found: dict[str, Stored] = {}
        for each in self._run["replies"]:
            line = lines.get(each["sha256"])
            if line is None:
                raise RecordingError(
                    f"the reply {each['key']!r} is missing from {str(self._folder / REPLIES)!r}, or was changed",
                    help=_REMEDY,
                )
            reply = parse(line.decode())
            found[each["key"]] = Stored(request=reply.request, body=reply.body, batch=reply.batch)
        return found

    def _failures(self) -> dict[str, Failure]:
        return {
            each["key"]: Failure(kind=each["kind"], message=each["message"], help=each["help"])
            for each in self._run["failures"]
        }

    def _part(self, listed: dict[str, str]) -> bytes:
        """The bytes of a file of the recording, unchanged."""
        data = self._bytes(listed["file"])
        if (found := sha256(data).hexdigest()) != listed["sha256"]:
            raise RecordingError(
                f"{str(self._folder / listed['file'])!r} was changed: its SHA-256 is {found}, and was "
                f"{listed['sha256']}",
                help=_REMEDY,
            )
        return data

    def _bytes(self, file: str) -> bytes:
        path = self._folder / file
        if ".." in Path(file).parts or Path(file).is_absolute():
            raise self._broken(RUN, f"{file!r} lies elsewhere")
        try:
            return path.read_bytes()
        except (OSError, ValueError) as error:
            why = (getattr(error, "strerror", None) or str(error)).lower()
            raise RecordingError(
                f"cannot read {str(path)!r} of the recording: {why}", help="Name the folder that --record made."
            ) from error

    def _broken(self, file: str, why: str) -> RecordingError:
        return RecordingError(f"{str(self._folder / file)!r} is no record of a run: {why}", help=_REMEDY)


class RecordedReplies:
    """The replies of a recording, in the place of a store: what it does not have nobody is asked for."""

    def __init__(self, folder: Path, replies: dict[str, Stored], failures: dict[str, Failure]) -> None:
        self._folder = folder
        self._stored = replies
        self._failures = failures

    def stored(self, key: str) -> Stored | None:
        """
        Raises:
            ModelError: the very failure that was recorded.
            RecordingError: the run never asked this.
        """
        if failure := self._failures.get(key):
            raise _again(failure)
        if key not in self._stored:
            raise RecordingError(
                f"the recording {str(self._folder)!r} has no reply to the request {key!r}",
                help="Replay it with the version of briefing that recorded it.",
            )
        return self._stored[key]

    def put(self, key: str, **_: object) -> None:
        raise RuntimeError(f"a reply {key!r} from nowhere")  # nobody is asked in a replay

    def forget(self, key: str) -> None:
        """What was recorded stays recorded."""

    def failed(self, key: str, error: ModelError) -> None:
        """Known already."""


def _listed(entry: dict[str, Any]) -> Skipped | dict[str, Any]:
    """A source that was skipped, or what is listed of one that was read."""
    if "reason" in entry:
        return Skipped(**entry)
    _known(entry.get("known"))
    return {"path": entry["path"], **entry}


def _known(listed: dict[str, Any] | None) -> Known | None:
    """What a source from the web brought along."""
    if listed is None:
        return None
    day = listed["published"]
    return Known(
        **{**listed, "published": date.fromisoformat(day) if day else None, "warnings": tuple(listed["warnings"])}
    )


def _again(failure: Failure) -> ModelError:
    kind = getattr(errors, failure.kind, ModelError)
    if not (isinstance(kind, type) and issubclass(kind, ModelError)):
        kind = ModelError
    return kind(failure.message, help=failure.help)
