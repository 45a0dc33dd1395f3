"""Whatever the model's context: no request is longer, nothing is passed over, and the brief is the same each time."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.brief import Draft
from briefing.domain.claim import Reason
from briefing.domain.endpoint import Endpoint, Terms
from briefing.domain.source import Source
from briefing.errors import TooLongError, TruncatedError
from briefing.llm import tokens
from briefing.llm.catalogue import Catalogue
from briefing.reading.chunks import chunk
from briefing.writing.model import ModelWriter
from tests.obliging import obliged
from tests.scripted_server import Answer, ScriptedServer, completion, failure
from tests.writing.invented import material, source

Reply = Callable[[dict[str, Any]], Answer]


def report(id: str, sentences: int) -> Source:
    """A source whose sentences are all different, four to a paragraph."""
    said = [
        f"Ship {id} of line {number} brought {number * 7 + 12} tons of barley to the harbour of Aldermoor."
        for number in range(sentences)
    ]
    paragraphs = [" ".join(said[at : at + 4]) for at in range(0, sentences, 4)]
    return source(id, "\n\n".join(["Ships and barley", *paragraphs]))


def limits(folder: Path, context: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{context}.toml"
    path.write_text(f'[models."scripted"]\ncontext = {context}\nlongest_reply = {context // 2}\n', encoding="utf-8")
    return path


def write(
    server: ScriptedServer,
    folder: Path,
    *sources: Source,
    models: Path | None = None,
    model: str = "scripted",
    concurrency: int = 4,
    failed: int = 0,
) -> Draft:
    """The draft; `failed`: so many of its sentences are sent back."""
    terms = Terms(concurrency=concurrency, models=models)
    endpoint = Endpoint(model=model, base_url=server.base_url, terms=terms)
    with ModelWriter.open(endpoint, prompts=None, store=folder / "store", chunk=chunk) as writer:
        draft = writer.write(material(*sources))
        reasons = (Reason(check="number", detail="the claim says 13, the source 12"),)
        return writer.revise(draft, {claim.id: reasons for claim in draft.claims[:failed]}) if failed else draft


def stage(request: dict[str, Any]) -> str:
    return str(request["response_format"]["json_schema"]["name"])


def counted(request: dict[str, Any]) -> int:
    """Tokens of a request without the room for its reply, as the program counts them."""
    said = sum(tokens.count(message["content"]) for message in request["messages"])
    schema = request["response_format"]["json_schema"]["schema"]
    return Catalogue.load().model("scripted").counted(said + tokens.count(json.dumps(schema)))


def shown(server: ScriptedServer) -> str:
    """All that was shown of articles."""
    return "\n".join(each["messages"][1]["content"] for each in server.requests if stage(each) == "summarize")


def once(text: str, of: Source) -> None:
    counts = [len(re.findall(re.escape(sentence.text), text)) for sentence in of.sentences]
    assert counts == [1] * len(of.sentences)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    context=st.integers(3_900, 10_000),
    sizes=st.lists(st.integers(1, 300), min_size=1, max_size=2),
    failed=st.integers(0, 8),
)
def test_no_request_is_longer_than_the_context(
    context: int, sizes: list[int], failed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("context")
    sources = [report(f"10{number}", size) for number, size in enumerate(sizes)]
    drafts = []
    for concurrency in (1, 8):
        with ScriptedServer(reply=obliged) as server:
            models = limits(folder, context)
            drafts.append(
                write(
                    server,
                    folder / str(concurrency),
                    *sources,
                    models=models,
                    concurrency=concurrency,
                    failed=failed,
                )
            )
        assert max(counted(each) + each["max_tokens"] for each in server.requests) <= context
        for each in sources:
            once(shown(server), each)
    assert drafts[0] == drafts[1]
    assert drafts[0].paragraphs
    assert not drafts[0].skipped


@pytest.mark.parametrize(("context", "stages"), [(4_096, {"merge", "select"}), (8_192, {"merge", "select"})])
def test_small_contexts_take_more_rounds(context: int, stages: set[str], tmp_path: Path) -> None:
    sources = [report(str(number), 300) for number in range(101, 106)]
    with ScriptedServer(reply=obliged) as server:
        draft = write(server, tmp_path, *sources, models=limits(tmp_path, context))
    asked = [stage(each) for each in server.requests]
    assert stages <= set(asked)
    assert asked[-1] == "consolidate"
    assert any("points left out" in note for note in draft.notes)


def test_points_of_many_parts_are_merged_in_rounds(tmp_path: Path) -> None:
    """Two points are made of each group, and in the end of all."""

    def two(request: dict[str, Any]) -> Answer:
        if stage(request) != "merge":
            return obliged(request)
        points = [{"points": [id], "text": f"Made of {id}."} for id in ids(request)[:2]]
        return completion(json.dumps({"points": points}))

    with ScriptedServer(reply=two) as server:
        write(server, tmp_path, report("101", 600), models=limits(tmp_path, 4_096))
    merges = [ids(each) for each in server.requests if stage(each) == "merge"]
    assert len(merges) > 2
    assert merges[-1] == [f"101.{number}" for number in range(1, 2 * (len(merges) - 1) + 1)], "numbered anew"
    assert ids(server.requests[-1]) == ["101.1", "101.2"]


@pytest.mark.parametrize("found", [failure(400, "prompt too long"), completion("{", finish="length")])
@pytest.mark.parametrize("kind", ["merge", "select"])
def test_points_that_are_too_many_for_the_endpoint_are_asked_about_by_halves(
    kind: str, found: Answer, tmp_path: Path
) -> None:
    def few_at_once(request: dict[str, Any]) -> Answer:
        return found if stage(request) == kind and len(ids(request)) > 4 else obliged(request)

    with ScriptedServer(reply=few_at_once) as server:
        draft = write(server, tmp_path, report("101", 300), report("102", 300), models=limits(tmp_path, 4_096))
    assert draft.paragraphs
    assert not draft.skipped
    sizes = [len(ids(each)) for each in server.requests if stage(each) == kind]
    assert max(sizes) > 4
    assert sum(size <= 4 for size in sizes) >= 2


def ids(request: dict[str, Any]) -> list[str]:
    """Of the points in a request."""
    return re.findall(r"^(\d+\.\d+) \[", request["messages"][1]["content"], re.MULTILINE)


def test_a_context_that_no_brief_fits_into_is_told(tmp_path: Path) -> None:
    with ScriptedServer(reply=obliged) as server, pytest.raises(TooLongError, match="the model 'scripted'") as caught:
        write(server, tmp_path, report("101", 40), models=limits(tmp_path, 2_000))
    assert "--models" in caught.value.help
    assert all(counted(each) + each["max_tokens"] <= 2_000 for each in server.requests)


def vllm(request: dict[str, Any]) -> Answer:
    """Counts the room for the reply, and names its limit."""
    sent = sum(tokens.count(message["content"]) for message in request["messages"])
    if sent + request["max_tokens"] > 4_096:
        said = f"'max_tokens' is too large: {request['max_tokens']}. This model's maximum context length is 4096 tokens"
        return failure(400, said)
    return obliged(request)


def nameless(request: dict[str, Any]) -> Answer:
    """Counts the room for the reply, and names no limit."""
    sent = sum(tokens.count(message["content"]) for message in request["messages"])
    return failure(400, "prompt too long") if sent + request["max_tokens"] > 4_096 else obliged(request)


def llama(request: dict[str, Any]) -> Answer:
    """Counts the prompt alone, and names no limit; a reply that runs into it is cut."""
    sent = sum(tokens.count(message["content"]) for message in request["messages"])
    if sent > 4_096:
        return failure(400, "the request exceeds the available context size", code="exceed_context_size_error")
    answer = obliged(request)
    written = tokens.count(json.loads(answer.body)["choices"][0]["message"]["content"])
    return completion('{"', finish="length") if sent + written > 4_096 else answer


def ollama(request: dict[str, Any]) -> Answer:
    """Leaves out what is too much without a word; only its count tells."""
    sent = sum(tokens.count(message["content"]) for message in request["messages"])
    answer = json.loads(obliged(request).body)
    answer["usage"]["prompt_tokens"] = min(sent, 1_900)
    return Answer(body=json.dumps(answer))


@pytest.mark.parametrize("server_of_ones_own", [vllm, nameless, llama, ollama])
def test_a_server_that_takes_less_than_its_model_ends_in_a_brief_all_the_same(
    server_of_ones_own: Reply, tmp_path: Path
) -> None:
    """The model is known to take 128,000 tokens."""
    sources = [report(str(number), 250) for number in range(101, 104)]
    drafts = []
    for concurrency in (1, 3, 8):
        with ScriptedServer(reply=server_of_ones_own) as server:
            drafts.append(write(server, tmp_path / str(concurrency), *sources, model="gpt-4o", concurrency=concurrency))
        for each in sources:
            assert all(sentence.text in shown(server) for sentence in each.sentences)
    assert drafts[0] == drafts[1] == drafts[2]
    assert drafts[0].paragraphs
    assert not drafts[0].skipped


def test_a_brief_that_is_cut_is_asked_for_with_fewer_points(tmp_path: Path) -> None:
    def brief(request: dict[str, Any]) -> Answer:
        cut = stage(request) == "consolidate" and len(ids(request)) > 8
        return completion("{", finish="length") if cut else obliged(request)

    with ScriptedServer(reply=brief) as server:
        draft = write(server, tmp_path, *(report(str(number), 20) for number in range(101, 105)), model="gpt-4o")
    assert draft.paragraphs
    assert any("points left out" in note for note in draft.notes)


def test_sentences_to_revise_that_do_not_fit_are_sent_back_by_halves(tmp_path: Path) -> None:
    def few_at_once(request: dict[str, Any]) -> Answer:
        if stage(request) != "revise":
            return obliged(request)
        ids = re.findall(r"^([kp][\d.]+): ", request["messages"][1]["content"], re.MULTILINE)
        if len(ids) > 2:
            return failure(400, "the request exceeds the available context size", code="exceed_context_size_error")
        return completion(json.dumps({"sentences": [{"id": id, "points": ["101.1"], "text": "New."} for id in ids]}))

    with ScriptedServer(reply=few_at_once) as server:
        draft = write(server, tmp_path, report("101", 20), failed=6)
    assert [stage(each) for each in server.requests].count("revise") > 2
    assert [claim.id for claim in draft.claims if claim.text == "New."] == [claim.id for claim in draft.claims[:6]]
    assert not draft.notes


def test_a_model_that_runs_on_for_ever_costs_so_many_calls_and_no_more(tmp_path: Path) -> None:
    """One source, its halves and their halves, each asked for with more room too where there is some."""
    endless = completion('{"points": [', finish="length")
    models = limits(tmp_path / "limits", 8000)
    with ScriptedServer(reply=lambda _: endless) as server, pytest.raises(TruncatedError):
        write(server, tmp_path / "run", report("201", 120), models=models)
    pieces = {request["messages"][1]["content"] for request in server.requests}
    assert len(pieces) == 1 + 2 + 4
    assert len(server.requests) <= 2 * len(pieces)
