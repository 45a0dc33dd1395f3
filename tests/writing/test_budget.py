"""No limit is ever passed: whole runs of the writer against a vendor that bills all it may and fails as it likes."""

import asyncio
import json
import random
import threading
from collections import Counter
from collections.abc import AsyncIterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest

from briefing.asking.prompts import Prompts
from briefing.asking.session import Session
from briefing.domain.brief import Draft
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.progress import Unwatched
from briefing.domain.reply import Stored
from briefing.errors import BriefingError, BudgetError, ModelError
from briefing.llm import tokens
from briefing.llm.catalogue import Catalogue, Model
from briefing.llm.client import Client
from briefing.writing.model import ModelWriter
from tests.obliging import article, obliged
from tests.writing.invented import halves, material, source

RUNS = 200
MODELS = """\
date = 2026-11-22
[models.priced]
context = 40_000
longest_reply = 8_000
input = 2.0
cached = 0.2
written = 2.5
output = 10.0
"""
MATERIAL = material(*(source(f"{number:03}", article(number, words=60)) for number in range(4)))
PROMPTS = Prompts()


class Shelf(dict[str, str]):
    """A store of replies in memory."""

    def stored(self, key: str) -> Stored | None:
        return (
            Stored(request=self[key].split("\0")[0], body=self[key].split("\0")[1], batch=False)
            if key in self
            else None
        )

    def put(self, key: str, *, request: str, body: str, **_: object) -> None:
        self[key] = f"{request}\0{body}"

    def forget(self, key: str, body: str) -> None:
        if key in self and self[key].split("\0")[1] == body:
            del self[key]

    def hurry(self) -> None:
        pass

    def failed(self, key: str, error: ModelError) -> None:
        pass


class Vendor(httpx2.AsyncBaseTransport):
    """Answers after a while, bills as much as a request can cost, and breaks down in every way."""

    def __init__(self, chance: random.Random, model: Model, *, faults: bool) -> None:
        self._chance = chance
        self._model = model
        self._faults = faults
        self.usd = Decimal()
        self.tokens = 0
        self.answered: list[str] = []
        """Requests that got a reply of use."""
        self.asked: list[str] = []
        self.at_once = self.most_at_once = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        body = json.loads(await request.aread())
        name = json.dumps(body["messages"]) + str(body["max_tokens"])
        self.asked.append(name)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            for _ in range(self._chance.randint(0, 6)):
                await asyncio.sleep(0)
            return self._answer(request, body, name)
        finally:
            self.at_once -= 1

    def _answer(self, request: httpx2.Request, body: dict[str, Any], name: str) -> httpx2.Response:
        fault = self._chance.random() if self._faults else 1.0
        if fault < 0.02:
            raise httpx2.ConnectError("refused", request=request)
        if fault < 0.07:
            return httpx2.Response(500, json={"error": {"message": "trouble"}})
        if fault < 0.12:
            return httpx2.Response(429, json={"error": {"message": "slowly"}}, headers={"retry-after": "2"})
        answer = json.loads(obliged(body).body)
        answer["usage"] = self._bill(body)
        if fault < 0.145:
            return httpx2.Response(self._chance.choice((408, 502, 504, 524)), text="<html>A gateway is tired.</html>")
        if fault < 0.17:
            raise httpx2.ReadTimeout("too slow", request=request)
        if fault < 0.25:
            cut = json.dumps(answer).encode()
            return httpx2.Response(200, stream=Broken(cut[: self._chance.randint(0, len(cut) - 1)]))
        if fault < 0.28:
            return httpx2.Response(200, text=json.dumps(answer)[:-9])
        if fault < 0.32:
            answer["choices"][0]["finish_reason"] = "length"
        elif fault < 0.37:
            answer["choices"][0]["message"]["content"] = "{}"
        else:
            self.answered.append(name)
        return httpx2.Response(200, json=answer)

    def _bill(self, body: dict[str, Any]) -> dict[str, Any]:
        """Any number of tokens that the request allows."""
        schema = json.dumps(body["response_format"]["json_schema"]["schema"])
        sent = sum(tokens.count(message["content"]) for message in body["messages"]) + tokens.count(schema)
        prompt = self._chance.choice([1.0, self._chance.random()]) * self._model.counted(sent)
        reply = self._chance.choice([1.0, self._chance.random()]) * body["max_tokens"]
        cached = self._chance.randint(0, int(prompt))
        written = self._chance.randint(0, int(prompt) - cached)
        assert self._model.price is not None
        self.usd += self._model.price.of(int(prompt), cached, int(reply), tokens_written=written)
        self.tokens += int(prompt) + int(reply)
        details = {"cached_tokens": cached, "cache_write_tokens": written}
        return {"prompt_tokens": int(prompt), "completion_tokens": int(reply), "prompt_tokens_details": details}


class Broken(httpx2.AsyncByteStream):
    """An answer whose connection is lost half way."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._data
        raise httpx2.RemoteProtocolError("peer closed connection")


def run(vendor: Vendor, shelf: Shelf, terms: Terms, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A brief, in a time that passes only where somebody waits."""
    seconds = 0.0

    async def sleep(wait: float) -> None:
        nonlocal seconds
        seconds += wait
        await asyncio.sleep(0)

    with monkeypatch.context() as patched:
        patched.setattr(openai, "DefaultAsyncHttpxClient", partial(openai.DefaultAsyncHttpxClient, transport=vendor))
        endpoint = Endpoint(model="priced", base_url="http://vendor.invalid/v1", terms=terms)
        client = Client(endpoint, store=shelf, sleep=sleep, clock=lambda: seconds)
        session = Session(client, PROMPTS, concurrency=terms.concurrency)
        with ModelWriter(session, chunk=halves, watch=Unwatched()) as writer:
            return writer.write(MATERIAL)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    path = tmp_path / "models.toml"
    path.write_text(MODELS, encoding="utf-8")
    return path


def test_in_200_runs_no_limit_is_passed_and_what_was_paid_for_is_kept(
    models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Catalogue.load(models).model("priced")
    others = set(threading.enumerate())
    outcomes: Counter[str] = Counter()
    side_by_side = 0
    for seed in range(RUNS):
        chance = random.Random(seed)
        limits = Terms(
            concurrency=chance.randint(1, 16),
            budget=Decimal(chance.randint(1, 60)) / 100 if seed % 3 != 1 else None,
            max_tokens=chance.randint(2_000, 60_000) if seed % 3 else None,
            models=models,
        )
        vendor, shelf = Vendor(chance, model, faults=True), Shelf()
        try:
            run(vendor, shelf, limits, monkeypatch)
            outcomes["written"] += 1
        except BriefingError as error:
            outcomes[type(error).__name__] += 1
            assert not isinstance(error, BudgetError) or ("is used up" in str(error) and "kept" in error.help)
        assert limits.budget is None or vendor.usd <= limits.budget, f"seed {seed}"
        assert limits.max_tokens is None or vendor.tokens <= limits.max_tokens, f"seed {seed}"
        side_by_side = max(side_by_side, vendor.most_at_once)
        if seed % 5 == 0:
            later = Vendor(chance, model, faults=False)
            assert run(later, shelf, Terms(models=models), monkeypatch).summary, f"seed {seed}"
            assert set(later.asked).isdisjoint(vendor.answered), f"seed {seed}: paid for twice"
    assert outcomes["BudgetError"] > 40
    assert outcomes["written"] > 40
    assert side_by_side > 3
    assert set(threading.enumerate()) <= others  # those of tests before it may have ended meanwhile
