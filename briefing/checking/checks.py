"""The checks by name: what is laid beside each passage, what looks at the claim alone, what looks at all sources."""

from collections.abc import Callable

from briefing.checking import (
    additions,
    attribution,
    bearings,
    claimless,
    connectives,
    dates,
    days,
    degrees,
    denials,
    edits,
    leadership,
    modality,
    names,
    numbers,
    omissions,
    parallels,
    places,
    polarity,
    posts,
    quotes,
    reference,
    relations,
    roles,
    scope,
    splices,
    tenses,
    voice,
    yardstick,
)
from briefing.checking.alignment import Alignment
from briefing.checking.facts import Facts
from briefing.checking.finding import Finding
from briefing.checking.passages import Index, Passage
from briefing.domain.claim import Claim
from briefing.domain.yardstick import Yardstick

PASSAGE: dict[str, Callable[[Alignment], list[Finding]]] = {
    "number": numbers.compare,
    "date": dates.compare,
    "name": names.compare,
    "leadership": leadership.compare,
    "office": posts.compare,
    "place": places.compare,
    "polarity": polarity.compare,
    "denial": denials.compare,
    "modality": modality.compare,
    "omission": omissions.compare,
    "splice": splices.compare,
    "scope": scope.compare,
    "relation": relations.compare,
    "parallel": parallels.compare,
    "bearing": bearings.compare,
    "attribution": attribution.compare,
    "wording": edits.compare,
    "tense": tenses.compare,
    "degree": degrees.compare,
    "order": connectives.compare,
    "addition": additions.compare,
}
"""Claim beside one passage."""
ONLY_LACKS = frozenset({"name", "office", "omission", "splice", "tense", "degree", "addition"})
"""Those that find what is not borne out, never what is contradicted: where only contradictions count, they rest."""
ALONE: dict[str, Callable[[Claim, Yardstick], list[Finding]]] = {
    "reference": lambda claim, _: reference.examine(claim),
    "claim": lambda claim, _: claimless.examine(claim),
    "yardstick": yardstick.examine,
}
"""The claim by itself: whatever these find makes it unsupported."""
QUOTES: dict[str, Callable[[Facts, Index], list[quotes.Judged]]] = {"quote": quotes.examine}
VOICES: dict[str, Callable[[voice.Voice, Passage, Index], list[Finding]]] = {
    "voice": voice.compare,
    "day": lambda said, passage, _: days.compare(said.days, passage),
}
"""What a claim adds in brackets, beside one passage."""
ROLES: dict[str, Callable[[Facts, Index], list[roles.Judged]]] = {"role": roles.examine}
