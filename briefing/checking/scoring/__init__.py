"""How likely the sources support a claim, as a calibrated probability, from what of it they say and how."""

from briefing.checking.scoring.model import THRESHOLD
from briefing.checking.scoring.scorer import Scored, Scorer

__all__ = ["THRESHOLD", "Scored", "Scorer"]
