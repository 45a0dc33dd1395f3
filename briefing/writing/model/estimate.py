"""What a brief would cost: made as in a run, with typical replies in the place of those that the store does not have.

How long the requests about the sources are is counted, not guessed. What is guessed is how many points come back, and
how long they are: `POINTS` a source or part, each as long as two of its own sentences, the quote and the point. The
middle of the 5 to 14 that are asked for is ten; good replies on articles of 800 to 1,000 tokens had 5 to 16, eleven on
average. Their quotes had 20 to 27 tokens and their points 19 to 24, where the sentences of the articles have 22 to 27
on average. Copying sentences keeps that true of languages that take more tokens.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from briefing.asking.session import Session
from briefing.domain.brief import Cost
from briefing.domain.claim import Claim, Reason, Section
from briefing.domain.endpoint import Endpoint
from briefing.domain.estimate import Estimate, Expected
from briefing.domain.source import Source
from briefing.errors import ModelError, OfflineError, ReplyError, TooLongError
from briefing.llm import tokens
from briefing.llm.request import Request
from briefing.store.glance import Glance
from briefing.writing.model import consolidate, revise, select
from briefing.writing.model.noting import Chunker, noted
from briefing.writing.model.points import Point
from briefing.writing.model.rehearsal import rehearse
from briefing.writing.writer import Material

T = TypeVar("T")

POINTS = 10
"""Of one source, or of one part of a long one."""
_OUTLOOKS = 600
"""Tokens of the forecasts and the title in the reply with the brief: eight forecasts had 574."""
_PER_WORD = 2
"""Tokens a word of summary and body, with ids and braces: 474 words had 901."""
_FAILED = 3
"""Sentences that fail their check."""
_ANEW = 90
"""Tokens of the reply for each of them."""
_REASON = "the claim says one number, and no place in the sources has it: the nearest has another"
_STAGES = ("summarize", "merge", "select", "consolidate")


def estimate(endpoint: Endpoint, material: Material, *, prompts: Path | None, store: Path, chunk: Chunker) -> Estimate:
    """Asks nobody, needs no key, and writes nothing; `store` is the folder of the replies of earlier runs.

    Raises:
        TemplateError, OutputError, AddressError, UsageError: see `Session.open`.
        ReplyError: no source has a sentence.
        TooLongError: the model's context is too short.
    """
    alone = replace(endpoint, terms=replace(endpoint.terms, offline=True, batch=False, budget=None))
    with (
        Glance(store) as replies,
        _DrySession.open(alone, prompts=prompts, store=store, replies=replies, rehearse=rehearse) as session,
    ):
        assert isinstance(session, _DrySession)
        session.batch = endpoint.terms.batch
        return session.run(_estimate(session, material, chunk))


class _DrySession(Session):
    """Answers out of the store, and what is not there as a model typically does."""

    batch = False
    """Whether the vendor's batch service would be asked."""
    source: Source | None = None
    """The one that is being noted."""

    def __init__(self, *arguments: object, **others: object) -> None:
        super().__init__(*arguments, **others)  # type: ignore[arg-type]
        self.due: dict[str, Cost] = {}
        """What is yet to be paid, by stage."""

    async def answered(self, request: Request, read: Callable[[str], T], *, keep_cut: bool = False) -> T:
        try:
            return await super().answered(request, read, keep_cut=keep_cut)
        except OfflineError:
            reply = self._typical(request)
            found = read(reply)
        if isinstance(found, tuple) and request.stage == "select":
            reply = json.dumps([point.id for point in found])  # no more than it was asked for
        self.expect(request, tokens.count(reply))
        return found

    def expect(self, request: Request, written: int) -> None:
        """A call that is to be paid, unless the store has its reply; `written`: tokens of that."""
        if not self.client.holds(request):
            self.due[request.stage] = self.due.get(request.stage, Cost()) + self.cost(request, written)

    def cost(self, request: Request, written: int) -> Cost:
        sent = sum(tokens.count(message["content"]) for message in request.messages(with_schema=False))
        price = self.client.model.price
        usd = float(price.of(sent, 0, written, self.batch)) if price else None
        return Cost(calls=1, tokens_in=sent, tokens_out=written, usd=usd)

    def _typical(self, request: Request) -> str:
        """A reply of the form that is asked for: sentences of the source, ids that stand in the request."""
        source = self.source
        if source is None:
            ids = re.findall(r"(?<![\w.])\w[\w-]*\.\d+(?![\w.])", request.user)
            return json.dumps({"points": list(dict.fromkeys(ids))})
        if request.stage == "summarize":
            sentences = [each.text for each in source.sentences if each.text in request.user]
            notes = [{"quote": each, "text": each, "speaker": None, "kind": "fact"} for each in _spread(sentences)]
            return json.dumps({"points": notes}, ensure_ascii=False)
        ids = re.findall(rf"(?<![\w.]){re.escape(source.id)}\.\d+(?![\w.])", request.user)
        texts = _spread([each.text for each in source.sentences])
        merged = [
            {"points": [id], "text": text} for id, text in zip(_spread(list(dict.fromkeys(ids))), texts, strict=False)
        ]
        return json.dumps({"points": merged}, ensure_ascii=False)


async def _estimate(session: _DrySession, material: Material, chunk: Chunker) -> Estimate:
    """Goes the way of `ModelWriter`."""
    points: list[Point] = []
    for source in material.sources:
        if source.duplicate_of is None:
            session.source = source
            points += await _noted(session, source, material, chunk)
    session.source = None
    if not points:
        raise ReplyError("no source has a sentence to make a point of", help="Give other sources.")

    def joint(some: Sequence[Point]) -> Request:
        return consolidate.ask(session.prompts, material, some)

    model = session.client.model
    chosen = await select.fitting(session, points, joint, focus=material.focus, context=model.context)
    brief = joint(chosen)
    try:
        await session.client.complete(brief)
    except ModelError:
        session.expect(brief, _OUTLOOKS + _PER_WORD * material.words)
    held = session.client.costs
    return Estimate(
        model=model.name,
        stages={
            stage: Expected(cost=session.due.get(stage, Cost()), stored=held[stage].calls if stage in held else 0)
            for stage in _STAGES
            if stage in session.due or stage in held
        },
        again=_again(session, material, chosen),
        priced=model.price.date if model.price else None,
        thinks=model.reasoning,
    )


async def _noted(session: Session, source: Source, material: Material, chunk: Chunker) -> Sequence[Point]:
    """The points of a source; none where the stored replies about it are of no use."""
    try:
        return (await noted(session, source, focus=material.focus, chunk=chunk)).points
    except TooLongError:
        raise
    except ModelError:
        return ()


def _again(session: _DrySession, material: Material, points: Sequence[Point]) -> Cost:
    """Of asking for some sentences anew."""
    claims = [Claim(id=f"p1.{n}", text=point.text, section=Section.BODY) for n, point in enumerate(points[:_FAILED])]
    reasons = {claim.id: (Reason(check="number", detail=_REASON),) for claim in claims}
    request = revise.ask(session.prompts, claims, reasons, points, yardstick=material.yardstick)
    return session.cost(request, _ANEW * len(claims))


def _spread(items: Sequence[T]) -> list[T]:
    """At most `POINTS` of them, from the first to the last."""
    count = min(POINTS, len(items))
    return [items[number * len(items) // count] for number in range(count)]
