"""Reads the recording of a run: only what is exactly what was recorded counts."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from briefing import errors
from briefing.domain.given import Given, Known
from briefing.domain.recording import Failure, Outcome, RunSettings
from briefing.domain.reply import Stored
from briefing.domain.source import Skipped
from briefing.errors import ModelError, RecordingError
from briefing.store.lines import parse
from briefing.store.made import made, text
from briefing.store.recording import FORM, PROMPTS, REPLIES, RUN, digest

T = TypeVar("T")

_REMEDY = "Take the recording as it was made: one that was changed proves nothing."


class Replay:
    """A recording that is whole.

    Raises:
        RecordingError: it cannot be read, is broken, or a part of it is missing or changed; see also `sources`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run = self._read_run()
        self.version = self._read("version", str)
        """Of the program that recorded it."""
        self.settings = self._read("settings", self._settings)
        outputs = self._read("outputs", lambda listed: {name: text(listed, name) for name in listed})
        self.outcome = Outcome(brief=self._read("brief", lambda _: text(self._run, "brief")), outputs=outputs)
        self._listed = self._each("sources", _listed)
        failures = dict(self._each("failures", _failure))
        self.replies = RecordedReplies(folder, dict(self._each("replies", self._reply())), failures)

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

    def _read(self, name: str, read: Callable[[Any], T], *, entry: int | None = None) -> T:
        """What `read` makes of this part of the run, or of one entry of it, counted from 0."""
        where = name if entry is None else f"{name}, entry {entry + 1}"
        try:
            return read(self._run[name] if entry is None else self._run[name][entry])
        except KeyError as error:
            raise self._broken(RUN, f"{where}: {error} is missing") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise self._broken(RUN, f"{where}: {error}") from error

    def _each(self, name: str, read: Callable[[Any], T]) -> list[T]:
        entries = self._run.get(name)
        if not isinstance(entries, list):
            raise self._broken(RUN, f"{name!r} is {entries!r:.40}, and no list")
        return [self._read(name, read, entry=entry) for entry in range(len(entries))]

    def _settings(self, values: dict[str, Any]) -> RunSettings:
        if halves := [name for name, value in values.items() if isinstance(value, str) and not _is_text(value)]:
            raise ValueError(f"{halves[0]!r} is {values[halves[0]]!r:.40}")
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
        return made(RunSettings, whole)

    def _own(self, listed: dict[str, str] | None) -> Path | None:
        if listed is None:
            return None
        self._part(listed)
        return self._folder / listed["file"]

    def _reply(self) -> Callable[[dict[str, Any]], tuple[str, Stored]]:
        """Finds the line of a reply that is listed."""
        lines = {sha256(line).hexdigest(): line for line in self._bytes(REPLIES).splitlines(keepends=True)}

        def found(listed: dict[str, Any]) -> tuple[str, Stored]:
            key = text(listed, "key")
            line = lines.get(text(listed, "sha256"))
            if line is None:
                raise RecordingError(
                    f"the reply {key!r} is missing from {str(self._folder / REPLIES)!r}, or was changed", help=_REMEDY
                )
            reply = parse(line.decode())
            return key, Stored(request=reply.request, body=reply.body, batch=reply.batch)

        return found

    def _part(self, listed: dict[str, str]) -> bytes:
        """The bytes of a file of the recording, unchanged."""
        file, recorded = text(listed, "file"), text(listed, "sha256")
        data = self._bytes(file)
        if (found := sha256(data).hexdigest()) != recorded:
            raise RecordingError(
                f"{str(self._folder / file)!r} was changed: its SHA-256 is {found}, and was {recorded}", help=_REMEDY
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

    def forget(self, key: str, body: str) -> None:
        """What was recorded stays recorded."""

    def hurry(self) -> None:
        """Nothing is put."""

    def failed(self, key: str, error: ModelError) -> None:
        """Known already."""


def _is_text(value: str) -> bool:
    """Whether it holds no half of a character."""
    return value.encode("utf-8", "replace").decode() == value


def _listed(entry: dict[str, Any]) -> Skipped | dict[str, Any]:
    """A source that was skipped, or what is listed of one that was read."""
    if "reason" in entry:
        return made(Skipped, entry)
    _known(entry.get("known"))
    for name in ("path", "file", "sha256"):
        text(entry, name)
    return entry


def _known(listed: dict[str, Any] | None) -> Known | None:
    """What a source from the web brought along."""
    if listed is None:
        return None
    day, warnings = listed["published"], tuple(listed["warnings"])
    if not all(isinstance(each, str) for each in warnings):
        raise ValueError(f"'warnings' is {warnings!r:.40}")
    return made(Known, {**listed, "published": date.fromisoformat(day) if day else None, "warnings": warnings})


def _failure(listed: Mapping[str, Any]) -> tuple[str, Failure]:
    return text(listed, "key"), made(Failure, {name: text(listed, name) for name in ("kind", "message", "help")})


def _again(failure: Failure) -> ModelError:
    kind = getattr(errors, failure.kind, ModelError)
    if not (isinstance(kind, type) and issubclass(kind, ModelError)):
        kind = ModelError
    return kind(failure.message, help=failure.help)
