"""What a brief would cost, told before a key is needed, laid beside what is then sent."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.domain.brief import Draft
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.estimate import Estimate
from briefing.domain.progress import Unwatched
from briefing.reading.chunks import chunk
from briefing.settings import Settings
from briefing.writing.model import ModelWriter
from tests.obliging import article, obliged
from tests.scripted_server import Answer, ScriptedServer, failure

ROOT = Path(__file__).resolve().parents[2]
SEEDS = tuple(str(path) for path in sorted((ROOT / "seeds").glob("1*.txt")))
REPLIES = [ROOT / "tests" / "replies" / "seeds"]


def settings(
    store: Path,
    *,
    base_url: str | None = None,
    sources: Sequence[str] = SEEDS,
    model: str = "gpt-6-luna",
    **terms: object,
) -> Settings:
    allowed = Terms(concurrency=1, **terms)  # type: ignore[arg-type]
    endpoint = Endpoint(model=model, base_url=base_url, terms=allowed)
    return Settings(sources=tuple(sources), date=date(2025, 5, 28), endpoint=endpoint, store=store)


def estimated(wanted: Settings) -> Estimate:
    found, _ = pipeline.estimate(wanted, stdin=bytes, watch=Unwatched())
    assert found is not None
    return found


def written(wanted: Settings) -> Draft:
    """By the model, and not checked: what fails its check would be asked about once more."""
    assert wanted.endpoint is not None
    material = pipeline.compared(wanted, pipeline.read_sources(wanted, stdin=bytes), Unwatched())
    with ModelWriter.open(wanted.endpoint, prompts=None, store=wanted.store, chunk=chunk) as writer:
        return writer.write(material)


def test_on_the_seeds_it_is_within_a_tenth_of_what_is_then_sent(tmp_path: Path) -> None:
    with ScriptedServer(replies=REPLIES) as server:
        wanted = settings(tmp_path, base_url=server.base_url)
        expected = estimated(wanted).total.cost
        assert server.requests == []
        paid = written(wanted).cost.tokens_in  # as the scripted endpoint counts
        assert expected.calls == len(server.requests) == 6
    assert abs(expected.tokens_in - paid) <= 0.1 * paid


def test_the_requests_about_the_sources_are_counted_to_the_token(tmp_path: Path) -> None:
    with ScriptedServer(replies=REPLIES) as server:
        wanted = settings(tmp_path, base_url=server.base_url)
        expected = estimated(wanted).stages["summarize"].cost
        paid = written(wanted).costs["summarize"]
    assert (expected.calls, expected.tokens_in) == (paid.calls, paid.tokens_in)


def test_nothing_is_written_and_no_key_is_needed(tmp_path: Path) -> None:
    found = estimated(settings(tmp_path / "home"))
    assert list(tmp_path.iterdir()) == []
    assert found.total.cost.usd is not None
    assert found.total.cost.usd == pytest.approx(sum(each.cost.usd or 0 for each in found.stages.values()))
    assert found.priced is not None
    assert found.again.calls == 1


def test_an_unknown_price_stays_unknown(tmp_path: Path) -> None:
    found = estimated(settings(tmp_path, model="house"))
    assert found.total.cost.usd is None
    assert found.again.usd is None
    assert found.priced is None


def test_the_batch_service_is_cheaper(tmp_path: Path) -> None:
    usual, batch = (estimated(settings(tmp_path, batch=batch)).total.cost.usd or 0 for batch in (False, True))
    assert 0 < batch < usual


def test_what_the_store_has_is_free(tmp_path: Path) -> None:
    with ScriptedServer(replies=REPLIES) as server:
        wanted = settings(tmp_path, base_url=server.base_url)
        written(wanted)
        asked = len(server.requests)
        kept = (tmp_path / "replies.sqlite").read_bytes()
        found = estimated(wanted)
        assert (found.total.stored, found.total.cost.calls) == (asked, 0)
        anew = estimated(settings(tmp_path, base_url=server.base_url, refresh=True))
        assert (anew.total.stored, anew.total.cost.calls) == (0, asked)
        assert len(server.requests) == asked
    assert (tmp_path / "replies.sqlite").read_bytes() == kept


def test_a_run_that_broke_off_is_paid_for_in_part(tmp_path: Path) -> None:
    def reply(request: dict[str, object]) -> Answer | None:
        stopped = "consolidate" in str(request["response_format"]) or len(server.requests) > 3
        return failure(401) if stopped else None

    with ScriptedServer(replies=REPLIES, reply=reply) as server:
        wanted = settings(tmp_path, base_url=server.base_url)
        with pytest.raises(Exception, match="refuses the key"):
            written(wanted)
    found = estimated(wanted)
    assert (found.stages["summarize"].stored, found.stages["summarize"].cost.calls) == (3, 2)
    assert (found.total.stored, found.total.cost.calls) == (3, 3)


@pytest.mark.parametrize(("count", "words", "stage"), [(2, 9_000, "merge"), (40, 300, "select")])
def test_long_sources_and_many_of_them_take_the_same_detours_as_a_run(
    count: int, words: int, stage: str, tmp_path: Path
) -> None:
    for number in range(count):
        (tmp_path / f"{number:02}.txt").write_text(article(number, words=words), encoding="utf-8")
    models = tmp_path / "models.toml"
    models.write_text("[models.house]\ncontext = 16_000\nlongest_reply = 4_000\n", encoding="utf-8")
    sources = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    with ScriptedServer(reply=obliged) as server:
        wanted = settings(tmp_path / "home", base_url=server.base_url, sources=sources, model="house", models=models)
        found = estimated(wanted)
        written(wanted)
        stages = [request["response_format"]["json_schema"]["name"] for request in server.requests]
    assert found.stages["summarize"].cost.calls == stages.count("summarize")
    assert found.stages[stage].cost.calls >= stages.count(stage) >= 1
    assert found.stages["consolidate"].cost.calls == stages.count("consolidate") == 1
