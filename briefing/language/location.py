"""Finds a wording in a text exactly, or blind to white space and to the kinds of marks: never by likeness."""

import re
from array import array
from bisect import bisect_right

from briefing.domain.text import Span

_QUOTES = "'\"’‘‚‛“”„‟«»‹›`´ʼ′″＂＇"
_DASHES = "-‐‑‒–—―−"
_INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff"
"""What nobody sees: soft hyphen, zero-width space, word joiner, byte order mark, direction marks, tags, selectors."""
_ONE_TO_ONE = str.maketrans({**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_DASHES, "-")})
_GAP = re.compile(rf"[\s{_INVISIBLE}]*-[\s{_INVISIBLE}]*|[\s{_INVISIBLE}]+")


def _closed(gap: str) -> str:
    """What a gap folds to: a dash swallows the space around it, other space becomes one blank, the rest nothing."""
    if "-" in gap:
        return "-"
    return " " if any(char.isspace() for char in gap) else ""


def folded(text: str) -> str:
    """The form in which wordings are compared: equal forms are the same wording."""
    return _GAP.sub(lambda gap: _closed(gap.group()), text.translate(_ONE_TO_ONE)).strip(" ")


class Folded:
    """A text prepared for finding wordings in it; built once, in time linear in the text.

    Blind to: runs of white space (also at the end of a line, also around a dash), the kind of quotation mark,
    apostrophe and dash, invisible characters. Not blind to letters, case, digits or any other punctuation.
    """

    __slots__ = ("_folded", "_from", "_to", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        marks = text.translate(_ONE_TO_ONE)
        pieces: list[str] = []
        # Breaks of the map: folded offset _from[i] is original offset _to[i], and runs on one to one from there.
        self._from, self._to = array("I", (0,)), array("I", (0,))
        length = done = 0
        for gap in _GAP.finditer(marks):
            whole = gap.group()
            closed = _closed(whole)
            if closed == whole:
                continue
            start, end = gap.span()
            pieces += (marks[done:start], closed)
            length += start - done
            if closed:
                self._break(length, start + whole.find("-") if closed == "-" else start)
            length += len(closed)
            self._break(length, end)
            done = end
        pieces.append(marks[done:])
        self._folded = "".join(pieces)

    def _break(self, at: int, original: int) -> None:
        if self._from[-1] == at:
            self._to[-1] = original
        else:
            self._from.append(at)
            self._to.append(original)

    def _original(self, offset: int) -> int:
        at = bisect_right(self._from, offset) - 1
        return self._to[at] + offset - self._from[at]

    def _offset(self, original: int) -> int:
        """The least folded offset whose original is not before `original`."""
        at = max(0, bisect_right(self._to, original) - 1)
        limit = self._from[at + 1] if at + 1 < len(self._from) else len(self._folded)
        return min(self._from[at] + max(0, original - self._to[at]), limit)

    def find(self, needle: str, start: int = 0, end: int | None = None, *, whole: bool = False) -> Span | None:
        """The first place of `needle` inside `[start, end)` of the original text, in its code points.

        `whole`: only where the place neither begins nor ends inside a word. An empty needle is nowhere.
        """
        wanted = folded(needle)
        end = len(self.text) if end is None else end
        at = self._offset(start) if wanted else len(self._folded)
        while (at := self._folded.find(wanted, at)) >= 0 and at < len(self._folded):
            span = Span(self._original(at), self._original(at + len(wanted) - 1) + 1)
            if span.end > end:
                return None
            if span.start >= start and not (whole and self._cuts_word(at, at + len(wanted))):
                return span
            at += 1
        return None

    def find_all(self, needle: str, *, whole: bool = False) -> list[Span]:
        """All places of `needle`, from left to right, not overlapping."""
        found: list[Span] = []
        while span := self.find(needle, found[-1].end if found else 0, whole=whole):
            found.append(span)
        return found

    def _cuts_word(self, start: int, end: int) -> bool:
        return any(
            0 < edge < len(self._folded) and self._folded[edge - 1].isalnum() and self._folded[edge].isalnum()
            for edge in (start, end)
        )
