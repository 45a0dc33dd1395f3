"""What a brief of ours says of itself: only what this program writes so, word for word, passes for no claim.

Who edits a brief by hand may write anywhere in it; whatever else stands beside these forms is read and checked.
"""

import re
from typing import NamedTuple

from briefing.domain.yardstick import YARDSTICKS, Yardstick
from briefing.drafts.block import Kind
from briefing.language.estimative import estimates
from briefing.language.lexicon import is_irregular

PARTS = {
    "where the sources disagree": (Kind.CELL,),
    "what could not be verified": (Kind.ITEM,),
    "sources": (Kind.CELL,),
}
"""Headings under which nothing of these kinds is a claim of the brief."""
_NEWS = "what is new since "
"""Under this one its sentences are said over again, beside those of an earlier brief."""

_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
HORIZON = re.compile(rf"(?:Short|Medium|Long)-term \((?:now to|to|after) {_DAY}\)\.?\s*")
_PLACES = r"in \d+ places?"
_NOTED = (
    r"(?:copy of \S{1,40}|own report and statements|(?:mainly relays|own report and statements; draws on) [^;.]{1,120}"
    rf"|names neither author nor outlet nor date|contradicts the others {_PLACES}|quotes in other words {_PLACES}"
    rf"|disagrees with another {_PLACES}|not quoted from)"
)
_NAME = r"(?:[^,\s]{1,120}|[^,\n]{1,120}\.\w{1,8})"
_NAMES = rf"{_NAME}(?:, {_NAME}){{0,9}}"
"""Of files; one with a blank in it is told from a sentence by what it ends with."""
_TITLES = "|".join(re.escape(yardstick.title) for yardstick in YARDSTICKS.values())
_REMARK = re.compile(
    rf"(?:Percentages are those of the (?:{_TITLES}) for the word used\."
    r" Horizons begin with the day on which the source judges; the headings reckon from the date of this brief\."
    r"|No judgement with a stated time was found for this horizon\."
    r"|No source speaks of this horizon\.|Nothing that is said of this horizon passed the checks\."
    r"|A line is marked by what all sources say of it; unmarked, it says what its source says\."
    rf"|Nothing in this brief rests on this source alone(?:: {_NOTED}(?:; {_NOTED})*)?\."
    r"|[\d,]+ calls?, [\d,]+ tokens in(?: \([\d,]+ cached\))?, [\d,]+ out,"
    rf" (?:price unknown|(?:under )?\$[\d.]+(?: at list prices of {_DAY})?)\."
    r"|No source gave anything to sum up\.|No point could be drawn from this source\."
    r"|No disagreement was found\.|Every sentence was verified\.|There was nothing to verify\.)"
)
_MADE = re.compile(
    rf"{_DAY}\. Written by (?:extractive \d+|model \S+ \([\w., ]{{0,300}}\)) from \d+ sources? "
    r"\(\d+ cited(?:, \d+ cop(?:y|ies) of another)?(?:, \d+ more could not be read)?\)\. "
    r"Every sentence checked by [a-z]+ \d+: (?:there is none|\d+ [a-z ]+(?:, \d+ [a-z ]+)*)\."
)
_NOTE = re.compile(
    r"\s+(?:No model was used: composed from the sources' own sentences\."
    r"|Composed for the question: [^.?!]{1,300}(?:[.?!]+(?=\s|\Z)|\Z)"
    r"|\S{1,40} has almost nothing in common with the other sources: it is summarised in the annex alone\."
    r"|\d+ points? of source \S{1,40} dropped: (?:not in the article's prose|words not in the source)\."
    rf"|\d+ of \d+ articles left out, as they tell of something else: {_NAMES}(?: and \d+ more)?\."
    r"|The sentences that failed their check could not be revised: [^\n]{1,300}?\.(?=\s|\Z)"
    r"|The writer's title [\"'][^\n]{1,300}?[\"'] was replaced: [^\n]{1,300}?\.(?=\s|\Z)"
    r"|The endpoint knows no JSON schema: replies were asked for in words and checked here\.)"
)
_OUTLOOK = re.compile(
    r"\s\((?:(?P<term>[A-Za-z][A-Za-z ’'-]{2,40}): (?:\d{1,3}-\d{1,3} %|no band in the yardstick); )?"
    rf"(?:(?P<judge>[^;()]{{1,120}}(?:\([^;()]{{1,80}}\)[^;()]{{0,40}})?); )?(?:until {_DAY}|no end date)\)"
)
"""Behind a forecast: word and band, who judges, the last day."""
_DECIDED = re.compile(r"\s+Decided by: .*?(?:[.!?](?=\s|\Z)|\Z)")
_SCORING = re.compile(
    r"\s+(?:two outcomes(?:: scored as two|, each scored alone|, not scorable)|conditional(?:, not scorable)?"
    r"|main outcome alone scored|either outcome counts|no question, not scorable"
    r"|no end date, not scorable"
    r"|undated source: reckoned from the date of the brief"
    r"|the writer gives it to [^,.;]{1,80}, the source does not"
    r"|no way to decide it is given: the writer's was dropped, no source (?:names|has the number) [^,.;]{1,60})"
    r"(?=\s|\Z)"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|did|does|do|not)\b|n['’]t\b|\d"
)


class Outlook(NamedTuple):
    """What stands behind a forecast."""

    start: int
    end: int
    """Of the brackets, the blank before them included."""
    judged: bool
    """Somebody is named who judges."""
    decided: int
    """Where the words on how it will be decided end; `end` where there are none."""
    scored: int
    """Where the remarks for a scorer end."""


def kinds_under(heading: str) -> tuple[Kind, ...]:
    """Kinds of blocks under a heading, in lower case, that are no claims."""
    return (Kind.ITEM,) if heading.startswith(_NEWS) else PARTS.get(heading, ())


def is_remark(text: str) -> bool:
    return _REMARK.fullmatch(text) is not None


def made(text: str) -> int:
    """Where the words on how the brief was made end; 0 where the text does not begin with them."""
    end = (head := _MADE.match(text)) and head.end()
    while end and (note := _NOTE.match(text, end)):
        end = note.end()
    return end or 0


def next_outlook(text: str, start: int, yardstick: Yardstick) -> Outlook | None:
    """What stands behind the first forecast of a text from `start` on."""
    for match in _OUTLOOK.finditer(text, start):
        term, judge = match["term"], match["judge"]
        if (term is None or _is_estimate(term, yardstick)) and (judge is None or _is_named(judge)):
            resolution = _DECIDED.match(text, match.end())
            decided = scored = resolution.end() if resolution else match.end()
            while remark := _SCORING.match(text, scored):
                scored = remark.end()
            return Outlook(match.start(), match.end(), judge is not None, decided, scored)
    return None


def _is_estimate(term: str, yardstick: Yardstick) -> bool:
    return any(each.start == 0 and each.end == len(term) for each in estimates(term, yardstick))


def _is_named(judge: str) -> bool:
    """Whether it may be a name or an office: it has no verb, and no number but a source's own."""
    if re.fullmatch(r"source \S{1,40}", judge):
        return True
    words = re.findall(r"\b[a-z]+\b", judge)
    return not _FINITE.search(judge) and not any(
        is_irregular(word) or (word.endswith("ed") and len(word) > 4) for word in words
    )
