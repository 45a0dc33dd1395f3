"""What the program believes of a model, and how a user says otherwise."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import UsageError
from briefing.llm.catalogue import FRAMING, Catalogue, Model, Price

OURS = Catalogue.load()


def price(name: str, catalogue: Catalogue = OURS) -> Price:
    found = catalogue.model(name).price
    assert found is not None
    return found


def load(folder: Path, text: str) -> Catalogue:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return Catalogue.load(path)


def test_list_prices_and_limits() -> None:
    model = OURS.model("gpt-5-mini")
    assert (model.context, model.longest_reply) == (400_000, 128_000)
    assert model.known and model.reasoning and model.exact_count
    assert price("gpt-5-mini").of(1_000_000, 0, 1_000_000) == Decimal("2.25")
    assert price("gpt-5-mini").of(1_000_000, 400_000, 0) == Decimal("0.16")
    assert price("gpt-5-mini").of(1_000_000, 400_000, 10, batch=True) == Decimal("0.08001")
    assert price("gpt-5-mini").date == OURS.date


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("gpt-5-mini-2025-08-07", "gpt-5-mini"),
        ("openai/gpt-5-mini", "gpt-5-mini"),
        ("openai/gpt-4.1-2025-04-14", "gpt-4.1"),
        ("GPT-4o", "gpt-4o"),
        ("Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b-instruct"),
        ("google/gemma-3-1b-it", "gemma-3-1b-it"),
    ],
)
def test_names_of_the_same_model(asked: str, same: str) -> None:
    one, other = OURS.model(asked), OURS.model(same)
    assert one.known
    assert one.name == asked
    assert (one.context, one.longest_reply, one.price, one.exact_count) == (
        other.context,
        other.longest_reply,
        other.price,
        other.exact_count,
    )


@pytest.mark.parametrize("name", ["", "house-model", "gpt-5-minimum", "gpt-5-mini-2025", "ft:gpt-4o-mini:org::1", "*"])
def test_an_unknown_model_has_safe_limits_and_no_price(name: str) -> None:
    model = OURS.model(name)
    assert not model.known
    assert model.price is None
    assert not model.exact_count
    assert model.context <= 16_384
    assert model.longest_reply <= 4_096


def test_a_more_exact_family_goes_before_a_wider_one() -> None:
    assert OURS.model("mistral-small-24b-instruct-2501").context == 32_768
    assert OURS.model("mistral-small-3.1-24b-instruct-2503").context == 131_072


def test_what_ollama_serves_is_less_than_what_the_model_could_take() -> None:
    for name in ("llama3.2", "llama3.2:3b", "house:7b", "hf.co/someone/Llama-3.2-3B-Instruct-GGUF:Q4_K_M"):
        assert OURS.model(name).context == 4_096, name


def test_a_tag_leaves_the_price_open() -> None:
    tagged = OURS.model("openai/gpt-5-mini:flex")
    assert tagged.price is None
    assert tagged.context == OURS.model("gpt-5-mini").context


def test_a_long_prompt_is_dearer_as_a_whole() -> None:
    luna = price("gpt-6-luna")
    assert luna.of(272_000, 0, 1_000) == Decimal("0.0277")
    assert luna.of(272_001, 0, 1_000) == 2 * Decimal("0.0272001") + Decimal("1.5") * Decimal("0.0005")


def test_tokens_written_into_the_prompt_cache_have_their_price() -> None:
    assert price("gpt-6-luna").of(1_000, 200, 0, tokens_written=400) == Decimal("0.000092")
    assert price("gpt-5-mini").of(1_000, 0, 0, tokens_written=400) == price("gpt-5-mini").of(1_000, 0, 0)


tokens = st.integers(0, 2_000_000)
priced = st.sampled_from(["gpt-6-luna", "gpt-6.2-astra", "gpt-5-mini", "gpt-4o", "gpt-5.5"])


@given(priced, tokens, tokens, tokens, tokens, st.booleans())
def test_no_call_costs_more_than_the_most(
    name: str, sent: int, cached: int, written: int, out: int, batch: bool
) -> None:
    cost = price(name).of(sent, cached, out, batch, tokens_written=written)
    assert 0 <= cost <= price(name).most(sent, out, batch)


@given(st.lists(st.tuples(tokens, tokens), max_size=20))
def test_sums_do_not_drift(calls: list[tuple[int, int]]) -> None:
    nano = price("gpt-5-nano")
    exact = sum(Fraction(sent * 5, 10**8) + Fraction(out * 4, 10**7) for sent, out in calls)
    assert Fraction(sum((nano.of(sent, 0, out) for sent, out in calls), Decimal())) == exact


def test_counts_err_upwards() -> None:
    assert OURS.model("gpt-5-mini").counted(1_000) == 1_000 + FRAMING
    assert OURS.model("house-model").counted(1_001) == 1_352 + FRAMING


def test_a_value_of_the_users_stands_in_for_ours(tmp_path: Path) -> None:
    mine = load(tmp_path, '[models."Llama3.2"]\ncontext = 32_768\n\n[default]\ncontext = 12_000\n')
    assert mine.model("llama3.2:3b").context == 32_768
    assert mine.model("llama3.2").longest_reply == OURS.model("llama3.2").longest_reply
    assert mine.model("house-model").context == 12_000
    assert mine.model("gpt-5-mini") == OURS.model("gpt-5-mini")
    assert mine.date == OURS.date


def test_a_price_of_the_users_stands_in_for_the_whole_price(tmp_path: Path) -> None:
    mine = load(tmp_path, 'date = 2027-01-31\n[models."gpt-6-luna"]\ninput = 1\noutput = 2.5\n')
    assert price("gpt-6-luna", mine).of(1_000_000, 500_000, 1_000_000, batch=True) == Decimal("3.5")
    assert price("gpt-6-luna", mine).date.isoformat() == "2027-01-31"
    assert price("gpt-5-mini", mine).date == OURS.date
    assert mine.model("gpt-6-luna").context == 1_050_000


def test_a_deployment_of_ones_own(tmp_path: Path) -> None:
    mine = load(
        tmp_path,
        'date = 2027-01-31\n[models."brief-prod"]\ncontext = 128_000\nlongest_reply = 16_384\ninput = 2.5\n'
        'cached = 1.25\noutput = 10\nvocabulary = "o200k_base"\n[models."house-*"]\ninput = 0\noutput = 0\n',
    )
    assert mine.model("brief-prod").exact_count
    assert price("brief-prod", mine).of(1_000_000, 1_000_000, 0) == Decimal("1.25")
    assert price("house-7b", mine).of(1_000, 0, 1_000) == 0, "free, because the user says so"
    assert mine.model("house-7b").context == OURS.model("anything").context


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[models.a]\ncontext = 4096\nprice = 3", "models.a.price"),
        ("currency = 'EUR'", "currency"),
        ("[default]\ninput = 1", "default.input"),
        ("[models.a]\ncontext = -1", "models.a.context"),
        ("[models.a]\ncontext = 8192.0", "models.a.context"),
        ("[models.a]\ncontext = true", "models.a.context"),
        ("date = 2027-01-31\n[models.a]\ninput = -0.1\noutput = 1", "models.a.input"),
        ("date = 2027-01-31\n[models.a]\ninput = nan\noutput = 1", "models.a.input"),
        ("date = 2027-01-31\n[models.a]\ninput = 1\noutput = inf", "models.a.output"),
        ("date = 2027-01-31\n[models.a]\ninput = '1'\noutput = 1", "models.a.input"),
        ("date = 2027-01-31\n[models.a]\ninput = 1", "models.a"),
        ("[models.a]\nbatch = 0.25", "models.a"),
        ("[models.a]\ninput = 1\noutput = 1", "no day"),
        ("date = '31.1.2027'", "date"),
        ("date = 2027-01-31T00:00:00", "date"),
        ("[models.a]\nreasoning = 1", "models.a.reasoning"),
        ("[models.a]\nvocabulary = 200", "models.a.vocabulary"),
        ("[models]\na = 1", "models.a"),
        ("models = 1", "models"),
        ("[models.a]\nlongest_reply = 16384", "'a'"),
        ("[models.a", "no TOML"),
    ],
)
def test_what_cannot_be_is_refused(text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        load(tmp_path, text)
    assert named in str(refused.value)
    assert "mine.toml" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.help


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe")
    for name in ("absent.toml", "binary.toml", "."):
        with pytest.raises(UsageError, match="file of models") as refused:
            Catalogue.load(tmp_path / name)
        assert refused.value.help


@given(st.text(max_size=40))
def test_any_name_has_limits(name: str) -> None:
    model = OURS.model(name)
    assert isinstance(model, Model)
    assert 0 < model.longest_reply < model.context
