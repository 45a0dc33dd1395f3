"""Headings: short lines above prose that are no sentences themselves."""

import re

from briefing.reading.layout import Paragraph

_SPEECH = re.compile(r"\b(?:said|says|told|wrote|added|asked|tweeted|replied|continued|noted|explained|she|he)\b")
_OPEN_END = re.compile(r"[.!…,;–—-]['\"”’»)\]]*\Z")
_QUOTED = re.compile(r"[“\"«].*[”\"»]\Z")
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")
_RANGE_END = re.compile(r"\([^()]*\d[^()]*\)\Z|\([^()]{1,30}\)\Z")


def is_title_case(words: str) -> bool:
    """Whether the longer words are capitalised, as in a headline of the American kind."""
    long = _LONG_WORD.findall(words)
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a line, standing above others, is a heading by its form."""
    words = paragraph.text
    if paragraph.level:
        return True
    if paragraph.bullet or len(words) > 110 or "://" in words or _OPEN_END.search(words) or _QUOTED.match(words):
        return False
    if paragraph.words > (14 if is_title_case(words) else 10):
        return False
    if words.endswith(":") and (_SPEECH.search(words) or paragraph.words > 8):
        return False
    return words[0].isupper() or words[0].isdigit() or words[0] in "‘'“\""


def is_label(paragraph: Paragraph, below: Paragraph) -> bool:
    """Whether a bullet is the label of the bullets below it: `• Short-term (0-3 months)`."""
    words = paragraph.text
    if not paragraph.bullet or paragraph.words > 8 or _OPEN_END.search(words):
        return False
    if below.bullet and below.indent > paragraph.indent:
        return True
    return words.endswith(":") or (_RANGE_END.search(words) is not None and below.words > 8)
