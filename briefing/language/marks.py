"""Pairs the quotation marks of a text, of whatever kind, nested or unbalanced."""

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks."""

    start: int
    """With the opening mark; where that is missing, the start of the paragraph."""
    end: int
    """With the closing mark; where that is missing, the end of the paragraph."""
    inner_start: int
    inner_end: int
    closed: bool
    """Both marks are there."""


@dataclass(slots=True)
class _Open:
    kind: str
    start: int


_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_MARK = re.compile(r"[\"“”„‟«»'‘’]")
_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„‟«", "”»"
_SINGLE = "'‘’"
_LONGEST_SINGLE = 400
"""Characters a stretch in single marks may have: beyond, the mark was an apostrophe."""


@lru_cache(maxsize=2048)
def marked(text: str) -> tuple[Marked, ...]:
    """Stretches in quotation marks by start, outer before inner. Apostrophes are no marks."""
    if not _MARK.search(text):
        return ()
    found: list[Marked] = []
    begin = 0
    for gap in _PARAGRAPH.finditer(text):
        found += _pair(text, begin, gap.start())
        begin = gap.end()
    found += _pair(text, begin, len(text))
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))


def _pair(text: str, begin: int, end: int) -> list[Marked]:
    found: list[Marked] = []
    stack: list[_Open] = []
    opened_now = {"single": 0, "double": 0}
    last_close = None
    for match in _MARK.finditer(text, begin, end):
        at, mark = match.start(), match.group()
        kind = "single" if mark in _SINGLE else "double"
        role = _role(text, match, begin, end, opened_now[kind] > 0)
        if role == "open":
            stack.append(_Open(kind, at))
            opened_now[kind] += 1
        elif role == "close":
            last_close = match
            opened = _pop(stack, kind, opened_now)
            if opened is not None:
                found.append(Marked(opened.start, match.end(), opened.start + 1, at, True))
            elif kind == "double" and not found and not text[at - 1 : at].isdigit():
                found.append(Marked(begin, match.end(), begin, at, False))
    for item in stack:
        if item.kind == "single":
            continue
        shared = last_close is not None and last_close.start() > item.start
        stop, inner = (last_close.end(), last_close.start()) if shared and last_close else (end, end)
        found.append(Marked(item.start, stop, item.start + 1, inner, False))
    return [mark for mark in found if text[mark.inner_start : mark.inner_end].strip()]


def _pop(stack: list[_Open], kind: str, opened_now: dict[str, int]) -> _Open | None:
    """The innermost open stretch of this kind; single ones left open inside it were apostrophes."""
    while opened_now[kind]:
        last = stack.pop()
        opened_now[last.kind] -= 1
        if last.kind == kind:
            return last
    return None


def _role(text: str, match: re.Match[str], begin: int, end: int, is_open: bool) -> str:
    """`open`, `close`, or `none` for an apostrophe or an inch sign."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > begin else " "
    after = text[match.end()] if match.end() < end else " "
    if mark in _SINGLE:
        return _single_role(text, match, before, after, end, is_open)
    if mark in _DOUBLE_OPEN:
        return "open"
    if mark in _DOUBLE_CLOSE:
        return "close"
    leans_open = (before.isspace() or before in "([{—–-/'‘“") and not after.isspace()
    leans_close = not before.isspace() and (after.isspace() or after in ".,;:!?)]}—–-/'’”")
    if leans_open and not (leans_close and is_open):
        return "open"
    if leans_close or is_open:
        return "close"
    return "open" if before.isspace() and match.end() < end else "none"


def _single_role(text: str, match: re.Match[str], before: str, after: str, end: int, is_open: bool) -> str:
    mark, at = match.group(), match.start()
    if mark == "‘" or (mark == "'" and not before.isalnum() and before not in ".,!?'’”\"»" and after.isalnum()):
        return "open" if _closes_later(text, at + 1, min(end, at + _LONGEST_SINGLE)) else "none"
    if is_open and mark != "‘" and not after.isalnum() and not before.isspace():
        return "close"
    return "none"


def _closes_later(text: str, begin: int, end: int) -> bool:
    """Whether a single mark that no letter follows stands before the next opening one."""
    for match in re.finditer(r"['’](?!\w)|(?<!\w)‘", text[begin:end]):
        if match.group() == "‘":
            return False
        if not text[begin + match.start() - 1].isspace():
            return True
    return False
