"""The assertions of a sentence: where it says two things, both are checked."""

import re
from dataclasses import dataclass

from briefing.checking.facts import Facts, Token

_JOINT = re.compile(
    r";\s+|,?\s+(?:while|whereas)\s+|,\s+(?:but|and)\s+|(?:(?<=[a-z\d)]{2})|(?<=\s))[.!?][\"'”’)]*\s+(?=\S)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does|do|must|should)\b|['’](?:s|re|ve|ll|d)\b"
)
_LEAST = 3
"""Weight of what a part must say to stand alone."""


@dataclass(frozen=True, slots=True)
class Assertion:
    start: int
    end: int


def split(claim: Facts) -> list[Assertion]:
    """Stretches of the sentence, the whole where it says one thing or cannot safely be parted.

    It is parted only outside quotations, where both sides have a verb and enough to check.
    """
    text = claim.text
    whole = [Assertion(0, len(text))]
    if len(text) > 1200:
        return whole
    parts = whole
    for joint in _JOINT.finditer(text):
        if any(quotation.start < joint.start() < quotation.end for quotation in claim.quotations):
            continue
        last = parts[-1]
        left, right = Assertion(last.start, joint.start()), Assertion(joint.end(), len(text))
        if _stands(claim, left) and _stands(claim, right):
            parts = [*parts[:-1], left, right]
    return parts


def _stands(claim: Facts, part: Assertion) -> bool:
    tokens = tokens_of(claim, part)
    if not _AUXILIARY.search(claim.text, part.start, part.end) and not any(map(claim.may_be_verb, tokens)):
        return False
    return sum(token.weight for token in tokens) >= _LEAST


def tokens_of(claim: Facts, part: Assertion) -> list[Token]:
    return [token for token in claim.tokens if part.start <= token.start and token.end <= part.end]
