"""Wordings that speak to a machine: orders, addresses, role markers, imitations of the program's own forms."""

import re
from functools import cache
from typing import NamedTuple

from briefing.domain.source import InstructionKind as Kind
from briefing.reading import orders_abroad, orders_english, orders_marks


class Wording(NamedTuple):
    """One way to speak to a machine."""

    kind: Kind
    written: str
    """The regular expression."""
    firm: bool = True
    """It counts by itself; the others only where two of them stand together."""
    needs: tuple[str, ...] = ()
    """One of these is in every text, in lower case, that has it: most texts are known not to without a search."""

    @property
    def pattern(self) -> re.Pattern[str]:
        return _compiled(self.written)


@cache
def _compiled(written: str) -> re.Pattern[str]:
    """When it is first looked for, which few texts make necessary."""
    return re.compile(written, re.IGNORECASE | re.MULTILINE)


_SHORT = {
    "@ignore": r"(?:ignore|disregard|forget|override|overrule|bypass|discard|dismiss|unlearn|cancel|erase|set aside"
    r"|(?:do not|don['’]t|stop|no longer) (?:follow|following|obey|obeying|heed|heeding|apply|applying|adhere to)"
    r"|pay no (?:attention|heed) to)",
    "@det": r"(?:(?:all|any|every|each|the|these|those|this|your|my|our|of|other|and|or|its|completely) ){0,4}",
    "@before": r"(?:previous|prior|above|earlier|preceding|foregoing|original|initial|system|developer|hidden)",
    "@thing": r"(?:instructions?|prompts?|guidelines?|directives?|directions?|commands?|orders|rules|constraints?"
    r"|context|messages?|text|content|tasks?|restrictions)",
    "@output": r"(?:summar(?:y|ies)|brief(?:ing)?s?|outputs?|digests?|repl(?:y|ies)|responses?|answers?)",
    "@machine": r"(?:AI|A\.I\.|LLM|(?:large )?language model|chat ?bot|ChatGPT|(?:AI|artificial intelligence)"
    r" (?:assistant|model|system|agent|summari[sz]er|reader|tool|bot)"
    r"|automat(?:ed|ic) (?:system|summari[sz]er|reader|agent|assistant)|summari[sz]er)s?",
    "@must": r"(?:must|should|shall|has to|have to|needs? to|is to|are to|will|may not|can only)",
    "@write": r"(?:write|say|state|mention|include|add|insert|append|put|place|report|claim|assert|highlight|present"
    r"|repeat|note|print|output|quote|embed)",
}


def _whole(pattern: str) -> str:
    """A blank stands for white space, ` ?` for white space or none."""
    for name, inner in _SHORT.items():
        pattern = pattern.replace(name, inner)
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _opening(kind: Kind, patterns: tuple[str, ...], *, firm: bool = True) -> tuple[Wording, ...]:
    return tuple(Wording(kind, _whole(pattern), firm) for pattern in patterns)


OPENING = (
    *_opening(Kind.ORDER, orders_english.ORDERS),
    *_opening(Kind.ADDRESS, orders_english.ADDRESSES),
    *_opening(Kind.ORDER, orders_abroad.OPENING),
    *_opening(Kind.ORDER, orders_english.HINTS, firm=False),
)
"""They count only where a sentence or a clause opens with them: as an order, not as the report of one."""

ANY_OPENING = re.compile("|".join(wording.written for wording in OPENING), re.IGNORECASE)
"""Where it does not match, none of them does."""

ANYWHERE = (
    *(Wording(kind, _whole(pattern), True, needs) for kind, needs, pattern in orders_marks.MARKS),
    *(Wording(Kind.ORDER, _whole(pattern), True, needs) for needs, pattern in orders_abroad.ANYWHERE),
    *(Wording(Kind.ORDER, _whole(pattern), False, needs) for needs, pattern in orders_marks.HINTS),
)
"""They count wherever they stand."""
