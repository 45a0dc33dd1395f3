"""Draws reliability diagrams by Typst: how often what was given a probability is so, against the probability."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefing import assets
from briefing.errors import OutputError, UsageError

TEMPLATE = "reliability.typ"
FORMS = {".png": "png", ".svg": "svg", ".pdf": "pdf"}
_SHARPNESS = 200.0
"""Pixels an inch of a PNG."""


def form_of(path: Path) -> str:
    """
    Raises:
        UsageError: the suffix is none of a picture.
    """
    if path.suffix.casefold() not in FORMS:
        raise UsageError(f"no picture is written to {str(path)!r}", help=f"End its name in {', '.join(FORMS)}.")
    return FORMS[path.suffix.casefold()]


def draw(data: Mapping[str, Any], form: str) -> bytes:
    """The diagram of this data (see the template) as `png`, `svg` or `pdf`; the same data gives the same bytes.

    Raises:
        OutputError: Typst refuses the document.
    """
    import typst

    source = assets.read(assets.directory("templates") / TEMPLATE).encode()
    inputs = {"diagram": json.dumps(data, ensure_ascii=True)}
    try:
        drawn = typst.compile(source, format=form, ppi=_SHARPNESS, sys_inputs=inputs, ignore_system_fonts=True)  # type: ignore[call-overload]
    except typst.TypstError as error:
        raise OutputError(f"cannot draw the diagram: {error.message}", help="Leave --plot out.") from error
    pages = drawn if isinstance(drawn, list) else [drawn]
    return bytes(pages[0])
