"""Weekdays: whether a bare `Friday` is the one behind the article or the one ahead, where its sentence leaves no doubt.

`met on Friday` has been; a `strike planned for Friday` may be to come, or be over. In doubt it is open: a wrong date in
a brief is worse than none.
"""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from briefing.language import deeds, doing
from briefing.language.words import Word, words


class Way(Enum):
    """On which side of the article's day a weekday lies."""

    BACK = "back"
    AHEAD = "ahead"
    OPEN = "open"


_REACH = 400
"""Characters on either side of a day that are looked at: sentences of many days take no longer for each."""
_LEADING = frozenset(("on", "late", "early", "later", "earlier"))
_LOOSE = deeds.PASSED_BY | frozenset(("and", "but", "so", "yet", "meanwhile"))
_TEMPORAL = deeds.listed("when while after since as than where what because")
_RELATIVE = frozenset(("who", "which", "that"))
_INTO = deeds.listed("to for until till from by since of at before between through into towards toward than")
"""Directly before a day these make it a bound, or a part of something."""
_STOP = re.compile(r"[;:()\[\]—–“”\"!?]|\.(?=\s)|(?<=\s)-(?=\s)")
_DUE = re.compile(
    r"\b(?:is|are)\s+(?:now\s+|still\s+|also\s+)?(?:due|scheduled|planned|set|expected|slated|fixed)"
    r"\s+(?:to\s+\w+\s+)?(?:on|for)\s+(?:late\s+|early\s+)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PART = r"(?:early[\s-]+|late[\s-]+|mid[\s-]*)?"
_FURTHER = re.compile(
    rf"['’]s|\s*[,(]?\s*(?:the\s+)?\d|\s*,?\s*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|\s*(?:,|/|[-–])?\s*(?:or|and|to|through|until|as)?\s*(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|week)\b"
    rf"|\s+as\b|\s*,?\s*(?:back\s+)?(?:in|during)\s+(?:the\s+)?{_PART}(?:{_YEAR.pattern}|(?:{'|'.join(sorted(deeds.MONTHS))})\b)"
    r"|\s+(?:of\s+last|last|a\s+(?:week|month|year))\b",
    re.IGNORECASE,
)
"""What, behind a weekday, says more of it or makes it one of several."""
_HOURS = re.compile(
    r"\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening|night|lunchtime|midnight|noon)(?P<of>['’]s?)?(?!\w)", re.I
)
_FRAMED = re.compile(
    rf"^\W*(?:back\s+)?(?:(?:in|during)\s+{_PART}(?:the\s+)?{_PART}(?:{_YEAR.pattern}(?:['’]?s)?|{'|'.join(sorted(deeds.CALENDAR))})"
    r"|last\s+(?:week|month|year|season|spring|summer|autumn|winter)|that\s+(?:week|month|year))\b"
    r"|\b(?:years?|months?|weeks?|decades?)\s+(?:ago|earlier|before|later)\b",
    re.IGNORECASE,
)
"""A sentence that tells of another time than the last days."""


def way(text: str, start: int, end: int) -> Way:
    """On which side of the article's day the weekday at `text[start:end]` lies; offsets in characters.

    Where its sentence begins more than `_REACH` characters before it, only `..., he said on Friday` leaves no doubt.
    """
    cut = max(0, start - _REACH)
    whole = not cut or _STOP.search(text, cut, start) is not None
    return _way(text[cut : end + _REACH], start - cut, end - cut, whole=whole)


def _way(text: str, start: int, end: int, *, whole: bool) -> Way:
    left, right = _sentence(text, start, end)
    last = _last_clause(text, left, start)
    if _is_ahead(text[:start], last):
        return Way.AHEAD
    before = left[: len(left) - len(last)]
    opened = before[-1].norm if before and not _mark(text, before[-1].end, (last[0].start if last else start)) else ""
    alone = opened == "under" or (bool(before) and not opened and doing.is_saying(last))
    doubted = doing.is_doubted(last) if alone else (not whole or doing.is_doubted(left))
    if doubted or _FURTHER.match(text, end) or _is_of_then(text, start, last):
        return Way.OPEN
    lead = len(last)
    while lead and last[lead - 1].norm in _LEADING:
        lead -= 1
    marked = any(word.norm == "on" for word in last[lead:])
    clause = last[:lead] if any(word.norm not in _LOOSE for word in last[:lead]) else []
    told = opened == "after" and doing.is_told(before[:-1])
    if opened in _TEMPORAL and ((doing.points(before) and not told) or not clause):
        return Way.OPEN
    if not clause:
        return Way.BACK if marked and doing.goes_on(right) else Way.OPEN
    if _is_part(text, end, clause, right, marked=marked) or doing.is_shut(before, clause):
        return Way.OPEN
    if clause[-1].norm in ("and", "but") and not any(doing.is_past(word.norm) for word in right[:1]):
        return Way.OPEN
    plain = opened not in _RELATIVE
    if doing.is_done(_without_aside(text, before, clause), marked=marked, finite=not plain):
        return Way.BACK
    behind = right if _mark(text, end, right[0].start if right else end) else []
    if opened == "after":
        done = doing.has_been(clause) and (told or (len(before) == 1 and doing.goes_on(behind)))
    elif plain and (not before or _mark(text, before[-1].end, clause[0].start)):
        done = doing.is_split(clause, right) or (not before and doing.is_setting(clause) and doing.goes_on(behind))
    else:
        done = False
    return Way.BACK if done else Way.OPEN


def _is_of_then(text: str, start: int, clause: Sequence[Word]) -> bool:
    """Whether it is no day of this week: `In 1999 he died on Friday`, `he always left on Friday`."""
    return any(word.norm in deeds.HABITS for word in clause) or _FRAMED.search(text[:start]) is not None


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
    while begin and not _opens_clause(left, begin - 1) and not _mark(text, left[begin - 1].end, following):
        begin -= 1
        following = left[begin].start
    return list(left[begin:])


def _opens_clause(left: Sequence[Word], at: int) -> bool:
    """Whether a clause begins behind the word; `since early 2022` begins none."""
    if left[at].norm != "since":
        return left[at].norm in deeds.CLAUSES
    behind = [word.norm for word in left[at + 1 : at + 3]]
    return not any(_YEAR.fullmatch(norm) for norm in behind)


def _is_part(text: str, end: int, clause: Sequence[Word], right: Sequence[Word], *, marked: bool) -> bool:
    """Whether the day is a part of a name or of another phrase: `the Sunday papers`, `Sunday trading`, `by Friday`."""
    before = clause[-1].norm
    paper = marked and before in deeds.PAPERS and clause[-1].text[:1].isupper()
    if paper or before in deeds.NAMED or (not marked and (before in deeds.DETERMINERS or before in _INTO)):
        return True
    hours = _HOURS.match(text, end)
    if hours and hours["of"]:
        return True
    end = hours.end() if hours else end
    following = next((word for word in right if word.start >= end), None)
    if following is None or text[end : following.start].strip():
        return False
    if following.norm in deeds.BEHIND or following.norm[:1].isdigit() or doing.is_past(following.norm):
        return False
    if following.norm.endswith("ly") or (following.norm.endswith("ing") and marked and following.norm != "trading"):
        return False
    return not (following.text[:1].isupper() and doing.pasts(clause)[-1:] == [(len(clause) - 1, len(clause) - 1)])


def _without_aside(text: str, before: Sequence[Word], clause: list[Word]) -> list[Word]:
    """The clause with its subject, where an aside parts them: `The bridge, built in 1974, fell on Friday`."""
    chunks: list[list[Word]] = [[]]
    for word, following in pairwise([*before, clause[0]]):
        chunks[-1].append(word)
        if _mark(text, word.end, following.start):
            chunks.append([])
    if chunks[-1] or len(chunks) < 3 or not doing.is_past(clause[0].norm):
        return clause
    return [*chunks[-3], *clause]


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
    return not any(doing.is_past(norm) or norm in ("of", "since", "after", "scheduled", "due") for norm in rest)
