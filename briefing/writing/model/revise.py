"""Stage 4: sentences that failed their check, back once with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.asking import forms
from briefing.asking.prompts import Prompts
from briefing.domain.claim import Claim, Reason
from briefing.domain.yardstick import Yardstick
from briefing.errors import ReplyError
from briefing.llm.request import Request
from briefing.writing.model.consolidate import MOST_POINTS, Sentence
from briefing.writing.model.points import Point

_OF_EACH = 150
"""Tokens of a sentence in the reply."""
_MOST = 100
"""Sentences in a reply, as the schema has it; where fewer are asked for, so many."""


class _Sentence(forms.Form):
    id: str
    points: list[str] = forms.some(1, MOST_POINTS)
    text: str


class _Reply(forms.Form):
    sentences: list[_Sentence] = forms.some(0, _MOST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """For the prompt: a sentence, and why it failed."""

    id: str
    text: str
    reasons: tuple[Reason, ...]


def ask(
    prompts: Prompts,
    claims: Sequence[Claim],
    reasons: Mapping[str, tuple[Reason, ...]],
    points: Sequence[Point],
    *,
    yardstick: Yardstick,
) -> Request:
    failed = [Failed(id=claim.id, text=claim.text, reasons=reasons[claim.id]) for claim in claims]
    return forms.request(
        prompts,
        "revise",
        "the sentences that failed",
        _Reply,
        room=500 + _OF_EACH * len(failed),
        system={"yardstick": yardstick},
        user={"failed": failed, "points": points},
        most={"sentences": len(failed)},
    )


def read(text: str, asked: Sequence[str]) -> dict[str, Sentence]:
    """New sentences by claim id; one that the model left out is missing, one that was not asked for is passed over.

    Raises:
        ReplyError: the reply is not of the form that was asked for, or gives two sentences for one.
    """
    sentences: dict[str, Sentence] = {}
    for number, item in enumerate(forms.parse(text, _Reply).sentences):
        if item.id not in asked:
            continue
        if item.id in sentences:
            raise ReplyError(f"sentences.{number}.id: {item.id!r} is here twice")
        sentences[item.id] = Sentence(
            text=forms.required(item.text, f"sentences.{number}"), points=tuple(dict.fromkeys(item.points))
        )
    return sentences
