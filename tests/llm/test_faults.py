"""The fault matrix, of what happens on the way: requests, waits and outcome of each trouble, one a line."""

import gzip
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.domain.endpoint import Endpoint
from briefing.errors import (
    AddressError,
    AuthenticationError,
    EndpointError,
    ModelError,
    QuotaError,
    RateLimitError,
    RefusalError,
    ReplyError,
    RequestError,
    TooLongError,
    UnknownModelError,
    WebPageError,
)
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.llm.faulty import GOOD, KEY, REQUEST, Row, cured, ended, said
from tests.scripted_server import Answer, ScriptedServer, failure

LATER, GONE = "Sun, 22 Nov 2026 12:00:42 GMT", "Sun, 22 Nov 2026 11:59:00 GMT"
QUARTERS = (0.25, 1.0, 4.0, 16.0)
"""Seconds between the tries, unless the endpoint names some or asks us to slow down."""
PAGE = Answer(body="<!DOCTYPE html><title>Log in</title>", headers={"content-type": "text/html"})
GARBAGE = Answer(raw=b"\x1f\x8b\x08garbage", headers={"content-encoding": "gzip"})
FLOOD = Answer(raw=b" " * 17_000_000, promised=200_000_000)
BOMB = Answer(raw=gzip.compress(b" " * 17_000_000, 1), headers={"content-encoding": "gzip"})
PACKED = Answer(raw=gzip.compress(GOOD.body.encode()), headers={"content-encoding": "gzip"})
OTHERWISE = Answer(raw=b"\x0b\x02", headers={"content-encoding": "br"})
NEITHER = Answer(raw=b"\xff\xfe\x00\x01")

MATRIX = [
    cured("408", failure(408), 0.25),
    cured("409", failure(409), 0.25),
    cured("500", failure(500), 0.25),
    cured("502 with a web page", Answer(status=502, body=PAGE.body), 0.25),
    cured("503", failure(503), 0.25),
    cured("503 in seconds", failure(503, retry_after="7"), 7.0),
    cured("529", failure(529), 0.25),
    cured("four 5xx", [failure(500), failure(503), failure(500), failure(504)], *QUARTERS),
    cured("429 without a time", failure(429), 1.0),
    cured("429 four times", [failure(429)] * 4, 1.0, 2.0, 4.0, 8.0),
    cured("500, then 429", [failure(500), failure(429)], 0.25, 2.0),
    cured("429 in seconds", failure(429, retry_after="7"), 7.0),
    cured("429 in half seconds", failure(429, retry_after="0.5"), 0.5),
    cured("429 in milliseconds", failure(429, retry_after_ms="250"), 0.25),
    cured("429 by date", failure(429, retry_after=LATER), 42.0),
    cured("429 by a date that is past", failure(429, retry_after=GONE), 1.0),
    cured("429 with nonsense", failure(429, retry_after="soon"), 1.0),
    cured("429 with a negative time", failure(429, retry_after="-3"), 1.0),
    cured("reset in the middle of the body", Answer(body=GOOD.body, cut=40), 0.25),
    cured("reset before the body", Answer(body=GOOD.body, cut=0), 0.25),
    cured("more promised than sent", Answer(body=GOOD.body, promised=9_000, cut=9_000), 0.25),
    # What is left of the first answer spoils the connection for the second.
    cured("less promised than sent", [Answer(body=GOOD.body, promised=60), GOOD], 0.25, 1.0),
    cured("broken JSON in the envelope", Answer(body=GOOD.body[:40]), 0.25),
    cured("JSON without an end", Answer(body="[" * 100_000), 0.25),
    cured("an empty body", Answer(body=""), 0.25),
    cured("neither text nor JSON", NEITHER, 0.25),
    cured("HTML with 200 from who has answered", PAGE, 0.25, answered=1),
    cured("said to be packed, and is not", GARBAGE, 0.25),
    cured("a body without an end", FLOOD, 0.25),
    ended("500 for good", failure(500), EndpointError, "in trouble .500.", *QUARTERS),
    ended("a body without an end for good", FLOOD, EndpointError, "has no end", *QUARTERS),
    ended("packed without an end", BOMB, ReplyError, "too long when it is unpacked"),
    ended("packed in a way of its own", OTHERWISE, ReplyError, "packed as 'br', which nobody asked for"),
    pytest.param(Row(turns=(PACKED,), requests=1), id="packed, though nobody asked for it"),
    ended("cut off for good", Answer(body=GOOD.body, cut=40), EndpointError, "broke off its answer", *QUARTERS),
    ended("broken JSON for good", Answer(body="{"), EndpointError, "answer is broken", *QUARTERS),
    ended("503 with a web page for good", Answer(status=503, body=PAGE.body), EndpointError, ": a web page", *QUARTERS),
    ended("429 for an hour", failure(429, retry_after="3600"), RateLimitError, "slow down"),
    ended("503 for an hour", failure(503, retry_after="3600"), EndpointError, "in trouble"),
    ended("429 out of money", failure(429, code="insufficient_quota"), QuotaError, "out of money"),
    ended("402", failure(402), QuotaError, "out of money"),
    ended("wrong key", failure(401, "Incorrect key: sk-a-secret"), AuthenticationError, r"the key: .*\*\*\*"),
    ended("a key without permission", failure(403), AuthenticationError, "refuses the key"),
    ended("HTML with 200", PAGE, AddressError, "web page"),
    ended("HTML with 200 for good from who has answered", PAGE, WebPageError, "web page", *QUARTERS, answered=1),
    ended("wrong path", Answer(status=404, body="page not found"), AddressError, "completes chats"),
    ended("no such path, as JSON", said(404, {"detail": "Not Found"}), AddressError, "completes chats"),
    ended("proxy that wants a login", Answer(status=407), AddressError, "a proxy .* wants a login .407."),
    ended("network that wants a login", Answer(status=511, body=PAGE.body), AddressError, "wants a login .511."),
    ended("unknown model", failure(404, "No.", code="model_not_found"), UnknownModelError, "no model 'scripted'"),
    ended("unknown model, forbidden", failure(403, "No.", code="model_not_found"), UnknownModelError, "no model"),
    ended("unknown model, no code", failure(404, "model 'scripted' not found"), UnknownModelError, "no model"),
    ended("unknown model, 400", failure(400, "scripted is not a valid model ID"), UnknownModelError, "no model"),
    ended("unknown model, bare", said(404, {"error": "model 'scripted' not found"}), UnknownModelError, "no model"),
    ended("request filtered", failure(400, code="content_filter"), RefusalError, "content filter"),
    ended("request filtered, policy", failure(400, code="content_policy_violation"), RefusalError, "content filter"),
    ended("rejected", failure(400, "bad thing"), RequestError, "rejects the request .400.: bad thing"),
    ended("unprocessable", failure(422), RequestError, "422"),
    ended("413", Answer(status=413, body=PAGE.body), TooLongError, "too long"),
]


