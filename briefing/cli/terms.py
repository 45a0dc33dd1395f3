"""Options that several commands share: on what terms a model is asked."""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from briefing.domain.endpoint import MOST_AT_ONCE, SHORTEST_TIMEOUT, TIMEOUT, Terms, is_timeout
from briefing.errors import UsageError
from briefing.settings import OF_MODELS


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOptions:
    """What the command line says of the terms; each field is one option, with its default."""

    base_url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint; also OPENAI_BASE_URL.")] = None
    concurrency: Annotated[int, typer.Option(min=1, max=MOST_AT_ONCE, help="Calls in flight at once.")] = 8
    requests_per_minute: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Start no more calls in any minute.")
    ] = None
    tokens_per_minute: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Send and allow for no more tokens.")
    ] = None
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=SHORTEST_TIMEOUT, help="Give one reply so long; then ask again.")
    ] = TIMEOUT
    budget: Annotated[
        str | None, typer.Option(metavar="USD", help="Stop before the call that could pass so many dollars.")
    ] = None
    max_tokens_total: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Stop before the call that could pass so many tokens.")
    ] = None
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask and pay anew for what was answered before.")] = False
    offline: Annotated[bool, typer.Option("--offline", help="Use stored replies alone; fail where one is missing.")] = (
        False
    )
    batch: Annotated[
        bool, typer.Option("--batch", help="Leave the calls to the vendor's batch service; run again to collect.")
    ] = False
    models: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help="Prices and limits of models; also BRIEFING_MODELS."),
    ] = None

    @property
    def stated(self) -> tuple[str, ...]:
        """The options given that say nothing where no model is asked."""
        return tuple(f"--{name.replace('_', '-')}" for name in OF_MODELS if getattr(self, name))

    def terms(self, environment: Mapping[str, str]) -> Terms:
        """
        Raises:
            UsageError: an option has no sense, alone or beside another.
        """
        if self.refresh and self.offline:
            raise UsageError("--refresh asks anew, and --offline asks nobody", help="Leave one of the two out.")
        if self.batch and (self.refresh or self.offline):
            other = "--refresh" if self.refresh else "--offline"
            raise UsageError(
                f"--batch collects stored replies later, which {other} prevents", help="Leave one of them out."
            )
        if not is_timeout(self.timeout):  # "nan" and "inf" are numbers to who reads the options
            raise UsageError(f"--timeout {self.timeout:g} is no time", help="Write seconds: --timeout 600.")
        named = environment.get("BRIEFING_MODELS")
        return Terms(
            concurrency=self.concurrency,
            requests_per_minute=self.requests_per_minute,
            tokens_per_minute=self.tokens_per_minute,
            timeout=self.timeout,
            budget=_dollars(self.budget),
            max_tokens=self.max_tokens_total,
            refresh=self.refresh,
            offline=self.offline,
            models=Path(named) if self.models is None and named else self.models,
            batch=self.batch,
        )


def on_terms(command: Callable[..., int]) -> Callable[..., int]:
    """Gives a command the options of the terms where its parameter `asked` stands, which gets them as one value."""
    options = inspect.signature(TermsOptions).parameters

    @functools.wraps(command)
    def given(**values: object) -> int:
        asked = TermsOptions(**{name: values.pop(name) for name in options})  # type: ignore[arg-type]
        return command(**values, asked=asked)

    signature = inspect.signature(command)
    stated = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, own in signature.parameters.items()
        for parameter in (options.values() if name == "asked" else [own])
    ]
    given.__signature__ = signature.replace(parameters=stated)  # type: ignore[attr-defined]
    return given


def _dollars(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(text.strip().removeprefix("$"))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not (amount.is_finite() and amount > 0):
        raise UsageError(f"--budget {text!r} is no sum of money", help="Write dollars: --budget 0.50.")
    return amount
