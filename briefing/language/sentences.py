"""Where sentences end: a rule splitter that keeps exact positions."""

import re
import unicodedata
from collections.abc import Iterator

from briefing.domain.text import Span

_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*+(?=\s)"
    r"|[。！？]+[”」』）]*"
    r"|(?<=[a-zà-ÿ]{3})[.!?]++[”\"]?(?=[“\"]?(?:The|An?|In|On|At|He|She|It|They|We|But|And|This|That|As|After|For)\s)"
)
"""Where a sentence could end; the last line is for full stops whose blank was lost (`the war.The talks`)."""

_OPENING = frozenset("\"“‘'«([—–-•*")
_QUOTES = frozenset("\"”’'»")
_INSIDE = frozenset(",;:.!?%/…&+=<>|)]}”»")
"""Signs that go on with a sentence: `He said . . . that`."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OPENERS = _set(
    "a about above according across after again against all along also although amid among an and another any anyone "
    "are as at back because before behind below beside besides between both but by can could critics despite did do "
    "does during each earlier either else even every everyone experts few finally first following for from further "
    "furthermore given had has have he hence her here his how however i if in indeed inside instead into is it its "
    "just last later let like many maybe me meanwhile more moreover most much my near neither nevertheless next no "
    "nobody none nonetheless nor not nothing now of officials on once one only or other others our out outside over "
    "perhaps rather several shares she should since so some somebody someone something soon still such than thanks "
    "that the their them then there therefore these they this those though three through throughout thus to today "
    "together tomorrow too toward towards two under unless unlike until up upon very was we well were what when where "
    "whether which while who whoever whom whose why will with within without would yes yesterday yet you your"
)
"""Words that open a sentence and seldom go on with a name: they tell `in the U.S. The` from `the U.S. Senate`."""

_NEVER = _set("vs v eg e.g i.e ie cf viz approx ca incl esp aka a.k.a feat")
"""After these, whatever their case, the sentence goes on."""

_TITLES = _set(
    "mr mrs ms mx messrs mme mlle dr drs prof sen sens rep reps gov govs lt col maj gen brig adm capt cmdr cpl sgt pvt "
    "rev fr msgr hon amb supt insp det pres sec atty asst assoc st ste mt ft"
)
"""After these, with a capital, a name follows."""

_NUMBERED = _set("no nos art arts fig figs vol vols ch chap p pp para paras pt sec sect est")
"""The sentence goes on where a number follows."""

_MONTHS = _set("jan feb mar apr jun jul aug sep sept oct nov dec")

_SOMETIMES = _MONTHS | _set(
    "jr sr esq inc corp co cos ltd llc llp plc bros dept univ assn ave blvd rd hwy bldg tel mon tue tues wed thu thur "
    "thurs fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb "
    "nev okla ore pa penn tenn tex va vt wash wis wyo ont que al"
)
"""With a capital, an end only where the next word opens a sentence."""

_COMPANY = _set("inc corp co ltd llc plc")

_CLOCK = _set(
    "et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eet eest msk eastern central mountain pacific "
    "local monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan feb mar apr jun jul aug sep sept oct nov dec greenwich"
)
"""Words that follow `p.m.` within the sentence."""

_LETTERED = _set(
    "a an annex appendix article block class exhibit figure grade group hepatitis phase plan schedule section type "
    "vitamin zone"
)
"""A single letter after these is no initial: `Vitamin C.`"""

_REACH = 40
"""Characters before a full stop that decide about it."""

_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z|ph\.d\Z", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:[’'&-]\w+)*")
_TOKEN = re.compile(r"[\w.’'&-]*\Z")
_SAID = re.compile(
    r"(?!(?:The|A|An|He|She|They|It|We|I|His|Her|Their|In|On|At|But|And)\b)(?:[A-Z][\w’'-]+\s+){1,3}"
    r"(?:asked|said|says|wondered|shouted|cried|wrote|replied|added|told|tweeted)\b"
)


LONGEST = 1000
"""Characters. What goes on longer is a table, a list or no prose at all, and is cut: nobody can check a citation of a
page, and what is laid beside a claim must have a bound.
"""
_GLUED = frozenset("\u200d\ufe0f")
"""Joiner and selector: with the characters beside them they make one sign."""
_JOINTS = ("; ", ": ", ", ", " ")
"""Where a sentence that is too long is cut, in this order, each in its second half."""


def split(text: str) -> list[Span]:
    """Sentences of one paragraph of prose, in order, each trimmed of the white space around it.

    Every character that is not white space lies in exactly one of the spans. What is longer than `LONGEST` comes in
    pieces.
    """
    return [piece for span in _whole(text) for piece in _pieces(text, span)]


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The sentence itself, or what it is cut into."""
    start = span.start
    while span.end - start > LONGEST:
        cut = _cut(text, start)
        yield Span(start, start + len(text[start:cut].rstrip()))
        start = _after_blanks(text, cut)
    if start < span.end:
        yield Span(start, span.end)


