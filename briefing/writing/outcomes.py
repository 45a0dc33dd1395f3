"""Whether a forecast says one thing: what it hangs on, and two outcomes that can be told apart or cannot.

Whoever scores a sentence that says two things as one scores neither. What is clearly two outcomes is parted: each is a
statement of its own, with its own words of likelihood or those that both share. All else is only marked.
"""

import re
from dataclasses import dataclass
from datetime import date

from briefing.domain.text import Span
from briefing.domain.yardstick import YARDSTICKS
from briefing.language.estimative import Estimate, estimates, hedged
from briefing.language.speech import attributions
from briefing.writing.horizons import from_words

_LONGEST = 600
"""Characters of a forecast that is read: nobody could say of a longer one that it says one thing."""
CONDITIONAL = "conditional, not scorable"
PARTED = "two outcomes, each scored alone"
UNPARTED = "two outcomes, not scorable"

_DAY = (
    r"(?:the\s+)?(?:early\s+|mid-?\s*|late\s+|next\s+)?(?:(?:end|close|start|beginning|turn|middle)\s+of\b|\d|spring|"
    r"summer|autumn|winter|year|month|week|(?-i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
)
"""What "before" and "until" name a last day by, and no condition."""
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|assuming|otherwise|as\s+long\s+as|depending\s+on|in\s+(?:case|the\s+event)|"
    r"on\s+condition|(?:subject|contingent)\s+(?:to|on|upon)|only\s+(?:when|after)|should\s+(?:both|either|neither|all|"
    r"any|no|the|an?|its|their|his|her|they|he|she|it|we|(?-i:[A-Z]\w+)))\b",
    re.IGNORECASE,
)
_CONDITION_AFTER = re.compile(
    rf"\b(?:once|before\s+(?!{_DAY})(?:an?|the|one|any)|until(?!\s+{_DAY})|"
    r"while\s+[A-Z]\w+(?:['’]s)?\s+[\w\s]{0,30}\bcontinues)\b",
    re.IGNORECASE,
)
"""A condition only behind the word of likelihood."""
_OR = re.compile(r"\bn?or\b(?!\s+(?:so|not|less|more|fewer|later|earlier)\b)", re.IGNORECASE)
_JOINING = re.compile(
    r";|\b(?:but|whereas|while|plus|as\s+well\s+as|along\s+with|together\s+with|in\s+addition|followed\s+by|"
    r"after\s+which|(?<!until )(?<!by )(?<!since )then|(?:before|after|thereby)\s+[a-z]+ing)\b"
    r"|,\s+(?:\w+\s+){0,5}to\s+(?!(?:the|an?|its|their|his|her|this|that|these|those)\b)(?-i:[a-z])",
    re.IGNORECASE,
)
"""What tells of a second thing behind the word of likelihood."""
_MODAL = re.compile(r"\b(?:will|would|shall|could|may|might)\b|\b\w+['’]ll\b|\bwon['’]t\b")
_BEFORE_TERM = re.compile(r"(?:\b(?:will|would|shall|could|may|might)|['’]ll)\s+(?:\w+ly\s+|also\s+|then\s+)*\Z")
_SECOND_BEFORE = re.compile(r"\b(?:and|but|while|whereas)\b|;")
_REASON = re.compile(
    r",?\s+\b(?:because|since|given\s+that|due\s+to|owing\s+to|despite|although|though"
    r"|as\s+(?:the|an?|it|its|he|she|they|their|his|her|[A-Z]\w*))\b"
)
_AND = re.compile(r"\band\b|&", re.IGNORECASE)
_STRONG = re.compile(r"\s+(?:then\s+|also\s+)?(?:to\s+[a-z]|that\b)|[^.;]{0,80}?\b(?:will|would|could|might)\s")
_ENDS = r"(?=\s*(?:\Z|[.,;:)]|\b(?:in|on|by|before|until|within|over|for|from|at|this|next|during|and)\b))"
_SAME_KIND = re.compile(
    rf"\s+(?:(?:the|an?|its|their|his|her)\s+)?(?:\d[\d.,]*(?:\s+per\s+cent|\s*%)?|[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*){_ENDS}"
    rf"|\s+(?:the|an?|its|their|his|her)\s+[a-z][\w-]*{_ENDS}"
)
"""Behind `and`: one more name, number or thing, and no verb."""
_OF_NATIONS = r"[A-Z]\w*(?:ic|ern|an|ese|ish|al)"
_MODIFIED = re.compile(rf"\b(?:the|both|all|its|their|some|most)\s+{_OF_NATIONS}\Z")
_ALSO_MODIFIED = re.compile(rf"\s+{_OF_NATIONS}(?!\s+[a-z]+s\s+[a-z])(?:\s+[a-z][\w-]*){{1,2}}{_ENDS}")
"""Of `the Baltic and Eastern member states`: two words that tell which, and one thing; `and German troops leave` is
another.
"""
_BETWEEN = re.compile(r"\bbetween\s[^,;]{1,60}\Z", re.IGNORECASE)
_GOODS = re.compile(r"\b(?:of|between|for|in|from|with|on)\s+\w+\Z")
_LISTED = re.compile(r"\b(?:the|an?|its|their|his|her)\s+[\w-]+,\s+(?:the|an?|its|their|his|her)\s+[\w-]+\Z")
_LAST_LISTED = re.compile(r"\s+(?:the|an?|its|their|his|her)\s")
_ATTRIBUTED = re.compile(r"\s*\([^()]*\)(?=[.!]*\Z)")
"""Whose judgement it is, behind the sentence."""
_CLAUSE = re.compile(
    r"(?:(?:the|an?|this|that|these|those|its|their|his|her|it|he|she|they|we|there|(?-i:[A-Z][\w'’-]*))\b[^,;:]{0,80}?\s)??"
    r"(?P<be>is|are|will|would|remains?|seems?|appears?)\s+(?:now\s+|still\s+|also\s+)?\Z",
    re.IGNORECASE,
)
"""From the start of a second clause to its word of likelihood: subject, if it has its own, and verb."""
_PREDICATE = re.compile(
    r"(?P<subject>[^,;:]+?)\s+(?:is|are|will|would|remains?|seems?|appears?)\s+(?:now\s+|still\s+|also\s+)?\Z"
)
_SHARING = re.compile(
    r"\s+(?P<by>to|that|of)\s+(?P<one>[^,]+?),?\s+and\s+(?:also\s+)?(?P<two>(?P=by)\s+\S.*?)[.!]*\Z", re.DOTALL
)
_DEED = re.compile(r"\s+(?:(?P<by>to|that|of)\s+)?(?P<what>[^,;:]+?)[.!]*\Z")
_NO_SUBJECT = re.compile(
    r"\bthat\b|\A(?:Over|In|By|Within|Before|After|During|On|At|For|Under|As|With|Without|Despite|While|When|From|Even)\b"
)
_LOWERED = re.compile(r"\A(?:The|An?|It|He|She|They|We|His|Her|Its|Their|Th(?:is|at|ese|ose)|There|Both)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of two outcomes of a sentence."""

    text: str
    """A sentence that says this outcome alone."""
    own: Span
    """The words that are its own in the whole sentence."""
    term: str
    band: tuple[int, int]
    until: date | None
    question: str
    """What is to be answered by yes or no."""


def is_conditional(text: str, term: str | None) -> bool:
    """Whether it holds under a condition only."""
    return bool(_CONDITION.search(text) or _CONDITION_AFTER.search(text, _place(text, term).end))


def says_more(text: str, term: str | None) -> bool:
    """Whether a forecast says, or may say, more than one thing; of doubtful words it is taken to."""
    if len(text) > _LONGEST:
        return True
    place = _place(text, term)
    before, behind = text[: place.start], _ATTRIBUTED.sub("", text[place.end :])
    reason = _REASON.search(behind)
    head, rest = (behind[: reason.start()], behind[reason.start() :]) if reason else (behind, "")
    is_clause = re.match(r"\s+that\b", head) is not None
    own = re.match(r"\s+(?:that|will|would)\b", head) is not None
    return (
        _OR.search(behind) is not None
        or (_MODAL.search(_BEFORE_TERM.sub("", before)) is not None and _SECOND_BEFORE.search(before) is not None)
        or any(_STRONG.match(rest, match.end()) or hedged(rest[match.end() :]) for match in _AND.finditer(rest))
        or hedged(before)
        or hedged(head)
        or _JOINING.search(head) is not None
        or len(_MODAL.findall(head)) > own
        or any(not _is_one(head, match, is_clause) for match in _AND.finditer(head))
    )


def _is_one(head: str, match: re.Match[str], is_clause: bool) -> bool:
    """Whether an `and` joins names, numbers or things, and not what is done."""
    before, after = head[: match.start()].rstrip(), head[match.end() :]
    listed = _LISTED.search(before) and _LAST_LISTED.match(after)
    modified = _MODIFIED.search(before) and _ALSO_MODIFIED.match(after)
    if _SAME_KIND.match(after) or _BETWEEN.search(before) or listed or modified:
        return True
    word = re.match(r"\s+([a-z]+)\b(?=\s+\w)", after)
    return bool(is_clause and word and not word[1].endswith(("s", "ed")) and _GOODS.search(before))


def parts(
    text: str, *, term: str | None, band: tuple[int, int] | None, starts: date, until: date | None
) -> tuple[Part, ...]:
    """The two outcomes of a forecast, each a forecast of its own; nothing where it has but one, or parting is unclear.

    Parted are `likely to A and to B`, `likely that A and that B`, and two clauses each with its own word of likelihood;
    never alternatives, conditions, three outcomes, quotations, or times of which it is unclear to which half they
    belong.

    Args:
        term, band: of the first word of likelihood, as the forecast has them: they tell which yardstick it is.
        starts: the day from which times in the sentence are reckoned.
    """
    if term is None or band is None or is_conditional(text, None) or _OR.search(text) or re.search(r"[\"“”;:]", text):
        return ()
    for yardstick in YARDSTICKS.values():
        found = estimates(text, yardstick)
        if found and (found[0].term, found[0].band) == (term, band):
            for parted in (_sharing, _clauses):
                if halves := parted(text, found, starts, until):
                    return halves
    return ()


def notes(text: str, *, term: str | None, band: tuple[int, int] | None, starts: date, until: date | None) -> list[str]:
    """What the ledger will do with a forecast that is conditional or says more than one thing; else nothing."""
    if is_conditional(text, term):
        return [CONDITIONAL]
    if parts(text, term=term, band=band, starts=starts, until=until):
        return [PARTED]
    return [UNPARTED] if says_more(text, term) else []


def _sharing(text: str, found: list[Estimate], starts: date, until: date | None) -> tuple[Part, ...]:
    """`likely to A and to B`: the word of likelihood holds of both."""
    if len(found) != 1 or found[0].band is None:
        return ()
    at = found[0].end
    joined = _SHARING.match(text, at)
    if not joined:
        return ()
    one, two = Span(joined.start("by"), joined.end("one")), Span(joined.start("two"), joined.end("two"))
    timed = [from_words(span.of(text), starts) is not None for span in (one, two)]
    if timed[0] or (joined["by"] == "that" and timed[1]):
        return ()  # whether it is the time of the other half too is not said
    return _both(*(_part(f"{text[:at]} {span.of(text)}.", span, found[0], until) for span in (one, two)))


def _clauses(text: str, found: list[Estimate], starts: date, until: date | None) -> tuple[Part, ...]:
    """`A is likely to ... and B is unlikely to ...`, the second with a subject of its own or with that of the first."""
    if len(found) != 2:
        return ()
    one, two = found
    joins = list(re.finditer(r",?\s+(?:and|but|while|whereas)\s+", text[one.end : two.start]))
    if len(joins) != 1 or one.band is None or two.band is None:
        return ()
    cut, begin = one.end + joins[0].start(), one.end + joins[0].end()
    lead = _CLAUSE.fullmatch(text, begin, two.start)
    if not lead:
        return ()
    first, second = Span(0, cut), Span(begin, len(text.rstrip(" .!")))
    if lead.start("be") != begin:
        said = f"{text[begin].upper()}{second.of(text)[1:]}."
    elif own := _PREDICATE.match(text, 0, one.start):  # the subject is that of the first clause
        said = f"{own['subject']} {second.of(text)}."
    else:
        return ()
    lasts = _lasts((first.of(text), second.of(text)), starts, until)
    if lasts is None:
        return ()
    return _both(_part(f"{first.of(text)}.", first, one, lasts[0]), _part(said, second, two, lasts[1]))


def _lasts(halves: tuple[str, str], starts: date, until: date | None) -> tuple[date | None, date | None] | None:
    """The last day of each clause; None where it is unclear."""
    one, two = (from_words(half, starts) for half in halves)
    if one is None and two is None:
        return until, until
    if one is None or two is None or one.until is None or two.until is None or until != max(one.until, two.until):
        return None
    return one.until, two.until


def _part(text: str, own: Span, estimate: Estimate, until: date | None) -> Part:
    asked = question(text, estimate.term)
    if asked is None:
        deed = _ATTRIBUTED.sub("", text[_place(text, estimate.term).end :]).strip(" .!")
        asked = f"Does it come to this: {deed}?"
    return Part(text=text, own=own, term=estimate.term, band=estimate.band or (0, 0), until=until, question=asked)


def _both(*made: Part) -> tuple[Part, ...]:
    """The halves, if each of them says one thing."""
    return () if any(is_conditional(each.text, each.term) or says_more(each.text, each.term) for each in made) else made


def question(text: str, term: str) -> str | None:
    """`Will the crane be replaced?` of `The crane is likely to be replaced.`; None of a sentence of another build."""
    text = _ATTRIBUTED.sub("", text)
    place = _place(text, term)
    if reason := _REASON.search(text, place.end):
        text = text[: reason.start()]
    deed = _DEED.match(text, place.end)
    if not deed:
        return None
    if deed["by"] in ("that", "of"):
        return f"Does it come {'true that' if deed['by'] == 'that' else 'to'} {deed['what']}?"
    predicate = _PREDICATE.match(text, 0, place.start)
    if not predicate or attributions(text) or _NO_SUBJECT.search(predicate["subject"]):
        return None
    subject = _LOWERED.sub(lambda found: found.group().lower(), predicate["subject"], count=1)
    return f"Will {subject} {deed['what']}?"


def _place(text: str, term: str | None) -> Span:
    """Where the word of likelihood stands; the start of the text where there is none."""
    words = r"\s+".join(map(re.escape, term.split())) if term else r"\A"
    found = re.search(rf"(?<!\w){words}(?!\w)" if term else words, text, re.IGNORECASE)
    return Span(*found.span()) if found else Span(0, 0)
