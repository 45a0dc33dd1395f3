"""What is no prose inside a paragraph of it: a heading glued to its start, a dateline, web addresses, a credit."""

import re
from collections.abc import Iterator

from briefing.domain.text import Region, RegionKind, Span
from briefing.reading.headings import is_title_case
from briefing.reading.layout import Paragraph

_GLUE = re.compile(r"[^\W\d_]*[a-z](?=[A-Z][a-z]*\b)|\b\d{1,4}(?=[A-Z][a-z]+\b)|[?!)](?=[A-Z][a-z]+\b)")
_OPENING_WORDS = """
    The A An In On At After Before As While When If But And For With Without He She It They We I This That These Those
    There Despite Since Although However Meanwhile Under Over By From To According Earlier Last During Following Both
    Some Many Most More His Her Their Its Our Until Once Not No Speaking Asked
"""
_OPENERS = frozenset(_OPENING_WORDS.split())
"""Words with which a sentence begins and no name goes on."""

_AGENCY = r"\((?:[A-Z][\w.’'&]*[ /-]?){1,4}\)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
_REGION = r"(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.’'-]{{2,}}(?:[ /-][A-Z.’'/]{{2,}})*{_REGION}{_DATE} ?(?:{_AGENCY})? ?(?:--|[-–—])"
    rf"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,2}}{_REGION}{_DATE} {_AGENCY} ?(?:--|[-–—]|(?=[A-Z“\"]))"
    rf"|{_AGENCY} ?(?:--|[-–—]))\s*(?=[A-Z“\"‘'\d])"
)
"""`ISTANBUL, May 16 (Agency) -`, `Seoul, South Korea (Agency)`, `(Agency) -`."""

_KNOWN_AGENCY = re.compile(r"\((?:CNN|AP|AFP|UPI|PTI|dpa|Reuters|Xinhua|TASS|Bloomberg|BBC)\b")
_ADDRESS = re.compile(r"[(\[<]\s*https?://[^\s)\]>]+\s*[)\]>]|https?://[^\s<>\"”]+|\bpic\.twitter\.com/\w+")
_CREDIT_END = re.compile(r"(?<=[.!?”\"]) \((?:[A-Z][\w.’'&/-]*\s?){1,4}\)\Z")


def holes(text: str, paragraph: Paragraph) -> tuple[Region, ...]:
    """The stretches in order, none overlapping another."""
    return tuple(_holes(text, paragraph))


def _holes(text: str, paragraph: Paragraph) -> Iterator[Region]:
    start, end = paragraph.start, paragraph.end
    heading = _glued(text, paragraph)
    if heading:
        yield Region(kind=RegionKind.HEADING, span=Span(start, heading))
        start = heading
    dateline = _dateline(text, start, end)
    if dateline:
        yield Region(kind=RegionKind.BYLINE, span=dateline)
        start = dateline.end
    if "://" in paragraph.text or "pic.twitter" in paragraph.text:
        for match in _ADDRESS.finditer(text, start, end):
            bare = match.group().rstrip(".,;:!?'’”\"" + ("" if match.group()[0] in "([<" else ")"))
            yield Region(kind=RegionKind.LINK, span=Span(match.start(), match.start() + len(bare)))
            start = match.start() + len(bare)
    credit = _CREDIT_END.search(text, start, end) if text[end - 1] == ")" else None
    if credit:
        yield Region(kind=RegionKind.CREDIT, span=Span(credit.start() + 1, credit.end()))


def _dateline(text: str, start: int, end: int) -> Span | None:
    match = _DATELINE.match(text, start, min(start + 90, end))
    if match is None or match.end() == end:
        return None
    words = match.group().rstrip()
    if words.endswith(")") and not _KNOWN_AGENCY.search(words):
        return None
    return Span(start, start + len(words))


def _glued(text: str, paragraph: Paragraph) -> int | None:
    """Where a sentence starts that has lost the line break after its heading: `Stalemate and depletionBefore the`.

    Told from names such as McDonald or YouTube: there a small part precedes the capital, or nothing that could be a
    heading.
    """
    if paragraph.bullet:
        return None
    for match in _GLUE.finditer(text, paragraph.start, min(paragraph.start + 110, paragraph.end)):
        head = text[paragraph.start : match.end()]
        if "\n" in head or any(sign in head for sign in '.;,“”"'):
            return None
        count = head.count(" ") + 1
        if 2 <= count <= 14 and head[0].isupper() and _parts(text, match, head):
            return match.end()
    return None


def _parts(text: str, match: re.Match[str], head: str) -> bool:
    """Whether the text before and after the lost line break reads like a heading and a sentence."""
    last = match.group()
    found = re.compile(r"[A-Z][\w’'-]*").match(text, match.end())
    word = found.group() if found else ""
    if last[0].islower() and last[-1].isalpha():
        return len(last) >= 3 and (len(word) >= 2 or word in _OPENERS)
    if last[0].isupper():
        return word in _OPENERS and is_title_case(head)
    return word in _OPENERS