def _cut(text: str, start: int) -> int:
    """Behind the last joint in reach; where there is none, in front of a character that stands for itself."""
    for joint in _JOINTS:
        at = text.rfind(joint, start + LONGEST // 2, start + LONGEST)
        if at >= 0:
            return at + len(joint)
    cut = start + LONGEST
    while cut > start + LONGEST // 2 and (
        unicodedata.combining(text[cut]) or text[cut] in _GLUED or text[cut - 1] in _GLUED
    ):
        cut -= 1
    return cut


def _whole(text: str) -> list[Span]:
    spans: list[Span] = []
    start = _after_blanks(text, 0)
    for match in _END.finditer(text):
        if match.end() > start and _is_end(text, start, match):
            spans.append(Span(start, match.end()))
            start = _after_blanks(text, match.end())
    stop = len(text.rstrip())
    if start < stop:
        spans.append(Span(start, stop))
    return spans


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    mark = match.group()
    following = at = _after_blanks(text, match.end())
    while at < len(text) and (text[at] in _OPENING or text[at].isspace()):
        at += 1
    if at == len(text) or following == match.end():
        return True
    if text[at] in _INSIDE:
        return False
    if text[at].islower() and not (text[at] in "ie" and text[at + 1 : at + 2].isupper()):
        return False
    found = _WORD.match(text, at)
    word = found.group() if found else ""
    if "!" in mark or "?" in mark:
        asked = mark[-1] in _QUOTES and _SAID.match(text, at) is not None
        return not asked and word.casefold() not in _COMPANY
    if mark[0] == "…" or mark.startswith(".."):
        return word.casefold() in _OPENERS or not text[match.start() - 1 : match.start()].isspace()
    if mark[-1] in _QUOTES:
        return True
    initial = len(word) == 1 and text[at + 1 : at + 2] == "."
    before = text[max(start, match.start() - _REACH) : match.start()]
    return _full_stop_ends(before, word, opens=word.casefold() in _OPENERS and not initial)


def _full_stop_ends(before: str, word: str, *, opens: bool) -> bool:
    """Whether the full stop after `before` ends the sentence, or belongs to an abbreviation; `word` follows it."""
    found = _TOKEN.search(before)
    token = found.group().lstrip("-’'&") if found else ""
    low = token.casefold()
    if low in _NEVER:
        return False
    if low in ("a.m", "p.m"):
        return word.casefold() not in _CLOCK
    if _ACRONYM.match(token):
        return opens
    if len(token) == 1 and token.isupper():
        return opens or not _is_initial(token, before[:-1].rstrip())
    if low in _NUMBERED and word[:1].isdigit():
        return False
    if token[:1].isupper():
        if low == "st":
            return word in ("The", "He", "She", "It", "They", "But", "In", "On")
        if low in _TITLES:
            return False
        if low in _SOMETIMES:
            return opens
    listed = token.isdigit() and len(token) < 4 and len(before.strip()) == len(token)
    return not listed


def _is_initial(letter: str, before: str) -> bool:
    """Whether a single capital letter is part of a name: not in `hit 100 F.`, `Vitamin C.`, `so do I.`"""
    previous = before.rsplit(None, 1)[-1] if before else ""
    if letter == "I":
        return not previous or previous.endswith(".")
    return not previous[-1:].isdigit() and previous.casefold() not in _LETTERED
