"""Bodies as they come: measured on both sides of the decompression while it goes on."""

import zlib
from collections.abc import Iterable, Iterator

from briefing.errors import SourceError
from briefing.fetching.limits import Limits

_STEP = 65_536
"""Bytes that are decompressed at once."""
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 47}


def body(chunks: Iterable[bytes], encoding: str, limits: Limits) -> Iterator[bytes]:
    """The whole body, decompressed, a piece at a time.

    Raises:
        SourceError: it is too large, damaged, or compressed in a way that was not asked for.
    """
    kind = encoding.strip().casefold()
    if kind in ("", "identity"):
        yield from _measured(chunks, min(limits.sent, limits.inflated))
        return
    if kind not in _WINDOWS:
        raise SourceError(f"compressed by {kind!r}, which was not asked for", help="Save the page, and give the file.")
    yield from _inflated(_measured(chunks, limits.sent), _WINDOWS[kind], limits.inflated)


def _measured(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > most:
            raise too_large(most)
        yield chunk


def _inflated(chunks: Iterable[bytes], window: int, most: int) -> Iterator[bytes]:
    total = 0
    engine = None
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                engine = engine or zlib.decompressobj(_bare(window, rest))
                piece = engine.decompress(rest, _STEP)
                total += len(piece)
                if total > most:
                    raise too_large(most, "after decompression")
                yield piece
                rest = engine.unconsumed_tail
                if engine.eof and engine.unused_data.startswith(b"\x1f\x8b"):  # a further member
                    rest, engine = engine.unused_data, None
        if engine is not None:
            yield engine.flush()
            if not engine.eof:
                raise zlib.error("cut off")
    except zlib.error as error:
        raise SourceError("damaged: its compression breaks off", help="Try again later.") from error


def _bare(window: int, start: bytes) -> int:
    """`deflate` is sent by some servers without the head that belongs to it."""
    return -15 if window == _WINDOWS["deflate"] and start[0] & 0x0F != 8 else window


def too_large(most: int, when: str = "") -> SourceError:
    return SourceError(
        f"larger than {most / 1_000_000:g} MB {when}".rstrip(), help="Save what is wanted of it to a file."
    )
