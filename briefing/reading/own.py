"""Knows the program's own briefs: evidence for a brief must not come from a brief."""

import re

from briefing.errors import SourceError

_MARKDOWN = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\nform: briefing \d")
_KEYWORD = re.compile(r"\Abriefing \d+\Z")


def refuse_markdown(data: bytes) -> None:
    """
    Raises:
        SourceError: the file begins as a brief of ours does.
    """
    if _MARKDOWN.match(data):
        raise _own()


def refuse_keyword(keywords: str) -> None:
    """
    Raises:
        SourceError: these are the keywords of a PDF brief of ours.
    """
    if _KEYWORD.match(keywords.strip()):
        raise _own()


def _own() -> SourceError:
    return SourceError("a brief written by this program, not an article", help="Keep briefs apart from articles.")
