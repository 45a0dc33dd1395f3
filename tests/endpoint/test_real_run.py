"""`briefing generate` as a user runs it against a server of his own, with a model that is hardly one."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from briefing.reading import read
from tests.endpoint.llama_server import CONTEXT, MODEL

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SCHEMA = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
LONGEST_RUN = 1800
"""Seconds; a busy machine with two cores takes a third of it."""
EXAMPLE = ("Lund", "Mayor Berg", "million crowns")
"""Words of the example in the prompts, and of no article."""
FEW_CALLS = 60
"""More would be a loop: five sources, each in at most seven pieces, every one asked at most twice, and the rest."""


def command(base_url: str, *more: object) -> list[str]:
    briefing = [sys.executable, "-m", "briefing", "generate", str(ROOT / "seeds")]
    endpoint = ["--base-url", base_url, "--model", MODEL, "--models", str(HERE / "models.toml"), "--timeout", "900"]
    return [*briefing, *endpoint, "--prompts", str(HERE / "prompts"), "--words", "100", *map(str, more)]


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "BRIEFING_"))}
    return kept | {"BRIEFING_HOME": str(home), "PYTHONPATH": str(ROOT)}


def post(base_url: str, **body: Any) -> tuple[int, dict[str, Any]]:
    """Status and answer of one chat completion."""
    request = urllib.request.Request(
        f"{base_url}/chat/completions",
        data=json.dumps({"messages": [{"role": "user", "content": "Name a fruit."}], "max_tokens": 8} | body).encode(),
        headers={"content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


class TestServer:
    """What our reading of such a server rests on."""

    def test_it_says_what_a_reply_took(self, base_url: str) -> None:
        status, answer = post(base_url, model=MODEL)
        assert status == 200
        assert answer["usage"]["prompt_tokens"] > 0
        assert answer["choices"][0]["finish_reason"] in ("stop", "length")

    def test_it_answers_to_any_name(self, base_url: str) -> None:
        assert post(base_url, model="no-such-model")[0] == 200

    def test_it_refuses_what_is_too_long_and_says_how_long_may_be(self, base_url: str) -> None:
        status, answer = post(base_url, messages=[{"role": "user", "content": "apple pear " * CONTEXT}])
        assert status == 400
        assert answer["error"]["type"] == "exceed_context_size_error"
        assert f"available context size ({CONTEXT} tokens)" in answer["error"]["message"]

    def test_it_keeps_to_a_schema(self, base_url: str) -> None:
        fruits = {"type": "array", "items": {"enum": ["fig", "kiwi"]}, "minItems": 2, "maxItems": 2}
        schema = {
            "type": "object",
            "properties": {"fruits": fruits},
            "required": ["fruits"],
            "additionalProperties": False,
        }
        form = {"type": "json_schema", "json_schema": {"name": "fruits", "strict": True, "schema": schema}}
        _, answer = post(base_url, response_format=form, max_tokens=60)
        assert len(json.loads(answer["choices"][0]["message"]["content"])["fruits"]) == 2

    def test_it_refuses_a_format_that_it_does_not_know_in_words_we_understand(self, base_url: str) -> None:
        status, answer = post(base_url, response_format={"type": "poem"})
        assert status == 400
        assert "response_format" in answer["error"]["message"]


def test_ctrl_c_leaves_the_server_alive(base_url: str, tmp_path: Path) -> None:
    run = subprocess.Popen(
        command(base_url, "-o", tmp_path / "brief.json"),
        env=environment(tmp_path / "home"),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stderr is not None
    for line in run.stderr:
        if "noting" in line:
            break
    time.sleep(2)  # into the first call
    run.send_signal(signal.SIGINT)
    said = run.stderr.read()
    assert run.wait(timeout=60) == 130, said
    assert not (tmp_path / "brief.json").exists()
    assert post(base_url, model=MODEL)[0] == 200


def run_to_the_end(base_url: str, folder: Path) -> tuple[int, str]:
    """Exit code of a run on the five articles, and what it said on standard error."""
    run = subprocess.run(
        command(base_url, "--concurrency", 1, "-o", folder / "brief.json"),
        env=environment(folder / "home"),
        stderr=subprocess.PIPE,
        text=True,
        timeout=LONGEST_RUN,
    )
    sys.stderr.write(run.stderr)
    return run.returncode, run.stderr


def test_the_five_articles_end_in_a_brief_whose_lies_are_flagged(base_url: str, tmp_path: Path) -> None:
    code, said = run_to_the_end(base_url, tmp_path)
    with sqlite3.connect(tmp_path / "home" / "replies.sqlite") as store:
        (calls,) = store.execute("SELECT count(*) FROM reply").fetchone()
    assert calls <= FEW_CALLS
    assert code in (0, 10), f"written, perhaps without a source that the model could not cope with: {said}"
    brief = json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(brief)
    claims = brief["claims"]
    sys.stderr.write(f"verdicts on {len(claims)} claims: {dict(Counter(each['verdict'] for each in claims))}\n")
    assert claims
    texts = {source.id: source.text for source in read([str(ROOT / "seeds")]).sources}
    for each in claims:
        if each["verdict"] == "supported":
            assert each["evidence"], each["text"]
        for place in each["evidence"]:
            assert texts[place["source"]][place["start"] : place["end"]] == place["quote"]
    repeated = [each for each in claims if any(word in each["text"] for word in EXAMPLE)]
    assert not [each for each in repeated if each["verdict"] == "supported"], "of the prompt's example, not of a source"
