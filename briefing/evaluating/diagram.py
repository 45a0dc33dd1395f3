"""Draws the reliability diagram by Typst: how often claims of a score are supported, against the score."""

from typing import Any

from briefing.evaluating.claims import Evaluation
from briefing.evaluating.metrics import BINS
from briefing.evaluating.resampling import RESAMPLES
from briefing.rendering import diagram

_NAMED = 6
"""So many sets are named in the diagram."""


def draw(evaluation: Evaluation, form: str) -> bytes:
    """The diagram as `png`, `svg` or `pdf`; the same evaluation gives the same bytes.

    Raises:
        OutputError: Typst refuses the document.
    """
    return diagram.draw(_data(evaluation), form)


def _data(evaluation: Evaluation) -> dict[str, Any]:
    measured = evaluation.measured
    error = measured.pooled_calibration.value or 0.0
    names = [each.name for each in evaluation.sets]
    sets = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    fitted = sum(each.fitted for each in evaluation.sets)
    kind = "Scores as given." if evaluation.spent is None else "Scores of briefing."
    kind += f" They were fitted on {fitted} of the sets." if fitted else ""
    return {
        "title": "Reliability of the score",
        "subtitle": f"{evaluation.rows:,} claims of {len(names)} set{'s' if len(names) > 1 else ''}: {sets}",
        "caption": (
            f"{kind} Each point is one of {BINS} bins of equal width: mean score against share supported, every set "
            f"weighing the same. Bars: 95 % of {RESAMPLES:,} resamples of groups of like documents. Expected "
            f"calibration error {error:.3f}. Below: claims in each bin."
        ),
        "observed": "Share of the claims that are supported",
        "predicted": "Score: predicted probability that the claim is supported",
        "counted": "Claims",
        "bins": [
            {
                "from": number / BINS,
                "to": (number + 1) / BINS,
                "claims": measured.counts[number],
                "predicted": bins.scores / bins.count if bins.count else None,
                "observed": share.value,
                "low": share.low,
                "high": share.high,
            }
            for number, (bins, share) in enumerate(zip(measured.bins, measured.shares, strict=True))
        ],
    }
