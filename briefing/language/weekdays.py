"""Weekdays: whether a bare `Friday` is the one behind the article or the one ahead, where its sentence leaves no doubt.

`met on Friday` has been; a `strike planned for Friday` may be to come, or be over. In doubt it is open: a wrong date in
a brief is worse than none.
"""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from briefing.language.lexicon import is_irregular
from briefing.language.words import Word, words


class Way(Enum):
    """On which side of the article's day a weekday lies."""

    BACK = "back"
    AHEAD = "ahead"
    OPEN = "open"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IFS = _set("will would shall should can could may might must won't wouldn't shouldn't couldn't cannot can't if unless")
"""What is said after these may not have come to pass."""
_NOT_PAST = _set("is are am be being has have do does isn't aren't hasn't haven't")
_POINTING = _set("""
    want wants wanted hope hopes hoped hoping need needs needed expect expects expected wish wishes wished intend
    intends intended like prefer prefers preferred await awaits awaited demand demands demanded seek seeks sought urge
    urges urged promise promises promised vow vows vowed plan plans planned scheduled due slated set fixed called
    convened invited booked timetabled supposed pencilled earmarked rescheduled settled tabled ordered ahead before
    until till by next coming upcoming forthcoming tomorrow prepare prepares prepared for whether once lest possible
    likely unlikely chance chances faith confidence interest prospect risk threat tickets invitation invitations
    """)
"""With these a clause points at what is not yet, or not certainly, over."""
_SAYING = _set("""
    said added reported confirmed denied wrote stressed acknowledged conceded insisted claimed repeated told announced
    warned declared stated argued explained
    """)
_DEEDS = _set("""
    killed struck hit destroyed damaged injured wounded closed shut opened ended began started held met signed arrived
    left visited flew travelled traveled won lost rose fell dropped gained climbed jumped died sank crashed collapsed
    exploded burned burnt burst broke arrested detained released freed seized captured attacked shelled bombed shot
    resigned adopted published sold bought launched delivered evacuated rescued pulled found recovered sent received
    reached entered crossed blocked came went forced fired derailed ruptured landed walked marched returned stopped
    resumed finished completed concluded joined attended buried fled drowned
    """)
"""Deeds done when they are told of, with what they were done to: `killed 23 people on Friday`."""
_OF_THE_DAY = _set("ended began started held won lost opened attended resumed finished completed concluded joined")
"""Deeds that fall on the day of what they are done to: `ended their strike on Friday`."""
_EVENTS = _set("""
    vote votes voting ballot ballots poll polls election elections referendum primary run-off runoff hearing hearings
    trial verdict ruling sentencing strike strikes walkout walkouts stoppage stoppages lockout deadline deadlines match
    matches game games final semi-final race concert festival summit talks meeting meetings session sessions conference
    debate rally rallies march marches parade protest protests demonstration demonstrations test tests flight flights
    visit visits trip inauguration ceremony funeral wedding exam exams launch opening expiry release exchange swap storm
    storms rain snow appointment event events reception truce ceasefire date round
    """)
"""What has a day of its own, which need not be that of the verb."""
_CERTAIN = _set("""
    was were had did went became began came took saw gave flew drew fell rose broke spoke wrote drove chose froze stole
    swore tore threw grew knew blew showed sang sank swam rang drank ate ran said wasn't weren't didn't
    """)
"""Pasts that are no participles."""
_HELPERS = _set("was were had been wasn't weren't hadn't")
_DETERMINERS = _set("the a an its his her their our my this that these those some any no each every all both another")
_BEFORE_ADJECTIVES = _DETERMINERS | _set("of in at to from with by off into onto over under near across among against")
_PASSED_BY = _set("""
    late early earlier later again also then there home together alone away out down overnight only first not
    itself himself herself themselves
    """)
