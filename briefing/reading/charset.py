"""From bytes to text: which charset a file is in, and whether it is text at all."""

import re
from dataclasses import dataclass

from briefing.errors import SourceError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks; the longer ones first where one begins like another."""

_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .odt and .epub files are"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Office file, as .doc is"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a SQLite database"),
)

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
}
"""What pages mean when they name a charset (WHATWG Encoding Standard, 4.2)."""

_NOT_DECLARABLE = frozenset({"raw_unicode_escape", "unicode_escape"})
"""Codecs of Python's that take any byte and that no page means."""

_HIGH = bytes(range(0x80, 0x100))
_FEW = 0.03
"""Share of bytes above 0x7F up to which a text is taken to be in the Western charset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    text: str
    """Without the byte order mark."""
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of a file: byte order mark first, then UTF-8, then what the file declares, then a guess that is told.

    Raises:
        SourceError: it is no text.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(charset, errors="replace"))
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise SourceError(f"{what}, not text", help="Save it as plain text, Markdown, HTML or PDF.")
    wide = _wide(data)
    if wide:
        return _checked(data.decode(wide, errors="replace"), f"charset guessed: {wide}")
    if b"\x00" in data:
        raise _no_text()
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if declared and (text := _as_declared(data, declared)) is not None:
        return _checked(text)
    return _guessed(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Western text is zero, and no other."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.3 * len(head) and even < 0.02 * len(head):
        return "utf-16-le"
    if even > 0.3 * len(head) and odd < 0.02 * len(head):
        return "utf-16-be"
    return None


def _as_declared(data: bytes, declared: str) -> str | None:
    name = declared.strip().casefold()
    if name in _NOT_DECLARABLE:
        return None
    try:
        return data.decode(_SUPERSETS.get(name, name))
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes) -> Decoded:
    """The charset of bytes that are no UTF-8."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    if whole > 4 * broken:
        return _checked(text, f"charset utf-8, damaged: {broken} unreadable characters stand as \ufffd")
    if len(data) - len(data.translate(None, _HIGH)) <= _FEW * len(data):
        return _checked(data.decode("cp1252", errors="replace"), "charset guessed: windows-1252")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        raise _no_text()
    return _checked(data.decode(best.encoding, errors="replace"), f"charset guessed: {best.encoding}")


def _checked(text: str, *warnings: str) -> Decoded:
    if len(_CONTROLS.findall(text[:100_000])) > 0.01 * min(len(text), 100_000):
        raise _no_text()
    return Decoded(text=text, warnings=warnings)


def _no_text() -> SourceError:
    return SourceError("binary, not text", help="Give a plain text, Markdown, HTML or PDF file.")
