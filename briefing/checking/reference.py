"""References: the points a sentence names as its basis exist."""

from briefing.checking.finding import Finding, Outcome
from briefing.domain.claim import Claim

CHECK = "reference"


def examine(claim: Claim) -> list[Finding]:
    """A finding if the writer names points that do not exist."""
    if not claim.unknown_references:
        return []
    unknown = ", ".join(claim.unknown_references)
    return [Finding(CHECK, Outcome.LACKS, f"the sentence rests on {unknown}, which does not exist")]
