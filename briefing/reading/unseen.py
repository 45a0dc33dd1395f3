"""What a web page says and does not show: comments, descriptions of pictures, elements that are set not to be seen."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.domain.source import Instruction, InstructionKind
from briefing.domain.text import Span
from briefing.language.location import Folded
from briefing.reading.instructions import find, shown

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_FOR_MACHINES = ("alt", "title", "aria-label", "aria-description", "content", "summary", "placeholder", "value")
_LONGEST = 40
"""Words of an element that is not shown; what is longer is the article itself, which a script will show."""


def unseen(page: str, text: str) -> tuple[Instruction, ...]:
    """What speaks to machines beside the extracted text, and what of `text` no reader of the page sees."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    if root is None:
        return ()
    place = Folded(text)
    found: list[Instruction] = []
    beside: list[str] = []
    for words in _not_shown(root):
        if span := place.find(words, whole=True):
            found.append(Instruction(kind=InstructionKind.HIDDEN, span=span, words=shown(words)))
        else:
            beside.append(words)
    beside += _said_beside(root)
    spoken = (each for words in dict.fromkeys(beside) for each in find(words))
    return tuple(sorted(found, key=_start)) + tuple(
        Instruction(kind=each.kind, span=None, words=each.words) for each in spoken
    )


def _start(instruction: Instruction) -> Span:
    return instruction.span or Span(0, 0)


def _not_shown(root: "_Element") -> Iterator[str]:
    for element in root.iter("*"):
        if element.get("hidden") is None and not _NOT_SHOWN.search(element.get("style") or ""):
            continue
        words = " ".join("".join(str(piece) for piece in element.itertext()).split())
        if element.tag not in ("script", "style", "template") and 0 < len(words.split()) <= _LONGEST:
            yield words


def _said_beside(root: "_Element") -> Iterator[str]:
    from lxml import etree

    for element in root.iter():
        if element.tag is etree.Comment:
            yield element.text or ""
        elif isinstance(element.tag, str):
            yield from (value for name in _FOR_MACHINES if (value := element.get(name)))
