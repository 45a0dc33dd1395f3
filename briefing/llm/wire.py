"""Carries requests to one endpoint and answers back: slots, pace, purse, and the one policy of trying again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from briefing.domain.endpoint import TIMEOUT, Endpoint, without_secrets
from briefing.domain.progress import Watch
from briefing.errors import (
    AddressError,
    AuthenticationError,
    BriefingError,
    ModelError,
    RateLimitError,
    WebPageError,
)
from briefing.llm import envelope, retrying
from briefing.llm.allowance import Allowance
from briefing.llm.faults import VENDOR, broken_off, may_be_charged, too_late, translate
from briefing.llm.pace import Pace
from briefing.llm.purse import NOTHING, Charge, Reservation

if TYPE_CHECKING:
    import openai
    import tenacity

CONNECT_TIMEOUT = 10.0
STRANGE = 3
"""Calls in a row that get web pages to the last try, where none is answered between: then nobody else will be."""

T = TypeVar("T")

_WORTH_A_HOLD = 1.0
"""Seconds; a shorter wait is over before holding the others back could do any good."""

Sleep = Callable[[float], Awaitable[None]]
Received = Callable[[str, Reservation], Awaitable[None]]


class Wire:
    """One endpoint, to which several callers may talk at once.

    `sleep`, `now` and `clock` (seconds, from anywhere) stand in for time in tests.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        watch: Watch,
        timeout: float = TIMEOUT,
        sleep: Sleep = asyncio.sleep,
        allowance: Allowance | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Raises:
            AddressError, AuthenticationError: the endpoint's address or key cannot be one.
        """
        import openai

        from briefing.llm.bounded import bound

        terms = endpoint.terms
        self._endpoint = endpoint
        self._watch = watch
        self._sleep = sleep
        self._now = now
        self.slots = asyncio.Semaphore(terms.concurrency)
        """Each is held while a call is in flight: whoever waits, for whatever, holds none."""
        self._allowance = allowance = allowance or Allowance.of(endpoint)
        self._pace = Pace(
            requests=terms.requests_per_minute,
            tokens=terms.tokens_per_minute,
            past=allowance.past,
            clock=clock,
            sleep=self._rest,
        )
        self.purse = allowance.purse
        self._over: BriefingError | None = None
        self._ended = asyncio.Event()
        """That it is over."""
        self._timeout = timeout
        self._openai = openai.AsyncOpenAI(
            api_key=_key(endpoint),
            base_url=address(endpoint),
            timeout=openai.Timeout(timeout, connect=CONNECT_TIMEOUT),
            max_retries=0,
            # A bound on what is read means little for what is packed.
            default_headers={"Accept-Encoding": "identity"},
            http_client=openai.DefaultAsyncHttpxClient(
                follow_redirects=False,  # key and articles are for this address alone
                event_hooks={"response": [bound(without_secrets(address(endpoint)))]},
            ),
        )

    async def close(self) -> None:
        await self._openai.close()

    async def post(self, body: dict[str, Any], *, most: Charge, received: Received) -> str:
        """The answer, whole and in JSON. What waiting could cure has been tried again; the waiting holds no slot.

        Args:
            most: what the call may cost at most.
            received: keeps the answer, and settles what it has cost; so long the slot is held.

        Raises:
            ModelError: see `errors`; after one that ends the run no more is asked.
        """

        async def once(tries: retrying.Tries) -> str:
            return await self._post_once(body, most, received, again=tries.refused)

        try:
            return await self._persistently(once)
        except WebPageError:
            self._allowance.pages = (self._allowance.pages or 0) + 1
            raise

    async def patiently(self, call: Callable[[openai.AsyncOpenAI], Awaitable[T]]) -> T:
        """What comes of a call beside the completions, which costs nothing; tried again in the same way.

        Raises:
            ModelError: see `errors`.
        """
        import httpx2
        import openai

        async def once(_: retrying.Tries) -> T:
            try:
                return await call(self._openai)
            except openai.OpenAIError as error:
                raise translate(error, self._endpoint, now=self._now) from error
            except httpx2.HTTPError as error:  # of an answer that is read piece by piece
                raise broken_off(error, self._endpoint) from error

        return await self._persistently(once)

    async def _persistently(self, once: Callable[[retrying.Tries], Awaitable[T]]) -> T:
        """The one policy of trying again; what has ended the run is not tried again by those who come after."""
        import tenacity

        def curable(error: BaseException) -> bool:
            return isinstance(error, ModelError) and error.retryable and error is not self._over

        tries = retrying.Tries(lambda: self._pace.signs)

        async def tried() -> T:
            try:
                return await once(tries)
            except ModelError as error:
                tries.failed(error)
                raise

        trying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(curable),
            wait=tries.wait,
            stop=tries.given_up,
            sleep=self._rest,
            before_sleep=self._tell,
            reraise=True,
        )
        try:
            return await trying(tried)
        except ModelError as error:
            if error.ends_run:
                self.end(error)
            elif isinstance(error, RateLimitError):
                self._hold(error.retry_after or 0.0)  # this one is given up; the next ones need not be
            raise

    def end(self, error: BriefingError) -> None:
        """Nothing is sent any more: `error` stands for all that would be, and those who wait are told at once."""
        self._over = self._over or error
        self._ended.set()

    async def _rest(self, seconds: float) -> None:
        """
        Raises:
            BriefingError: what has ended the run, before or meanwhile.
        """
        rest, end = asyncio.ensure_future(self._sleep(seconds)), asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((rest, end), return_when=asyncio.FIRST_COMPLETED)
        finally:
            rest.cancel()
            end.cancel()
        if self._over is not None:
            raise self._over

    async def _post_once(self, body: dict[str, Any], most: Charge, received: Received, *, again: bool) -> str:
        async with self.purse.reserved(most) as reservation, self._in_flight(reservation, again):
            answer = await self._answer(body, reservation)
            self._require_answer(answer)  # a broken one may have been charged all the same
            await received(answer, reservation)
        return answer

    def _require_answer(self, answer: str) -> None:
        """
        Raises:
            AddressError: this is a web page, and all that is asked gets one.
            EndpointError: this is no answer; asking again may mend it, as it may a web page from who has answered.
        """
        try:
            envelope.require_json(answer)
        except AddressError as page:
            pages = self._allowance.pages
            if pages is None or pages >= STRANGE - 1:
                raise
            raise WebPageError(str(page), help=page.help) from page
        self._allowance.pages = 0

    @asynccontextmanager
    async def _in_flight(self, reservation: Reservation, again: bool) -> AsyncIterator[None]:
        """What is done inside is done now, in a slot and at the endpoint's pace.

        Raises:
            BriefingError: what has ended the run; nothing is spent.
        """
        try:
            await self._pace.turn(reservation.most.tokens, self.slots)
        except BriefingError:
            reservation.settle(NOTHING)
            raise
        try:
            if self._over is not None:
                reservation.settle(NOTHING)
                raise self._over
            with self._pace.call(again=again):
                yield
        finally:
            self.slots.release()

    async def _answer(self, body: dict[str, Any], reservation: Reservation) -> str:
        import httpx2
        import openai

        try:
            async with asyncio.timeout(self._timeout):  # the client's own is for each piece of the answer
                # The raw answer: parsed by the vendor's client, a web page would come back as a mere string. And the
                # bare path: the client's own types for it take half a second and 50 MB to load.
                raw = await self._openai.post("/chat/completions", body=body, cast_to=httpx2.Response)
        except TimeoutError:
            raise too_late(self._endpoint) from None
        except openai.OpenAIError as error:
            if not may_be_charged(error):
                reservation.settle(NOTHING)
            raise translate(error, self._endpoint, now=self._now) from error
        return raw.content.decode("utf-8-sig", "replace")

    def _tell(self, state: tenacity.RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        seconds = state.next_action.sleep if state.next_action else 0.0
        if isinstance(error, RateLimitError) and (error.retry_after or not self._pace.answered):
            self._hold(seconds)  # else the pace has been learnt
        self._watch.waits(seconds, str(error))

    def _hold(self, seconds: float) -> None:
        if _WORTH_A_HOLD <= seconds <= retrying.LONGEST_WAIT:
            self._pace.hold(seconds)


def address(endpoint: Endpoint) -> str:
    """The endpoint's base address, without a slash at its end.

    Raises:
        AddressError: it is none.
    """
    given = endpoint.base_url or VENDOR
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").encode("idna")
        usable = parts.scheme in ("http", "https") and bool(host) and parts.port != 0 and given.isprintable()
    except ValueError:
        usable = False
    if not usable:
        raise AddressError(
            f"{given!r} is no address of an endpoint", help="Give --base-url as http(s)://HOST[:PORT]/v1."
        )
    return given.rstrip("/")


def _key(endpoint: Endpoint) -> str:
    """A server of one's own needs no key, but the protocol wants a word in its place."""
    key = (endpoint.api_key or "").strip()
    if not key and endpoint.base_url is None:
        raise AuthenticationError(f"no key for the model {endpoint.model!r}", help="Set OPENAI_API_KEY.")
    if not (key.isascii() and key.isprintable()):
        raise AuthenticationError("the key holds characters that no key has", help="Set OPENAI_API_KEY anew.")
    return key or "none"
