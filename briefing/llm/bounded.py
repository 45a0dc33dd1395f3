"""An answer is read up to a limit, so that no endpoint and no proxy before it can fill the memory."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import cast

import httpx2

from briefing.errors import EndpointError

MOST = 16 * 1024 * 1024
"""Bytes of one answer; the longest reply of any model is under one megabyte."""


def bound(where: str, most: int = MOST) -> Callable[[httpx2.Response], Awaitable[None]]:
    """A hook for responses that makes their reading fail beyond `most` bytes; `where` names the endpoint."""

    async def hook(response: httpx2.Response) -> None:
        response.stream = _Bounded(cast(httpx2.AsyncByteStream, response.stream), where, most)

    return hook


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream, where: str, most: int) -> None:
        self._stream = stream
        self._where = where
        self._left = most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            self._left -= len(piece)
            if self._left < 0:
                raise EndpointError(
                    f"the answer of the endpoint {self._where!r} has no end", help="Check --base-url, or try again."
                )
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
