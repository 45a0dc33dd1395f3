"""Who a verb of speech belongs to: the noun phrase before it, after it, or the one it shares with the verb before."""

import re

from briefing.language.lexicon import is_irregular
from briefing.language.names import names
from briefing.language.phrases import (
    DETERMINERS,
    NO_SUBJECT,
    PEOPLE,
    PRONOUNS,
    Phrase,
    antecedent,
    ending_at,
    listed,
    names_somebody,
    opening,
    parts,
    phrase_at,
    whole,
)
from briefing.language.plain_words import CALENDAR
from briefing.language.words import Word, norm, words

_DAYS = "|".join(sorted(CALENDAR, key=len, reverse=True))
_TRAIL = re.compile(
    r"(?:\s*\b(?:has|have|had|also|later|then|earlier|once|again|first|himself|herself|themselves|now|just|never|"
    r"not|did|will|would|could|may|might|should|can|yesterday|today|still|even|since|always|often|was|were|be|been|"
    rf"[a-z]+ly|(?:on|late|early|last|this|earlier|later|the same|next) (?:on |this |last )?(?:{_DAYS}|day|week|month|"
    r"year|weekend|morning|evening|afternoon)|in an? (?:statement|interview|post|briefing|speech|letter|tweet)))+\s*$",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"\ue000+|[;:—(]| [-–] |(?:,\s*)?\b(?:and|but|while|whereas|although|though|because|after|before|when|that|if|as|"
    r"since|so|yet|where)\b"
)
_CONTROL = re.compile(
    r"\b(?:led|leads|leading|prompt(?:ed|s|ing)|caus(?:ed|es|ing)|forc(?:ed|es|ing)|push(?:ed|ing)) $"
)
"""Before `X to do`: what follows is done by X."""
_BEFORE_SUBJECT = """
    said says wrote writes added adds reported reports noted notes declared stated asked asks remarked explained
    explains concluded quipped replied recalled commented observed joked tweeted posted announced warned insisted
    argued read
"""
_INVERTING: frozenset[str] = frozenset(_BEFORE_SUBJECT.split())
"""Verbs that stand before their subject: `..., said Zhang`."""
_ALSO_NOUNS = """
    demands claims reports calls notes posts estimates signals forecast forecasts pledges vows promises hints questions
    remarks comments urges labels terms reveals
"""
_NOUNS_TOO: frozenset[str] = frozenset(_ALSO_NOUNS.split())
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


def of_verb(sentence: str, tokens: list[Word], at: int, *, previous: Phrase | None) -> Phrase | None:
    """The subject of the verb `tokens[at]`; quotations in the sentence must be blotted out with U+E000."""
    verb = tokens[at]
    before = sentence[: verb.start].rstrip()
    agent = _agent(sentence, tokens, at)
    if agent is not None:
        return agent
    if verb.norm in _INVERTING and (before.endswith((",", "\ue000")) or not before):
        inverted = _inverted(sentence, verb)
        if inverted is not None:
            return inverted
    participle = verb.norm.endswith("ing")
    if participle and before.endswith(","):
        return _controlled(sentence, verb.start) or previous or opening(sentence, len(before))
    subject = _left(sentence, verb.start, previous)
    if subject is None or sentence[: subject.end].endswith(("'s", "’s", "s'", "s’")):
        return None
    doubtful = verb.norm in _NOUNS_TOO or (participle and subject is not previous)
    return subject if not doubtful or _definite(sentence, subject, participle) else None


def _definite(sentence: str, subject: Phrase, participle: bool) -> bool:
    """Whether the subject is a name or pronoun, so that the word after it is a verb and no noun."""
    if norm(sentence[subject.start : subject.end]) in PRONOUNS or names_somebody(sentence, subject):
        return True
    return participle and any(word.norm in PEOPLE for word in words(sentence[subject.start : subject.end])[-2:])


def _controlled(sentence: str, before: int) -> Phrase | None:
    """`which led Stubb to doubt it, saying`: what follows is Stubb's."""
    for name in reversed(names(sentence[:before])):
        if _CONTROL.search(sentence[: name.start]) and sentence[name.end : name.end + 4] == " to ":
            return Phrase(name.start, name.end, name.start, name.end)
    return None


