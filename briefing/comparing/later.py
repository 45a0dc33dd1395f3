"""Sentences of a brief that tell a toll which a newer source counts anew: true of their source, and out of date."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.comparing.tolls import counted, counts
from briefing.domain.brief import LATER_FIGURE, Disagreement
from briefing.domain.claim import OLDER_FIGURE, CheckedClaim, Evidence, Reason, Section, Stance, Verdict
from briefing.language.numerals import quantities


def marked(checked: Mapping[str, CheckedClaim], rows: Iterable[Disagreement]) -> dict[str, CheckedClaim]:
    """The claims, those of the text that tell an older figure with a reason that says so. No verdict is changed.

    The annex stays as it is: it says of each source what that source counts.
    """
    later = [row for row in rows if row.kind == LATER_FIGURE]
    return {id: _noted(claim, later) if later else claim for id, claim in checked.items()}


def _noted(claim: CheckedClaim, rows: Iterable[Disagreement]) -> CheckedClaim:
    if claim.verdict is not Verdict.SUPPORTED or claim.claim.section is Section.ANNEX:
        return claim
    reasons = [
        Reason(
            check=OLDER_FIGURE,
            detail=f"a newer source counts anew: {place.quote!r} {place.source} [characters {place.start}-{place.end}]",
        )
        for row in rows
        if _is_older(claim, row) and (place := row.sides[-1].evidence[0])
    ]
    return replace(claim, reasons=(*claim.reasons, *reasons)) if reasons else claim


def _is_older(claim: CheckedClaim, row: Disagreement) -> bool:
    """Whether the claim has the figure of an older side, on whose places it rests, and not that of the newest."""
    *older, newest = row.sides
    if any(quantity.low == newest.figure for quantity in quantities(claim.claim.text)):
        return False
    said = {quantity.low for thing, quantity in counted(claim.claim.text) if thing == counts(row)}
    places = [place for place in claim.evidence if place.stance is Stance.SUPPORTS]
    if not said or any(_touch(place, other) for place in places for other in newest.evidence):
        return False
    return any(
        side.figure in said and any(_touch(place, other) for place in places for other in side.evidence)
        for side in older
    )


def _touch(one: Evidence, other: Evidence) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end
