"""Whether the clause beside a weekday tells of a deed as done, on that day, and not of what was planned for it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from briefing.language import deeds
from briefing.language.lexicon import is_irregular, root
from briefing.language.offices import is_head
from briefing.language.phrases import PEOPLE
from briefing.language.words import Word

_BEFORE_ADJECTIVES = deeds.DETERMINERS | deeds.listed(
    "of in at to from with by off into onto over under near across among against"
)
_JOINING = frozenset(("and", "but", "or"))
_TURNING = _JOINING | frozenset(("while", "who", "which"))
_NOMINATIVES = frozenset(("he", "she", "they", "we", "i"))
_SHUT = frozenset(("closed", "shut", "blocked"))
_APART = deeds.listed("on about over after during amid toward towards despite regarding concerning")
_PRONOUNS = deeds.listed("he she it they we i you")
_OBJECTS = deeds.DETERMINERS | deeds.COUNTS | deeds.listed("him them us me")
_OF_SPEECHES = frozenset(("in", "at", "during", "via"))
_SETTINGS = frozenset(("in", "at", "during"))
_PREPOSITIONS = deeds.BEHIND - deeds.DETERMINERS
_SPOKEN = frozenset(("speaking", "testifying"))
_AT_ALL = deeds.listed("of with between in at near outside")
_STEPS = frozenset(("place", "spot", "berth"))
"""Who won a berth at the games on Sunday may have won it before, or be to play in them."""
_LATER = deeds.BEHIND | deeds.PASSED_BY | deeds.CALENDAR | deeds.listed("today yesterday last this")
"""Behind a participle: `the deal announced in May`, `announced today`."""
_VERBS = 3
"""Verbs of a sentence among which the main one is looked for."""
_SUBJECT = 5
"""Words of a subject between the day that opens a sentence and a verb that may be a participle."""
_LONG_SUBJECT = 14
"""The same where the verb is none."""
_SPLIT = 9
"""Words of a subject before its day: `The court on Friday upheld the ban`."""


@lru_cache(maxsize=4096)
def is_past(norm: str) -> bool:
    """Whether it has the form of a past: `fell`, `closed`, also where that is a participle."""
    if norm in deeds.NO_PAST:
        return False
    return (
        norm in deeds.UNCHANGED
        or (norm.endswith("ed") and len(norm) > 3)
        or norm in deeds.CERTAIN
        or (is_irregular(norm) and norm not in ("dead", "better", "worse", "worst", "leaves") and norm[-1:] != "s")
    )


def is_doubted(some: Sequence[Word]) -> bool:
    return any(word.norm in deeds.IFS and word.text != "May" for word in some)


def points(some: Sequence[Word]) -> bool:
    """Whether they point at what may not be over, or have an infinitive."""
    norms = [word.norm for word in some]
    return any(norm in deeds.POINTING or norm in deeds.NOT_PAST for norm in norms) or _has_infinitive(some)


def _has_infinitive(some: Sequence[Word]) -> bool:
    return any(
        one.norm == "to" and other.text[:1].islower() and other.norm not in deeds.DETERMINERS | deeds.NO_VERBS
        for one, other in pairwise(some)
    )


def pasts(clause: Sequence[Word], *, finite: bool = False) -> list[tuple[int, int]]:
    """Where verbs of the past stand, each with its helpers: places of its first and last word.

    `finite`: the clause goes on with a `who` or `which`, so that its first word may be one.
    """
    found: list[tuple[int, int]] = []
    for at, word in enumerate(clause):
        adjective = at > 0 and clause[at - 1].norm in _BEFORE_ADJECTIVES
        if not is_past(word.norm) or adjective or (at and word.text[:1].isupper()):
            continue
        begin = at
        while begin and (clause[begin - 1].norm in deeds.PASSED_BY or _is_adverb(clause[begin - 1].norm)):
            begin -= 1
        if found and found[-1][1] == begin - 1 and clause[begin - 1].norm in deeds.HELPERS:
            found[-1] = (found[-1][0], at)
        elif at or finite or word.norm in deeds.CERTAIN or word.norm in deeds.SAYING:
            found.append((at, at))
    return found


def is_done(clause: Sequence[Word], *, marked: bool, finite: bool = False) -> bool:
    """Whether the day behind the clause is that of a deed it tells of as done; `marked`: the day has its `on`."""
    verbs = pasts(clause, finite=finite)
    if len(verbs) > 1 and clause[verbs[-2][1]].norm in deeds.SAYING:
        clause = clause[verbs[-2][1] + 1 :]
        verbs = pasts(clause)
    if not verbs or points(clause) or _turns(clause[verbs[-1][1] + 1 :]):
        return False
    first, last = verbs[-1]
    surely = last > first or clause[last].norm in deeds.CERTAIN
    if not surely and not all(clause[begin - 1].norm in _JOINING for begin, _ in verbs[1:]):
        return False
    verb = clause[last].norm
    rest = _rest(clause[last + 1 :])
    if not rest:
        bare = first == last and verb in deeds.HELPERS  # `he knew that the vote was on Sunday`
        return not bare and verb not in deeds.ARRANGED and (marked or verb in deeds.ALONE)
    if verb in deeds.SAYING and _is_speech(rest):
        return True
    if not _is_plain(rest, own=verb in deeds.OF_THE_DAY or _is_there(rest)):
        return False
    return verb in deeds.DEEDS or (verb == "told" and len(rest) <= 3)


def _turns(behind: Sequence[Word]) -> bool:
    """Whether behind the deed a verb of the present may have the day: `hit Melk and reaches Aldan on Friday`."""
    rest = _rest(behind)
    turn = next((n for n, word in enumerate(rest) if word.norm in _TURNING), len(rest))
    return any(
        (at >= turn or one.text[:1].isupper() or one.norm in _NOMINATIVES) and _may_be_present(one, other, at >= turn)
        for at, (one, other) in enumerate(pairwise(rest))
    )


def _may_be_present(one: Word, other: Word, joined: bool) -> bool:
    """Whether `other`, directly behind `one`, may be a verb of the present; `joined`: an `and` or `who` stands before.

    Only behind such a one is any `-s` in doubt: `Police burned offices`, but `hit Melk and reaches Aldan`.
    """
    if other.text[:1].isupper() or is_past(other.norm) or other.norm in ("shares", "dead") or not _is_head(one):
        return False
    if one.norm in _NOMINATIVES or root(other.norm) in deeds.present_roots():
        return True
    return joined and other.norm[-1:] == "s" and other.norm[-2:] not in ("ss", "us") and other.norm not in deeds.BEHIND


def _is_head(word: Word) -> bool:
    """Whether a verb can stand behind it: it is no article, number, adverb, preposition or possessive."""
    norm = word.norm
    if norm in _BEFORE_ADJECTIVES or norm in deeds.COUNTS or norm in deeds.ADJECTIVES or norm[:1].isdigit():
        return False
    return not word.text.endswith(("'s", "’s", "s'", "s’"))


def is_shut(before: Sequence[Word], clause: Sequence[Word]) -> bool:
    """Whether it is what was said of a closure, on its day or of a day ahead: `said schools were closed on Friday`."""
    verbs = pasts(clause)
    if not verbs or clause[verbs[-1][1]].norm not in _SHUT or verbs[-1][0] == verbs[-1][1]:
        return False
    return any(word.norm in deeds.SAYING for word in [*before, *clause[: verbs[-1][0]]])


def _rest(behind: Sequence[Word]) -> list[Word]:
    return [word for word in behind if word.norm not in deeds.PASSED_BY and not _is_adverb(word.norm)]


def _is_adverb(norm: str) -> bool:
    return norm.endswith("ly") and norm not in deeds.LIKE_ADVERBS


def _is_plain(rest: Sequence[Word], *, own: bool) -> bool:
    """Whether nothing between the verb and the day may have another day; `own`: events fall on the verb's day."""
    norms = {word.norm for word in rest}
    if (norms & deeds.EVENTS and not own) or norms & _APART or (norms & _STEPS and len(rest) > 1):
        return False
    return not any(
        word.norm.endswith("ing")
        and word.norm not in deeds.EVENTS
        and word.norm not in deeds.THINGS
        and word.text[:1].islower()
        for word in rest
    )


