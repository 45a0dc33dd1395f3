"""Renders a checked brief as tagged PDF (PDF/UA-1) by Typst; what no font can show is shown as its code point."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefing import assets
from briefing.domain.brief import CheckedBrief, Cost
from briefing.domain.money import dollars
from briefing.errors import OutputError
from briefing.rendering.layout import lay_out
from briefing.rendering.page import Page
from briefing.rendering.plain import day

if TYPE_CHECKING:
    from typst import TypstError

TEMPLATE = "brief.typ"
PAPERS = {"a4": "a4", "letter": "us-letter"}
RUNNING_TITLE = 100
"""Characters of the title that the head of a page has room for."""

TEXT_ROOM = 40
CELL_ROOM = 20
"""Characters of one word that fit a line of text, a cell of a table."""

ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS = 20
"""Typst names all missing glyphs at once; a replacement can only bring ASCII in. Twenty is never."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    data: bytes
    missing_glyphs: tuple[str, ...]
    """Characters that no font at hand has, each shown as `[U+4E2D]`; sorted."""


def render(
    brief: CheckedBrief, *, paper: str = "a4", annex: bool = False, kept: Mapping[str, str] | None = None
) -> Pdf:
    """The brief as PDF. The same brief gives the same bytes, on the same machine where a system font was needed.

    `paper` is `a4` or `letter`; `annex` and `kept` are those of `layout.lay_out`.

    Raises:
        OutputError: Typst refuses the document.
    """
    page = lay_out(brief, annex=annex, kept=kept)
    data = json.dumps(_data(page), ensure_ascii=False, default=day)
    missing: set[str] = set()
    system_fonts = False
    for _ in range(_ROUNDS):
        try:
            return Pdf(
                data=_compile(data, PAPERS[paper], system_fonts=system_fonts),
                missing_glyphs=tuple(sorted(missing)),
            )
        except MissingGlyphsError as error:
            if system_fonts:
                for text in error.texts:
                    data = data.replace(text, _code_points(text))
                missing.update(character for character in "".join(error.texts) if not _ignorable(character))
            system_fonts = True  # the fonts of Typst are the same everywhere: others only if they do not do
    raise OutputError(f"cannot set the PDF: no font has {sorted(missing)!r}", help="Write Markdown instead.")


class MissingGlyphsError(Exception):
    """No font at hand has these texts, of one character or several that are drawn as one."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        super().__init__(texts)
        self.texts = texts


def _compile(data: str, paper: str, *, system_fonts: bool) -> bytes:
    import typst

    try:
        compiled = typst.compile(
            assets.read(assets.directory("templates") / TEMPLATE).encode(),
            ignore_system_fonts=not system_fonts,
            sys_inputs={"brief": data, "paper": paper},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise _translated(error) from error
    assert isinstance(compiled, bytes)
    return compiled


def _translated(error: "TypstError") -> Exception:
    """Missing glyphs as such, longest first; anything else is a fault of the template or of Typst."""
    found = {_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _MISSING.findall(error.diagnostic)}
    texts = sorted((text for text in found if not text.isascii()), key=lambda text: (-len(text), text))
    if texts:
        return MissingGlyphsError(tuple(texts))
    return OutputError(f"cannot set the PDF: {error.message}", help="Write Markdown instead, and please report it.")


def _code_points(text: str) -> str:
    shown = [f"U+{ord(character):04X}" for character in text if not _ignorable(character)]
    return f"[{' '.join(shown)}]" if shown else ""


def _ignorable(character: str) -> bool:
    """It only joins or varies its neighbours: where they are missing, it has nothing to say."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _data(page: Page) -> dict[str, Any]:
    """What the template reads: the page, with each citation marked as the first of its place or not."""
    data: dict[str, Any] = _breakable(asdict(page), TEXT_ROOM)
    for part in ("disputes", "sources", "skipped"):
        data[part] = _breakable(data[part], CELL_ROOM)
    data["lines"] = ()
    _mark_first(data, set())
    for horizon, outlook in zip(data["forecast"], page.forecast, strict=True):
        for entry, line in zip(horizon["lines"], outlook.lines, strict=True):
            entry["bounds"] = [int(edge) for edge in re.findall(r"\d+", line.band or "")]
    for source, row in zip(data["sources"], page.sources, strict=True):
        source["url"] = quote(row.url, safe="%:/?#[]@!$&'()*+,;=~") if row.url else None
    title = page.title
    data["costs"] = [_cost(stage, cost) for stage, cost in page.costs.items()]
    data["running"] = title if len(title) <= RUNNING_TITLE else title[:RUNNING_TITLE].rsplit(" ", 1)[0] + "…"
    data |= {"year": page.date.year, "month": page.date.month, "day": page.date.day}
    return data


def _cost(stage: str, cost: Cost) -> dict[str, str]:
    """One row of the table of costs."""
    numbers = {name: getattr(cost, name) for name in ("calls", "tokens_in", "tokens_cached", "tokens_out")}
    return {"stage": stage, "price": dollars(cost.usd)} | {name: f"{number:,}" for name, number in numbers.items()}


def _breakable(part: Any, room: int) -> Any:
    """Let addresses and file names that are longer than `room` characters break over two lines."""
    match part:
        case str():
            return re.sub(rf"[!-~]{{{room},}}", lambda word: _with_breaks(word[0], room), part)
        case dict():
            return {key: _breakable(value, room) for key, value in part.items()}
        case list() | tuple():
            return [_breakable(value, room) for value in part]
        case _:
            return part


def _with_breaks(word: str, room: int) -> str:
    pieces = re.findall(rf".{{1,{room}}}$|.{{1,{room - 1}}}[_./-]+|.{{1,{room}}}", word)
    return ZERO_WIDTH_SPACE.join(pieces)


def _mark_first(part: Any, seen: set[int]) -> None:
    """Turn each footnote number into `[number, whether it is the first]`; the page's fields are in reading order."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("notes", "against"):
                part[key] = [[number, number not in seen] for number in value]
                seen.update(value)
            else:
                _mark_first(value, seen)
    elif isinstance(part, list | tuple):
        for value in part:
            _mark_first(value, seen)
