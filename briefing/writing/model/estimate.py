"""What a brief would cost: made as in a run, with typical replies in the place of those that the store does not have.

How long the requests about the sources are is counted, not guessed. What is guessed is how many points come back, and
how long they are: `POINTS` a source or part, each as long as two of its own sentences, the quote and the point. The
middle of the 5 to 14 that are asked for is ten; good replies on articles of 800 to 1,000 tokens had 5 to 16, eleven on
average. Their quotes had 20 to 27 tokens and their points 19 to 24, where the sentences of the articles have 22 to 27
on average. Copying sentences keeps that true of languages that take more tokens.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from briefing.asking.dry import DrySession
from briefing.asking.session import Session
from briefing.domain.brief import Cost
from briefing.domain.claim import Claim, Reason, Section
from briefing.domain.endpoint import Endpoint
from briefing.domain.estimate import STAGES, Estimate
from briefing.domain.source import Source
from briefing.errors import ModelError, ReplyError, TooLongError
from briefing.llm.request import Request
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


def estimate(endpoint: Endpoint, material: Material, *, prompts: Path | None, store: Path, chunk: Chunker) -> Estimate:
    """Asks nobody, needs no key, and writes nothing; `store` is the folder of the replies of earlier runs.

    Raises:
        TemplateError, OutputError, AddressError, UsageError: see `Session.open`.
        ReplyError: no source has a sentence.
        TooLongError: the model's context is too short.
    """
    with _Writing.dry(endpoint, prompts=prompts, store=store, rehearse=rehearse) as session:
        return session.run(_estimate(session, material, chunk))


class _Writing(DrySession):
    source: Source | None = None
    """The one that is being noted."""

    def spoken(self, request: Request, reply: str, found: object) -> str:
        if request.stage == "select" and isinstance(found, tuple):
            return json.dumps([point.id for point in found])  # no more than it was asked for
        return reply

    def typical(self, request: Request) -> str:
        """Sentences of the source, ids that stand in the request."""
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


async def _estimate(session: _Writing, material: Material, chunk: Chunker) -> Estimate:
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

    context = session.client.model.context
    chosen = await select.fitting(session, points, joint, focus=material.focus, context=context)
    brief = joint(chosen)
    try:
        await session.client.complete(brief)
    except ModelError:
        session.expect(brief, _OUTLOOKS + _PER_WORD * material.words)
    return session.estimate(STAGES, again=_again(session, material, chosen))


async def _noted(session: Session, source: Source, material: Material, chunk: Chunker) -> Sequence[Point]:
    """The points of a source; none where the stored replies about it are of no use."""
    try:
        return (await noted(session, source, focus=material.focus, chunk=chunk)).points
    except TooLongError:
        raise
    except ModelError:
        return ()


def _again(session: _Writing, material: Material, points: Sequence[Point]) -> Cost:
    """Of asking for some sentences anew."""
    claims = [Claim(id=f"p1.{n}", text=point.text, section=Section.BODY) for n, point in enumerate(points[:_FAILED])]
    reasons = {claim.id: (Reason(check="number", detail=_REASON),) for claim in claims}
    request = revise.ask(session.prompts, claims, reasons, points, yardstick=material.yardstick)
    return session.cost(request, _ANEW * len(claims))


def _spread(items: Sequence[T]) -> list[T]:
    """At most `POINTS` of them, from the first to the last."""
    count = min(POINTS, len(items))
    return [items[number * len(items) // count] for number in range(count)]
