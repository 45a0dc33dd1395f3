"""Whether a forecast says one thing: what it hangs on, and two outcomes that can be told apart or cannot.

Whoever scores a sentence that says two things as one scores neither. What is clearly two outcomes is parted: each is a
statement of its own, with its own words of likelihood or those that both share. One of several outcomes is one thing,
and so is an outcome with its reason or its consequence behind it. All else is only marked.
"""

import re
from dataclasses import dataclass
from datetime import date

from briefing.domain.text import Span
from briefing.domain.yardstick import YARDSTICKS
from briefing.language.estimative import Estimate, estimates, hedged
from briefing.writing import conditions, joined
from briefing.writing.asides import forecasts_too, would_follow
from briefing.writing.builds import ATTRIBUTED, LONGEST, outcome_end, place, taken_apart
from briefing.writing.horizons import Stated, from_words
from briefing.writing.questions import alternatives, behind_event, question

_EVEN = 50
"""Per cent: below it two outcomes under one word may each be unlikely, or only both together."""
CONDITIONAL = "conditional, not scorable"
PARTED = "two outcomes, each scored alone"
UNPARTED = "two outcomes, not scorable"
UNASKED = "no question, not scorable"
MAIN = "main outcome alone scored"
EITHER = "either outcome counts"

_MODAL = re.compile(r"\b(?:will|would|shall|could|may|might)\b|\b\w+['’]ll\b|\bwon['’]t\b")
_BEFORE_TERM = re.compile(r"(?:\b(?:will|would|shall|could|may|might)|['’]ll)\s+(?:\w+ly\s+|also\s+|then\s+)*\Z")
_SECOND_BEFORE = re.compile(r"\b(?:and|but|while|whereas)\b|;")
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whether|how|what|when|where)\s+(?:[\w'’-]+\s+){0,3}?(?:will|would|could|may|might|shall)\b"
)
_DENIED = re.compile(r"unlikely|improbable|remote|no\s+chance")
_WHILE = re.compile(r",?\s+while\b")
"""`Unlikely to wait while paying` may deny either, or both at once."""
_FOR_A_MONTH = re.compile(r"\b(?:for|of|since|from)\s+(?:the\s+)?(?:\w+\s+)?[A-Z0-9]\w+")
"""`Figures for March` come later."""
_PREDICATE = re.compile(
    r"(?P<subject>[^,;:]+?)\s+(?:is|are|will|would|remains?|seems?|appears?)\s+(?:now\s+|still\s+|also\s+)?\Z"
)
_CLAUSE = re.compile(
    r"(?:(?:the|an?|this|that|these|those|its|their|his|her|it|he|she|they|we|there|(?-i:[A-Z][\w'’-]*))\b[^,;:]{0,80}?\s)??"
    r"(?P<be>is|are|will|would|remains?|seems?|appears?)\s+(?:now\s+|still\s+|also\s+)?\Z",
    re.IGNORECASE,
)
"""From the start of a second clause to its word of likelihood: subject, if it has its own, and verb."""


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
    at = place(text, term)
    return conditions.is_conditional(text[: at.start], text[at.end :])


def says_more(text: str, term: str | None) -> bool:
    """Whether a forecast says, or may say, more than one thing; of doubtful words it is taken to."""
    if len(text) > LONGEST:
        return True
    at = place(text, term)
    end = outcome_end(text, at.end)
    before, head, rest = text[: at.start], text[at.end : end], ATTRIBUTED.sub("", text[end:])
    is_clause = re.match(r"\s+that\b", head) is not None
    own = re.match(r"\s+(?:that|will|would)\b", head) is not None
    return (
        (_MODAL.search(_BEFORE_TERM.sub("", before)) is not None and _SECOND_BEFORE.search(before) is not None)
        or hedged(before)
        or _rated(text[at.end :])
        or joined.hedged_deed(head)
        or forecasts_too(rest)
        or (term is not None and _DENIED.search(term) is not None and _WHILE.match(rest) is not None)
        or len(_MODAL.findall(_RELATIVE.sub("", head))) > own
        or joined.two_things(head, is_clause=is_clause)
    )


def _rated(behind: str) -> bool:
    """Whether there stands a second word of likelihood, wherever it does."""
    spoken = joined.without_chances(behind)
    return any(each.band for yardstick in YARDSTICKS.values() for each in estimates(spoken, yardstick))


def stated(text: str, term: str | None, starts: date) -> Stated | None:
    """When the outcome is meant to come about: a time that stands in a reason or a remark is none of the forecast."""
    said = taken_apart(text, term) if term else None
    if said is None:
        return from_words(text, starts)
    words = said.words
    own = from_words(behind_event(words), starts) or from_words(_FOR_A_MONTH.sub("", said.who), starts)
    if own is None and (event := from_words(words, starts)):
        return Stated(horizon=event.horizon, until=None)  # some time behind that day
    return own


def parts(
    text: str, *, term: str | None, band: tuple[int, int] | None, starts: date, until: date | None
) -> tuple[Part, ...]:
    """The two outcomes of a forecast, each a forecast of its own; nothing where it has but one, or parting is unclear.

    Parted are `likely to A and to B`, `likely that A and that B`, `likely to A the X and B the Y`, `likely to A the X
    and the Y`, and two clauses each with its own word of likelihood; never alternatives,
    conditions, three outcomes, quotations, times of which it is unclear to which half they belong, or what is said of
    both under one word to be unlikely.

    Args:
        term, band: of the first word of likelihood, as the forecast has them: they tell which yardstick it is.
        starts: the day from which times in the sentence are reckoned.
    """
    if term is None or band is None or is_conditional(text, None) or re.search(r"[\"“”;]", text):
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
    if says_more(text, term):
        return [UNPARTED]
    if term is None or band is None:
        return []
    said = taken_apart(text, term)
    if said is None or question(text, term, until=until, starts=starts) is None:
        return [UNASKED]
    if until is None:
        return []
    return [EITHER] * alternatives(said.what) + [MAIN] * would_follow(ATTRIBUTED.sub("", text[said.own.end :]))


def _sharing(text: str, found: list[Estimate], starts: date, until: date | None) -> tuple[Part, ...]:
    """`likely to A and to B`: the word of likelihood holds of both."""
    first = found[0]
    if first.band is None or first.band[1] <= _EVEN:
        return ()
    end = outcome_end(text, first.end)
    if forecasts_too(ATTRIBUTED.sub("", text[end:])) or any(each.start < end for each in found[1:]):
        return ()
    if (two := joined.shared(text[first.end : end])) is None:
        return ()
    timed = [from_words(half.says, starts) is not None for half in two]
    second = text[first.end + two[1].own.start : end]
    if timed[0] or (timed[1] and second.startswith(("to ", "that "))):
        return ()  # whether it is the time of the other half too is not said
    made = []
    for half in two:
        own = Span(first.end + half.own.start, first.end + half.own.end)
        made.append(_part(f"{text[: first.end]} {half.says}.", own, first, until, starts))
    return _both(*made)


def _clauses(text: str, found: list[Estimate], starts: date, until: date | None) -> tuple[Part, ...]:
    """`A is likely to ... and B is unlikely to ...`, the second with a subject of its own or with that of the first."""
    if len(found) != 2 or ":" in text or alternatives(text):
        return ()
    one, two = found
    joins = list(re.finditer(r",?\s+(?:and|but|while|whereas)\s+", text[one.end : two.start]))
    if len(joins) != 1 or one.band is None or two.band is None:
        return ()
    cut, begin = one.end + joins[0].start(), one.end + joins[0].end()
    lead = _CLAUSE.fullmatch(text, begin, two.start)
    if not lead:
        return ()
    first, second = Span(0, cut), Span(begin, outcome_end(text, two.end))
    if lead.start("be") != begin:
        said = f"{text[begin].upper()}{second.of(text)[1:]}."
    elif own := _PREDICATE.match(text, 0, one.start):  # the subject is that of the first clause
        said = f"{own['subject']} {second.of(text)}."
    else:
        return ()
    lasts = _lasts((first.of(text), second.of(text)), starts, until)
    if lasts is None or forecasts_too(ATTRIBUTED.sub("", text[second.end :])):
        return ()
    return _both(_part(f"{first.of(text)}.", first, one, lasts[0], starts), _part(said, second, two, lasts[1], starts))


def _lasts(halves: tuple[str, str], starts: date, until: date | None) -> tuple[date | None, date | None] | None:
    """The last day of each clause; None where it is unclear."""
    one, two = (from_words(half, starts) for half in halves)
    if one is None and two is None:
        return until, until
    if one is None or two is None or one.until is None or two.until is None or until != max(one.until, two.until):
        return None
    return one.until, two.until


def _part(text: str, own: Span, estimate: Estimate, until: date | None, starts: date) -> Part | None:
    asked = question(text, estimate.term, until=until, starts=starts)
    if asked is None:
        return None
    return Part(text=text, own=own, term=estimate.term, band=estimate.band or (0, 0), until=until, question=asked)


def _both(*made: Part | None) -> tuple[Part, ...]:
    """The halves, if each of them says one thing."""
    whole = [each for each in made if each and not is_conditional(each.text, each.term)]
    whole = [each for each in whole if not says_more(each.text, each.term)]
    return tuple(whole) if len(whole) == len(made) else ()
