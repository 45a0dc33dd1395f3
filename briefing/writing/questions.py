"""What is to be answered by yes or no: whether that comes about which a forecast names, and by which day."""

import re
from datetime import date

from briefing.language.speech import attributions
from briefing.writing.builds import Build, Said, place, taken_apart
from briefing.writing.horizons import from_words, is_unclear
from briefing.writing.subjects import without_speaker

_LASTING = re.compile(
    r"\A(?:\w+ly\s+)?(?:remain|stay|continue|keep|maintain|persist|retain|last(?!\s+(?:an?|\d|about|only|several|a\s|two|three|four|five|six|until|beyond|for)\b)|endure|prevail|sustain|preserve|prolong|avoid|refrain|resist|refuse|go\s+on"
    r"|hold(?=\s*(?:\Z|firm\b|steady\b|for\b|on\b|off\b|out\b|in\b|through\b|until\b))|be\s+[a-z]+ing)\b"
)
"""What is to be so up to the last day, not to happen before it."""
_LASTS = re.compile(r"\A[^,]{1,80}?\s(?:remains?|stays?|continues?|keeps?|persists?|lasts?|endures?|holds?)\b")
_OR = re.compile(r"\bor\b(?!\s+(?:so|not|less|more|fewer|later|earlier)\b)", re.IGNORECASE)
_NUMBERS_OR = re.compile(
    r"\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third)\s+or\s+"
    r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|second|third|fourth)",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|spring|summer|autumn|winter|\d{4}|today|tomorrow|early|late|this|next)"
)
_TIMES_OR = re.compile(rf"\b{_MONTHS}\s+or\s+(?:in\s+)?{_MONTHS}\b")
_ARTICLE = r"(?:an?|the|its|their|his|her)"
_THINGS_OR = re.compile(rf"\b{_ARTICLE}\s+(?:[\w'’-]+\s+){{1,5}}or\s+{_ARTICLE}\s")
_DEEDS_OR = re.compile(
    rf"\A[a-z]+\s+or\s+[a-z]+\b|\bor\s+(?!(?:in|on|at|by|of|to|all|half|both|for|even|also|just|only|perhaps)\b)[a-z]+\s+{_ARTICLE}\s"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|whether|how)\b.*", re.DOTALL)
_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]s)(?!\s+\[)(?!,?\s+(?:\d|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b))(?!\s+[A-Z])"
)
"""A day that is named, and whose date is not."""
_TIMED = re.compile(r"\b(?:by|before|until|till|through|soon|after|next|this|during)\b")
"""A time of its own beside the last day."""
_AFTER_EVENT = re.compile(
    r"\b(?:after|following|since)\s+(?:the|an?|its|their|his|her|[A-Z0-9])\S*\s[^,;]*", re.IGNORECASE
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:in|of|by|until|early|late) May)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_TOLD_IN = re.compile(
    r"\s*(?:[\w'’]+\s+){0,4}(?:in|on)\s+(?:\w+\s+){0,2}\d{4}\b|\s*(?:[\w'’]+\s+){0,3}(?:last\s+\w+|\w+\s+ago)\b"
)
_LONG_AGO = re.compile(
    r"\blast\s+(?:year|month|spring|summer|autumn|winter)\b|\bonce\b|\b(?:years?|months?)\s+ago\b", re.IGNORECASE
)
_OR_TO = re.compile(r"\bor\s+to\s+(?=[a-z])")


def alternatives(words: str) -> bool:
    """Whether one of two things is named: `wait a day or board a tug`, and not `two or three`."""
    return _OR.search(_TIMES_OR.sub("", _NUMBERS_OR.sub("", _RELATIVE.sub("", words)))) is not None


def question(text: str, term: str, *, until: date | None, starts: date) -> str | None:
    """`Will the crane be replaced by 31 March 2025?` of `The crane is likely to be replaced.`

    None where it cannot be put: the sentence is of a build that is not known, or names nobody who does it.
    """
    said = taken_apart(text, term)
    if said is None:
        return None
    words = said.words
    if _WEEKDAY.search(words) or is_unclear(words) or _is_of_the_past(text, place(text, term).start, said, starts):
        return None
    base = min(starts, until) if until else starts  # of a forecast that is over, too
    named, latest = from_words(behind_event(words), base), from_words(words, base)
    if named is None and _is_dated(behind_event(words), base):
        return None  # the words name a day that is not understood, or one that is over
    if named is None and latest and latest.until and until and latest.until > until:
        return None  # it is to come behind its last day
    if named and named.until and until and named.until > until and _YEAR.search(words):
        return None  # the words name a later day than that of the forecast
    asked, lasting = _asked(said)
    asked = f"{said.frame}, {asked}" if said.frame else f"{asked[0].upper()}{asked[1:]}"
    return f"{asked}{_day(words, said.what, until, named is not None, 'through' if lasting else 'by')}?"


def _is_of_the_past(text: str, at: int, said: Said, starts: date) -> bool:
    """Whether it was said long ago: `In 2019 Holm said`, `..., Holm said in 2019`."""
    before, behind = text[:at], text[said.own.end :]
    rest = without_speaker(before)
    speech = before if rest is None else before[: len(before) - len(rest)]
    spoken = [behind[each.end :] for each in attributions(behind) if said.own.end > at]
    told = [speech, *(match.group() for each in spoken if (match := _TOLD_IN.match(each)))]
    return any(
        _LONG_AGO.search(words) or any(int(year) < starts.year for year in _YEARS.findall(words)) for words in told
    )


def behind_event(words: str) -> str:
    """Without the event behind which it is to come: its day (`after the vote in May`) is not the last one."""
    return _AFTER_EVENT.sub("", words)


def _is_dated(words: str, starts: date) -> bool:
    years = [int(year) for year in _YEAR.findall(words)]
    return _MONTH.search(words) is not None or any(year >= starts.year for year in years)


def _asked(said: Said) -> tuple[str, bool]:
    """The question without its day, and whether it asks for what lasts."""
    either = alternatives(said.what)
    if said.build is Build.CLAUSE:
        whether = "that either" if either and " or that " in said.what else "that"
        return f"will it come true {whether} {said.what}", _LASTS.search(said.what) is not None
    if said.build is Build.DEED:
        if said.denied:
            return f"will it prove true that {said.subject} will not {said.what}", True
        what = _either(said.what) if either else said.what
        return f"will {said.subject} {what}", _LASTING.match(said.what) is not None
    what = f"either {said.what}" if either else said.what
    return (f"will there be {what}" if said.build is Build.BEING else f"will it come to {what}"), False


def _either(what: str) -> str:
    """With the word that says that one of them is enough."""
    if re.search(r"\beither\b", what):
        return _OR_TO.sub("or ", re.sub(r"\beither\s+to\s+", "either ", what))
    if things := _THINGS_OR.search(what):
        return f"{what[: things.start()]}either {what[things.start() :]}"
    if _OR_TO.search(what) or _DEEDS_OR.search(what):
        return f"either {_OR_TO.sub('or ', what)}"
    return what


def _day(words: str, what: str, until: date | None, named: bool, by: str) -> str:
    if until is None:
        return ""
    day = f"{until.day} {until:%B} {until.year}"
    if day in words:
        return ""
    if named or _TIMED.search(words):
        return f" ({by} {day})"
    return f", {by} {day}" if "," in what else f" {by} {day}"
