"""One frozen value for all the user decided: flags before environment before defaults."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.proof import Form
from briefing.domain.reach import Reach
from briefing.domain.yardstick import PHIA, Yardstick
from briefing.errors import UsageError
from briefing.store.folder import store_folder as store_folder

_USUAL = Terms()
OF_MODELS = ("base_url", "batch", "budget", "max_tokens_total", "models", "offline", "refresh")
"""Options, and keys of a configuration, that say nothing where no model is asked."""


class OnUnsupported(StrEnum):
    """What becomes of a claim that failed its check."""

    FLAG = "flag"
    """It stays, visibly marked, and is listed."""
    DROP = "drop"
    """It leaves the text, and is listed."""
    FAIL = "fail"
    """No brief is written."""


class WriterName(StrEnum):
    EXTRACTIVE = "extractive"
    MODEL = "model"


class JudgeName(StrEnum):
    NONE = "none"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    sources: tuple[str, ...]
    title: str | None = None
    date: datetime.date | None = None
    """None: the day of the newest source, or today where no source has a date."""
    focus: str | None = None
    words: int = 400
    yardstick: Yardstick = PHIA
    on_unsupported: OnUnsupported = OnUnsupported.FLAG
    one_story: bool = False
    """Leave out what clearly tells of something else than most of the sources."""
    prompts: Path | None = None
    """A folder whose files stand in for the prompts of the same name."""
    endpoint: Endpoint | None = None
    """None: the embedded writer."""
    store: Path
    """Folder of what outlives a run."""
    reach: Reach | None = None
    """None: nothing is fetched from the web."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What a check of a draft was asked for."""

    draft: str
    """Path, or `-` for standard input."""
    sources: tuple[str, ...] = ()
    """None: those that the front matter of a brief names."""
    form: Form | None = None
    """None: as name and content tell."""
    date: datetime.date | None = None
    """The day from which the draft reckons "yesterday"; None: the draft's own, or that of each source."""
    yardstick: Yardstick | None = None
    """None: the brief's own, or PHIA."""
    annotated: Path | None = None
    """Where the annotated draft goes: what an earlier check wrote there is no source, and no fault either."""
    endpoint: Endpoint | None = None
    """The model that judges a second time; None: nobody does."""
    prompts: Path | None = None
    store: Path
    reach: Reach | None = None
    """None: nothing is fetched from the web."""


def endpoint(
    *,
    writer: WriterName | None,
    model: str | None,
    base_url: str | None,
    environment: Mapping[str, str],
    terms: Terms = _USUAL,
    stated: Sequence[str] = (),
) -> Endpoint | None:
    """The model to ask, or None for the embedded writer, which is the choice unless a model is asked for.

    A key alone asks for nothing: it is often there for other programs, and a brief must not cost money by accident.
    `stated` are the options given that are of sense with a model alone.

    Raises:
        UsageError: the flags contradict each other, or a model is wanted and none named.
    """
    if writer is WriterName.EXTRACTIVE:
        if model:
            raise UsageError(f"--model {model!r} with --writer extractive", help="Leave one of the two out.")
        expect_model(stated, help="The embedded writer asks no model: leave it out.")
        return None
    model = model or environment.get("BRIEFING_MODEL") or None
    if model is None:
        if writer is WriterName.MODEL:
            raise UsageError("--writer model names no model", help="Add --model NAME or set BRIEFING_MODEL.")
        expect_model(stated, help="Add --model NAME or set BRIEFING_MODEL.")
        return None
    return _endpoint(model, base_url, environment, terms)


def judge_endpoint(
    *,
    judge: JudgeName,
    model: str | None,
    base_url: str | None,
    environment: Mapping[str, str],
    terms: Terms = _USUAL,
    stated: Sequence[str] = (),
) -> Endpoint | None:
    """The model that judges a second time, or None; for `stated` see `endpoint`.

    Raises:
        UsageError: the flags contradict each other, or a model is wanted and none named.
    """
    if judge is JudgeName.NONE:
        for option in (*(("--model",) if model else ()), *stated):
            raise UsageError(f"{option} wants a judge", help="Add --judge model.")
        return None
    model = model or environment.get("BRIEFING_MODEL") or None
    if model is None:
        raise UsageError("--judge model names no model", help="Add --model NAME or set BRIEFING_MODEL.")
    return _endpoint(model, base_url, environment, terms)


def expect_model(stated: Sequence[str], *, help: str) -> None:
    """Who says how a model is to be asked, and names none, has forgotten it.

    Raises:
        UsageError: something of the kind is stated.
    """
    if stated:
        raise UsageError(f"{stated[0]} wants a model", help=help)


def _endpoint(model: str, base_url: str | None, environment: Mapping[str, str], terms: Terms) -> Endpoint:
    if not model.isprintable():
        raise UsageError(f"the model name {model!r} holds characters that no name has", help="Type it anew.")
    return Endpoint(
        model=model,
        base_url=base_url or environment.get("OPENAI_BASE_URL") or None,
        api_key=environment.get("OPENAI_API_KEY") or None,
        terms=terms,
    )
