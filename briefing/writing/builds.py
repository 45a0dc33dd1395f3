"""How the sentence of a forecast is built: who is to do what, how likely, and what merely stands beside it."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.domain.text import Span
from briefing.writing.asides import aside, closed
from briefing.writing.subjects import NO_SUBJECT, framed, is_subject, lowered, named, without_speaker

ATTRIBUTED = re.compile(r"\s*\((?!(?:and|but|or|nor)\b)[^()]*(?:\([^()]*\)[^()]*)*\)(?=[.!]*\Z)")
"""Whose judgement it is, behind the sentence."""


LONGEST = 600
"""Characters of a forecast that is read: nobody could say of a longer one that it says one thing."""


class Build(StrEnum):
    DEED = "deed"
    """Somebody does something: `the port is likely to reopen`."""
    CLAUSE = "clause"
    """`It is likely that the port reopens`."""
    BEING = "being"
    """There comes to be something: `a strike is likely`."""
    COMING = "coming"
    """It comes to something that is spoken of: `the closure of the port is likely`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A forecast taken apart."""

    build: Build
    frame: str
    """`Over the coming year`, as far as it belongs to what is asked."""
    subject: str
    """Who does it; empty where the outcome says so itself."""
    what: str
    """`reopen in March`, `the port reopens in March`."""
    denied: bool
    """That it is not done is what is forecast."""
    own: Span
    """The place of `what` in the text."""

    @property
    def words(self) -> str:
        """Frame and outcome: where the time stands."""
        return f"{self.frame}, {self.what}" if self.frame else self.what

    @property
    def who(self) -> str:
        """The subject without what is remarked of it: `parliament` of `parliament, which returns in May,`."""
        return re.sub(r",[^,]*,", " ", f"{self.subject.rstrip(',')},", count=1) if "," in self.subject else self.subject


_BE = r"(?:is|are|was|were|['’]s|['’]re|remains?|seems?|appears?|looks?)"
_ADVERBS = r"(?:(?:now|still|also|therefore|thus|then|even|instead|generally|increasingly|currently)\s+)*"
_WILL = re.compile(rf"\s(?:will|would)\s+{_ADVERBS}\Z")
_IS = re.compile(rf"(?:\s|(?=['’]))(?P<be>{_BE})\s+{_ADVERBS}\Z")
_THERE = re.compile(
    rf"\bthere\s*(?:{_BE}|exists?|will\s+be)\s+{_ADVERBS}(?:only\s+)?(?:(?:an?|the|some)\s+)?\Z", re.IGNORECASE
)
_IT = re.compile(rf"\bit\s*{_BE}\s+{_ADVERBS}\Z", re.IGNORECASE)
_TO = re.compile(r"\s+(?P<no>not\s+)?to\s+(?=[a-z])(?!have\s+(?:been|had|\w+ed)\b)")
_THAT = re.compile(r"\s+that\s+(?=\S)")
_WILL_DO = re.compile(r"(?P<who>[^,;:]{1,120}?)\s+(?:will|would)\s+(?=[a-z])")
_NOT = re.compile(r"(?:not|never)\s+(?=[a-z])")
_FOR = re.compile(r"\s+for\s+(?P<who>[^,;:]{1,120}?)\s+to\s+(?=[a-z])")
_OF = re.compile(r"\s+(?:of|for)\s+(?=\S)")
_TIMES = re.compile(
    r"\s*(?:in|on|at|before|by|until|within|during|over|throughout|through|next|this|any\s+time|anytime|soon|again|for|"
    r"between|under|later|tomorrow|tonight)\b",
    re.IGNORECASE,
)
_NO_VERB = re.compile(
    r"(?:(?!(?:bring|sing|ring|cling|swing|fling|spring|ping|wing)\b)[a-z]+ing\b|(?:the|an?|this|that|these|those|its|their|his|her|how|what|who|which|of|in|on|at|by|for|from|with|be\s+(?:some|any)thing)\b|[A-Z])"
)

_CUT_SHORT = re.compile(
    r"\b(?:as|that|which|who|when|where|while|whether|because|how)\s+(?:the|an?|its|their|his|her|[A-Z][\w’'-]*)"
    r"(?:\s+[\w’'-]+){0,3}\Z"
)
"""A clause whose verb stands behind a remark: `as the two crews, with a pilot aboard, try`."""
_UNFINISHED = re.compile(r"(?:\A|\s)(?:be|been|being|have|has|had|to|of|the|an?|and|or|not)\Z")
_TAKEN_BACK = re.compile(
    r"\W*(?:(?:even\s+)?though|although|but|yet|albeit|however)\b.*?(?:\b(?:not|never|no|none|neither)\b|n['’]t\b)",
    re.IGNORECASE | re.DOTALL,
)
"""`..., though not before June`: what is cut away denies a part of the outcome."""
_GOES_ON = re.compile(r"(?:,|—|\s[-–—]+)\s*(?:that\b|to\s+(?!(?:the|an?|its|their|his|her|this|these)\b)[a-z])")
"""`Likely to demand, aides said, that Holm resign`: the outcome ends behind the remark."""
_TO_DO = re.compile(r"\sto\s+(?!the\b|an?\b)[a-z]")
_SPOKEN_OF = re.compile(
    r"(?:the|its|their|his|her|this|that|these|those)\b|(?:[A-Z][\w-]*\s+)+?\w+['’]s?\s|\w+['’]s?\s"
)
_HAPPENS = re.compile(r"\bof\b|(?:ion|ment|ure|al|ing|ance|ence|fall|loss|end|start|delay|vote|strike|attack|return)\b")
"""What can come about: a deed, and nobody who does it."""
_LONE_GERUND = re.compile(r"[a-z]+ing\s+(?:the|an?|its|their|his|her|to|for|from|with)\b")
_GERUND_CLAUSE = re.compile(
    r"(?:[\w'’-]+\s+){1,4}?[a-z]+ing\s+(?:the|an?|its|their|his|her|to|for|from|with|before|in|by|on|off|out|down|up)\b"
    r"|(?:both|all|the|either|any|some|its|their|most)\s+(?:[\w'’-]+\s+){1,3}?[a-z]+ing\s+(?!of\b)[a-z]"
)


def place(text: str, term: str | None) -> Span:
    """Where the word of likelihood stands; the start of the text where there is none."""
    words = r"\s+".join(map(re.escape, term.split())) if term else r"\A"
    found = re.search(rf"(?<!\w){words}(?!\w)" if term else words, text, re.IGNORECASE)
    return Span(*found.span()) if found else Span(0, 0)


def outcome_end(text: str, at: int) -> int:
    """Where the outcome ends that is named behind the place `at`."""
    shown = ATTRIBUTED.sub("", text).rstrip(" .!?")
    return at + len(shown[at : at + aside(shown[at:])].rstrip(" ,"))


def _time_behind(text: str, end: int) -> str:
    """The time behind a remark: ` in June` of `the merger, which both councils support, in June`."""
    return closed(ATTRIBUTED.sub("", text)[end:].rstrip(" .!?"))


def taken_apart(text: str, term: str) -> Said | None:
    """The forecast by its parts; None of a build that is not known, or where nobody is named who does it."""
    if len(text) > LONGEST:
        return None
    at = place(text, term)
    before, end = text[: at.start], outcome_end(text, at.end)
    behind = text[at.end : end]
    for read in (_there, _it, _deed, _will, _event):
        if (found := read(before, behind, at.end, end)) is not None:
            if not found.what or not _is_whole(found):
                return None
            if end < len(text.rstrip(" .!?")) and _is_cut_short(found.what, text[end:]):
                return None
            return replace(found, what=f"{found.what}{_time_behind(text, end)}")
    return None


def _is_cut_short(what: str, cut: str) -> bool:
    """Whether a part of the outcome stands in what was cut away, or is denied there."""
    short = _CUT_SHORT.search(what) or _UNFINISHED.search(what)
    return (short or _TAKEN_BACK.match(cut) or _GOES_ON.search(cut, 1)) is not None


def _there(before: str, behind: str, at: int, end: int) -> Said | None:
    """`There is a realistic possibility of a strike`, `... for the crews to strike`, `... that the crews strike`."""
    if not (there := _THERE.search(before)):
        return None
    frame = framed(before[: there.start()].strip())
    if frame is None:
        return None
    if doing := _FOR.match(behind):
        return _made(Build.DEED, frame, lowered(doing["who"]), behind, doing.end(), at, end)
    if clause := _THAT.match(behind):
        return _made(Build.CLAUSE, frame, "", behind, clause.end(), at, end)
    if thing := _OF.match(behind):
        return _made(_kind(behind[thing.end() :]), frame, "", behind, thing.end(), at, end)
    return None


def _it(before: str, behind: str, at: int, end: int) -> Said | None:
    """`It is likely that the crews strike`, `It is unlikely for the crews to strike`."""
    if not (it := _IT.search(before)):
        return None
    frame = framed(before[: it.start()].strip())
    if frame is None:
        return None
    if clause := _THAT.match(behind):
        return _made(Build.CLAUSE, frame, "", behind, clause.end(), at, end)
    if doing := _FOR.match(behind):
        return _made(Build.DEED, frame, doing["who"], behind, doing.end(), at, end)
    return None


def _deed(before: str, behind: str, at: int, end: int) -> Said | None:
    """`The crews are likely to strike`."""
    if not (copula := _IS.search(before)) or not (to := _TO.match(behind)):
        return None
    if copula["be"] in ("was", "were") and without_speaker(before) == before:
        return None  # what was likely then
    said = _ofnamed(before[: copula.start()], Build.DEED, behind, to.end(), at, end)
    return replace(said, denied=True) if said and to["no"] else said


def _will(before: str, behind: str, at: int, end: int) -> Said | None:
    """`The crews will likely strike`, `The crews likely will strike`."""
    if (will := _WILL.search(before)) and re.match(r"\s+(?!to\b|be\s+to\b)[a-z]", behind):
        return _ofnamed(before[: will.start()], Build.DEED, behind, 1, at, end)
    if will := re.match(r"\s+(?:will|would)\s+(?=[a-z])", behind):
        return _ofnamed(before, Build.DEED, behind, will.end(), at, end)
    return None


def _event(before: str, behind: str, _at: int, end: int) -> Said | None:
    """`A strike is likely before June`."""
    if not (copula := _IS.search(before)) or (behind.strip() and not _TIMES.match(behind)):
        return None
    found = named(before[: copula.start()].strip())
    if found is None or _TO_DO.search(behind):
        return None
    frame, subject = found[0], found[1].rstrip(",")
    if (build := _kind(subject)) is Build.COMING and not _HAPPENS.search(subject):
        return None
    return Said(
        build=build,
        frame=frame,
        subject="",
        what=f"{subject}{behind.rstrip()}",
        denied=False,
        own=Span(0, end),
    )


def _ofnamed(before: str, build: Build, behind: str, start: int, at: int, end: int) -> Said | None:
    found = named(before.strip())
    return found and _made(build, found[0], found[1], behind, start, at, end)


def _made(build: Build, frame: str, subject: str, behind: str, start: int, at: int, end: int) -> Said:
    what = behind[start:].strip()
    if build is Build.CLAUSE and (will := _WILL_DO.match(what)) and is_subject(will["who"]):
        build, subject, what = Build.DEED, will["who"], what[will.end() :]
    denied = _NOT.match(what) if build is Build.DEED else None
    return Said(
        build=build,
        frame=frame,
        subject=subject,
        what=what[denied.end() :] if denied else what,
        denied=denied is not None,
        own=Span(at + start, end),
    )


def _is_whole(said: Said) -> bool:
    if said.build is Build.DEED:
        return not _NO_VERB.match(said.what) and is_subject(said.subject)
    first = said.what.split()[0].casefold()
    if said.build is Build.CLAUSE:
        return first not in NO_SUBJECT
    return first not in NO_SUBJECT and _LONE_GERUND.match(said.what) is None


def _kind(thing: str) -> Build:
    """`There be` of what was not spoken of yet, `it comes to` of the rest, and of `the government falling`."""
    return Build.COMING if _SPOKEN_OF.match(thing) or _GERUND_CLAUSE.match(thing) else Build.BEING
