"""Yardstick: a forecast carries exactly one estimative term."""

from briefing.checking.finding import Finding, Outcome
from briefing.domain.claim import Claim, ClaimKind, Section
from briefing.domain.yardstick import Yardstick
from briefing.language.estimative import estimates

CHECK = "yardstick"
_MODALS = frozenset({"may", "might", "could"})
"""They often stand beside a term in an outcome clause ("likely to reject any deal that could ...")."""


def examine(claim: Claim, yardstick: Yardstick) -> list[Finding]:
    """A finding for two terms of likelihood in one forecast, and for none in an own assessment."""
    if claim.section is not Section.FORECAST:
        return []
    found = estimates(claim.text, yardstick)
    terms = [each.term for each in found if each.band is not None or each.term not in _MODALS]
    if len(terms) > 1:
        listed = " and ".join(f'"{term}"' for term in terms)
        return [Finding(CHECK, Outcome.LACKS, f"one forecast, {len(terms)} terms of likelihood: {listed}")]
    if not found and claim.kind is ClaimKind.ASSESSMENT:
        return [Finding(CHECK, Outcome.LACKS, f"an own forecast needs one term of the {yardstick.title}; it has none")]
    return []
