"""Thrift: little is sent beside the articles, the brief is made from points, and every request begins as the last."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.tokens import BAR, sent, thousands
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.pipeline import compared, read_sources
from briefing.reading.chunks import chunk
from briefing.settings import Settings
from briefing.writing.model import ModelWriter
from tests.obliging import article, obliged
from tests.scripted_server import ScriptedServer


def test_requests_about_articles_of_1000_tokens_send_little_else(tmp_path: Path) -> None:
    thousands(tmp_path, 4)
    found = sent(tmp_path)
    assert 3_800 < found.sources <= 4_000
    assert found.ratio < found.with_schemas <= BAR
    assert found.joint < 0.9 * found.sources + 1_000, "points are sent to be joined, not articles"


def asked(folder: Path, sources: dict[str, str], **settings: Any) -> list[dict[str, Any]]:
    """The requests of a run."""
    folder.mkdir()
    for name, text in sources.items():
        (folder / name).write_text(text, encoding="utf-8")
    models = folder / "models.toml"
    models.write_text("[models.house]\ncontext = 16_000\nlongest_reply = 4_000\n", encoding="utf-8")
    with ScriptedServer(reply=obliged) as server:
        endpoint = Endpoint(model="house", base_url=server.base_url, terms=Terms(models=models))
        paths = tuple(str(folder / name) for name in sources)
        wanted = Settings(sources=paths, endpoint=endpoint, store=folder / "store", **settings)
        material = compared(wanted, read_sources(wanted, stdin=bytes), Unwatched())
        with ModelWriter.open(endpoint, prompts=None, store=wanted.store, chunk=chunk) as writer:
            writer.write(material)
        return server.requests


def beginnings(requests: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Of each stage all that comes before the first word of an article, as it is sent."""
    found: dict[str, set[str]] = {}
    for request in requests:
        form = request["response_format"]
        first = request["messages"][0]
        assert first["role"] == "system"
        found.setdefault(form["json_schema"]["name"], set()).add(json.dumps([first, form]))
    return found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, set[str]]]:
    """Of two runs with other sources, another day, another question; a long source and too many points are in both."""
    folder = tmp_path_factory.mktemp("runs")
    plans: list[tuple[range, dict[str, Any]]] = [
        (range(30), {"date": date(2025, 3, 5)}),
        (range(50, 84), {"date": date(2026, 1, 9), "focus": "Will the harbour stay closed?", "title": "News"}),
    ]
    return [
        beginnings(
            asked(
                folder / str(number),
                {f"{n:03}.txt": article(n, words=9_000 if n == numbers[0] else 200) for n in numbers},
                **settings,
            )
        )
        for number, (numbers, settings) in enumerate(plans)
    ]


def test_all_requests_of_a_stage_begin_with_the_same_bytes(runs: list[dict[str, set[str]]]) -> None:
    for found in runs:
        assert set(found) == {"summarize", "merge", "select", "consolidate"}
        assert [len(each) for each in found.values()] == [1] * len(found)


def test_so_do_those_of_other_runs(runs: list[dict[str, set[str]]]) -> None:
    first, second = runs
    assert first == second