"""Words between a verb and its day that have no day of their own."""
_NO_PAST = _set("need hundred indeed speed seed feed breed united red sacred naked embed greed weed creed shed bed")
_UNCHANGED = _set("hit cut shut burst")
_JOINING = _set("and but or")
_LEADING = _set("on late early earlier later")
_APART = _set("on about over after during amid toward towards despite regarding concerning")
_TEMPORAL = _set("when while after since as than where what because")
_EDGE = _TEMPORAL | _set("that who which whom whose although though whereas under")
"""Words that open a clause; and `under`: what goes on under a deal comes after it."""
_STOP = re.compile(r"[;:()\[\]—–“”\"!?]|\.(?=\s)|(?<=\s)-(?=\s)")
_DUE = re.compile(
    r"\b(?:is|are)\s+(?:now\s+|still\s+|also\s+)?(?:due|scheduled|planned|set|expected|slated|fixed)"
    r"\s+(?:to\s+\w+\s+)?(?:on|for)\s+(?:late\s+|early\s+)?$",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"['’]s|\s*[,(]?\s*(?:the\s+)?\d|\s*,?\s*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|\s*(?:,|/|[-–])?\s*(?:or|and|to|through|until|as)?\s*(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|week)\b"
    r"|\s+as\b",
    re.IGNORECASE,
)
"""What, behind a weekday, says more of it or makes it one of several."""
_SUBJECT = 5
"""Words of a subject between the day that opens a sentence and a verb that may be a participle."""


def way(text: str, start: int, end: int) -> Way:
    """On which side of the article's day the weekday at `text[start:end]` lies; offsets in characters."""
    left, right = _sentence(text, start, end)
    last = _last_clause(text, left, start)
    if _is_ahead(text[:start], last):
        return Way.AHEAD
    before = left[: len(left) - len(last)]
    opened = before[-1].norm if before and not _mark(text, before[-1].end, (last[0].start if last else start)) else ""
    if _FURTHER.match(text, end) or _is_doubted(last if opened == "under" else left):
        return Way.OPEN
    lead = len(last)
    while lead and last[lead - 1].norm in _LEADING:
        lead -= 1
    marked = any(word.norm == "on" for word in last[lead:])
    clause = last[:lead]
    if opened in _TEMPORAL and (_points(before) or not clause):
        return Way.OPEN
    if not clause:
        return Way.BACK if marked and _goes_on(right) else Way.OPEN
    return Way.BACK if _is_done(_without_aside(text, before, clause), marked=marked) else Way.OPEN


def _sentence(text: str, start: int, end: int) -> tuple[list[Word], list[Word]]:
    """Words of the sentence before and behind the day, to the nearest strong marks."""
    first = max((match.end() for match in _STOP.finditer(text, 0, start)), default=0)
    stop = _STOP.search(text, end)
    last = stop.start() if stop else len(text)
    found = words(text)
    return [w for w in found if first <= w.start and w.end <= start], [w for w in found if end <= w.start < last]


def _mark(text: str, start: int, end: int) -> bool:
    return "," in text[start:end]


def _last_clause(text: str, left: Sequence[Word], start: int) -> list[Word]:
    """Words before the day, back to a comma or to what opens a clause."""
    begin, following = len(left), start
    while begin and left[begin - 1].norm not in _EDGE and not _mark(text, left[begin - 1].end, following):
        begin -= 1
        following = left[begin].start
    return list(left[begin:])


def _without_aside(text: str, before: Sequence[Word], clause: list[Word]) -> list[Word]:
    """The clause with its subject, where an aside parts them: `The bridge, built in 1974, fell on Friday`."""
    chunks: list[list[Word]] = [[]]
    for word, following in pairwise([*before, clause[0]]):
        chunks[-1].append(word)
        if _mark(text, word.end, following.start):
            chunks.append([])
    if chunks[-1] or len(chunks) < 3 or not _is_past(clause[0].norm):
        return clause
    return [*chunks[-3], *clause]


def _is_past(norm: str) -> bool:
    if norm in _NO_PAST:
        return False
    return norm in _UNCHANGED or (norm.endswith("ed") and len(norm) > 3) or norm in _CERTAIN or _is_irregular(norm)


def _is_irregular(norm: str) -> bool:
    return is_irregular(norm) and norm not in ("dead", "better", "worse", "worst", "leaves") and not norm.endswith("s")


