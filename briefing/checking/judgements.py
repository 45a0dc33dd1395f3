"""Judgements: what an own assessment says of the world beside its judgement, and what the judgement rests on."""

import re
from collections.abc import Sequence

from briefing.checking.assertions import Assertion
from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome
from briefing.checking.passages import Index, Passage
from briefing.domain.claim import Evidence
from briefing.domain.text import Span
from briefing.domain.yardstick import Yardstick
from briefing.language.estimative import estimates, forward_looking, hedged
from briefing.language.lexicon import root
from briefing.language.words import words

CHECK = "evidence"
_MARKERS = (
    r"because of|because|given that|given|now that|considering that|considering|in view of|in light of|seeing that|"
    r"even though|although|though|as long as|so long as|after|following|despite|in spite of|amid|due to|owing to|"
    r"thanks to|in the wake of|whereas|while|in response to|based on|on the basis of|as a result of|"
    r"in addition to|besides"
)
_REASON = re.compile(rf"(?:^|(?<=[\s,;:—–(]))(?:{_MARKERS})\s+", re.IGNORECASE)
_REASON_AT_COMMA = re.compile(r"(?:^|,\s+)(?:as|since|with|when|where)\s+", re.IGNORECASE)
"""These give a reason only where they open a clause of their own."""
_RELATIVE = re.compile(r",?\s+(?:who|which|whose|whom)\s+|\s+that\s+(?=(?:he|she|it|they|[A-Z]\w+)\s+\w+(?:ed|d)\b)")
_PARTICIPLE = re.compile(
    r"(?:^|,\s+)(?:having\s+|(?:[a-z]+ly\s+)?[a-z]+(?:ed|ing)\s+(?=(?:by|in|on|at|to|from|with|the|an?|his|her)\s))",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s+(?=(?:an?|the|its|his|her|their|once|formerly|now|already)\s)")
_GOES_ON = re.compile(r",\s+(?:is|are|was|were|will|would|could|may|might|has|have|remains?|seems?)\b")
_JOINT = re.compile(r"[;:]\s+|,?\s+(?:and|but|so|yet)\s+(?:that\s+)?", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+(?:\w+\s+)?(?=\w)", re.IGNORECASE)
_FUTURE = re.compile(r"\b(?:will|would|won['’]t|shall|could|may|might|can)\b")
_THINKING_WORDS = """
    outlook risk chance likelihood possibility prospect probability odds end start beginning term month week year day
    quarter decade future case event fact result outcome effect impact consequence situation matter issue question
    problem process time moment period horizon side sides party parties first second next coming following same other
    latter former most whole rest two three near short long medium present current meantime basis view evidence
    judgement assessment reason way absence lack face light hands public world country government position number need
    """
_THINKING = frozenset(map(root, _THINKING_WORDS.split()))
"""Nouns with `the` that need not have been spoken of."""
_LEAST_BASIS, _LEAST_FACT = 3, 1
"""Words that carry meaning in a basis, and in a part that is looked at as a statement."""
_LONG = 40
"""Characters of a basis shown."""


def is_judgement(text: str, yardstick: Yardstick) -> bool:
    """Whether anything in it is judged or looked ahead to: else it is a statement, whatever its writer calls it."""
    return bool(estimates(text, yardstick)) or hedged(text) or forward_looking(text) or _FUTURE.search(text) is not None


def stated(claim: Facts, yardstick: Yardstick) -> list[Assertion]:
    """The stretches that state something: reasons, relative clauses, appositions, what is joined by `and`."""
    found = [
        *_after(claim, _REASON),
        *_after(claim, _REASON_AT_COMMA),
        *_about_a_name(claim, _RELATIVE),
        *_about_a_name(claim, _APPOSED),
        *_after(claim, _PARTICIPLE),
        *_joined(claim, yardstick),
    ]
    kept: list[Assertion] = []
    for part in sorted(set(found), key=lambda each: (each.start, -each.end)):
        within = any(each.start <= part.start and part.end <= each.end for each in kept)
        if not within and _is_fact(claim, part, yardstick):
            kept.append(part)
    return kept


def _after(claim: Facts, pattern: re.Pattern[str]) -> list[Assertion]:
    """From the marker to the end of its clause."""
    found = []
    for match in pattern.finditer(claim.text):
        if not _is_quoted(claim, match.start()):
            begin = match.start() if pattern is _PARTICIPLE else match.end()
            found.append(Assertion(begin, _clause_end(claim.text, match.end())))
    return found


def _clause_end(text: str, begin: int) -> int:
    """The next comma or the like, or the next reason; the end of the sentence where none follows."""
    stop = re.compile(r",\s|[;:—–]|\.\s").search(text, begin)
    other = _REASON.search(text, begin)
    ends = [match.start() for match in (stop, other) if match]
    return min(ends, default=len(text.rstrip(" .!")))


def _about_a_name(claim: Facts, pattern: re.Pattern[str]) -> list[Assertion]:
    """With the name that it is said of, where one stands right before."""
    found = []
    for match in pattern.finditer(claim.text):
        if _is_quoted(claim, match.start()):
            continue
        before = [name for name in claim.names if name.end == match.start()]
        end = _clause_end(claim.text, match.end())
        if pattern is _APPOSED and not before and not _GOES_ON.match(claim.text, end):
            continue
        found.append(Assertion(before[0].start if before else match.end(), end))
    return found


def _joined(claim: Facts, yardstick: Yardstick) -> list[Assertion]:
    """Sides of a joint that judge nothing, beside one that does."""
    found = []
    for match in _JOINT.finditer(claim.text):
        if _is_quoted(claim, match.start()):
            continue
        left, right = Assertion(0, match.start()), Assertion(match.end(), _clause_end(claim.text, match.end()))
        for one, other in ((left, right), (right, left)):
            if _judges(claim, other, yardstick) and not _judges(claim, one, yardstick) and _has_verb(claim, one):
                found.append(one)
    return found


def _has_verb(claim: Facts, part: Assertion) -> bool:
    text = claim.text[part.start : part.end]
    tokens = [token for token in claim.tokens if part.start <= token.start < part.end]
    return re.search(r"\b(?:is|are|was|were|has|have|had|did)\b", text) is not None or any(map(claim.is_verb, tokens))


def _judges(claim: Facts, part: Assertion, yardstick: Yardstick) -> bool:
    text = "".join(
        " " if _is_quoted(claim, part.start + at) else sign for at, sign in enumerate(claim.text[part.start : part.end])
    )
    return is_judgement(text, yardstick)


def _is_fact(claim: Facts, part: Assertion, yardstick: Yardstick) -> bool:
    weighty = sum(part.start <= token.start < part.end and token.weight >= 1 for token in claim.tokens)
    return weighty >= _LEAST_FACT and not _judges(claim, part, yardstick)


def _is_quoted(claim: Facts, at: int) -> bool:
    return any(quotation.start <= at < quotation.end for quotation in claim.quotations)


def presumed(claim: Facts, index: Index) -> list[Finding]:
    """What it speaks of as known (`the massacre`) and no source has any word of."""
    found = []
    for match in _THE.finditer(claim.text):
        following = [token for token in claim.tokens if token.start >= match.start()][:1]
        if not following or following[0].kind != "word" or _is_quoted(claim, match.start()):
            continue
        token = following[0]
        said = claim.text[token.start : token.end]
        if token.root in _THINKING or index.knows(token.root) or index.search(said, most=1):
            continue
        found.append(Finding(CHECK, Outcome.LACKS, f"it speaks of {said!r} as known, no source does"))
    return found


def unfounded(claim: Facts, basis: Sequence[Evidence], index: Index) -> list[Finding]:
    """A finding if no place it rests on is a whole clause, or none has anything to do with it."""
    if not basis:
        return [Finding(CHECK, Outcome.LACKS, "the assessment rests on no place in a source")]
    whole = [each for each in basis if sum(t.weight >= 1 for t in Facts(each.quote).tokens) >= _LEAST_BASIS]
    if not whole:
        shown = basis[0].quote if len(basis[0].quote) <= _LONG else basis[0].quote[:_LONG] + " …"
        detail = f'the assessment rests on "{shown}" in {basis[0].source}, which says nothing by itself'
        return [Finding(CHECK, Outcome.LACKS, detail)]
    mine = _weighty(claim)
    for each in whole:
        for passage in index.containing(each.source, Span(each.start, each.end)):
            if any(mine & _weighty(near) for near in _around(passage, index)):
                return []
    place = f"{whole[0].source} [characters {whole[0].start}-{whole[0].end}]"
    return [Finding(CHECK, Outcome.LACKS, f"the assessment has nothing in common with what it rests on, {place}")]


def _around(passage: Passage, index: Index) -> list[Passage]:
    return [passage, *(near for step in (-1, 1) if (near := index.neighbour(passage, step)))]


def _weighty(facts: Facts) -> set[str]:
    """Roots of the words and names that carry meaning, words of judging apart."""
    named = {root(word.norm) for name in facts.names for word in words(name.text)}
    return named | {token.root for token in facts.tokens if token.kind == "word" and token.weight >= 1} - _THINKING
