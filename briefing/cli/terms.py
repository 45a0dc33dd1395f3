"""Options that several commands share: on what terms a model is asked."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from briefing.domain.endpoint import Terms
from briefing.errors import UsageError

ModelOption = Annotated[str | None, typer.Option(help="Name of the model; also BRIEFING_MODEL.")]
BaseUrlOption = Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint; also OPENAI_BASE_URL.")]
ConcurrencyOption = Annotated[int, typer.Option(min=1, max=256, help="Calls in flight at once.")]
RequestsOption = Annotated[
    int | None, typer.Option("--requests-per-minute", metavar="N", min=1, help="Start no more calls in any minute.")
]
TokensOption = Annotated[
    int | None, typer.Option("--tokens-per-minute", metavar="N", min=1, help="Send and allow for no more tokens.")
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=1, help="Give one reply so long; then ask again.")
]
BudgetOption = Annotated[
    str | None, typer.Option(metavar="USD", help="Stop before the call that could pass so many dollars.")
]
MaxTokensOption = Annotated[
    int | None,
    typer.Option("--max-tokens-total", metavar="N", min=1, help="Stop before the call that could pass so many tokens."),
]
RefreshOption = Annotated[bool, typer.Option("--refresh", help="Ask and pay anew for what was answered before.")]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Use stored replies alone; fail where one is missing.")]
BatchOption = Annotated[
    bool, typer.Option("--batch", help="Leave the calls to the vendor's batch service; run again to collect.")
]
ModelsOption = Annotated[
    Path | None,
    typer.Option("--models", metavar="FILE", readable=False, help="Prices and limits of models; also BRIEFING_MODELS."),
]


def terms(
    environment: Mapping[str, str],
    *,
    concurrency: int,
    requests_per_minute: int | None,
    tokens_per_minute: int | None,
    timeout: float,
    budget: str | None,
    max_tokens: int | None,
    refresh: bool,
    offline: bool,
    models: Path | None,
    batch: bool = False,
) -> Terms:
    """
    Raises:
        UsageError: an option has no sense, alone or beside another.
    """
    if refresh and offline:
        raise UsageError("--refresh asks anew, and --offline asks nobody", help="Leave one of the two out.")
    if batch and (refresh or offline):
        other = "--refresh" if refresh else "--offline"
        raise UsageError(
            f"--batch collects stored replies later, which {other} prevents", help="Leave one of them out."
        )
    if models is None and (named := environment.get("BRIEFING_MODELS")):
        models = Path(named)
    return Terms(
        concurrency=concurrency,
        requests_per_minute=requests_per_minute,
        tokens_per_minute=tokens_per_minute,
        timeout=timeout,
        budget=_dollars(budget),
        max_tokens=max_tokens,
        refresh=refresh,
        offline=offline,
        models=models,
        batch=batch,
    )


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
