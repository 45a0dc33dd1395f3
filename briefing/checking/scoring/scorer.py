"""Scores claims against one index: the probability that its sources bear a claim out, and what comes nearest to it.

The verdict of the checks is a proof or none; it says nothing of how sure one may be where no proof was found. The
score says that, in words that can be counted on: of a hundred claims scored .7, about seventy are supported in the
labelled sets it was fitted on (`docs/decisions/0008-score.md`). It was calibrated on votes of trees that had seen no
document of the claim, each set and each label weighing the same, so that .5 parts supported from not supported where
nothing is known of how many are. It rests on words and their order, not on understanding: it stands beside the verdict
and never lifts one.
"""

from dataclasses import replace
from typing import NamedTuple

from briefing.checking.passages import Index, Passage
from briefing.checking.scoring.document import Document
from briefing.checking.scoring.features import features
from briefing.checking.scoring.model import model
from briefing.checking.scoring.tokens import tokens
from briefing.domain.claim import CheckedClaim, Stance, Verdict

_SHOWN = 3
"""Passages shown as nearest."""


class Scored(NamedTuple):
    score: float
    """0 to 1."""
    ranked: tuple[Passage, ...]
    """Passages that share something with the claim, the likeliest evidence first."""


class Scorer:
    """Built once for many claims against the same sources."""

    def __init__(self, index: Index) -> None:
        self._passages = index.passages
        self._document = Document(passage.text for passage in index.passages)

    def features(self, text: str) -> dict[str, float]:
        """What is measured of a claim; see `features`."""
        return features(text, self._document)

    def judge(self, text: str) -> Scored:
        """Score and ranked passages; the same for the same text and sources always."""
        probability = model().probability(self.features(text))
        ranked = self._document.rank(tokens(text))
        return Scored(probability, tuple(self._passages[number] for number in ranked))

    def attach(self, checked: CheckedClaim) -> CheckedClaim:
        """The same verdict with its score, and with the nearest passages where it has no evidence to show.

        What was not checked gets no score: nobody knows what it says.
        """
        if checked.verdict is Verdict.UNCHECKED:
            return checked
        score, ranked = self.judge(checked.claim.text)
        nearest = tuple(place for passage in ranked[:_SHOWN] for place in passage.evidence(Stance.NEAREST))
        score = model().given(score, checked.verdict)
        return replace(checked, score=score, evidence=checked.evidence or nearest)
