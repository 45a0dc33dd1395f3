"""What the judge is asked and what it answers: one claim, numbered sentences, an opinion with the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.checking.passages import Index, Passage
from briefing.domain.claim import CheckedClaim, Claim, Verdict
from briefing.domain.text import Span
from briefing.llm.request import Request

STAGE = "judge"
_SHOWN = 24
"""Sentences shown at most, beside those that the checks cite."""
_OF_EACH = 4
"""So many of one source at least have room, where it has them."""
_LONGEST_CLAIM, _ROOM = 3000, 20_000
"""Characters of a claim worth asking about, and of all sentences shown: more is no claim, and no sentences."""


_LONGEST_REPLY = 800
"""Tokens."""
_MOST_NUMBERS = 50
"""Of sentences that support a claim, or contradict it, as the schema has it."""


class _Reply(forms.Form):
    reason: str
    supports: list[int] = forms.some(0, _MOST_NUMBERS)
    contradicts: list[int] = forms.some(0, _MOST_NUMBERS)
    verdict: Literal["supported", "disputed", "contradicted", "unsupported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """For the prompt: one sentence of a source, on one line."""

    number: int
    """From 1."""
    source: str
    publisher: str | None
    day: date | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A reply with its numbers looked up."""

    verdict: Verdict
    """As the model gave it."""
    supports: tuple[Passage, ...]
    contradicts: tuple[Passage, ...]
    why: str
    """In the model's words, made plain; may be empty."""


def passages(checked: CheckedClaim, index: Index) -> list[Passage]:
    """The sentences to show, in the order of the sources, so that their order tells nothing of our own verdict.

    All that the checks cite, each with its neighbours, which may say who "he" is and what came of it, then the likest.
    """
    if len(checked.claim.text) > _LONGEST_CLAIM:
        return []
    cited = [
        passage
        for place in checked.evidence
        for passage in index.containing(place.source, Span(place.start, place.end))
    ]
    beside = [other for passage in cited for step in (-1, 1) if (other := index.neighbour(passage, step))]
    each = max(_OF_EACH, _SHOWN // max(1, len(index.sources)))
    alike = index.search(checked.claim.text, each=each, most=_SHOWN, least=0)
    shown: list[Passage] = []
    room = _ROOM
    for passage in list(dict.fromkeys((*cited, *beside, *alike)))[: max(_SHOWN, len(set(cited)))]:
        room -= len(passage.text)
        if room >= 0:
            shown.append(passage)
    return sorted(shown, key=lambda passage: passage.number)


def ask(prompts: Prompts, claim: Claim, shown: Sequence[Passage]) -> Request:
    places = [
        Place(
            number=number,
            source=_one_line(passage.source.id),
            publisher=_one_line(passage.source.publisher or "") or None,
            day=passage.source.anchor,
            text=_one_line(passage.text),
        )
        for number, passage in enumerate(shown, 1)
    ]
    return forms.request(
        prompts,
        STAGE,
        f"claim {claim.id!r}",
        _Reply,
        room=_LONGEST_REPLY,
        system={},
        user={"claim": _one_line(claim.text), "places": places},
    )


def read(text: str, shown: Sequence[Passage]) -> Opinion:
    """A number that was not given counts for nothing.

    Raises:
        ReplyError: the reply is not of the form that was asked for.
    """
    reply = forms.parse(text, _Reply)
    return Opinion(
        verdict=Verdict(reply.verdict),
        supports=_located(reply.supports, shown),
        contradicts=_located(reply.contradicts, shown),
        why=forms.plain(reply.reason),
    )


def _located(numbers: Sequence[int], shown: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(shown[number - 1] for number in dict.fromkeys(numbers) if 1 <= number <= len(shown))


def _one_line(text: str) -> str:
    """No sentence may pass for two: a line of the list begins with its number."""
    return " ".join(text.split())