def _is_ahead(before: str, clause: Sequence[Word]) -> bool:
    """Whether the verb is of the future: `will meet on Friday`, `is due on Friday`."""
    if _DUE.search(before):
        return True
    at = next((n for n in range(len(clause) - 1, -1, -1) if clause[n].norm in ("will", "won't", "shall")), None)
    if at is None:
        return False
    rest = [word.norm for word in clause[at + 1 :]]
    if "be" in rest[:3]:
        rest = rest[rest.index("be") + 2 :]
    return not any(_is_past(norm) or norm in ("of", "since", "after", "scheduled", "due") for norm in rest)


def _is_doubted(some: Sequence[Word]) -> bool:
    return any(word.norm in _IFS and word.text != "May" for word in some)


def _points(some: Sequence[Word]) -> bool:
    """Whether they point at what may not be over, or have an infinitive."""
    norms = [word.norm for word in some]
    if any(norm in _POINTING or norm in _NOT_PAST for norm in norms):
        return True
    return any(
        one.norm == "to" and other.text[:1].islower() and other.norm not in _DETERMINERS
        for one, other in pairwise(some)
    )


def _pasts(clause: Sequence[Word]) -> list[tuple[int, int]]:
    """Where verbs of the past stand, each with its helpers: places of its first and last word."""
    found: list[tuple[int, int]] = []
    for at, word in enumerate(clause):
        adjective = at > 0 and clause[at - 1].norm in _BEFORE_ADJECTIVES
        if not _is_past(word.norm) or adjective or (at and word.text[:1].isupper()):
            continue
        begin = at
        while begin and (clause[begin - 1].norm in _PASSED_BY or clause[begin - 1].norm.endswith("ly")):
            begin -= 1
        if found and found[-1][1] == begin - 1 and clause[begin - 1].norm in _HELPERS:
            found[-1] = (found[-1][0], at)
        elif at or word.norm in _CERTAIN or word.norm in _SAYING:
            found.append((at, at))
    return found


def _is_done(clause: Sequence[Word], *, marked: bool) -> bool:
    """Whether the day behind the clause is that of a deed it tells of as done; `marked`: the day has its `on`."""
    verbs = _pasts(clause)
    if len(verbs) > 1 and clause[verbs[-2][1]].norm in _SAYING:
        clause = clause[verbs[-2][1] + 1 :]
        verbs = _pasts(clause)
    joined = all(clause[first - 1].norm in _JOINING for first, _ in verbs[1:])
    if not verbs or not joined or _points(clause):
        return False
    verb = clause[verbs[-1][1]].norm
    rest = [word for word in clause[verbs[-1][1] + 1 :] if word.norm not in _PASSED_BY and not word.norm.endswith("ly")]
    if not rest:
        return marked or verb in _SAYING or verb in _DEEDS
    norms = {word.norm for word in rest}
    if norms & _EVENTS and verb not in _OF_THE_DAY:
        return False
    if norms & _APART or any(norm.endswith("ing") and norm not in _EVENTS for norm in norms):
        return False
    return verb in _DEEDS or (verb == "told" and len(rest) == 1)


def _goes_on(right: Sequence[Word]) -> bool:
    """Whether the sentence that the day opens tells of something done: `On Friday the harbour was closed`."""
    edge = next((n for n, word in enumerate(right) if word.norm in _EDGE), len(right))
    clause = list(right[:edge])
    verbs = _pasts(clause)
    if not verbs:
        return False
    first, last = verbs[0]
    subject = clause[:first]
    if _points(subject) or _is_doubted(subject) or clause[last].norm in _POINTING:
        return False
    if clause[last].norm in _SAYING or last > first:
        return True
    if clause[first].norm in _CERTAIN:
        return not _points(clause[first + 1 : first + 4])
    plain = len(subject) <= _SUBJECT and not any(word.norm in _DETERMINERS for word in subject[1:])
    return plain and not _is_doubted(clause) and not any(word.norm in _NOT_PAST for word in clause[last:])
