"""A text as its readers see it, with the way back to its characters; and what in it they do not see."""

import base64
import binascii
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from briefing.domain.source import InstructionKind
from briefing.domain.text import Span

_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_ODD = re.compile(f"[{_UNSEEN}*\uff01-\uff5e\U0001d400-\U0001d7ff]")
_DROPPED = re.compile(f"[{_UNSEEN}*]")
_TWO_SCRIPTS = re.compile(r"[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans(
    "аеорсухіјѕԁӏһԛԝАВЕКМНОРСТХІЈЅαορνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdlhqwABEKMHOPCTXIJSaopvikABEZHIKMNOPTYX"
)
"""Letters that look Latin and are not."""

_TAGS = re.compile("[\U000e0020-\U000e007f]{2,}")
_FLAG = "\U0001f3f4"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{6,}")
_BITS = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff]{16,}")
_REVERSED = re.compile("[\u202d\u202e]([^\u202c\n]{8,400})")
_BASE64 = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9+/]{24,}={0,2}(?![\w+/=])")
_ENOUGH = 0.85
"""Share of letters and blanks in what a blob decodes to, for it to be words."""


class Legible:
    """The text without unseen characters and marks of emphasis, with letters in their plain form."""

    def __init__(self, source: str) -> None:
        self._from: list[int] = [0]
        self._to: list[int] = [0]
        self.text = _plain(source) if not _ODD.search(source) else self._read(source)

    def _read(self, source: str) -> str:
        pieces: list[str] = []
        length = done = 0
        for match in _ODD.finditer(source):
            at = match.start()
            pieces.append(source[done:at])
            length += at - done
            char = match.group()
            if not _DROPPED.match(char):
                pieces.append(unicodedata.normalize("NFKC", char)[:1])
                length += 1
            done = at + 1
            self._from.append(length)
            self._to.append(done)
        pieces.append(source[done:])
        return _plain("".join(pieces))

    def back(self, span: Span) -> Span:
        """Where in the source a stretch of the text stands, with what is unseen inside it."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1) if span.end > span.start else span

    def _offset(self, at: int) -> int:
        step = bisect_right(self._from, at) - 1
        return self._to[step] + at - self._from[step]


def _plain(text: str) -> str:
    """Words of two scripts in one, of the same length."""
    if not _TWO_SCRIPTS.search(text):
        return text
    return _WORD.sub(lambda word: word[0].translate(_ALIKE) if _TWO_SCRIPTS.search(word[0]) else word[0], text)


class Concealed(NamedTuple):
    """A stretch that says to a machine what it does not say to a reader."""

    kind: InstructionKind
    span: Span
    words: str
    telling: bool
    """That it is concealed is enough; otherwise it depends on the words."""


def concealed(text: str) -> Iterator[Concealed]:
    """What nobody sees in the text, and what only a machine can read."""
    if not text.isascii():
        for match in _TAGS.finditer(text):
            if not text[: match.start()].endswith(_FLAG):
                words = "".join(chr(ord(char) - 0xE0000) for char in match.group() if char != "\U000e007f")
                yield Concealed(InstructionKind.HIDDEN, Span(*match.span()), words, telling=True)
        for pattern in (_SELECTORS, _BITS):
            for match in pattern.finditer(text):
                if len(set(match.group())) > 1:  # the same one again and again says nothing
                    words = f"{len(match.group())} characters that nobody sees"
                    yield Concealed(InstructionKind.HIDDEN, Span(*match.span()), words, telling=True)
        for match in _REVERSED.finditer(text):
            yield Concealed(InstructionKind.HIDDEN, Span(*match.span()), match[1][::-1], telling=False)
    for match in _BASE64.finditer(text):
        if decoded := _decoded(match.group()):
            yield Concealed(InstructionKind.ENCODED, Span(*match.span()), decoded, telling=True)


def _decoded(blob: str) -> str | None:
    """The words that the blob stands for; None where it stands for none."""
    try:
        text = base64.b64decode(blob.rstrip("=") + "=" * (-len(blob.rstrip("=")) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    plain = sum(char.isalpha() or char == " " for char in text)
    return text if " " in text and plain >= _ENOUGH * len(text) else None
