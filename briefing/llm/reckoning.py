"""What a request takes of a model's context, and what it costs: at most before it is sent, in fact by its answer."""

import json
from dataclasses import replace
from decimal import Decimal

from briefing.domain.brief import Cost
from briefing.domain.money import dollars
from briefing.domain.reply import Stored
from briefing.errors import UsageError
from briefing.llm import envelope, tokens
from briefing.llm.catalogue import Model
from briefing.llm.envelope import Usage
from briefing.llm.purse import Charge
from briefing.llm.request import Request

_THINKING = 4
"""A model that thinks before it writes takes so many times the room of its reply."""
_MORE_ROOM = 4
"""A reply that was cut may be so many times as long when it is asked for again."""
_WORTH_A_LOOK, _LEAST_CONTEXT, _SHARE, _ROUND = 3000, 1000, 0.6, 1024
"""See `read_in_part`."""


class Reckoning:
    """By the limits and the prices of one model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._times = _THINKING if model.reasoning else 1

    def require_price(self, budget: Decimal) -> None:
        """
        Args:
            budget: US dollars.

        Raises:
            UsageError: they cannot be kept to, as nobody knows what a call costs.
        """
        if self._model.price is None:
            raise UsageError(
                f"--budget {dollars(budget)} cannot be kept: the price of the model {self._model.name!r} is unknown",
                help="State the price with --models FILE, or give --max-tokens-total instead.",
            )

    def fits(self, request: Request, *, context: int | None = None) -> bool:
        """Whether request and reply have room in the model's context, by our own count with a margin.

        `context`: tokens, where the endpoint has turned out to take less than the model is known to.
        """
        return self.tokens(request) + self.room(request, context=context) <= (context or self._model.context)

    def tokens(self, request: Request) -> int:
        """The most that the endpoint will count for what is sent."""
        sent = sum(tokens.count(message["content"]) for message in request.messages(with_schema=False))
        return self._model.counted(sent + tokens.count(json.dumps(request.schema)))

    def room(self, request: Request, *, context: int | None = None) -> int:
        """Tokens that the reply may take: no more than half of the context, so that there is something to reply to."""
        wanted = request.room * self._times
        return min(wanted, self._model.longest_reply, (context or self._model.context) // 2)

    def more_room(self, request: Request) -> Request | None:
        """The same for a longer reply, as long as fits beside it and at most four times as long; None where none is."""
        left = (self._model.context - self.tokens(request)) // self._times
        wider = request.with_room(min(_MORE_ROOM * request.room, left))
        return wider if self.room(wider) > self.room(request) else None

    def most(self, request: Request, *, bounded: bool, batch: bool = False) -> Charge:
        """What one call can cost at most; `bounded`: the endpoint is told how long a reply may be."""
        sent = self.tokens(request)
        written = self.room(request) if bounded else self._model.longest_reply
        price = self._model.price
        return Charge(tokens=sent + written, usd=price.most(sent, written, batch) if price else None)

    def charge(self, stored: Stored) -> Charge:
        """What a reply has cost."""
        used = _usage(stored)
        price = self._model.price
        if price is None:
            return Charge(tokens=used.sent + used.written, usd=None)
        cached, written = used.read_from_cache, used.put_into_cache
        usd = price.of(used.sent, cached, used.written, stored.batch, tokens_written=written)
        return Charge(tokens=used.sent + used.written, usd=usd)

    def cost(self, stored: Stored) -> Cost:
        """The same, as it is told."""
        used = _usage(stored)
        usd = self.charge(stored).usd
        cost = Cost(calls=1, tokens_in=used.sent, tokens_out=used.written, tokens_cached=used.read_from_cache)
        return cost if usd is None else replace(cost, usd=float(usd))


def read_in_part(stored: Stored) -> tuple[int, int] | None:
    """Tokens that the endpoint has read, and those that it was sent, where it has silently left some of them out.

    Servers of one's own do that with a prompt longer than the context they were started with. What they count must be
    as long as one, to be taken for that: less is the habit of those that count what is new to them. And

    - it is below ours and round, as contexts are: what is left of a prompt fills the context to the last token; by
      chance that befalls one call in a thousand, and only of a model that counts fewer tokens than we do;
    - or it is far below ours, which no vocabulary explains, and the request longer than the shortest contexts in use.
    """
    used = envelope.usage(stored.body)
    if used is None:
        return None
    read = used.sent + used.read_from_cache + used.put_into_cache  # some count these apart
    if read < _LEAST_CONTEXT:
        return None
    sent = _sent(stored)
    fills_a_context = read % _ROUND == 0 and read < sent
    return (read, sent) if fills_a_context or (sent > _WORTH_A_LOOK and read < _SHARE * sent) else None


def _usage(stored: Stored) -> Usage:
    """By our own count where the endpoint does not say."""
    return envelope.usage(stored.body) or Usage(sent=_sent(stored), written=tokens.count(stored.body))


def _sent(stored: Stored) -> int:
    return sum(tokens.count(message["content"]) for message in json.loads(stored.request)["messages"])
