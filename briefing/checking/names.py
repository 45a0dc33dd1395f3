"""Names: whoever and whatever the claim names is named by its evidence, under any spelling."""

from briefing.checking.alignment import Alignment
from briefing.checking.finding import Finding, Outcome

CHECK = "name"


def compare(alignment: Alignment) -> list[Finding]:
    """One finding for each name of the claim that the passage and the sentences before it lack."""
    return [
        Finding(
            CHECK,
            Outcome.LACKS,
            f"{alignment.passage.label} does not name {_written(alignment, token.number)} here",
            (token,),
        )
        for token in alignment.tokens
        if token.kind == "name" and not alignment.met(token)
    ]


def _written(alignment: Alignment, number: int) -> str:
    return " ".join(alignment.claim.names[number].text.split())
