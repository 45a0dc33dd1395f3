"""An answer is read up to a limit, counted as it is unpacked, so that no endpoint and no proxy can fill the memory."""

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import cast

import httpx2

from briefing.errors import EndpointError, ModelError, ReplyError

MOST = 16 * 1024 * 1024
"""Bytes of one answer; the longest reply of any model is under one megabyte."""
MOST_OF_A_FILE = 2 * 1024 * 1024 * 1024
"""Bytes of a file of replies, which is read onto the disk: 50,000 replies of 40 KB, ten times what is typical."""
_PLAIN, _PACKED = ("", "identity"), ("gzip", "x-gzip", "deflate")
_EITHER_HEADER = zlib.MAX_WBITS | 32
_PIECE = 64 * 1024
"""Bytes that are unpacked at a time: a thousandth of them may stand for all."""


def bound(where: str, most: int = MOST, most_of_a_file: int = MOST_OF_A_FILE) -> Callable[..., Awaitable[None]]:
    """A hook for responses that makes their reading fail beyond so many bytes; `where` names the endpoint."""

    async def hook(response: httpx2.Response) -> None:
        stream = cast(httpx2.AsyncByteStream, response.stream)
        # Nobody asks for packed answers; some proxies pack them all the same.
        packing = response.headers.pop("content-encoding", "").strip().lower()
        if packing not in (*_PLAIN, *_PACKED):
            raise ReplyError(
                f"the answer of the endpoint {where!r} is packed as {packing!r}, which nobody asked for",
                help="Check --base-url, and what stands before the endpoint.",
            )
        limit = most_of_a_file if response.request.url.path.endswith("/content") else most
        response.stream = (
            _Bounded(_Unpacked(stream), limit, _too_much_packed(where))
            if packing in _PACKED
            else _Bounded(stream, limit, _no_end(where))
        )

    return hook


def _no_end(where: str) -> ModelError:
    return EndpointError(f"the answer of the endpoint {where!r} has no end", help="Check --base-url, or try again.")


def _too_much_packed(where: str) -> ModelError:
    """It was made so: asked again, the endpoint would send the same."""
    return ReplyError(
        f"the answer of the endpoint {where!r} is packed, and too long when it is unpacked", help="Check --base-url."
    )


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, most: int, beyond: ModelError) -> None:
        self._stream = stream
        self._left = most
        self._beyond = beyond

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                raise self._beyond
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Unpacked(httpx2.AsyncByteStream):
    """In pieces: the HTTP client's own decoder makes a thousand bytes of one before anybody can count them."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        unpacking = zlib.decompressobj(_EITHER_HEADER)
        try:
            async for piece in self._stream:
                while piece:
                    yield unpacking.decompress(piece, _PIECE)
                    piece = unpacking.unconsumed_tail
            yield unpacking.flush()
        except zlib.error as error:
            raise httpx2.DecodingError(str(error)) from error

    async def aclose(self) -> None:
        await self._stream.aclose()