def is_saying(clause: Sequence[Word]) -> bool:
    """Whether a clause behind a comma tells only that something was said: `..., the union said on Friday`."""
    verbs = pasts(clause)
    return len(verbs) == 1 and clause[verbs[0][1]].norm in deeds.SAYING


def _is_there(rest: Sequence[Word]) -> bool:
    """Whether an event is where it was done: `were hurt at the match`, and not `sent tickets to the match`."""
    return rest[0].norm in _SETTINGS and not any(word.norm in _PREPOSITIONS for word in rest[1:])


def _is_speech(rest: Sequence[Word]) -> bool:
    """Whether it was said in something of that day: `in a statement`, `at a news conference`."""
    at = next((n for n in range(len(rest) - 1, -1, -1) if rest[n].norm in _OF_SPEECHES), None)
    if at is None or not 2 <= len(rest) - at <= 6 or points(rest) or {word.norm for word in rest[:at]} & _APART:
        return False
    pressed = rest[-1].norm == "conference" and rest[-2].norm in ("news", "press")
    return rest[-1].norm in deeds.SPEECHES or pressed


def is_told(clause: Sequence[Word]) -> bool:
    """Whether it tells of something done, in the past or the perfect, and of nothing planned."""
    at = next((n for n, word in enumerate(clause) if word.norm in ("has", "have")), None)
    if at is not None:
        behind = _rest(clause[at + 1 : at + 4])
        clause = [word for n, word in enumerate(clause) if n != at]
        return bool(behind) and is_past(behind[0].norm) and not points(clause)
    going = any(one.norm in deeds.HELPERS and other.norm.endswith("ing") for one, other in pairwise(clause))
    return bool(pasts(clause)) and not points(clause) and not going


