"""Draws the reliability diagram by Typst: how often claims of a score are supported, against the score."""

import json
from pathlib import Path
from typing import Any

from briefing import assets
from briefing.errors import OutputError, UsageError
from briefing.evaluating.claims import Evaluation
from briefing.evaluating.metrics import BINS
from briefing.evaluating.resampling import RESAMPLES

TEMPLATE = "reliability.typ"
FORMS = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
_SHARPNESS = 200.0
"""Pixels an inch of a PNG."""
_NAMED = 6
"""So many sets are named in the diagram."""


def form_of(path: Path) -> str:
    """
    Raises:
        UsageError: the suffix is none of a picture.
    """
    if path.suffix.casefold() not in FORMS:
        raise UsageError(f"no picture is written to {str(path)!r}", help=f"End its name in {', '.join(FORMS)}.")
    return FORMS[path.suffix.casefold()]


def draw(evaluation: Evaluation, form: str) -> bytes:
    """The diagram as `png`, `svg` or `pdf`; the same evaluation gives the same bytes.

    Raises:
        OutputError: Typst refuses the document.
    """
    import typst

    source = assets.read(assets.directory("templates") / TEMPLATE).encode()
    inputs = {"diagram": json.dumps(_data(evaluation), ensure_ascii=True)}
    try:
        drawn = typst.compile(source, format=form, ppi=_SHARPNESS, sys_inputs=inputs, ignore_system_fonts=True)  # type: ignore[call-overload]
    except typst.TypstError as error:
        raise OutputError(f"cannot draw the diagram: {error.message}", help="Leave --plot out.") from error
    pages = drawn if isinstance(drawn, list) else [drawn]
    return bytes(pages[0])


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
