"""Degree: the largest is more than large, `only` says that there is no more, `almost` that it is not so."""

import re
from collections.abc import Iterator

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome

CHECK = "wording"
_LEAST_COVERAGE = 0.5
_SUPERLATIVE = re.compile(
    r"\bthe\s+(?:\w+\s+)?(?P<most>most|least|\w+(?:[^aeiou\W]|ie|e)est|worst|best)\b(?!\s+of\b)"
    r"|\b(?P<first>first[- ]ever)\b",
    re.IGNORECASE,
)
_ANY_SUPERLATIVE = re.compile(
    r"\b(?:most|least|\w+(?:[^aeiou\W]|ie|e)est|worst|best|record|top|leading|foremost|unprecedented|never before|first"
    r"|number one|unmatched|unrivalled|only)\b",
    re.IGNORECASE,
)
_NO_SUPERLATIVES = """
    west rest test request interest forest harvest protest arrest contest guest conquest quest honest modest earnest
    latest inquest behest tempest digest ingest invest priest chest crest pest nest suggest manifest attest
    """
_NOT_SUPERLATIVE = frozenset(_NO_SUPERLATIVES.split())
_CONTRASTS = ({"most", "best"}, {"least", "worst"})
_ONLY = re.compile(r"\b(?:only|solely|merely|exclusively)\b", re.IGNORECASE)
_NO_MORE = re.compile(
    r"\b(?:only|just|merely|solely|alone|sole|exclusively|nothing but|no more than|limited|barely|single|so far|few)\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(r"\bnot\s+(?:only|merely|solely)\b|\bthe only\b|\bif only\b", re.IGNORECASE)

_TIME = re.compile(r"\bfor the (?:very )?(?P<which>first|last|final) time\b", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?P<word>once|used to|no longer|any longer|anymore)\s+(?!(?:the|a|an|again|more|in|on|it|they)\b)", re.I
)
_OVER = re.compile(
    r"\b(?:once|used to|no longer|any longer|anymore|former\w*|previous\w*|earlier|until|had|stopped|ceased|end\w*)\b",
    re.IGNORECASE,
)


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for a degree that the claim has and the passage has not."""
    if alignment.coverage < _LEAST_COVERAGE:
        return []
    return [*_superlatives(alignment), *_restrictions(alignment), *_once(alignment), *_times(alignment)]


def _said(alignment: Alignment) -> str:
    return alignment.claim.text[alignment.start : alignment.end]


def _superlatives(alignment: Alignment) -> Iterator[Finding]:
    given = {word.lower() for word in _ANY_SUPERLATIVE.findall(alignment.passage.text)} - _NOT_SUPERLATIVE
    for match in _SUPERLATIVE.finditer(_said(alignment)):
        word = (match["most"] or match["first"]).lower()
        if word in _NOT_SUPERLATIVE:
            continue
        if not given or any(word in one and given & other and word not in given for one, other in _turned()):
            yield _lacks(alignment, match["most"] or match["first"])


def _turned() -> tuple[tuple[set[str], set[str]], tuple[set[str], set[str]]]:
    one, other = _CONTRASTS
    return (one, other), (other, one)


def _restrictions(alignment: Alignment) -> Iterator[Finding]:
    """`Only`, where the passage sets no bound; beside a number it may compare with a greater one of the passage."""
    if _NO_MORE.search(alignment.passage.text) or _NOT_ONLY.search(_said(alignment)):
        return
    for match in _ONLY.finditer(_said(alignment)):
        if not _below_another(alignment.claim, alignment.passage, alignment.start + match.end()):
            yield _lacks(alignment, match.group())


def _once(alignment: Alignment) -> Iterator[Finding]:
    """`Who once headed`, where the passage does not say that it is over."""
    if _OVER.search(alignment.passage.text):
        return
    for match in _ONCE.finditer(_said(alignment)):
        yield _lacks(alignment, match.group("word"))


def _times(alignment: Alignment) -> Iterator[Finding]:
    """`For the first time`, `for the last time`."""
    for match in _TIME.finditer(_said(alignment)):
        other = "never before|first" if match["which"].lower() == "first" else "last|final"
        if not re.search(rf"\b(?:{other})\w*\b", alignment.passage.text, re.IGNORECASE):
            yield _lacks(alignment, match.group())


def _below_another(claim: Facts, passage: Facts, at: int) -> bool:
    after = [each for each in claim.quantities if at <= each.start <= at + 2]
    return any(other.low > each.high and other.unit == each.unit for each in after for other in passage.quantities)


def _lacks(alignment: Alignment, word: str) -> Finding:
    passage = alignment.passage
    where = f"{passage.label} {passage.place(0, len(passage.text))}"
    return Finding(CHECK, Outcome.LACKS, f"no source says {word!r} here; the nearest is {where}", rival=True)