def has_been(clause: Sequence[Word]) -> bool:
    """Whether it names a deed behind `after`, by its `-ing` form: `(after) concluding their talks in Brenn`."""
    if not clause[0].norm.endswith("ing") or points(clause) or _turns(clause[1:]):
        return False
    deed, rest = root(clause[0].norm), _rest(clause[1:])
    return deed in deeds.deed_roots() and _is_plain(rest, own=deed in deeds.own_day_roots())


def is_split(clause: Sequence[Word], right: Sequence[Word]) -> bool:
    """Whether the day stands between who did it and what he did: `The court on Friday upheld the ban`."""
    if len(clause) > _SPLIT or pasts(clause) or points(clause) or not _is_plain(clause, own=False):
        return False
    until = next((n for n, word in enumerate(clause) if n and word.norm in ("of", "in", "at")), len(clause))
    head = clause[until - 1]
    named = head.text[:1].isupper() and (until > 1 or head.norm not in deeds.BEHIND)
    loose = [n for n, word in enumerate(clause) if word.norm in _PREPOSITIONS and word.norm != "and"]
    if not (head.norm in PEOPLE or is_head(head.norm) or named) or any(n != until for n in loose):
        return False
    at = 0
    while at < len(right) and (right[at].norm in deeds.PASSED_BY or _is_adverb(right[at].norm)):
        at += 1
    return at < len(right) and _is_finite(right, at)


def _is_finite(clause: Sequence[Word], at: int) -> bool:
    """Whether the word is a verb of the past for sure, and points at nothing: one with an object is no participle."""
    verb = clause[at].norm
    if not is_past(verb) or (verb in deeds.POINTING and verb not in deeds.ASKING):
        return False
    if verb in deeds.CERTAIN:
        return verb not in deeds.HELPERS or not points(clause[at + 1 : at + 4])
    following = clause[at + 1] if at + 1 < len(clause) else None
    if verb in deeds.INTRANSITIVE or following is None:
        return verb in deeds.INTRANSITIVE and (following is None or following.norm != "by")
    if verb in deeds.ASKING:
        return following.norm in ("on", "for") or following.norm in deeds.DETERMINERS
    if following.norm == "to":
        return verb in deeds.TRYING
    if verb in deeds.ON_SOMEONE:
        return verb == "told"
    if following.norm in _OBJECTS or following.norm[:1].isdigit() or following.norm in _PRONOUNS:
        return True
    if verb in deeds.SAYING:
        return following.norm == "that" or following.norm not in _LATER
    if not following.text[:1].isupper() or following.norm in deeds.CALENDAR:
        return False
    until = next((n for n in range(at + 1, len(clause)) if not clause[n].text[:1].isupper()), len(clause))
    return until == len(clause) or not _may_be_present(clause[until - 1], clause[until], True)


def is_setting(clause: Sequence[Word]) -> bool:
    """Whether it says at what or in what the rest came to pass: `In a statement`, `Speaking at the talks in Brenn`."""
    spoken = clause[0].norm in _SPOKEN
    clause = clause[spoken:]
    if len(clause) < 2 or clause[0].norm not in _SETTINGS or points(clause):
        return False
    until = next((n for n in range(1, len(clause)) if clause[n].norm in _AT_ALL), len(clause))
    behind = {word.norm for word in clause[until:]}
    if behind & (deeds.EVENTS | _APART) or any(
        word.norm in deeds.BEHIND - deeds.DETERMINERS for word in clause[1:until]
    ):
        return False
    return clause[until - 1].norm in deeds.GATHERINGS


def goes_on(right: Sequence[Word]) -> bool:
    """Whether the sentence that the day opens tells of something done: `On Friday the harbour was closed`."""
    edge = next((n for n, word in enumerate(right) if word.norm in deeds.CLAUSES), len(right))
    return any(_is_main(right, first, last) for first, last in pasts(right[:edge])[:_VERBS])


def _is_main(right: Sequence[Word], first: int, last: int) -> bool:
    """Whether it is the verb of the sentence: in `On Friday the deal struck in May takes effect`, `struck` is none."""
    subject, verb = right[:first], right[last].norm
    if points(subject) or is_doubted(subject):
        return False
    plain = len(subject) <= _SUBJECT and not any(word.norm in deeds.DETERMINERS for word in subject[1:])
    if not plain and not _is_subject(subject, right[first].norm):
        return False
    if last > first or (subject and subject[-1].norm in _PRONOUNS and verb not in deeds.HELPERS):
        return verb not in deeds.POINTING
    named = _rest(subject)
    return (verb in deeds.CERTAIN or bool(named and _is_head(named[-1]))) and _is_finite(right, first)


def _is_subject(words: Sequence[Word], verb: str) -> bool:
    """Whether they are one long subject, not a clause of the present with another behind (`hears a plea he lodged`)."""
    if len(words) > _LONG_SUBJECT or verb == "had" or any(word.norm in _PRONOUNS for word in words[1:]):
        return False
    return not any(
        one.text[:1].islower() and one.norm[-1:] == "s" and one.norm[-2:] != "ss" and other.norm in deeds.DETERMINERS
        for one, other in pairwise(words)
    )
