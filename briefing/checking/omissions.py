"""Omissions: a condition, a verb in between, that somebody would not say: what is left out may turn the rest round."""

import re
from collections.abc import Iterator

from briefing.checking.alignment import Alignment
from briefing.checking.facts import Token
from briefing.checking.finding import Finding, Outcome
from briefing.checking.matching import Pair
from briefing.language.lexicon import root

CONDITION, WORDING = "modality", "wording"
_LEAST_COVERAGE = 0.5
_MOST_OF = 0.5
_IF = re.compile(
    r"\b(?=[iupoa])(?<!as )(?<!even )(?<!what )(?<!only )(?<!see )(?<!know )(?<!ask )(?<!asked )(?<!wonder )"
    r"(?<!sure )(?<!clear )"
    r"(?:if|unless|provided that|on condition that|as long as)\b(?! (?:not|any|so|only|at all|necessary|possible)\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:—]|[.!?](?=\s|$)|$")
_OPENS = re.compile(r"(?:^|[,;:—“\"]|\bthat|\band|\bbut)\s*$")
_TO_COME = re.compile(r"\b(?:will|would|could|may|might|must|shall|can|going to)\b|['’]ll\b", re.IGNORECASE)
_CAREFUL = re.compile(
    r"\b(?:if|unless|could|(?-i:may)|might|provided|conditions?|conditional\w*|can|when|once|should|depend\w*|threat\w*|warn\w*"
    r"|otherwise|without|until|in case|possibl[ey]|potential\w*|consider\w*|demand\w*|refus\w*|requir\w*|offer\w*)\b",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\bwould\b|['’]d\b", re.IGNORECASE)
_UNSAID = re.compile(
    r"\btoo (?:early|soon) to\b|\bpremature(?:ly)? to\b|\b(?:impossible|hard|difficult) to (?:say|tell|know|judge)\b"
    r"|\b(?:declin|refus)\w+ to (?:say|comment|confirm|discuss|speculate|reveal|disclose|specify|speak)\b"
    r"|\b(?:could|did|would|can|does|do|has|have|is|was|were|are) (?:not|never) (?:yet )?"
    r"(?:say|said|know|known|confirm\w*|disclose\w*|specif\w+|clear|certain|proven|established)\b"
    r"|\b(?:unclear|unknown|uncertain|unconfirmed)\b|\bwithout saying\b|\bno (?:word|comment) on\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|no|never|nothing|nobody|whether|declin\w*|refus\w*|early|soon|premature\w*|impossible|hard|difficult"
    r"|open|questions?|un(?:clear|known|certain|confirmed)|without|(?-i:may)|might|could|possibl[ey]|if|den\w+|doubt\w*)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:hope[sd]?|hoping|fear(?:s|ed|ing)|wish(?:es|ed)?) (?:that|to|for|it|he|she|they|the|we|a|an)\b",
    re.IGNORECASE,
)
_WISHING = re.compile(
    r"\b(?:hop\w+|fear\w*|wish\w*|want\w*|seek\w*|sought|(?-i:may)|might|could|should|aim\w*|plan\w*|pray\w*|worr\w+"
    r"|afraid|concern\w*|risk\w*|expect\w*|possibl[ey]|goal|would like|ambition|not|no|never)\b",
    re.IGNORECASE,
)
_CONSIDERING = frozenset(
    map(root, ("consider", "discuss", "propose", "weigh", "suggest", "contemplate", "avoid", "risk", "deny", "oppose"))
) | frozenset(
    map(root, ("resist", "delay", "postpone", "threaten", "imagine", "favour", "recommend", "debate", "mull"))
)
_PART = re.compile(
    r"[,–—]\s*(?:including\s+)?(?:at least |about |some )?(?P<number>[\w,.]+(?: \w+)?) of (?:them|whom)\b[^,;.–—]*"
)
_SPAN_END = re.compile(r";|\.\s|\bbut\b|\balthough\b|,\s(?:and|while|whereas)\b|$")
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those", "all"})
_BEING = frozenset({"was", "were", "is", "are", "been", "be", "being"})
_EMPTY = frozenset({"be", "have", "do", "get", "make", "take", "go", "come", "start", "begin"})
_AFTER = 4
"""Tokens behind the verb in between, in which its object stands."""


def compare(alignment: Alignment) -> list[Finding]:
    """Findings for what the passage ties its statement to and the claim does not."""
    if alignment.coverage < _LEAST_COVERAGE:
        return []
    return [
        *_unconditional(alignment),
        *_under(alignment, _UNSAID, _OPEN),
        *_under(alignment, _WISHED, _WISHING),
        *_skipped(alignment),
        *_only_considered(alignment),
        *_of_a_part(alignment),
    ]


def _unconditional(alignment: Alignment) -> Iterator[Finding]:
    """`The union will block the road`, where it will only do so if the council refuses."""
    claim, passage = alignment.claim.text[alignment.start : alignment.end], alignment.passage
    match = _IF.search(passage.text)
    if match is None or _CAREFUL.search(claim) or (_WOULD.search(claim) and not alignment.claim.attributions):
        return
    begin, end = _governed(passage.text, match)
    main = passage.text[begin:end]
    if _TO_COME.search(main) and _stands_in(alignment, begin, end):
        detail = f"{passage.label} ties it to a condition with {match.group()!r}, the claim does not "
        yield Finding(CONDITION, Outcome.LACKS, detail + passage.place(match.start(), match.end()))


def is_conditional(text: str) -> bool:
    """Whether something in it holds on a condition only."""
    return _IF.search(text) is not None


def _governed(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The stretch that holds on the condition: behind its comma where it opens the clause, else before it."""
    if _OPENS.search(text[: match.start()]):
        stop = _CLAUSE_END.search(text, match.end())
        begin = stop.end() if stop else len(text)
        after = _SPAN_END.search(text, begin)
        return begin, after.start() if after else len(text)
    begin = max(text.rfind(mark, 0, match.start()) for mark in ",;:—") + 1
    return begin, match.start()


def _under(alignment: Alignment, governing: re.Pattern[str], allowed: re.Pattern[str]) -> Iterator[Finding]:
    """`Said that the fires had one cause`, where it was too early to speak of one, or only hoped that they had."""
    passage = alignment.passage
    match = governing.search(passage.text)
    if match is None or allowed.search(alignment.claim.text[alignment.start : alignment.end]):
        return
    stop = _SPAN_END.search(passage.text, match.end())
    if _stands_in(alignment, match.end(), stop.start() if stop else len(passage.text)):
        detail = f"the claim gives it as said, {passage.label} has: {match.group()!r} "
        yield Finding(CONDITION, Outcome.LACKS, detail + passage.place(match.start(), match.end()))


def _stands_in(alignment: Alignment, begin: int, end: int) -> bool:
    """Whether most of what both have stands in a stretch of the passage."""
    met = [
        pair.passage.start
        for pair in alignment.pairs.values()
        if pair.met and pair.claim.weight >= 1 and pair.claim.kind in ("word", "number")
    ]
    inside = sum(begin <= start < end for start in met)
    return inside >= 1 and inside > _MOST_OF * len(met)


def _skipped(alignment: Alignment) -> Iterator[Finding]:
    """`Agreed to the treaty` for `agreed to discuss the treaty`."""
    used = {pair.passage for pair in alignment.pairs.values()}
    for pair in alignment.pairs.values():
        if pair.claim.kind != "word" or pair.passage.kind != "word" or pair.opposed:
            continue
        between = _infinitive(alignment, pair.passage)
        if between is None or between in used:
            continue
        given = _thing(alignment, pair)
        after = alignment.passage.tokens.index(between) + 1
        if given is not None and given in alignment.passage.tokens[after : after + _AFTER]:
            passage = alignment.passage
            said = passage.text[pair.passage.start : between.end]
            detail = f"{passage.label} has only: {said!r} {passage.place(pair.passage.start, between.end)}"
            yield Finding(WORDING, Outcome.LACKS, detail, (pair.claim,), rival=True)


def _only_considered(alignment: Alignment) -> Iterator[Finding]:
    """`Called off the concert` for `considered calling off the concert`."""
    used = {pair.passage for pair in alignment.pairs.values()}
    passage = alignment.passage
    for pair in alignment.pairs.values():
        if pair.claim.kind != "word" or pair.passage.kind != "word" or not pair.passage.at:
            continue
        verb, before = passage.words[pair.passage.at], passage.words[pair.passage.at - 1]
        mine = alignment.claim.words[pair.claim.at]
        if not verb.norm.endswith("ing") or mine.norm.endswith("ing") or root(before.norm) not in _CONSIDERING:
            continue
        if not any(token.start == before.start for token in used):
            said = passage.text[before.start : verb.end]
            detail = f"{passage.label} has only: {said!r} {passage.place(before.start, verb.end)}"
            yield Finding(CONDITION, Outcome.LACKS, detail, (pair.claim,), rival=True)


def _of_a_part(alignment: Alignment) -> Iterator[Finding]:
    """`19 people were badly hurt` for `19 people were hurt, two of them badly`."""
    passage = alignment.passage
    match = _PART.search(passage.text)
    if match is None:
        return
    numbers = [pair.passage.start for pair in alignment.pairs.values() if pair.claim.kind == "number"]
    inside = [
        pair.claim
        for pair in alignment.pairs.values()
        if pair.claim.kind == "word"
        and pair.claim.weight >= 1
        and match.end("number") < pair.passage.start < match.end()
    ]
    if inside and not any(match.start() <= start < match.end() for start in numbers):
        said = alignment.claim.text[inside[0].start : inside[0].end]
        detail = f"{passage.label} says {said!r} of a part only: {match.group().strip(' ,')!r} "
        yield Finding(
            "scope", Outcome.LACKS, detail + passage.place(match.start(), match.end()), (inside[0],), rival=True
        )


def _infinitive(alignment: Alignment, verb: Token) -> Token | None:
    """The verb that follows another with `to`."""
    words = alignment.passage.words
    if not alignment.passage.may_be_verb(verb) or verb.at + 2 >= len(words) or words[verb.at + 1].norm != "to":
        return None
    norm = words[verb.at + 2].norm
    if norm in _DETERMINERS or norm in _EMPTY:
        return None
    return next((t for t in alignment.passage.tokens if t.kind == "word" and t.at == verb.at + 2), None)


def _thing(alignment: Alignment, pair: Pair) -> Token | None:
    """What stands in the passage for the claim's object of the verb, or for its subject where the verb is passive."""
    words, at = alignment.claim.words, pair.claim.at
    following = [word.norm for word in words[at + 1 : at + 3]]
    here = alignment.tokens.index(pair.claim)
    if following[:1] == ["to"] or following[:1] == ["on"]:
        following = following[1:]
    if following and following[0] in _DETERMINERS and here + 1 < len(alignment.tokens):
        other = alignment.tokens[here + 1]
    elif at and words[at - 1].norm in _BEING and here:
        other = alignment.tokens[here - 1]
    else:
        return None
    found = alignment.pairs.get(other)
    return found.passage if found else None