def _agent(sentence: str, tokens: list[Word], at: int) -> Phrase | None:
    """`criticised by X`, `described by X as`, `told by X`."""
    passive = any(word.norm in _BE for word in tokens[max(0, at - 2) : at])
    if passive or (tokens[at].norm.endswith("ed") and at + 1 < len(tokens) and tokens[at + 1].norm == "by"):
        for word in tokens[at + 1 : at + 3]:
            if word.norm == "by":
                begin = word.end + 1
                return phrase_at(sentence, begin) if begin < len(sentence) else None
    return None


def _inverted(sentence: str, verb: Word) -> Phrase | None:
    begin = verb.end
    while begin < len(sentence) and sentence[begin].isspace():
        begin += 1
    if begin == len(sentence) or sentence[begin] in "\ue000,.:;":
        return None
    first = words(sentence[begin : begin + 40])[:1]
    if not first or first[0].start or first[0].norm in CALENDAR or first[0].norm in NO_SUBJECT | {"that", "it"}:
        return None
    subject = phrase_at(sentence, begin)
    if subject is None or _is_clause(sentence, subject):
        return None
    rest = words(sentence[subject.end : subject.end + 30])[:1]
    glue = sentence[subject.end : subject.end + rest[0].start] if rest else "."
    ended = glue.strip() != "" or rest[0].norm in NO_SUBJECT or rest[0].norm in CALENDAR
    opens_phrase = sentence[begin].isupper() or first[0].norm in DETERMINERS or first[0].norm in PEOPLE
    opens_phrase = opens_phrase or names_somebody(sentence, subject)
    return subject if ended and opens_phrase else None


def _is_clause(sentence: str, phrase: Phrase) -> bool:
    """Whether a verb follows the first noun: `people stayed calm` is what is said, not who says it."""
    following = words(sentence[phrase.start : phrase.end])[1:3]
    bare = not names_somebody(sentence, phrase)
    return bare and any(
        is_irregular(word.norm) or (word.norm.endswith("ed") and len(word.norm) > 4) for word in following
    )


def _left(sentence: str, verb_start: int, previous: Phrase | None) -> Phrase | None:
    left = sentence[:verb_start]
    stripped = _TRAIL.sub("", left).rstrip()
    bounds = list(_BOUNDARY.finditer(stripped))
    if stripped.endswith(","):
        return _closed_by_comma(sentence, stripped, bounds) or previous
    for match in (*reversed(bounds), None):
        begin = match.end() if match else 0
        if not stripped[begin:].strip(" ,"):
            if match and match.group().lstrip(", ").startswith(("and", "but")):
                return previous or opening(sentence, match.start())
            continue
        return _in_segment(sentence, begin, len(stripped)) or (previous if match else None)
    return previous


def _closed_by_comma(sentence: str, stripped: str, bounds: list[re.Match[str]]) -> Phrase | None:
    """The subject before an apposition or a relative clause: `Zhang Hong, a research fellow at ..., said`."""
    begin = 0
    for match in bounds:
        if match.group().startswith(("\ue000", ";", ":")) or "," in match.group():
            begin = match.end()
    for from_ in (begin, 0):
        segments = parts(stripped, from_)
        for index, (start, end) in enumerate(segments):
            subject = whole(sentence, start, end)
            if subject is None:
                continue
            if index + 1 < len(segments) and not names_somebody(sentence, subject):
                apposed = whole(sentence, *segments[index + 1])
                if apposed is not None and names_somebody(sentence, apposed):
                    return apposed
            return subject
    return None


def _in_segment(sentence: str, begin: int, end: int) -> Phrase | None:
    """The noun phrase that ends at `end`."""
    for start, stop in reversed(parts(sentence[:end], begin)):
        first = words(sentence[start:stop])[:1]
        if first and first[0].norm == "who":
            return antecedent(sentence, start)
        subject = whole(sentence, start, stop) or ending_at(sentence, start, stop)
        if subject is not None:
            return listed(sentence, subject)
    return None
