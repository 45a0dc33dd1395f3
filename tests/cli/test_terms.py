"""The options of the terms: every command that asks a model has the same, and each reaches what is asked."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from briefing.cli.main import app
from briefing.cli.terms import TermsOptions, on_terms
from briefing.domain.endpoint import Terms
from briefing.errors import UsageError
from tests.cli.conftest import Outcome

Briefing = Callable[..., Outcome]

STATED = (
    "--concurrency 3 --requests-per-minute 60 --tokens-per-minute 9000"
    " --timeout 20 --budget $0.50 --max-tokens-total 70000 --refresh --models prices.toml"
)
MEANT = Terms(
    concurrency=3,
    requests_per_minute=60,
    tokens_per_minute=9000,
    timeout=20.0,
    budget=Decimal("0.50"),
    max_tokens=70_000,
    refresh=True,
    models=Path("prices.toml"),
)


def heard(*words: str) -> TermsOptions:
    """What a command of such options gets."""
    found: list[TermsOptions] = []
    command = typer.Typer()

    @command.command()
    @on_terms
    def ask(*, article: str, asked: TermsOptions, loud: bool = False) -> int:
        del article, loud
        found.append(asked)
        return 0

    result = CliRunner().invoke(command, ["a.txt", *words, "--loud"])
    assert result.exit_code == 0, result.output
    return found[0]


def test_nothing_said_is_the_terms_of_the_domain() -> None:
    assert heard().terms({}) == Terms()


def test_what_is_said_is_meant() -> None:
    assert heard(*STATED.split()).terms({}) == MEANT


@pytest.mark.parametrize("word", ["--offline", "--batch"])
def test_a_switch_is_meant(word: str) -> None:
    assert heard(word).terms({}) == Terms(**{word.strip("-"): True})


def test_prices_of_the_environment_yield_to_those_of_the_command_line() -> None:
    environment = {"BRIEFING_MODELS": "house.toml"}

    assert heard().terms(environment).models == Path("house.toml")
    assert heard("--models", "mine.toml").terms(environment).models == Path("mine.toml")


@pytest.mark.parametrize("words", [("--refresh", "--offline"), ("--batch", "--offline"), ("--batch", "--refresh")])
def test_what_contradicts_itself_is_refused(words: tuple[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        heard(*words).terms({})

    assert all(word in str(refused.value) for word in words)


def test_the_writer_and_the_judge_offer_the_same() -> None:
    commands = typer.main.get_group(app)
    found = [commands.get_command(typer.Context(commands), name) for name in ("generate", "check")]
    offered = [{each.name: each.default for each in command.params} for command in found if command]
    shared = set(TermsOptions.__dataclass_fields__)

    assert shared <= offered[0].keys() & offered[1].keys()
    assert all(offered[0][name] == offered[1][name] for name in shared)


def test_a_value_out_of_bounds_is_refused_with_its_option(briefing: Briefing) -> None:
    result = briefing("generate", "a.txt", "--concurrency", "0")

    assert result.code == 2
    assert "--concurrency" in result.complaint


@pytest.mark.parametrize(
    "option",
    ["--batch", "--budget 0.50", "--max-tokens-total 9", "--offline", "--refresh", "--models m.toml", "--base-url u"],
)
@pytest.mark.parametrize(
    ("command", "wants"),
    [
        ("generate a.txt", "a model"),
        ("generate a.txt --writer extractive", "a model"),
        ("check a.txt --source b.txt", "a judge"),
    ],
)
def test_an_option_that_says_nothing_without_a_model_is_refused_by_its_name(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, command: str, wants: str, option: str
) -> None:
    monkeypatch.delenv("BRIEFING_MODEL", raising=False)
    outcome = briefing(*command.split(), *option.split())
    assert outcome.code == 2
    assert f"{option.split()[0]} wants {wants}" in outcome.err


def test_what_the_environment_says_of_models_asks_for_none(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "BRIEFING_MODELS"):
        monkeypatch.setenv(name, "elsewhere")
    article = tmp_path / "a.txt"
    article.write_text("The harbour of Aldermoor was closed on Monday. The council said so.", encoding="utf-8")
    assert briefing("generate", article, "--quiet", "-o", tmp_path / "b.md").code == 0