@pytest.mark.parametrize("row", MATRIX)
def test_fault(row: Row, tmp_path: Path) -> None:
    row.play(tmp_path)


SLOW = [
    cured("no answer in time", Answer(hang=True), 0.25),
    cured("an answer byte by byte", Answer(body=GOOD.body, drip=0.05), 0.25),
    cured("more promised than comes", Answer(body=GOOD.body, promised=9_000), 0.25),
    ended("no answer for good", Answer(hang=True), EndpointError, "did not answer in time", *QUARTERS),
]


@pytest.fixture(scope="module")
def asked_before(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The first call of a process loads what the others find: its request would be late for a short timeout."""
    Row(turns=(GOOD,), requests=1).play(tmp_path_factory.mktemp("before"), timeout=60)


@pytest.mark.usefixtures("asked_before")
@pytest.mark.parametrize("row", SLOW)
def test_slow(row: Row, tmp_path: Path) -> None:
    """A request that a busy machine sends too late is not counted: then all is played again with more time."""
    for timeout in (0.4, 2.0):
        (tmp_path / str(timeout)).mkdir()
        with suppress(AssertionError):
            row.play(tmp_path / str(timeout), timeout=timeout)
            return
    row.play(tmp_path, timeout=6.0)


@pytest.mark.parametrize("between", [0, 1])
def test_a_login_page_that_came_in_the_middle_of_a_run(tmp_path: Path, between: int) -> None:
    """Two calls in a row are given up for it; the next is asked once, unless another was answered in between."""
    store = ReplyStore(tmp_path / "replies.sqlite")
    turns = [GOOD, *[PAGE] * 5, *[GOOD] * between, *[PAGE] * 10]
    with ScriptedServer(turns=turns) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url, api_key=KEY)
        with Asked(endpoint, store=store) as client:
            errors: list[type[ModelError] | None] = []
            for number in range(4 + between):
                try:
                    client.complete(replace(REQUEST, user=str(number)))
                    errors.append(None)
                except ModelError as error:
                    errors.append(type(error))
    store.close()
    if between:
        assert errors == [None, WebPageError, None, WebPageError, WebPageError]
        assert len(server.requests) == 1 + 5 + 1 + 5 + 5
    else:
        assert errors == [None, WebPageError, WebPageError, AddressError]
        assert len(server.requests) == 1 + 5 + 5 + 1
