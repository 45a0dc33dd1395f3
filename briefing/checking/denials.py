"""Denials: what is denied, ruled out, refused or nearly done in one place is not affirmed in the other."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts, Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.marks import is_negator
from briefing.checking.matching import CLOSE, Pair
from briefing.checking.syntax import pieces
from briefing.language.words import lowered

CHECK = "denial"
_ENOUGH = 0.5
"""Share of the claim that a passage must have for its denials to be looked at."""
_THINGS = 2
"""So many words must be denied together where none of them is the claim's verb."""
_LONGEST = 2000
"""Characters of a text; what is longer is no one sentence."""
DENIED, FALSE, UNPROVEN, REFUSED, NEARLY = "denied", "called false", "without evidence", "not done", "only nearly done"
_CLAIM = r"(?:claim|report|accusation|allegation|suggestion|charge|rumou?r|idea|notion|assertion|statement|story)s?"
_NOT_TRUE = (
    r"(?:false|untrue|not true|wrong|incorrect|unfounded|baseless|a lie|lies|a myth|not the case|invented|a hoax)"
)
_BEFORE = (
    (DENIED, r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)|rebut(?:s|ted)?|refut(?:es?|ed|ing))\b"
             rf"(?:\s+(?:the\s+|all\s+|any\s+)?{_CLAIM}\s+(?:that|of))?"),
    (DENIED, rf"\b(?:reject|dismiss)(?:s|ed|es|ing)?\s+(?:\w+\s+){{0,2}}?{_CLAIM}(?:\s+(?:that|of))?"),
    (FALSE, rf"\bit(?:\s+(?:is|was)|['’]s)\s+(?:\w+ly\s+|just\s+)?{_NOT_TRUE}\s+(?:that|to say)\b"),
    (FALSE, r"\bfar from it\b:?"),
    (UNPROVEN, r"\bno\s+(?:\w+\s+)?(?:evidence|proof|signs?|indications?|hint|trace|truth)\s+"
               r"(?:that|of|in|to suggest)\b"),
    (UNPROVEN, r"\b(?:few|hardly any\w*|nobody|no one|none)\b(?:\s+\w+){0,3}?\s+"
               r"(?:believes?|thinks?|expects?|claims?)\b"),
    (REFUSED, r"\b(?:refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|fail(?:s|ed|ing)?|neglect(?:s|ed)?|unable"
              r"|unwilling)\s+to\b"),
    (REFUSED, r"\b(?:stop(?:s|ped)?\s+short\s+of|(?:refrain|abstain)(?:s|ed|ing)?\s+from|avoid(?:s|ed|ing)?|far\s+from"
              r"|without|instead\s+of|(?:prevented|kept|barred|stopped)\s+from)\s+(?=\w+ing\b)"),
    (REFUSED, r"\brul(?:es?|ed|ing)\s+out\b(?=\s+(?!(?:by|on|in|at|for)\b)\w)"),
    (REFUSED, r"\bneither\b.{2,80}?\bnor\b|\b(?:nobody|no one|none of (?:the|its|his|her|their)(?:\s+\w+)?)\b"),
    (NEARLY, r"\b(?:almost|nearly|narrowly|all but)\s+(?=[a-z]+(?:ed|t)\b)"),
    (NEARLY, r"\b(?:came\s+close\s+to|on\s+the\s+(?:verge|brink)\s+of|close\s+to)\s+(?=\w+ing\b)"),
)  # fmt: skip
"""What stands before the thing that is denied."""
_AFTER = (
    (FALSE, rf"\b{_CLAIM}\s+that\b(?P<said>.{{3,200}}?)\s+(?:is|was|are|were)\s+(?:\w+ly\s+)?{_NOT_TRUE}\b"),
    (REFUSED, r"(?P<said>[^.;:]{3,200}?)\s+(?:is|was|were|are|has been|have been)\s+ruled\s+out\b"),
    (REFUSED, r"(?P<said>\b[a-z]+)\s+(?:neither|none|nothing|nobody|no one)\b(?!\s+of)"),
)
"""What stands behind it."""
_CUES = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _BEFORE]
_CLOSED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _AFTER]
_HINT = re.compile(
    r"\b(?:den[yi]|disput|rebut|refut|reject|dismiss|false|true\b|untrue\b|wrong|lie|myth|no\b|few|hardly|nobody|none"
    r"|refus|declin|fail|neglect|unable|unwill|short of|avoid|far\b|without|instead|from\b|rul|almost|nearly|narrowly"
    r"|all but|close\b|verge|brink|neither|nothing|unfounded|baseless|incorrect|case\b|invented|hoax)"
)
"""One of these stands in every text that denies, in lower case."""
_CLOSING = re.compile(
    r"\bruled\s+out|\b(?:neither|none|nothing|nobody|no one)\b|\bthat\b.*\b(?:is|was|are|were)\b", re.I
)
_ENDS = re.compile(
    r"[.;:!?]\s|,\s+(?:and|but|while|whereas|who|which|according|[^,]{2,40}\s(?:said|says|found|added))\b"
    r"|\s(?:but|while|whereas)\s|,\s*(?=[“\"])|$"
)
_NEAR = 40
"""Characters that `almost` reaches on."""
_WITHDRAWN = re.compile(r"(?:\bnot|n['’]t|\bnever|\bcannot|\bno longer|\bwithout)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


class Denial(NamedTuple):
    start: int
    end: int
    """Of what is denied."""
    kind: str
    cue: tuple[int, int]
    """Where the words stand that deny it."""


@lru_cache(maxsize=4096)
def denials(text: str) -> tuple[Denial, ...]:
    """What a sentence denies, in no order; a denial that is itself denied is none."""
    if len(text) > _LONGEST or not _HINT.search(lowered(text)):
        return ()
    found: list[Denial] = []
    for kind, pattern in _CUES:
        for match in pattern.finditer(text):
            if _WITHDRAWN.search(text, max(0, match.start() - 20), match.start()):
                continue
            ends = _ENDS.search(text, match.end())
            end = ends.start() if ends else len(text)
            end = min(end, match.end() + _NEAR) if kind is NEARLY else end
            found.append(Denial(match.end(), end, kind, match.span()))
    for kind, pattern in _CLOSED if _CLOSING.search(text) else ():
        for match in pattern.finditer(text):
            found.append(Denial(*match.span("said"), kind, (match.end("said"), match.end())))
    return tuple(found)


def denied(facts: Facts, token: Token) -> Denial | None:
    """The denial under which a word stands."""
    for each in denials(facts.text):
        if each.start <= token.start < each.end:
            if each.kind is NEARLY and facts.text[each.start : token.start].strip().count(" ") > 0:
                continue
            return each
    return None


def compare(alignment: Alignment) -> list[Finding]:
    """A finding where the passage denies what the claim affirms, or the claim what the passage affirms."""
    mine, theirs = denials(alignment.claim.text), denials(alignment.passage.text)
    if (not mine and not theirs) or alignment.coverage < _ENOUGH:
        return []
    pairs = [
        pair
        for token, pair in alignment.pairs.items()
        if token.kind == "word" and token.weight >= 1 and pair.likeness >= CLOSE and not pair.opposed
    ]
    verbs = {piece.token for piece in pieces(alignment.claim) if piece.kind == "verb"}
    told = [pair for pair in pairs if pair.claim in verbs]
    doing, least = (told, 1) if told else (pairs, _THINGS)
    if not doing:
        return []
    said = [denied(alignment.claim, pair.claim) for pair in doing]
    given = [denied(alignment.passage, pair.passage) for pair in doing]
    for ours, others, here in ((given, said, False), (said, given, True)):
        alone = [
            one
            for one, other, pair in zip(ours, others, doing, strict=True)
            if one and _negated(one, pair, here) != _negated(other, pair, not here)
        ]
        if len(alone) >= least and 2 * len(alone) >= len(doing):
            return [_finding(alignment, alone[0], here)]
    return []


def _negated(denial: Denial | None, pair: Pair, here: bool) -> bool:
    """Whether the word is denied in all: what is false that it did not happen, happened."""
    inside = bool((pair.claim if here else pair.passage).denied)
    if denial is None:
        return inside
    return not inside if denial.kind in (FALSE, DENIED) else True


def _finding(alignment: Alignment, denial: Denial, here: bool) -> Finding:
    facts: Facts = alignment.claim if here else alignment.passage
    words = " ".join(facts.text[denial.cue[0] : denial.cue[1]].split())
    label = alignment.passage.label
    place = alignment.passage.place(0, len(alignment.passage.text))
    if here:
        detail = f"the claim has it as {denial.kind} ({words!r}), {label} states it {place}"
    else:
        detail = f"the claim states it, {label} has it as {denial.kind} ({words!r}) {place}"
    clash = denial.kind in (FALSE, REFUSED)
    return Finding(CHECK, Outcome.CONTRADICTS if clash else Outcome.LACKS, detail, firm=False)


def granted(claim: Facts, tokens: Sequence[Token], passage: Facts) -> frozenset[Token]:
    """The words by which the claim denies, where the passage denies too, in whatever words."""
    mine, theirs = denials(claim.text), denials(passage.text)
    alike = [each for each in mine if any(_alike(each.kind, other.kind) for other in theirs)]
    if not alike and mine and any(is_negator(word.norm) for word in passage.words):
        alike = [each for each in mine if each.kind in (FALSE, REFUSED)]
    return frozenset(token for token in tokens if any(each.cue[0] <= token.start < each.cue[1] for each in alike))


def _alike(mine: str, theirs: str) -> bool:
    return mine == theirs or {mine, theirs} <= {DENIED, FALSE}
