"""Knows what this program wrote: evidence must not come from a brief, nor from a draft that it annotated."""

import re

from briefing.errors import SourceError

_MARKDOWN = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\nform: briefing (?:index )?\d")
_ANNOTATED = re.compile(rb"^<!-- briefing check \d", re.MULTILINE)
_JSON = re.compile(rb"\A\s*\{\s*\"form\":\s*\"briefing (?:index )?\d")
_IN_PDF = re.compile(rb"Keywords[(>]briefing \d+[)<]")
_KEYWORD = re.compile(r"\Abriefing \d+\Z")


def is_ours(data: bytes) -> bool:
    """Whether the bytes of a file are a brief of ours, in whatever form, as it was written or edited by hand."""
    if data.startswith(b"%PDF-"):
        return _IN_PDF.search(data) is not None
    return bool(_MARKDOWN.match(data) or _JSON.match(data))


def refuse_markdown(data: bytes) -> None:
    """
    Raises:
        SourceError: the file begins as a brief of ours does, or was annotated by `briefing check`.
    """
    if _MARKDOWN.match(data):
        raise _own()
    if _ANNOTATED.search(data):
        raise SourceError("a draft annotated by this program, not an article", help="Keep drafts apart from articles.")


def refuse_keyword(keywords: str) -> None:
    """
    Raises:
        SourceError: these are the keywords of a PDF brief of ours.
    """
    if _KEYWORD.match(keywords.strip()):
        raise _own()


def _own() -> SourceError:
    return SourceError("a brief written by this program, not an article", help="Keep briefs apart from articles.")
