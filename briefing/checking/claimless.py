"""Predicates: a name, a number or a noun alone claims nothing that could be borne out."""

import re

from briefing.checking.facts import Facts
from briefing.checking.finding import Finding, Outcome
from briefing.domain.claim import Claim
from briefing.language.commonness import uses
from briefing.language.lexicon import is_irregular, root
from briefing.language.offices import is_head
from briefing.language.phrases import PEOPLE
from briefing.language.words import STOPWORDS, Word

CHECK = "claim"
_CLEAR = re.compile(
    r"\b(?:is|are|was|were|am|be|been|has|have|had|will|would|can|cannot|could|may|might|must|shall|should|did|does|do"
    r"|says?|said|goes|went|makes?|made|gets?|got|puts?|cut|hit|set|let|split|quit|became|becomes?|shut|saw|cost|read|beat|to"
    r"|i|you|he|she|it|we|they|both)\b|n['’]t\b|\w['’](?:re|ve|ll|d|m)\b|\b(?:it|he|she|that|there|who|what)['’]s\b"
    r"|^\w+ly,",
    re.IGNORECASE,
)
"""Verbs beyond doubt, and subjects that have one; `Slowly, ...` goes on with the sentence before."""
_LONGEST = 14
"""Words: what is longer has a verb somewhere, though not one that is known by its form."""
_COUNTED = 3
"""Words behind a number in which a plural is what it counts."""
_LEADING = """
    the a an its his her their my our your these those some any no each every both all of in on at for with by from
    about over under near several many few more most
    """
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their"})
_TIMES = frozenset(("day", "week", "month", "year", "hour", "minute", "second"))
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_COUNTED_LIKE_NOUNS = """
    injured wounded killed dead displaced detained arrested hurt infected stranded rescued unemployed jailed convicted
    accused trapped evacuated stolen damaged destroyed lost drowned freed kidnapped imprisoned
    """
_VICTIMS = frozenset(_COUNTED_LIKE_NOUNS.split())
"""Participles that are counted as nouns are: `a list of 64 injured`."""
_NOUNS_BEFORE = frozenset(_LEADING.split())
"""Words after which no verb stands."""


def examine(claim: Claim) -> list[Finding]:
    """A finding if the sentence has no predicate: nothing in it is said of anything."""
    facts = Facts(claim.text)
    words = facts.words
    if len(words) > _LONGEST or _CLEAR.search(claim.text) or any(_may_be_verb(facts, at) for at in range(len(words))):
        return []
    return [Finding(CHECK, Outcome.LACKS, "nothing is said of anything here: it has no verb, so there is no claim")]


def _may_be_verb(facts: Facts, at: int) -> bool:
    """Whether the word may be a verb, by its form and by what stands before it."""
    word = facts.words[at]
    before = facts.words[at - 1] if at else None
    if word.norm in STOPWORDS or _is_in_name(facts, word) or _is_number(facts, word):
        return False
    after = facts.words[at + 1].norm if at + 1 < len(facts.words) else ""
    joined = before is not None and not facts.text[before.end : word.start].strip()
    counted = before is not None and _is_number(facts, before) and not _ends_phrase(facts, at - 1)
    if before is not None and joined and (before.norm in _NOUNS_BEFORE or counted):
        return False
    if is_irregular(word.norm) or (word.norm.endswith("ed") and len(word.norm) > 4):
        return True
    if before is None:
        return False
    verbal = not is_head(word.norm) or after in _DETERMINERS  # `heads the clinic`
    if word.norm.endswith("s") and not word.norm.endswith("ss") and verbal:
        if after in _DETERMINERS - {"a", "an"}:  # not `120 kilometres an hour`
            return True
        if joined and _is_subject(facts, at - 1) and _has_object(facts, at):
            return True
        return not any(_is_number(facts, each) for each in facts.words[max(0, at - _COUNTED) : at])
    return joined and (before.norm in PEOPLE or before.norm.endswith("s")) and not _is_in_name(facts, before)


def _is_subject(facts: Facts, at: int) -> bool:
    """Whether the word ends what a present verb may stand behind: `Article 5 covers`, `One rider leads`."""
    word, before = facts.words[at], facts.words[at - 1] if at else None
    if before is None:
        return False
    if _is_number(facts, word):
        return before.norm[-1:] != "s" and not _is_number(facts, before) and _ends_phrase(facts, at)
    return before.norm == "one" and word.norm[-1:] != "s" and word.norm not in _TIMES


def _has_object(facts: Facts, at: int) -> bool:
    """Whether things stand behind what is mostly a verb: `covers attacks`, and not `Channel 4 news programmes`."""
    norm = facts.words[at].norm
    use = uses().get(root(norm))
    if norm in PEOPLE or norm.endswith("ings") or use is None or use.part != "v":
        return False
    following, end = facts.words[at + 1 : at + 3], facts.words[at].end
    for word in following:
        if facts.text[end : word.start].strip() or word.norm in STOPWORDS - _DETERMINERS:
            return False
        plural = word.norm.endswith("s") and not word.norm.endswith("ss")
        if plural or word.norm in _DETERMINERS - {"a", "an"} or _is_number(facts, word) or _is_in_name(facts, word):
            return True
        end = word.end
    return False


def _ends_phrase(facts: Facts, at: int) -> bool:
    """Whether the number counts nothing behind it: `of 6.1 hit the`, `Unit 4 exploded`, `the team of 11 resigned`."""
    following = facts.words[at + 1 : at + 3]
    if following[-1].norm in _DETERMINERS or (len(following) > 1 and following[-1].norm[:1].isdigit()):
        return True
    year = _YEAR.fullmatch(facts.words[at].norm)
    while at and _is_number(facts, facts.words[at - 1]):
        at -= 1
    before = facts.words[at - 1] if at else None
    if before is None or facts.text[before.end : facts.words[at].start].strip() or following[0].norm in _VICTIMS:
        return False
    if before.norm in ("of", "for") and year:
        return True
    if before.norm == "of":
        return not (following[-1].norm in PEOPLE or (len(following) > 1 and following[-1].norm.endswith("s")))
    return before.norm not in STOPWORDS and before.norm not in _NOUNS_BEFORE


def _is_number(facts: Facts, word: Word) -> bool:
    return word.norm[:1].isdigit() or any(each.start <= word.start < each.end for each in facts.quantities)


def _is_in_name(facts: Facts, word: Word) -> bool:
    return any(name.start <= word.start < name.end for name in facts.names)
